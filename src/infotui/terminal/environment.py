"""What the environment says about the terminal: can it be drawn on, and which characters does it have?

These functions read environment variables and standard streams, and change some of them. They are called
before Textual is imported, because Textual reads its variables at import time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import Literal, TextIO

GlyphLevel = Literal["braille", "block", "ascii"]

_ALLOWED = ("TEXTUAL_THEME", "TEXTUAL_FPS", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM")
_NO_CURSOR_CONTROL = ("dumb", "unknown")


def unsupported_reason(
    environ: Mapping[str, str] = os.environ, streams: tuple[TextIO | None, TextIO | None] | None = None
) -> str | None:
    """Why the app cannot run in this environment, in one line, or None if it can.

    Args:
        environ: the environment variables.
        streams: standard input and output (None: closed); by default those of the process.
    """
    stdin, stdout = streams if streams is not None else (sys.stdin, sys.stdout)
    if not _is_terminal(stdin):
        return "standard input is not a terminal to read keys from (--json needs none)"
    if not _is_terminal(stdout):
        return "standard output is not a terminal to draw on (--json needs none)"
    term = environ.get("TERM", "")
    if term in _NO_CURSOR_CONTROL:
        return f"a terminal with TERM={term} cannot be drawn on (--json needs none)"
    return None


def prepare() -> None:
    """Prepare the process for drawing: call once, before the App is made.

    Drops COLUMNS and LINES, and opens /dev/null for closed standard streams: otherwise the next file that is
    opened would get descriptor 0, 1 or 2.
    """
    strip_size_env(os.environ)
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 # lives as long as the process


def strip_size_env(environ: MutableMapping[str, str]) -> None:
    """Remove COLUMNS and LINES, which would fix the layout at the size that a shell exported."""
    for name in ("COLUMNS", "LINES"):
        environ.pop(name, None)


def strip_devtools_env(environ: MutableMapping[str, str]) -> None:
    """Remove the TEXTUAL_* variables for developers: call before Textual is imported.

    They can import modules, write files, press keys and open sockets.
    """
    for name in [name for name in environ if name.partition("_")[0] == "TEXTUAL" and name not in _ALLOWED]:
        del environ[name]


def detect_glyphs(environ: Mapping[str, str], encoding: str | None) -> GlyphLevel:
    """The richest glyph set that a terminal with this environment and encoding is sure to show.

    The fonts of the Linux console and of the old Windows console have no braille.
    """
    if not _encodes("█", encoding):
        return "ascii"
    old_windows = sys.platform == "win32" and "WT_SESSION" not in environ
    if environ.get("TERM") == "linux" or old_windows or not _encodes("⣿", encoding):
        return "block"
    return "braille"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed meanwhile
        return False


def _encodes(character: str, encoding: str | None) -> bool:
    try:
        character.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
