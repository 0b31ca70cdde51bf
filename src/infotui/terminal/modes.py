"""Escape sequences that set the terminal's modes at the start and restore them at the end.

They are named as in xterm's control sequences: DECSET and DECRST switch private modes on and off. A terminal
ignores the modes that it does not know.
"""

from __future__ import annotations

import re

_DECSET_ALTERNATE_SCREEN, _DECRST_ALTERNATE_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
_DECRST_CURSOR, _DECSET_CURSOR = "\x1b[?25l", "\x1b[?25h"
_DECRST_AUTOWRAP, _DECSET_AUTOWRAP = "\x1b[?7l", "\x1b[?7h"
_DECSET_FOCUS, _DECRST_FOCUS = "\x1b[?1004h", "\x1b[?1004l"
_DECSET_PASTE, _DECRST_PASTE = "\x1b[?2004h", "\x1b[?2004l"
_KITTY_KEYS_ON, KITTY_KEYS_OFF = "\x1b[>1u", "\x1b[<u"
"""Kitty's keyboard protocol distinguishes the Escape key from the beginning of a sequence."""
DECSET_MOUSE = "\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h"
DECRST_MOUSE = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l"
"""Buttons, drags, all moves, SGR reports; a terminal uses the best that it supports."""
DECRQM_SYNC, _DECRST_SYNC = "\x1b[?2026$p", "\x1b[?2026l"
_ST, _SGR_RESET = "\x1b\\", "\x1b[m"
_CUP_HOME, _ED = "\x1b[H", "\x1b[J"

ENTER = (
    _DECSET_ALTERNATE_SCREEN
    + _DECRST_CURSOR
    + _DECRST_AUTOWRAP
    + _KITTY_KEYS_ON
    + _DECSET_PASTE
    + _DECSET_FOCUS
)
RESTORE = (
    f"{_ST}{_DECRST_SYNC}{_SGR_RESET}"  # ends a sequence or a frame that was cut off
    f"{DECRST_MOUSE}{_DECRST_PASTE}{_DECRST_FOCUS}{KITTY_KEYS_OFF}{_DECSET_AUTOWRAP}"
    f"{_CUP_HOME}{_ED}"  # GNU screen and mosh have no alternate screen by default: the frame would stay
    f"{_DECRST_ALTERNATE_SCREEN}{_DECSET_CURSOR}"
)

_LEAVES_CELLS = re.compile(r"(?:\a|\x1b\][^\a\x1b]*(?:\a|\x1b\\)|\x1b\[\?[\d;]+(?:[hl]|\$p))*")


def leaves_cells(data: str) -> bool:
    """Whether `data` is BEL, OSC, DECSET, DECRST and DECRQM only.

    These change neither the cells, nor the style, nor the cursor's position.
    """
    return _LEAVES_CELLS.fullmatch(data) is not None
