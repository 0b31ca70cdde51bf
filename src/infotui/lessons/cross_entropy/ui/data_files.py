"""The files of mode data: opening, reading and reading again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from infotui.core.lesson import Snapshot
from infotui.data.display_text import counted
from infotui.data.source import STANDARD_INPUT
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.state import Mode

# What reads and asks is imported when a file is opened: no start should wait for it.
if TYPE_CHECKING:
    from infotui.data.source import OpenInput
    from infotui.ui.screens.loading_screen import InputReading, Loaded

    from .data_mode import DataMode
    from .mode_screen import ModeScreen

PROMPT = "A file of predictions: CSV, TSV, NPY, NPZ or JSON lines. Options may follow, as --labels y.npy"


class DataFiles:
    """Reads files of predictions: behind a progress bar, or in the background while others are shown."""

    def __init__(self, screen: ModeScreen, mode: DataMode) -> None:
        self._screen, self._mode = screen, mode
        self._reading: InputReading[Snapshot[Any]] | None = None
        self._progress: Timer | None = None

    def ask(self, cancelled: Callable[[], object] | None = None) -> None:
        """Ask for a file and open it."""
        from infotui.ui.screens.open_file import ask_for_file

        ask_for_file(self._screen, PROMPT, self.open, cancelled)

    def open(self, typed: str) -> None:
        """Open what was typed: a path, perhaps with options."""
        import shlex

        path = Path(typed).expanduser()
        try:
            words = [str(path)] if path.exists() else shlex.split(typed)
        except (ValueError, OSError) as error:
            self._screen.notify(str(error), severity="warning", markup=False)
            return
        if STANDARD_INPUT in words:
            self._screen.notify("- is standard input: it is read at the start only", severity="warning")
            return
        self._read(["data", *words], self._show_opened)

    def reread(self) -> bool:
        """Read the file again; False if it came from a pipe."""
        request = self._mode.state.request
        if STANDARD_INPUT in (request.file, request.labels, request.against):
            self._screen.notify("Standard input is read once: save it to a file to read it again")
            return False
        self._read(LESSON.command_line.format(self._screen.state), self._show_reread)
        return True

    def cancel_reading(self) -> bool:
        """Stop a reading in the background; False if there is none."""
        if self._reading is None:
            return False
        self._reading.cancel()
        self._end_reading()
        self._screen.notify("Cancelled: nothing was read")
        return True

    def stop(self) -> None:
        """Stop a reading that nobody waits for any more."""
        if self._reading is not None:
            self._reading.cancel()

    def _read(self, words: list[str], then: Callable[[Snapshot[Any]], object]) -> None:
        """Read behind a progress bar or, where predictions are shown already, in the background."""
        from infotui.core.launch import parse_words
        from infotui.ui.screens.loading_screen import FRAME_INTERVAL, InputReading, load_input

        self._screen.commit_edits()

        def read(open_input: OpenInput) -> Snapshot[Any]:
            return parse_words(LESSON, words, open_input)

        if self._screen.state.mode is not Mode.DATA or self._mode.view is None:
            load_input(self._screen, read, then)
            return
        self.cancel_reading()
        reading = self._reading = InputReading(read)
        self._progress = self._screen.set_interval(FRAME_INTERVAL, self._show_progress)
        self._screen.run_worker(partial(self._work, reading, then), thread=True)

    def _work(self, reading: InputReading[Snapshot[Any]], then: Callable[[Snapshot[Any]], object]) -> None:
        loaded = reading.run()
        if loaded is not None:
            self._screen.app.call_from_thread(self._finish, reading, loaded, then)

    def _finish(
        self,
        reading: InputReading[Snapshot[Any]],
        loaded: Loaded[Snapshot[Any]],
        then: Callable[[Snapshot[Any]], object],
    ) -> None:
        if reading is not self._reading:  # no longer wanted
            return
        self._end_reading()
        if loaded.value is None:
            self._screen.notify(loaded.error, severity="warning", markup=False)
        else:
            then(loaded.value)

    def _end_reading(self) -> None:
        self._reading = None
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
        if self._mode.view is not None:
            self._mode.view.source.progress = None

    def _show_progress(self) -> None:
        if self._mode.view is not None and self._reading is not None:
            self._mode.view.source.progress = self._reading.latest

    def _show_opened(self, snapshot: Snapshot[Any]) -> None:
        self._screen.apply_change(self._screen.state.with_data(snapshot.state.opened_data))

    def _show_reread(self, snapshot: Snapshot[Any]) -> None:
        from infotui.lessons.cross_entropy.model.prediction_rows import index_of

        before, found = self._mode.state, snapshot.state.opened_data
        found = found.with_order(before.order)
        if before.row < found.loaded.n and index_of(found.with_row(before.row)) is not None:
            found = found.with_row(before.row)
        self._screen.apply_change(self._screen.state.with_data(found))
        self._screen.notify(f"Read again: {counted(found.loaded.n, 'row')}")
