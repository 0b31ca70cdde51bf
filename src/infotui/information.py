"""The public maths of infotui: entropy, divergences and softmax, to 13 digits.

A stable address for `infotui.maths.information`, whose functions it re-exports unchanged.
"""

from infotui.maths.information import (
    SUM_TOLERANCE,
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    js_divergence,
    kl_divergence,
    log_softmax,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
    surprisal,
)

__all__ = [
    "SUM_TOLERANCE",
    "cross_entropy",
    "entropy",
    "gaussian_cross_entropy",
    "gaussian_entropy",
    "gaussian_kl_divergence",
    "js_divergence",
    "kl_divergence",
    "log_softmax",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    "surprisal",
]
