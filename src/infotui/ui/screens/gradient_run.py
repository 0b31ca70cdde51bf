"""Gradient steps on a screen: one at a time, or a run of them that pauses by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from textual.timer import Timer

from infotui.core.descent import DescentRun
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit

S = TypeVar("S")

STEPS_PER_SECOND = 60
MAX_STEPS_OF_A_RUN = 10_000
"""A run pauses after so many steps: an overshooting one would oscillate forever."""
STEPS_WITHOUT_CHANGE = 300
"""A run pauses when the numbers of its progress line have stayed the same for so many steps."""
_PAUSED = "Paused: the numbers shown no longer change. Press G to go on."
_PAUSED_AT_MAXIMUM = f"Paused after {MAX_STEPS_OF_A_RUN:,} steps. Press G to go on."


class RunHost(Protocol):
    """What a run needs of the screen or the view that it is on."""

    @property
    def snapshot(self) -> Snapshot[Any]:
        """What is shown now."""

    def commit_edits(self) -> None:
        """Take pending edits into the state."""

    def take_step(self, state: Any, gesture: object) -> bool:
        """Show the state after a step; False if an exercise holds something that it would move."""

    def outdate_views(self) -> None:
        """Show how the run stands in the next frame."""

    def notify(self, message: str) -> None:
        """Show a note."""


class RunFunctions(NamedTuple, Generic[S]):
    """The functions of a lesson that make a run and describe it."""

    start: Callable[[S], DescentRun[S]]
    next_step: Callable[[DescentRun[S]], DescentRun[S]]
    progress: Callable[[DescentRun[S], Unit], tuple[Reading, ...]]
    """The numbers of the progress line, the number of steps first."""
    status_text: Callable[[DescentRun[S]], str]


class GradientRun(Generic[S]):
    """A run of gradient descent, made by hand or by `clock`, which ticks only while it is running.

    A run belongs to the state that it came to: any other state ends it. Another unit only pauses it.
    Subclasses name their functions, and find the state of a snapshot that steps are taken from.
    """

    FUNCTIONS: RunFunctions[S]
    REFUSAL: str
    """The note where there is no state to take steps from."""

    def __init__(self, host: RunHost, clock: Timer) -> None:
        self._host = host
        self._clock = clock
        self._run: DescentRun[S] | None = None
        self._is_running = False
        self._gesture: object = None
        self._unit = host.snapshot.unit
        self._numbers: tuple[str, ...] = ()
        self._steps_at_start = self._steps_at_change = 0

    def state_in(self, snapshot: Snapshot[Any]) -> S | None:
        """The state that steps are taken from; None in another mode."""
        raise NotImplementedError

    def is_same(self, one: S, other: S) -> bool:
        """Whether a run that came to `one` goes on from `other`."""
        return one == other

    @property
    def is_running(self) -> bool:
        """Whether steps are being taken."""
        return self._is_running

    @property
    def current(self) -> DescentRun[S] | None:
        """The run that led to the present state, if one did."""
        self._drop_if_stale()
        return self._run

    @property
    def status(self) -> str:
        """The status of the run, in words; empty without one."""
        run = self.current
        return "" if run is None else self.FUNCTIONS.status_text(run)

    def readings(self, unit: Unit) -> tuple[Reading, ...]:
        """The numbers of the progress line; none without a run."""
        run = self.current
        return () if run is None else self.FUNCTIONS.progress(run, unit)

    def step(self) -> None:
        """Take one step; a run pauses for it."""
        state = self._state()
        if state is not None:
            self.pause()
            self._advance(state, None)

    def run_or_pause(self) -> None:
        """Run, or pause the run."""
        state = self._state()
        if state is None:
            return
        if self._is_running:
            self.pause()
            return
        run = self._run or self.FUNCTIONS.start(state)
        if run.outcome.is_over:
            self._advance(state, None)
            return
        self._is_running = True
        self._gesture = object()
        self._unit = self._host.snapshot.unit
        self._steps_at_start = self._steps_at_change = run.steps
        self._clock.resume()
        self._host.outdate_views()

    def pause(self) -> None:
        """Take no more steps; the run can go on."""
        if self._is_running:
            self._host.outdate_views()
        self._stop()

    def _stop(self) -> None:
        self._is_running = False
        self._clock.pause()

    def suspend(self) -> None:
        """Take no steps while the screen is hidden."""
        self._clock.pause()

    def resume(self) -> None:
        """Resume when the screen is shown again."""
        if self._is_running:
            self._clock.resume()

    def tick(self) -> None:
        """Take the next step of a run."""
        self._host.commit_edits()
        self._drop_if_stale()
        state = self.state_in(self._host.snapshot)
        if self._is_running and state is not None:
            self._advance(state, self._gesture)
            self._rest_if_nothing_changes()

    def _state(self) -> S | None:
        """The state to take steps from; if there is none, a note says why."""
        self._host.commit_edits()
        self._drop_if_stale()
        state = self.state_in(self._host.snapshot)
        if state is None:
            self._host.notify(self.REFUSAL)
        return state

    def _advance(self, state: S, gesture: object) -> None:
        """Take a step; the steps of one run share a gesture, and so are one undo step."""
        before = self._run
        run = before or self.FUNCTIONS.start(state)
        if not run.outcome.is_over:
            run = self.FUNCTIONS.next_step(run._replace(state=state))
        self._run = run  # first: showing the state asks for the run that led to it
        self._host.outdate_views()  # also where the step moves nothing, because the run is over
        if not self._host.take_step(run.state, gesture):
            self._run = before
            self.pause()
        elif run.outcome.is_over:
            self.pause()

    def _rest_if_nothing_changes(self) -> None:
        """Pause a run that no longer changes a number, or that has made very many steps."""
        run = self._run
        if run is None or not self._is_running:
            return
        numbers = tuple(reading.text for reading in self.FUNCTIONS.progress(run, self._unit)[1:])
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
        state = self.state_in(snapshot)
        if run is not None and (state is None or not self.is_same(run.state, state)):
            self._run = None
            self._stop()
        elif self._is_running and snapshot.unit is not self._unit:
            self._stop()
