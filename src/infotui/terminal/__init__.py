"""What the terminal is told, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """Our driver, for `App(driver_class=…)`; None, for Textual's own, where terminals are not POSIX's."""
    try:
        from .driver import Driver
    except ImportError:
        return None
    return Driver
