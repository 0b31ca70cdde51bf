"""Reads an input in a worker thread, behind a progress bar."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen, Screen

from infotui.data.source import REPORT_INTERVAL, Cancelled, Progress, ProgressReporter, open_source
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.progress_bar import ProgressBar, ReadingProgress

from .modals import Modal

if TYPE_CHECKING:
    from infotui.data.source import OpenInput, Source

T = TypeVar("T")

FRAME_INTERVAL = 0.04
"""Seconds between two frames: at most 50 ms apart, also where the event loop does other work."""

_SWITCH_INTERVAL = 0.001
"""Seconds that the event loop waits for the worker at most; the 5 ms of Python are too long."""


class Loaded(NamedTuple, Generic[T]):
    """What a reading returned, or why it failed, in one line."""

    value: T | None
    error: str = ""


class InputReading(Generic[T]):
    """A reading in a worker thread: its progress, and whether it was cancelled."""

    def __init__(self, read: Callable[[OpenInput], T]) -> None:
        self._read = read
        self._is_cancelled = Event()
        self.latest = ReadingProgress("", Progress(0, None), 0.0)
        """Written by the worker, read by the event loop: one reference, so that no lock is needed."""

    def cancel(self) -> None:
        """Stop at the next report of progress; what is read is dropped."""
        self._is_cancelled.set()

    def run(self) -> Loaded[T] | None:
        """Read, in the worker thread; None if it was cancelled."""
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_INTERVAL)
        loaded: Loaded[T]
        try:
            loaded = Loaded(self._read(self._open_input))
        except Cancelled:
            return None
        except ValueError as error:
            loaded = Loaded(None, str(error))
        except MemoryError:
            loaded = Loaded(None, "too large for the memory of this computer")
        finally:
            sys.setswitchinterval(interval)
        return None if self._is_cancelled.is_set() else loaded

    def _open_input(self, path: str, what: str) -> AbstractContextManager[Source]:
        start = time.monotonic()

        def report(progress: Progress) -> None:
            if self._is_cancelled.is_set():
                raise Cancelled
            self.latest = ReadingProgress(path, progress, time.monotonic() - start)

        return open_source(path, ProgressReporter(report, interval=min(FRAME_INTERVAL, REPORT_INTERVAL)))


def load_input(
    screen: Screen[Any],
    read: Callable[[OpenInput], T],
    then: Callable[[T], object],
    failed: Callable[[str], object] | None = None,
) -> None:
    """Call `read` in a worker thread behind a progress bar, and `then` with what it returns.

    Bad input is one line in a note. After an error, or Esc, the screen is as it was.

    Args:
        screen: the screen that shows the note.
        read: receives `open_input`, with which it opens its files; ValueError for bad input. It runs in a
            thread, so it must touch no widget, and its result should be frozen.
        then: called on the event loop.
        failed: called with the line about bad input instead of the note.
    """

    def finish(loaded: Loaded[T] | None) -> None:
        if loaded is None:
            screen.notify("Cancelled: nothing was read")
        elif loaded.value is not None:
            then(loaded.value)
        elif failed is not None:
            failed(loaded.error)
        else:
            screen.notify(loaded.error, severity="warning", markup=False)

    load_rules(screen.app, "loading.tcss")
    screen.app.push_screen(LoadingScreen(read), finish)


class LoadingScreen(Modal, ModalScreen["Loaded[Any] | None"]):
    """A progress bar in front of a lesson. Esc cancels; the result is then None."""

    BINDINGS = [Binding("escape", "cancel", "cancel"), Binding("q", "app.quit", "quit")]

    @dataclass(eq=False, repr=False)
    class Ended(Message):
        """The worker has ended."""

        loaded: Loaded[Any]

    def __init__(self, read: Callable[[OpenInput], Any]) -> None:
        super().__init__()
        self._reading = InputReading(read)

    def compose(self) -> ComposeResult:
        """The bar alone."""
        with Vertical():
            yield ProgressBar()

    def on_mount(self) -> None:
        """Start to read once the first frame is shown."""
        self.set_interval(FRAME_INTERVAL, self._show)
        self.call_after_refresh(self.run_worker, self._work, thread=True)

    def on_unmount(self) -> None:
        """Stop a reading that is no longer wanted."""
        self._reading.cancel()

    def on_loading_screen_ended(self, event: Ended) -> None:
        """Return the result. One that comes after Esc is dropped: the screen is no longer active."""
        self.dismiss(event.loaded)

    def action_cancel(self) -> None:
        """Stop reading and close."""
        self._reading.cancel()
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one(ProgressBar).progress = self._reading.latest

    def _work(self) -> None:
        loaded = self._reading.run()
        if loaded is not None:
            self.post_message(self.Ended(loaded))
