"""The driver: takes over the terminal, reads it, and restores it however the program ends.

Input is read and output is written on the event loop, without threads and without blocking. Signal handlers
restore the terminal when the process is killed or stopped. POSIX only: elsewhere Textual's driver is used.
"""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver as TextualDriver
from textual.geometry import Size
from textual.message import Message

from .environment import holds_escape_back
from .flow_control import DSR_OK, DSR_QUERY, FlowControl
from .input_parser import InputParser
from .modes import DECRQM_SYNC, DECRST_MOUSE, DECSET_MOUSE, ENTER, KITTY_KEYS_OFF, RESTORE, leaves_cells
from .signals import SignalHandlers, terminate_by_signal
from .tty_reader import TtyReader
from .tty_writer import TtyWriter

_STDIN, _STDOUT = 0, 1
_OSC_DEFAULT_POINTER = "\x1b]22;default\x1b\\"
_DRAIN_TIMEOUT = 0.2
"""Seconds to wait at the end for a terminal that does not read."""
_REPLY_TIMEOUT = 2.0
"""Seconds to wait for a DSR reply."""
NO_SHELL_NOTE = "Ctrl+Z: there is no shell to return to"
_MAX_SIZE = (2000, 1000)
_DEFAULT_SIZE = (80, 24)
_HIGH_WATER, _RETRY_DELAY, _QUEUE_MAX = 64, 0.01, 512
"""Above `_HIGH_WATER` unhandled messages, new ones are queued; of the queue the last `_QUEUE_MAX` are kept.
Only noise is that fast, and keys typed after it must not be delayed."""


class Driver(TextualDriver):
    """A POSIX terminal: keys from standard input, frames to standard output, both on the event loop.

    Use it as `App(driver_class=Driver)`. A display that buffers the terminal's cells calls `connect`.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or _terminal_size())
        self._writer: TtyWriter | None = None
        self._reader: TtyReader | None = None
        # Where an escape is held back until the next key, Escape and that key look like Alt.
        self._parser = InputParser(_terminal_size, self._on_status_reply, alt_keys=not holds_escape_back())
        self._flow = FlowControl()
        self._signals = SignalHandlers(
            self._restore_terminal, self._on_sigcont, self._on_sigwinch, self._on_stop_refused
        )
        self._shell_attributes: list[Any] | None = None
        self._entered = False
        self._messages: deque[Message] = deque(maxlen=_QUEUE_MAX)
        self._is_full = False
        self._pointer_changed = False
        self._flush_timer: asyncio.TimerHandle | None = None
        self._reply_timer: asyncio.TimerHandle | None = None
        self._on_writable: Callable[[], None] = _ignore
        self._on_invalidated: Callable[[], None] = _ignore

    @property
    def can_suspend(self) -> bool:
        """Whether Ctrl+Z may stop the program."""
        return True

    @property
    def busy(self) -> bool:
        """Whether a frame sent now would only be queued: earlier bytes are not written or not shown yet."""
        return self._writer is None or self._writer.busy or self._flow.is_congested

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        """Set the callbacks: the terminal is no longer busy; its cells are unknown."""
        self._on_writable, self._on_invalidated = on_writable, on_invalidated

    def send(self, frame: str) -> None:
        """Send a frame that a connected display has encoded."""
        if self._writer is None or not self._entered:
            return
        data = frame.encode("utf-8", "replace")
        if self._parser.replies_to_queries and self._flow.count_sent(len(data)):
            data += DSR_QUERY.encode()
            self._reply_timer = self._loop.call_later(_REPLY_TIMEOUT, self._on_status_reply, False)
        self._writer.write(data)

    def write(self, data: str) -> None:
        """Send anything else; invalidates the display's buffer unless the cells are sure to stay."""
        self.send(data)
        self._pointer_changed = self._pointer_changed or data.startswith("\x1b]22;")
        if not leaves_cells(data):
            self._on_invalidated()

    def start_application_mode(self) -> None:
        """Enter raw mode and the alternate screen, and start reading."""
        self._writer = TtyWriter(_STDOUT, self._loop, lambda: self._on_writable())
        self._reader = TtyReader(_STDIN, self._loop, self._on_readable)
        self._signals.install()
        self._enter_application_mode()
        self._reader.start()
        self._post_size()

    def disable_input(self) -> None:
        """Stop reading and drop pending input."""
        if self._reader is not None:
            self._reader.stop()
        if self._reply_timer is not None:
            self._reply_timer.cancel()
        self._messages.clear()
        self._schedule_flush(None)
        _discard_input()

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self.disable_input()
        self._drain_mouse_reports()
        self._restore_terminal()
        self._signals.remove()

    def close(self) -> None:
        """Close the reader and the writer."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def send_message(self, message: Message) -> None:
        """Put `message` into the app's queue."""
        self._app.post_message(message)

    def _enter_application_mode(self) -> None:
        self._entered = True
        self._flow = FlowControl()
        self._enter_raw_mode()
        self.write(ENTER + (DECSET_MOUSE if self._mouse else ""))
        # Apple's terminal does not know DECRQM and prints its final "p".
        self.write("" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else DECRQM_SYNC)

    def _enter_raw_mode(self) -> None:
        """Set raw mode.

        In the background tcsetattr raises SIGTTOU and then fails: only the foreground process may set modes.
        """
        with suppress(termios.error):
            attributes = self._shell_attributes or termios.tcgetattr(_STDIN)
            termios.tcsetattr(_STDIN, termios.TCSANOW, _raw_attributes(attributes))
            self._shell_attributes = attributes

    def _on_status_reply(self, answered: bool = True) -> None:
        """Handle a DSR reply, or its timeout."""
        was_behind = self._flow.is_congested
        if answered:
            self._flow.reply_received()
        else:
            self._flow.timed_out()
        if self._reply_timer is not None:
            self._reply_timer.cancel()
        if was_behind:
            self._on_writable()

    def _drain_mouse_reports(self) -> None:
        """Turn mouse reports off and read those in transit, which the shell would read as typed text."""
        if self._writer is None or self._reader is None:
            return
        if not (self._entered and self._parser.replies_to_queries):
            return
        replies = 1 + self._flow.awaiting_reply
        self._writer.write_final((DECRST_MOUSE + DSR_QUERY).encode(), _DRAIN_TIMEOUT)
        data, deadline = b"", time.monotonic() + _DRAIN_TIMEOUT
        while data.count(DSR_OK.encode()) < replies and (left := deadline - time.monotonic()) > 0:
            chunk = self._reader.read(left)
            if not chunk:
                return
            data += chunk

    def _restore_terminal(self) -> None:
        """Restore the terminal; may be called from a signal handler."""
        if not self._entered or self._writer is None:
            return
        self._entered = False
        pointer = _OSC_DEFAULT_POINTER if self._pointer_changed else ""
        self._writer.write_final((pointer + RESTORE).encode(), _DRAIN_TIMEOUT)
        _discard_input()
        if self._shell_attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(_STDIN, termios.TCSANOW, self._shell_attributes)
            self._shell_attributes = None

    def _on_stop_refused(self) -> None:
        """Handle SIGTSTP where nobody could continue this process."""
        self._loop.call_soon_threadsafe(self._app.notify, NO_SHELL_NOTE)

    def _on_sigcont(self) -> None:
        """Handle SIGCONT: after Ctrl+Z, after a SIGSTOP from outside, or without a stop."""
        self._loop.call_soon_threadsafe(self._resume)

    def _resume(self) -> None:
        if self._writer is None:
            return
        if self._entered:
            self.send(KITTY_KEYS_OFF)
        else:
            self.send_message(self.SignalResume())
        self._enter_application_mode()
        self._post_size()
        self._app.refresh()  # an app that is not a CellDisplay must redraw everything itself

    def _on_sigwinch(self) -> None:
        """Handle SIGWINCH."""
        self._loop.call_soon_threadsafe(self._post_size)

    def _post_size(self) -> None:
        before, self._size = self._size, _terminal_size()
        size = Size(*self._size)
        self._on_invalidated()
        self.send_message(events.Resize(size, size))
        if self._size == before:  # no new layout and so no new frame will follow
            self._on_writable()

    def _on_readable(self) -> None:
        if self._reader is None or not self._entered:
            return  # stopped by a signal since the descriptor became readable
        data = self._reader.read()
        if data is None:
            return
        if not data:
            self._restore_terminal()
            terminate_by_signal(signal.SIGHUP)
        self._enqueue(self._parser.feed(data, self._loop.time()))

    def _enqueue(self, messages: list[Message]) -> None:
        self._messages += messages
        self._schedule_flush(self._parser.deadline)
        if not self._is_full:
            self._dispatch()

    def _dispatch(self) -> None:
        """Pass the queued messages to the app, no faster than it handles them."""
        self._is_full = False
        pumps = [pump for pump in (self._app, self._app.focused) if pump is not None]
        while self._messages and not self._is_full:
            self.process_message(self._messages.popleft())
            self._is_full = sum(pump.message_queue_size for pump in pumps) > _HIGH_WATER
        if self._is_full:
            self._loop.call_later(_RETRY_DELAY, self._dispatch)

    def _schedule_flush(self, deadline: float | None) -> None:
        if self._flush_timer is not None:
            self._flush_timer.cancel()
        self._flush_timer = None if deadline is None else self._loop.call_at(deadline, self._flush_parser)

    def _flush_parser(self) -> None:
        self._enqueue(self._parser.flush_due(self._loop.time()))


def _ignore() -> None:
    """The callback before a display connects."""


def _discard_input() -> None:
    with suppress(termios.error):
        termios.tcflush(_STDIN, termios.TCIFLUSH)


def _raw_attributes(attributes: list[Any]) -> list[Any]:
    """`attributes` in raw mode: no echo, no line editing, no signals from keys."""
    iflag, oflag, cflag, lflag, ispeed, ospeed, characters = attributes
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    characters = list(characters)
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    return [iflag, oflag, cflag, lflag, ispeed, ospeed, characters]


def _terminal_size() -> tuple[int, int]:
    """Width and height in cells according to the kernel, limited to what can be laid out."""
    try:
        width, height = os.get_terminal_size(_STDOUT)
    except OSError:
        return _DEFAULT_SIZE
    return (min(width, _MAX_SIZE[0]), min(height, _MAX_SIZE[1])) if width and height else _DEFAULT_SIZE
