"""Signal handlers that restore the terminal before the process ends or stops.

They are installed with `signal.signal`, not with the event loop, because the loop may be blocked when a
signal arrives. Each handler runs between two bytecodes of the main thread, so it only writes, restores the
terminal's attributes and sends signals. POSIX only.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any, NoReturn

FATAL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class SignalHandlers:
    """Handlers for the signals that end, stop, continue and resize a program in a terminal.

    `restore_terminal` is called before the process ends or stops, `on_continue` after SIGCONT, `on_resize`
    after SIGWINCH; all three run inside the signal handler. A fatal signal that was ignored when the process
    started stays ignored (`nohup`).
    """

    def __init__(
        self,
        restore_terminal: Callable[[], None],
        on_continue: Callable[[], None],
        on_resize: Callable[[], None],
    ) -> None:
        self._restore_terminal, self._on_continue, self._on_resize = restore_terminal, on_continue, on_resize
        self._previous: dict[int, Any] = {}

    def install(self) -> None:
        """Install the handlers; does nothing outside the main thread, where Python forbids it."""
        if self._previous or threading.current_thread() is not threading.main_thread():
            return
        for number in FATAL:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handle(number, self._terminate)
        self._handle(signal.SIGTSTP, self._suspend)
        self._handle(signal.SIGCONT, lambda *_: self._on_continue())
        self._handle(signal.SIGWINCH, lambda *_: self._on_resize())

    def remove(self) -> None:
        """Reinstall the previous handlers."""
        for number, handler in self._previous.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._previous.clear()

    def _handle(self, number: int, handler: Callable[..., None]) -> None:
        self._previous[number] = signal.signal(number, handler)

    def _terminate(self, number: int, *_: object) -> None:
        self._restore_terminal()
        terminate_by_signal(number)

    def _suspend(self, *_: object) -> None:
        """Stop, as Ctrl+Z does. By SIGSTOP, for in an orphaned group SIGTSTP would not."""
        self._restore_terminal()
        os.kill(_suspend_target(), signal.SIGSTOP)


def terminate_by_signal(number: int) -> NoReturn:
    """End this process with the default action of the signal `number`."""
    signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    os.kill(os.getpid(), number)
    os._exit(128 + number)  # process 1 of a container has no default action for signals


def _suspend_target() -> int:
    """Whom to stop: the whole job in front of the terminal, with what may have started us; else only us."""
    try:
        in_front = os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        in_front = False
    return 0 if in_front else os.getpid()
