"""The way from the command line to the app without POSIX: no such module, signal or function is needed."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import asyncio, importlib, os, pkgutil, signal, subprocess, sys, tempfile
import numpy, textual.app, textual.widgets  # other packages may import what they like
import textual.drivers.linux_driver  # stands in for the one for Windows

for name in ("termios", "fcntl", "tty", "pty", "pwd", "resource", "curses"):
    sys.modules[name] = None
for name in [name for name in vars(signal) if name.startswith("SIG")]:
    if name not in ("SIGINT", "SIGTERM", "SIGABRT", "SIG_DFL", "SIG_IGN"):
        delattr(signal, name)
for name in ("getpgrp", "getsid", "tcgetpgrp", "ttyname", "setsid", "O_NOCTTY", "O_NONBLOCK"):
    delattr(os, name)

from infotui.cli import main
assert main(["--version"]) == main(["entropy", "--json"]) == main(["kl", "--text"]) == 0
from infotui.terminal import driver_class
assert driver_class() is None
from infotui.terminal.environment import prepare, sanitize_environment, unsupported_reason
sanitize_environment(os.environ)
assert "/dev/tty" in unsupported_reason({}, (sys.__stdin__, type("", (), {"isatty": lambda _: True})()),
                                        keyboard_from_tty=True)
prepare()
import infotui
posix_only = {f"infotui.terminal.{name}" for name in ("driver", "signals", "tty_device", "tty_reader",
                                                      "tty_writer")}
for module in pkgutil.walk_packages(infotui.__path__, "infotui."):
    if module.name not in posix_only and module.name != "infotui.__main__":
        importlib.import_module(module.name)
from infotui.app import InfotuiApp

async def use():
    app = InfotuiApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("up", "2", "right", "3", "m", "question_mark", "escape", "ctrl+l", "ctrl+z", "q")
    assert app.return_code == 0

asyncio.run(use())
"""


def test_the_app_needs_nothing_of_posix() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", CODE],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environ,
        check=False,
        start_new_session=True,
    )
    assert result.returncode == 0, result.stderr
