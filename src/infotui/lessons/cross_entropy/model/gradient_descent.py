"""Learning: gradient steps on the logits, and a run of them towards the floor of the loss."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum, auto

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Logits

from .multiclass import ARRIVED_WITHIN, excess, gradient, loss
from .state import Multiclass

SLOWEST = 1e-9
"""With hard labels there is no arriving: a run rests once a step lowers the loss by less, in nats."""

_MOST_POINTS = 512


class Outcome(Enum):
    """How a run stands after a step."""

    GOING = auto()
    ROSE = auto()
    ARRIVED = auto()
    SLOW = auto()
    STUCK = auto()

    @property
    def is_over(self) -> bool:
        """Whether further steps lead nowhere."""
        return self in (Outcome.ARRIVED, Outcome.SLOW, Outcome.STUCK)


@dataclass(frozen=True, slots=True)
class Trace:
    """The losses of a run in nats, one every `stride` steps: never more than a picture can show."""

    losses: tuple[float, ...] = ()
    stride: int = 1

    def with_loss(self, step: int, value: float) -> Trace:
        """The same with the loss after `step` steps."""
        if step % self.stride:
            return self
        longer = (*self.losses, value)
        if len(longer) <= _MOST_POINTS:
            return replace(self, losses=longer)
        return Trace(longer[::2], 2 * self.stride)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of gradient steps: the state it came to, how many steps that took, and the losses on the way."""

    state: Multiclass
    steps: int
    trace: Trace
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


def begin(state: Multiclass) -> Run:
    """A run that has made no step yet."""
    start = loss(state, Unit.NATS)
    arrived = _has_arrived(state)
    return Run(state, 0, Trace((start,)), Outcome.ARRIVED if arrived else Outcome.GOING)


def advance(run: Run) -> Run:
    """The run one step on."""
    after = step(run.state)
    now, steps = loss(after, Unit.NATS), run.steps + 1
    outcome = _outcome(run.state, after, loss(run.state, Unit.NATS), now)
    return Run(after, steps, run.trace.with_loss(steps, now), outcome)


def trace(run: Run, unit: Unit) -> tuple[float, ...]:
    """The losses on the way, one every `run.trace.stride` steps, in `unit`."""
    nat = 1 / math.log(2) if unit is Unit.BITS else 1.0
    return tuple(nat * value for value in run.trace.losses)


def progress(run: Run, unit: Unit) -> tuple[Reading, ...]:
    """The numbers of the progress line: steps made, the loss, and the length of the gradient in nats."""
    norm = math.hypot(*gradient(run.state))
    return (
        Reading("steps", "step", run.steps, None, ".0f"),
        Reading("loss", "loss", loss(run.state, unit), unit),
        Reading("gradient_norm", "|grad|", norm, None),
    )


def verdict(run: Run) -> str:
    """How the run stands, in words."""
    match run.outcome:
        case Outcome.ARRIVED:
            return "Arrived: the loss stands on its floor H(p), and q is p."
        case Outcome.STUCK:
            return "Stuck: steps this small cannot change logits this large."
        case Outcome.SLOW:
            return "Resting, not arrived: it falls for ever, ever more slowly."
        case Outcome.ROSE:
            return "The loss rose: η is too large."
    if run.has_hard_labels:
        return "Falling towards 0, ever more slowly, and never there."
    return "Falling towards its floor H(p): what is left is KL(p‖q)."


def _has_arrived(state: Multiclass) -> bool:
    return state.smoothing > 0 and excess(state, Unit.NATS) <= ARRIVED_WITHIN


def _outcome(before: Multiclass, after: Multiclass, earlier: float, now: float) -> Outcome:
    if _has_arrived(after):
        return Outcome.ARRIVED
    if after == before:
        return Outcome.STUCK
    if now > earlier + SLOWEST * max(1.0, earlier):
        return Outcome.ROSE
    if after.smoothing == 0 and now < 1 and earlier - now < SLOWEST:
        return Outcome.SLOW
    return Outcome.GOING
