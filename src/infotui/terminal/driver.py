"""The driver: takes the terminal, reads it, and leaves it as it was, however the program ends."""

from __future__ import annotations

import asyncio
import os
import re
import select
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

from .flow_control import DSR_OK, DSR_QUERY, FlowControl
from .input_parser import InputParser
from .signals import SignalHandlers, terminate_by_signal
from .tty_writer import TtyWriter

_STDIN, _STDOUT = 0, 1
_ALTERNATE_SCREEN, _HIDE_CURSOR, _NO_WRAP = "\x1b[?1049h", "\x1b[?25l", "\x1b[?7l"
_REPORT_FOCUS, _BRACKETED_PASTE = "\x1b[?1004h", "\x1b[?2004h"
_KITTY_KEYS_ON, _KITTY_KEYS_OFF = "\x1b[>1u", "\x1b[<u"
"""Terminals with kitty's keyboard protocol tell the escape key from the beginning of a sequence."""
_MOUSE_ON = "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h"
"""Buttons, drags, moves, and reports that reach past column 95; a terminal takes the best it knows."""
_QUERY_SYNC = "\x1b[?2026$p"
_MOUSE_OFF = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l"
_RESTORE = (
    "\x1b\\\x1b[?2026l\x1b[m"  # whatever was being sent when it was cut off
    f"{_MOUSE_OFF}\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
)
_DEFAULT_POINTER = "\x1b]22;default\x1b\\"
_DRAIN_TIMEOUT = 0.2
"""Seconds that a terminal which does not read is waited for at the end."""
_REPLY_TIMEOUT = 2.0
"""Seconds after which an answer is no longer expected."""
_MAX_SIZE = (2000, 1000)
_DEFAULT_SIZE = (80, 24)
_HIGH_WATER, _RETRY_DELAY, _QUEUE_MAX = 64, 0.01, 512
"""With more messages than `_FULL` unhandled, others wait, and the last `_MOST` of them are kept: only noise
is that much faster than the app, and what is typed after it must not come too late."""
_LEAVES_CELLS = re.compile(r"(?:\a|\x1b\][^\a\x1b]*(?:\a|\x1b\\)|\x1b\[\?[\d;]+(?:[hl]|\$p))*")
"""What changes neither the cells, nor the style, nor the place of the cursor."""


class Driver(TextualDriver):
    """A POSIX terminal: keys from standard input, the picture to standard output, both on the event loop.

    `App(driver_class=Driver)`. A display that keeps what the terminal shows says so with `connect`.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or _terminal_size())
        self._writer: TtyWriter | None = None
        self._parser = InputParser(_terminal_size, self._on_status_reply)
        self._flow = FlowControl()
        self._signals = SignalHandlers(self._restore_terminal, self._on_sigcont, self._on_sigwinch)
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
        """Whether the terminal has yet to take what was sent; a picture would only wait."""
        return self._writer is None or self._writer.busy or self._flow.is_congested

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        """Call `on_writable` when a busy terminal is free, `on_invalidated` when its cells are unknown."""
        self._on_writable, self._on_invalidated = on_writable, on_invalidated

    def send(self, frame: str) -> None:
        """Send what a connected display has encoded."""
        if self._writer is None or not self._entered:
            return
        data = frame.encode("utf-8", "replace")
        if self._parser.replies_to_queries and self._flow.count_sent(len(data)):
            data += DSR_QUERY.encode()
            self._reply_timer = self._loop.call_later(_REPLY_TIMEOUT, self._on_status_reply, False)
        self._writer.write(data)

    def write(self, data: str) -> None:
        """Send anything else; a connected display hears of it where it may have changed the picture."""
        self.send(data)
        self._pointer_changed = self._pointer_changed or data.startswith("\x1b]22;")
        if not _LEAVES_CELLS.fullmatch(data):
            self._on_invalidated()

    def start_application_mode(self) -> None:
        """Take the terminal and begin to read it."""
        self._writer = TtyWriter(_STDOUT, self._loop, lambda: self._on_writable())
        self._signals.install()
        self._enter_application_mode()
        self._loop.add_reader(_STDIN, self._on_readable)
        self._post_size()

    def disable_input(self) -> None:
        """Stop reading; what has been typed already is dropped."""
        self._loop.remove_reader(_STDIN)
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
        """Let the terminal go."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def send_message(self, message: Message) -> None:
        """Put `message` into the app's queue."""
        self._app.post_message(message)

    def _enter_application_mode(self) -> None:
        self._entered = True
        self._flow = FlowControl()
        self._enter_raw_mode()
        mouse = _MOUSE_ON if self._mouse else ""
        self.write(
            _ALTERNATE_SCREEN
            + _HIDE_CURSOR
            + _NO_WRAP
            + _KITTY_KEYS_ON
            + _BRACKETED_PASTE
            + _REPORT_FOCUS
            + mouse
        )
        # Apple's terminal prints the end of this question.
        self.write("" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else _QUERY_SYNC)

    def _enter_raw_mode(self) -> None:
        """Behind another program this stops us, and fails when we go on: only what is in front has a say."""
        with suppress(termios.error):
            attributes = self._shell_attributes or termios.tcgetattr(_STDIN)
            termios.tcsetattr(_STDIN, termios.TCSANOW, _raw_attributes(attributes))
            self._shell_attributes = attributes

    def _on_status_reply(self, answered: bool = True) -> None:
        """The terminal has shown all that it was asked about, or has been asked too long ago."""
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
        """Wait for reports that are on their way, which the shell would take for typing."""
        if self._writer is None or not (self._entered and self._parser.replies_to_queries):
            return
        answers = 1 + self._flow.awaiting_reply
        self._writer.write_final((_MOUSE_OFF + DSR_QUERY).encode(), _DRAIN_TIMEOUT)
        heard, deadline = b"", time.monotonic() + _DRAIN_TIMEOUT
        while heard.count(DSR_OK.encode()) < answers and (left := deadline - time.monotonic()) > 0:
            if select.select([_STDIN], [], [], left)[0]:
                with suppress(OSError):
                    heard += os.read(_STDIN, 4096)

    def _restore_terminal(self) -> None:
        """Restore the terminal; from a signal handler too."""
        if not self._entered or self._writer is None:
            return
        self._entered = False
        pointer = _DEFAULT_POINTER if self._pointer_changed else ""
        self._writer.write_final((pointer + _RESTORE).encode(), _DRAIN_TIMEOUT)
        _discard_input()
        if self._shell_attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(_STDIN, termios.TCSANOW, self._shell_attributes)
            self._shell_attributes = None

    def _on_sigcont(self) -> None:
        """Handle SIGCONT: after a stop of ours, a stop that nobody sees (SIGSTOP), or none."""
        self._loop.call_soon_threadsafe(self._resume)

    def _resume(self) -> None:
        if self._writer is None:
            return
        if self._entered:
            self.send(_KITTY_KEYS_OFF)
        else:
            self.send_message(self.SignalResume())
        self._enter_application_mode()
        self._post_size()
        self._app.refresh()  # for a display that is not connected

    def _on_sigwinch(self) -> None:
        """Handle SIGWINCH."""
        self._loop.call_soon_threadsafe(self._post_size)

    def _post_size(self) -> None:
        before, self._size = self._size, _terminal_size()
        size = Size(*self._size)
        self._on_invalidated()
        self.send_message(events.Resize(size, size))
        if self._size == before:  # there will be no new layout, so no new picture either
            self._on_writable()

    def _on_readable(self) -> None:
        try:
            data = os.read(_STDIN, 4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
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
        """Hand on what was heard, no faster than it is handled."""
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
    """Nobody is connected."""


def _discard_input() -> None:
    with suppress(termios.error):
        termios.tcflush(_STDIN, termios.TCIFLUSH)


def _raw_attributes(attributes: list[Any]) -> list[Any]:
    """The terminal's `attributes` with every key passed on at once, unechoed and unchanged."""
    iflag, oflag, cflag, lflag, ispeed, ospeed, characters = attributes
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    characters = list(characters)
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    return [iflag, oflag, cflag, lflag, ispeed, ospeed, characters]


def _terminal_size() -> tuple[int, int]:
    """Width and height in cells, as the terminal itself says, within what can be laid out."""
    try:
        width, height = os.get_terminal_size(_STDOUT)
    except OSError:
        return _DEFAULT_SIZE
    return (min(width, _MAX_SIZE[0]), min(height, _MAX_SIZE[1])) if width and height else _DEFAULT_SIZE
