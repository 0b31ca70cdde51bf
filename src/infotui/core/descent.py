"""Gradient descent as a state machine: one step, or a run of steps and its loss history."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Generic, NamedTuple, TypeVar

from .reading import Unit

S = TypeVar("S")

MIN_DECREASE = 1e-9
"""The smallest change of a loss, in nats, that counts as a rise, or as progress on a plateau."""

_POINTS_PER_OCTAVE = 64
"""About how many losses are kept while the number of steps doubles."""


class Outcome(Enum):
    """The status of a run after a step."""

    RUNNING = auto()
    DIVERGING = auto()
    CONVERGED = auto()
    PLATEAU = auto()
    STALLED = auto()

    @property
    def is_over(self) -> bool:
        """Whether further steps are useless."""
        return self in (Outcome.CONVERGED, Outcome.PLATEAU, Outcome.STALLED)


class LossHistory(NamedTuple):
    """The losses of a run in nats, and the step of each: evenly spaced on a logarithmic axis of steps."""

    steps: tuple[int, ...] = ()
    losses: tuple[float, ...] = ()

    def with_loss(self, step: int, value: float) -> LossHistory:
        """A copy with the loss after `step` steps; the same if it falls between those that are kept."""
        if step % max(step // _POINTS_PER_OCTAVE, 1):
            return self
        return LossHistory((*self.steps, step), (*self.losses, value))


class DescentRun(NamedTuple, Generic[S]):
    """A run of gradient steps: the state it came to, how many steps that took, and the losses on the way."""

    state: S
    steps: int
    losses: LossHistory
    outcome: Outcome


class Objective(NamedTuple, Generic[S]):
    """What a run minimises.

    `loss(state)` is in nats, `step(state)` makes one gradient step, and `outcome(before, after)` says how the
    run stands after it.
    """

    loss: Callable[[S], float]
    step: Callable[[S], S]
    has_converged: Callable[[S], bool]
    outcome: Callable[[S, S], Outcome]

    def start(self, state: S) -> DescentRun[S]:
        """A run before its first step."""
        outcome = Outcome.CONVERGED if self.has_converged(state) else Outcome.RUNNING
        return DescentRun(state, 0, LossHistory((0,), (self.loss(state),)), outcome)

    def next_step(self, run: DescentRun[S]) -> DescentRun[S]:
        """The run after one more step."""
        after, steps = self.step(run.state), run.steps + 1
        losses = run.losses.with_loss(steps, self.loss(after))
        return DescentRun(after, steps, losses, self.outcome(run.state, after))


def rises(earlier: float, now: float) -> bool:
    """Whether a loss has risen by more than rounding."""
    return now > earlier + MIN_DECREASE * max(1.0, earlier)


def loss_trace(run: DescentRun[S], unit: Unit) -> tuple[float, ...]:
    """The losses on the way, at the steps `run.losses.steps`, in `unit`."""
    nat = 1.0 if unit is Unit.NATS else 1 / Unit.NATS.one_bit
    return tuple(nat * value for value in run.losses.losses)
