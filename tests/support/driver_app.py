"""A program in a real terminal for tests of the driver, and what it must leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from support.pseudo_terminal import Terminal, script

ENTERED = {"1000", "1002", "1003", "1004", "1006", "1049", "2004", "25", "7", "kitty keys"}
"""The modes that are set while the program runs."""


def running(command: Sequence[str] = (), **options: Any) -> Terminal:
    """A terminal in which the plain app has drawn its first frame."""
    terminal = Terminal(command or script("plain"), **options)
    terminal.wait_for("ready")
    terminal.read(0.05)
    return terminal


def assert_restored(terminal: Terminal) -> None:
    terminal.read(0.05)
    assert terminal.modes == set()
    assert terminal.attributes == terminal.attributes_before
