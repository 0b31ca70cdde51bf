"""Learning: gradient steps on the logits, and a run of them towards the floor of the loss."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum, auto

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Logits

from .multiclass import CONVERGENCE_TOL, gradient, kl_excess, loss
from .state import Multiclass

MIN_DECREASE = 1e-9
"""With hard labels there is no arriving: a run rests once a step lowers the loss by less, in nats."""

_MOST_POINTS = 512


class Outcome(Enum):
    """How a run stands after a step."""

    RUNNING = auto()
    DIVERGING = auto()
    CONVERGED = auto()
    PLATEAU = auto()
    STALLED = auto()

    @property
    def is_over(self) -> bool:
        """Whether further steps lead nowhere."""
        return self in (Outcome.CONVERGED, Outcome.PLATEAU, Outcome.STALLED)


@dataclass(frozen=True, slots=True)
class LossHistory:
    """The losses of a run in nats, one every `stride` steps: never more than a picture can show."""

    losses: tuple[float, ...] = ()
    stride: int = 1

    def with_loss(self, step: int, value: float) -> LossHistory:
        """The same with the loss after `step` steps."""
        if step % self.stride:
            return self
        longer = (*self.losses, value)
        if len(longer) <= _MOST_POINTS:
            return replace(self, losses=longer)
        return LossHistory(longer[::2], 2 * self.stride)


@dataclass(frozen=True, slots=True)
class DescentRun:
    """A run of gradient steps: the state it came to, how many steps that took, and the losses on the way."""

    state: Multiclass
    steps: int
    losses: LossHistory
    outcome: Outcome

    @property
    def has_hard_labels(self) -> bool:
        """Whether the floor of the loss is 0, which no finite logits reach."""
        return self.state.smoothing == 0


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
    start = loss(state, Unit.NATS)
    arrived = _has_converged(state)
    return DescentRun(state, 0, LossHistory((start,)), Outcome.CONVERGED if arrived else Outcome.RUNNING)


def next_step(run: DescentRun) -> DescentRun:
    """The run one step on."""
    after = step(run.state)
    now, steps = loss(after, Unit.NATS), run.steps + 1
    outcome = _outcome(run.state, after, loss(run.state, Unit.NATS), now)
    return DescentRun(after, steps, run.losses.with_loss(steps, now), outcome)


def loss_trace(run: DescentRun, unit: Unit) -> tuple[float, ...]:
    """The losses on the way, one every `run.trace.stride` steps, in `unit`."""
    nat = 1 / math.log(2) if unit is Unit.BITS else 1.0
    return tuple(nat * value for value in run.losses.losses)


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
    if run.has_hard_labels:
        return "Falling towards 0, ever more slowly, and never there."
    return "Falling towards its floor H(p): what is left is KL(p‖q)."


def _has_converged(state: Multiclass) -> bool:
    return state.smoothing > 0 and kl_excess(state, Unit.NATS) <= CONVERGENCE_TOL


def _outcome(before: Multiclass, after: Multiclass, earlier: float, now: float) -> Outcome:
    if _has_converged(after):
        return Outcome.CONVERGED
    if after == before:
        return Outcome.STALLED
    if now > earlier + MIN_DECREASE * max(1.0, earlier):
        return Outcome.DIVERGING
    if after.smoothing == 0 and now < 1 and earlier - now < MIN_DECREASE:
        return Outcome.PLATEAU
    return Outcome.RUNNING
