"""Terminal input and output: driver, input parser, screen buffer with diffing, SGR cache, flow control.

`driver` takes the terminal, reads it and restores it. `display` keeps a `ScreenBuffer` of what the terminal
shows and sends only the cells that changed. Importing this package imports neither Textual nor POSIX modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .environment import uses_web_driver

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """The driver for `App(driver_class=…)`, or None for Textual's own: on Windows and in a browser."""
    if uses_web_driver():
        return None
    try:
        from .driver import Driver
    except ImportError:
        return None
    return Driver
