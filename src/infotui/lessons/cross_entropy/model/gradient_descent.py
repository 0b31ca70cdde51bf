"""Gradient descent on the logits: one step, or a run of steps."""

from __future__ import annotations

import math

from infotui.core import descent
from infotui.core.descent import MIN_DECREASE, Outcome
from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Logits

from .multiclass import CONVERGENCE_TOL, gradient, kl_excess, loss
from .state import Multiclass

DescentRun = descent.DescentRun[Multiclass]


def step(state: Multiclass) -> Multiclass:
    """One gradient step: z ← z − η ∂loss/∂z, with ∂loss/∂z = (q − p)/T.

    The curvature of the loss in z is at most 1/(2T²), so that a step with η ≤ 4T² never raises the loss.
    """
    z = zip(state.logits.z, gradient(state), strict=True)
    return state.with_logits(Logits(tuple(ours - state.rate * slope for ours, slope in z)))


def largest_stable_rate(temperature: float) -> float:
    """4T²: up to this learning rate η, no step raises the loss."""
    return 4 * temperature**2


def start(state: Multiclass) -> DescentRun:
    """A run before its first step."""
    return _OBJECTIVE.start(state)


def next_step(run: DescentRun) -> DescentRun:
    """The run after one more step."""
    return _OBJECTIVE.next_step(run)


def progress(run: DescentRun, unit: Unit) -> tuple[Reading, ...]:
    """The numbers of the progress line: steps made, the loss, and the length of the gradient in nats."""
    norm = math.hypot(*gradient(run.state))
    return (
        Reading("steps", "step", run.steps, None, ".0f"),
        Reading("loss", "loss", loss(run.state, unit), unit),
        Reading("gradient_norm", "|grad|", norm, None),
    )


def status_text(run: DescentRun) -> str:
    """The status of the run, in words."""
    match run.outcome:
        case Outcome.CONVERGED:
            return "Converged: q is p to within 1e−7 nats, and the loss is at its minimum H(p)."
        case Outcome.STALLED:
            return "Stalled: the steps are too small to change logits this large."
        case Outcome.PLATEAU:
            return "Paused: the loss is still falling, by less than 1e−9 nats a step."
        case Outcome.DIVERGING:
            return f"The loss rose: η is too large. Up to 4T² = {_largest(run.state)} it never rises."
    if run.state.rate > largest_stable_rate(run.state.temperature):
        return f"η is above 4T² = {_largest(run.state)}: a step may overshoot, and raise the loss."
    if run.state.smoothing == 0:
        return "The loss falls towards 0, ever more slowly, and never reaches it."
    return "The loss falls towards its minimum H(p): the rest is KL(p‖q)."


def _largest(state: Multiclass) -> str:
    return f"{largest_stable_rate(state.temperature):.3g}"


def _has_converged(state: Multiclass) -> bool:
    return state.smoothing > 0 and kl_excess(state, Unit.NATS) <= CONVERGENCE_TOL


def _loss(state: Multiclass) -> float:
    return loss(state, Unit.NATS)


def _outcome(before: Multiclass, after: Multiclass) -> Outcome:
    if _has_converged(after):
        return Outcome.CONVERGED
    if after == before:
        return Outcome.STALLED
    earlier, now = _loss(before), _loss(after)
    if descent.rises(earlier, now):
        return Outcome.DIVERGING
    # With hard labels the minimum is never reached: a run rests once a step gains next to nothing.
    if after.smoothing == 0 and now < 1 and earlier - now < MIN_DECREASE:
        return Outcome.PLATEAU
    return Outcome.RUNNING


_OBJECTIVE = descent.Objective(_loss, step, _has_converged, _outcome)
