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
    after SIGWINCH, and `on_stop_refused` after a SIGTSTP that nobody could undo; all of them run inside the
    signal handler. A fatal signal that was ignored when the process started stays ignored (`nohup`).
    """

    def __init__(
        self,
        restore_terminal: Callable[[], None],
        on_continue: Callable[[], None],
        on_resize: Callable[[], None],
        on_stop_refused: Callable[[], None],
    ) -> None:
        self._restore_terminal, self._on_continue, self._on_resize = restore_terminal, on_continue, on_resize
        self._on_stop_refused = on_stop_refused
        self._previous: dict[int, Any] = {}
        self._is_stopped = False

    def install(self) -> None:
        """Install the handlers; does nothing outside the main thread, where Python forbids it."""
        if self._previous or threading.current_thread() is not threading.main_thread():
            return
        for number in FATAL:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handle(number, self._terminate)
        self._handle(signal.SIGTSTP, self._suspend)
        self._handle(signal.SIGCONT, self._continue)
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
        """Stop, as Ctrl+Z does, or refuse where no shell could continue this process.

        The kernel drops a SIGTSTP with its default action in an orphaned process group. So this process
        cannot be stopped for good, even if `has_shell` is wrong: it then continues at once.
        """
        if not has_shell():
            self._on_stop_refused()
            return
        self._restore_terminal()
        self._is_stopped = True
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(_suspend_target(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        if self._is_stopped:  # the kernel dropped the signal, so there was no SIGCONT
            self._continue()

    def _continue(self, *_: object) -> None:
        self._is_stopped = False
        self._on_continue()


def has_shell() -> bool:
    """Whether a shell above this process can continue it after Ctrl+Z.

    None can if this process is in the session leader's group (`xterm -e infotui`, `ssh -t HOST infotui`,
    process 1 of a container) or if its parent is in another session: its process group is then orphaned.
    """
    session = os.getsid(0)
    if os.getpgrp() == session:
        return False
    try:
        return os.getsid(os.getppid()) == session
    except OSError:
        return False


def terminate_by_signal(number: int) -> NoReturn:
    """End this process with the default action of the signal `number`."""
    signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    os.kill(os.getpid(), number)
    os._exit(128 + number)  # process 1 of a container has no default action for signals


def _suspend_target() -> int:
    """The process to stop: the whole group (0) if it is in the foreground, else this process alone."""
    try:
        in_foreground = os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        in_foreground = False
    return 0 if in_foreground else os.getpid()
