"""Fitting q to the mixture: gradient steps in (μ, ln σ) on the shown divergence, and a run of them."""

from __future__ import annotations

import math
from itertools import pairwise

from infotui.core import descent
from infotui.core.descent import Outcome
from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture_divergence import (
    Gradient,
    forward_gradient,
    mixture_kl_divergence,
    reverse_gradient,
    reverse_mixture_kl_divergence,
)

from .mixture import MixtureKLState
from .mixture_readings import best_fits
from .state import Parameter

DescentRun = descent.DescentRun[MixtureKLState]

GRADIENT_TOL = 1e-4
"""A run has converged where the gradient in (μ/σ, ln σ) is shorter: within about 1e-8 nats of an optimum."""
_SAME_LOSS = 1e-6


def loss(state: MixtureKLState, unit: Unit = Unit.NATS) -> float:
    """The divergence of the shown direction."""
    if state.reverse:
        return reverse_mixture_kl_divergence(state.q, state.p, base=unit.base)
    return mixture_kl_divergence(state.p, state.q, base=unit.base)


def gradient(state: MixtureKLState) -> Gradient:
    """The gradient of the shown divergence by (μ, ln σ) of q, in nats."""
    return reverse_gradient(state.q, state.p) if state.reverse else forward_gradient(state.p, state.q)


def step(state: MixtureKLState) -> MixtureKLState:
    """One gradient step: μ ← μ − η ∂KL/∂μ and ln σ ← ln σ − η ∂KL/∂(ln σ), within the limits of the controls.

    A step in ln σ keeps σ positive.
    """
    slope, q = gradient(state), state.q
    mu = q.mu - state.rate * slope.mu
    log_sigma = math.log(q.sigma) - state.rate * slope.log_sigma
    moved = Parameter.MEAN.put(Gaussian(0.0, 1.0), mu)
    log_limits = math.log(Parameter.SIGMA.least), math.log(Parameter.SIGMA.most)
    sigma = math.exp(min(max(log_sigma, log_limits[0]), log_limits[1]))
    return state.with_q(Parameter.SIGMA.put(moved, sigma))


def start(state: MixtureKLState) -> DescentRun:
    """A run before its first step."""
    return _OBJECTIVE.start(state)


def next_step(run: DescentRun) -> DescentRun:
    """The run after one more step."""
    return _OBJECTIVE.next_step(run)


def progress(run: DescentRun, unit: Unit) -> tuple[Reading, ...]:
    """The numbers of the progress line: steps made, the divergence, and the length of its gradient."""
    return (
        Reading("steps", "step", run.steps, None, ".0f"),
        Reading("loss", "KL(q‖p)" if run.state.reverse else "KL(p‖q)", loss(run.state, unit), unit),
        Reading("gradient_norm", "|grad|", math.hypot(*gradient(run.state)), None),
    )


def status_text(run: DescentRun) -> str:
    """The status of the run, in words."""
    match run.outcome:
        case Outcome.CONVERGED:
            return _converged_text(run.state)
        case Outcome.STALLED:
            return "Stalled: q is at the limit of the controls."
        case Outcome.DIVERGING:
            return "The divergence rose: η is too large."
    if any(descent.rises(earlier, later) for earlier, later in pairwise(run.losses.losses)):
        return "The divergence fell in this step, and has risen before: η is too large."
    return "The divergence falls towards a minimum."


def _converged_text(state: MixtureKLState) -> str:
    now, fits = loss(state), best_fits(state)
    if not fits or now <= fits[0].kl + _SAME_LOSS:
        return "Converged: no Gaussian is closer in this direction."
    if any(abs(now - fit.kl) <= _SAME_LOSS for fit in fits):
        return "Converged to a local minimum: another Gaussian is closer."
    return "The gradient is 0, but this is no minimum: move q a little."


def _has_converged(state: MixtureKLState) -> bool:
    slope = gradient(state)
    return math.hypot(slope.mu * state.q.sigma, slope.log_sigma) <= GRADIENT_TOL


def _outcome(before: MixtureKLState, after: MixtureKLState) -> Outcome:
    if _has_converged(after):
        return Outcome.CONVERGED
    if after == before:
        return Outcome.STALLED
    return Outcome.DIVERGING if descent.rises(loss(before), loss(after)) else Outcome.RUNNING


_OBJECTIVE = descent.Objective(loss, step, _has_converged, _outcome)
