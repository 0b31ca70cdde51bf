"""Gradient steps on the cross-entropy screen: one at a time, or a run of them that rests by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from textual.timer import Timer

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.cross_entropy.model.gradient_descent import (
    DescentRun,
    next_step,
    progress,
    start,
    status_text,
)
from infotui.lessons.cross_entropy.model.state import ALL_LOGITS, CrossEntropyState, Mode, Multiclass

STEPS_PER_SECOND = 60
MAX_STEPS_OF_A_RUN = 10_000
"""A run pauses after so many steps: an overshooting one would oscillate for ever."""
STEPS_WITHOUT_CHANGE = 300
"""A run pauses when the numbers of its progress line have stayed the same for so many steps."""
_PAUSED = "Paused: the numbers shown no longer change. Press G to go on."
_PAUSED_AT_MAXIMUM = f"Paused after {MAX_STEPS_OF_A_RUN:,} steps. Press G to go on."


class LearningHost(Protocol):
    """What a run needs of the screen that it is on."""

    @property
    def snapshot(self) -> Snapshot[CrossEntropyState]:
        """What is shown now."""

    def commit_edits(self) -> None:
        """Take pending edits into the state."""

    def take_step(self, state: Multiclass, gesture: object) -> bool:
        """Show the state after a step; False if an exercise holds something that it would move."""

    def notify(self, message: str) -> None:
        """Show a note."""


class LearningRun:
    """A run of gradient descent, made by hand or by `clock`, which ticks only while it is running.

    A run belongs to the state that it came to: any other state ends it. Another unit only pauses it.
    """

    def __init__(self, host: LearningHost, clock: Timer) -> None:
        self._host = host
        self._clock = clock
        self._run: DescentRun | None = None
        self._is_running = False
        self._gesture: object = None
        self._unit = host.snapshot.unit
        self._numbers: tuple[str, ...] = ()
        self._steps_at_start = self._steps_at_change = 0

    @property
    def is_running(self) -> bool:
        """Whether steps are being taken."""
        return self._is_running

    @property
    def current(self) -> DescentRun | None:
        """The run that led to the present state, if one did."""
        self._drop_if_stale()
        return self._run

    @property
    def status(self) -> str:
        """How the run stands, in words; empty without one."""
        run = self.current
        return "" if run is None else status_text(run)

    def readings(self, unit: Unit) -> tuple[Reading, ...]:
        """The numbers of the progress line; none without a run."""
        run = self.current
        return () if run is None else progress(run, unit)

    def step(self) -> None:
        """Take one step; a run pauses for it."""
        if self._can_descend():
            self.pause()
            self._advance(None)

    def run_or_pause(self) -> None:
        """Run, or pause the run."""
        if not self._can_descend():
            return
        if self._is_running:
            self.pause()
            return
        run = self._run or start(self._host.snapshot.state.multiclass)
        if run.outcome.is_over:
            self._advance(None)
            return
        self._is_running = True
        self._gesture = object()
        self._unit = self._host.snapshot.unit
        self._steps_at_start = self._steps_at_change = run.steps
        self._clock.resume()

    def pause(self) -> None:
        """Take no more steps; the run can go on."""
        self._is_running = False
        self._clock.pause()

    def suspend(self) -> None:
        """Take no steps while the screen is not seen."""
        self._clock.pause()

    def resume(self) -> None:
        """Go on when the screen is seen again."""
        if self._is_running:
            self._clock.resume()

    def tick(self) -> None:
        """Take the next step of a run."""
        self._host.commit_edits()
        self._drop_if_stale()
        if self._is_running:
            self._advance(self._gesture)
            self._rest_if_nothing_changes()

    def _can_descend(self) -> bool:
        self._host.commit_edits()
        self._drop_if_stale()
        if self._host.snapshot.state.mode is Mode.BINARY:
            self._host.notify("Gradient steps are taken on logits: press m for the multi-class mode")
            return False
        return True

    def _advance(self, gesture: object) -> None:
        """Take a step; the steps of one run share a gesture, and so are one undo step."""
        state = self._host.snapshot.state.multiclass
        before = self._run
        run = before or start(state)
        if not run.outcome.is_over:
            run = next_step(replace(run, state=state))
        self._run = run  # first: showing the state asks for the run that led to it
        if not self._host.take_step(run.state, gesture):
            self._run = before
            self.pause()
        elif run.outcome.is_over:
            self.pause()

    def _rest_if_nothing_changes(self) -> None:
        """Pause a run that changes no number any more, or that has gone on for long."""
        run = self._run
        if run is None or not self._is_running:
            return
        numbers = tuple(reading.text for reading in progress(run, self._unit)[1:])
        if numbers != self._numbers:
            self._numbers, self._steps_at_change = numbers, run.steps
        if run.steps - self._steps_at_change >= STEPS_WITHOUT_CHANGE:
            self.pause()
            self._host.notify(_PAUSED)
        elif run.steps - self._steps_at_start >= MAX_STEPS_OF_A_RUN:
            self.pause()
            self._host.notify(_PAUSED_AT_MAXIMUM)

    def _drop_if_stale(self) -> None:
        """End the run where the state is another one; pause it where the unit is."""
        run, snapshot = self._run, self._host.snapshot
        if run is not None and not _belongs_to(run, snapshot.state):
            self._run = None
            self.pause()
        elif self._is_running and (snapshot.unit is not self._unit or snapshot.state.mode is Mode.BINARY):
            self.pause()


def _belongs_to(run: DescentRun, state: CrossEntropyState) -> bool:
    """Whether `run` came to `state`, whichever logit is selected."""
    present = state.multiclass.with_selected(ALL_LOGITS)
    return state.mode is not Mode.BINARY and run.state.with_selected(ALL_LOGITS) == present
