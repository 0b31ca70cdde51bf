"""Long computations of mode data, in a worker thread: one at a time, with progress, and cancelled by Esc."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.timer import Timer
from textual.worker import get_current_worker

from infotui.core.lesson import Snapshot
from infotui.data.source import Cancelled
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.state import CrossEntropyState, Mode

if TYPE_CHECKING:
    from .data_mode import DataMode
    from .mode_screen import ModeScreen

T = TypeVar("T")

_SHOWN_AFTER = 0.1
"""Seconds until the progress of a computation is shown: most are done before."""


@contextmanager
def ended_with_worker(passed: Callable[[int], object] = lambda rows: None) -> Iterator[None]:
    """End a pass over the predictions, in a worker thread, with `Cancelled` once the worker is cancelled.

    `passed` is called with the rows of each block. The program waits for its threads when it ends.
    """
    from infotui.maths.scores import watching

    worker = get_current_worker()

    def watch(rows: int) -> None:
        if worker.is_cancelled:
            raise Cancelled
        passed(rows)

    with watching(watch):
        yield


class Computation(Generic[T]):
    """Something that takes passes over the predictions, how many rows they have passed, and for how long."""

    def __init__(self, compute: Callable[[], T], then: Callable[[T], object]) -> None:
        self.then = then
        self.rows = 0
        self.start = time.monotonic()
        self._compute = compute
        self._is_cancelled = Event()

    def cancel(self) -> None:
        """Stop at the next block of rows."""
        self._is_cancelled.set()

    def run(self) -> T:
        """Compute, in the worker thread; `Cancelled` once it is not wanted any more."""
        with ended_with_worker(self._passed):
            return self._compute()

    def _passed(self, rows: int) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled
        self.rows += rows


class DataWork:
    """What is computed for the screen at the moment, if anything."""

    def __init__(self, screen: ModeScreen, mode: DataMode) -> None:
        self._screen, self._mode = screen, mode
        self._present: Computation[Any] | None = None
        self._timer: Timer | None = None
        self._shown: Snapshot[CrossEntropyState] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is computed."""
        return self._present is not None

    def is_present(self, computation: Computation[Any]) -> bool:
        """Whether that is what is computed."""
        return computation is self._present

    def run(self, compute: Callable[[], T], then: Callable[[T], object]) -> Computation[T]:
        """Compute in a worker thread, and call `then` with the result, unless something else is run first."""
        from infotui.ui.screens.loading_screen import FRAME_INTERVAL

        self._end()
        present = Computation(compute, then)
        self._present = present
        self._timer = self._screen.set_interval(FRAME_INTERVAL, self._show_progress)
        self._screen.run_worker(partial(self._work, present), thread=True)
        return present

    def defers(self, snapshot: Snapshot[CrossEntropyState]) -> bool:
        """Whether a snapshot is shown later, once its readings are computed."""
        state = snapshot.state
        if state.mode is not Mode.DATA or _is_prepared(state):
            self._shown = snapshot
            return False
        self.run(partial(LESSON.prepare, state), lambda _: self._screen.refresh_views())
        return True

    def cancel(self) -> bool:
        """Stop, and go back to what is shown; False if nothing is computed."""
        if self._present is None:
            return False
        self._end()
        history = self._screen.history
        if self._screen.snapshot != self._shown:
            if history.can_undo and history.peek_undo == self._shown:
                self._screen.action_undo()
            elif history.can_redo and history.peek_redo == self._shown:
                self._screen.action_redo()
        self._screen.notify("Cancelled")
        return True

    def stop(self) -> None:
        """Stop: nobody waits any more."""
        if self._present is not None:
            self._present.cancel()
            self._present = None

    def _work(self, computation: Computation[Any]) -> None:
        try:
            result = computation.run()
        except Cancelled:
            return
        self._screen.app.call_from_thread(self._finish, computation, result)

    def _finish(self, computation: Computation[Any], result: Any) -> None:
        if computation is self._present and self._screen.is_attached:  # else it is no longer wanted
            self._end()
            computation.then(result)

    def _end(self) -> None:
        if self._present is not None:
            self._present.cancel()
        self._present = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._mode.view is not None:
            self._mode.view.source.computed_rows = None

    def _show_progress(self) -> None:
        present, view = self._present, self._mode.view
        if present is None or view is None or time.monotonic() - present.start < _SHOWN_AFTER:
            return
        view.source.computed_rows = present.rows


def _is_prepared(state: CrossEntropyState) -> bool:
    """Whether the readings of the open file are there. numpy is imported only where a file is open."""
    from infotui.lessons.cross_entropy.model.prediction_pictures import is_prepared

    return is_prepared(state.opened_data)
