"""Defers garbage collection until the first frame: the objects made before it stay for good."""

from __future__ import annotations

import gc


def defer_collection() -> None:
    """Collect no garbage during start-up: nearly all of its objects are kept."""
    gc.disable()


def resume_collection() -> None:
    """Collect garbage from now on, except the objects of start-up; no effect if not deferred."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
