"""Learning: gradient steps on the logits, and a run of them towards the floor of the loss."""

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
    """One gradient step, z ← z − η T² d loss/dz, which is z ← z − η (q − p) at T = 1.

    The gradient by z falls with T, and a change of z moves z/T by less: with the factor T² (Hinton, Vinyals &
    Dean, Distilling the Knowledge in a Neural Network, 2015, section 2) a step moves q as far at every
    temperature. In z/T the loss has curvature at most 1/2, so that it never rises for η ≤ 4.
    """
    length = state.rate * state.temperature**2
    z = zip(state.logits.z, gradient(state), strict=True)
    return state.with_logits(Logits(tuple(ours - length * slope for ours, slope in z)))


def start(state: Multiclass) -> DescentRun:
    """A run that has made no step yet."""
    return _OBJECTIVE.start(state)


def next_step(run: DescentRun) -> DescentRun:
    """The run one step on."""
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
    """How the run stands, in words."""
    match run.outcome:
        case Outcome.CONVERGED:
            return "Arrived: the loss stands on its floor H(p), and q is p."
        case Outcome.STALLED:
            return "Stuck: steps this small cannot change logits this large."
        case Outcome.PLATEAU:
            return "Resting, not arrived: it falls for ever, ever more slowly."
        case Outcome.DIVERGING:
            return "The loss rose: η is too large."
    if run.state.smoothing == 0:
        return "Falling towards 0, ever more slowly, and never there."
    return "Falling towards its floor H(p): what is left is KL(p‖q)."


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
