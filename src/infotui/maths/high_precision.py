"""Differences with cancellation, computed with 50 digits. Imported only when doubles do not suffice."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

_HALF_LOG_2PI = Decimal("0.91893853320467274178032973640561763986139747363778341281715")
_PRECISE = Context(prec=50, Emin=-999999, Emax=999999, traps=[])


def softmax_cross_entropy_gradient(z: list[float], p: list[float], top: int) -> list[float]:
    """softmax(z) − p; `top` is the position of the largest logit."""
    with localcontext(_PRECISE):
        most = Decimal(z[top])
        weights = [(Decimal(logit) - most).exp() for logit in z]
        rest = sum(weights[:top] + weights[top + 1 :], Decimal())
        differences = [weight / (1 + rest) - Decimal(b) for weight, b in zip(weights, p, strict=True)]
        differences[top] = (1 - Decimal(p[top])) - rest / (1 + rest)
        return list(map(float, differences))


def gaussian_cross_entropy(mu_p: float, sigma_p: float, mu_q: float, sigma_q: float) -> float:
    """½ log(2π σ_q²) + ½ (σ_p² + (μ_p − μ_q)²)/σ_q², in nats."""
    with localcontext(_PRECISE):
        width = Decimal(sigma_q)
        square = Decimal(sigma_p) ** 2 + (Decimal(mu_p) - Decimal(mu_q)) ** 2
        return float(width.ln() + _HALF_LOG_2PI + square / width**2 / 2)
