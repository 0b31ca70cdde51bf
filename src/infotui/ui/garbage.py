"""When garbage is collected: not before the first frame, whose objects stay for good."""

from __future__ import annotations

import gc


def defer_collection() -> None:
    """Collect no garbage while the program starts: nearly all that a start makes is kept."""
    gc.disable()


def resume_collection() -> None:
    """Collect garbage from now on, but leave out what the start made; no effect if not deferred."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
