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

from .flow_control import ARE_YOU_WELL, WELL, Pace
from .input_parser import Keyboard
from .signals import Signals, die
from .tty_writer import Output

_STDIN, _STDOUT = 0, 1
_ALTERNATE_SCREEN, _NO_CURSOR, _NO_WRAP = "\x1b[?1049h", "\x1b[?25l", "\x1b[?7l"
_FOCUS, _PASTE = "\x1b[?1004h", "\x1b[?2004h"
_QUICK_ESCAPE, _USUAL_ESCAPE = "\x1b[>1u", "\x1b[<u"
"""Terminals with kitty's keyboard protocol tell the escape key from the beginning of a sequence."""
_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h"
"""Buttons, drags, moves, and reports that reach past column 95; a terminal takes the best it knows."""
_CAN_SYNCHRONIZE = "\x1b[?2026$p"
_NO_MOUSE = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l"
_RESTORE = (
    "\x1b\\\x1b[?2026l\x1b[m"  # whatever was being sent when it was cut off
    f"{_NO_MOUSE}\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
)
_USUAL_POINTER = "\x1b]22;default\x1b\\"
_PATIENCE = 0.2
"""Seconds that a terminal which does not read is waited for at the end."""
_LONG = 2.0
"""Seconds after which an answer is no longer expected."""
_LARGEST = (2000, 1000)
_USUAL = (80, 24)
_FULL, _PAUSE, _MOST = 64, 0.01, 512
"""With more messages than `_FULL` unhandled, others wait, and the last `_MOST` of them are kept: only noise
is that much faster than the app, and what is typed after it must not come too late."""
_HARMLESS = re.compile(r"(?:\a|\x1b\][^\a\x1b]*(?:\a|\x1b\\)|\x1b\[\?[\d;]+(?:[hl]|\$p))*")
"""What changes neither the cells, nor the style, nor the place of the cursor."""


class Driver(TextualDriver):
    """A POSIX terminal: keys from standard input, the picture to standard output, both on the event loop.

    `App(driver_class=Driver)`. A display that keeps what the terminal shows says so with `connect`.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or _terminal_size())
        self._output: Output | None = None
        self._keyboard = Keyboard(_terminal_size, self._caught_up)
        self._pace = Pace()
        self._signals = Signals(self._leave, self._continued, self._resized)
        self._shell_attributes: list[Any] | None = None
        self._entered = False
        self._messages: deque[Message] = deque(maxlen=_MOST)
        self._is_full = False
        self._pointer_changed = False
        self._timer: asyncio.TimerHandle | None = None
        self._expected: asyncio.TimerHandle | None = None
        self._on_free: Callable[[], None] = _nothing
        self._on_lost: Callable[[], None] = _nothing

    @property
    def can_suspend(self) -> bool:
        """Whether Ctrl+Z may stop the program."""
        return True

    @property
    def busy(self) -> bool:
        """Whether the terminal has yet to take what was sent; a picture would only wait."""
        return self._output is None or self._output.busy or self._pace.is_behind

    def connect(self, on_free: Callable[[], None], on_lost: Callable[[], None]) -> None:
        """Call `on_free` when a busy terminal has taken all, `on_lost` when what it shows is not known."""
        self._on_free, self._on_lost = on_free, on_lost

    def send(self, picture: str) -> None:
        """Send what a connected display has encoded."""
        if self._output is None or not self._entered:
            return
        data = picture.encode("utf-8", "replace")
        if self._keyboard.answers and self._pace.asks(len(data)):
            data += ARE_YOU_WELL.encode()
            self._expected = self._loop.call_later(_LONG, self._caught_up, False)
        self._output.write(data)

    def write(self, data: str) -> None:
        """Send anything else; a connected display hears of it where it may have changed the picture."""
        self.send(data)
        self._pointer_changed = self._pointer_changed or data.startswith("\x1b]22;")
        if not _HARMLESS.fullmatch(data):
            self._on_lost()

    def start_application_mode(self) -> None:
        """Take the terminal and begin to read it."""
        self._output = Output(_STDOUT, self._loop, lambda: self._on_free())
        self._signals.install()
        self._enter()
        self._loop.add_reader(_STDIN, self._readable)
        self._tell_size()

    def disable_input(self) -> None:
        """Stop reading; what has been typed already is dropped."""
        self._loop.remove_reader(_STDIN)
        if self._expected is not None:
            self._expected.cancel()
        self._messages.clear()
        self._wait_until(None)
        _drop_typed()

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self.disable_input()
        self._let_the_mouse_rest()
        self._leave()
        self._signals.remove()

    def close(self) -> None:
        """Let the terminal go."""
        if self._output is not None:
            self._output.close()
            self._output = None

    def send_message(self, message: Message) -> None:
        """Put `message` into the app's queue."""
        self._app.post_message(message)

    def _enter(self) -> None:
        self._entered = True
        self._pace = Pace()
        self._take_keys()
        mouse = _MOUSE if self._mouse else ""
        self.write(_ALTERNATE_SCREEN + _NO_CURSOR + _NO_WRAP + _QUICK_ESCAPE + _PASTE + _FOCUS + mouse)
        # Apple's terminal prints the end of this question.
        self.write("" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else _CAN_SYNCHRONIZE)

    def _take_keys(self) -> None:
        """Behind another program this stops us, and fails when we go on: only what is in front has a say."""
        with suppress(termios.error):
            attributes = self._shell_attributes or termios.tcgetattr(_STDIN)
            termios.tcsetattr(_STDIN, termios.TCSANOW, _raw(attributes))
            self._shell_attributes = attributes

    def _caught_up(self, answered: bool = True) -> None:
        """The terminal has shown all that it was asked about, or has been asked too long ago."""
        was_behind = self._pace.is_behind
        if answered:
            self._pace.answered()
        else:
            self._pace.give_up()
        if self._expected is not None:
            self._expected.cancel()
        if was_behind:
            self._on_free()

    def _let_the_mouse_rest(self) -> None:
        """Wait for reports that are on their way, which the shell would take for typing."""
        if self._output is None or not (self._entered and self._keyboard.answers):
            return
        answers = 1 + self._pace.is_asked
        self._output.write_at_last((_NO_MOUSE + ARE_YOU_WELL).encode(), _PATIENCE)
        heard, deadline = b"", time.monotonic() + _PATIENCE
        while heard.count(WELL.encode()) < answers and (left := deadline - time.monotonic()) > 0:
            if select.select([_STDIN], [], [], left)[0]:
                with suppress(OSError):
                    heard += os.read(_STDIN, 4096)

    def _leave(self) -> None:
        """Restore the terminal; from a signal handler too."""
        if not self._entered or self._output is None:
            return
        self._entered = False
        pointer = _USUAL_POINTER if self._pointer_changed else ""
        self._output.write_at_last((pointer + _RESTORE).encode(), _PATIENCE)
        _drop_typed()
        if self._shell_attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(_STDIN, termios.TCSANOW, self._shell_attributes)
            self._shell_attributes = None

    def _continued(self) -> None:
        """Handle SIGCONT: after a stop of ours, a stop that nobody sees (SIGSTOP), or none."""
        self._loop.call_soon_threadsafe(self._enter_again)

    def _enter_again(self) -> None:
        if self._output is None:
            return
        if self._entered:
            self.send(_USUAL_ESCAPE)
        else:
            self.send_message(self.SignalResume())
        self._enter()
        self._tell_size()
        self._app.refresh()  # for a display that is not connected

    def _resized(self) -> None:
        """Handle SIGWINCH."""
        self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        before, self._size = self._size, _terminal_size()
        size = Size(*self._size)
        self._on_lost()
        self.send_message(events.Resize(size, size))
        if self._size == before:  # there will be no new layout, so no new picture either
            self._on_free()

    def _readable(self) -> None:
        try:
            data = os.read(_STDIN, 4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._leave()
            die(signal.SIGHUP)
        self._heard(self._keyboard.feed(data, self._loop.time()))

    def _heard(self, messages: list[Message]) -> None:
        self._messages += messages
        self._wait_until(self._keyboard.deadline)
        if not self._is_full:
            self._pass_on()

    def _pass_on(self) -> None:
        """Hand on what was heard, no faster than it is handled."""
        self._is_full = False
        pumps = [pump for pump in (self._app, self._app.focused) if pump is not None]
        while self._messages and not self._is_full:
            self.process_message(self._messages.popleft())
            self._is_full = sum(pump.message_queue_size for pump in pumps) > _FULL
        if self._is_full:
            self._loop.call_later(_PAUSE, self._pass_on)

    def _wait_until(self, deadline: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if deadline is None else self._loop.call_at(deadline, self._due)

    def _due(self) -> None:
        self._heard(self._keyboard.tick(self._loop.time()))


def _nothing() -> None:
    """Nobody is connected."""


def _drop_typed() -> None:
    with suppress(termios.error):
        termios.tcflush(_STDIN, termios.TCIFLUSH)


def _raw(attributes: list[Any]) -> list[Any]:
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
        return _USUAL
    return (min(width, _LARGEST[0]), min(height, _LARGEST[1])) if width and height else _USUAL
