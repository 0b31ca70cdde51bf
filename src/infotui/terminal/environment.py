"""Is there a terminal to draw on, and what can it show? Asked before anything of Textual is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import Literal, TextIO

GlyphLevel = Literal["braille", "block", "ascii"]

_ALLOWED = ("TEXTUAL_THEME", "TEXTUAL_FPS", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM")
_NO_CURSOR_CONTROL = ("dumb", "unknown")


def unsupported_reason() -> str | None:
    """Why this process cannot draw, in a line, or None: keys come from stdin, the picture goes to stdout."""
    return unsupported_reason_in(os.environ, sys.stdin, sys.stdout)


def unsupported_reason_in(
    environ: Mapping[str, str], stdin: TextIO | None, stdout: TextIO | None
) -> str | None:
    """What `refusal` says of this environment and these streams (None: closed)."""
    if not _is_terminal(stdin):
        return "standard input is not a terminal to read keys from (--json needs none)"
    if not _is_terminal(stdout):
        return "standard output is not a terminal to draw on (--json needs none)"
    term = environ.get("TERM", "")
    if term in _NO_CURSOR_CONTROL:
        return f"a terminal with TERM={term} cannot be drawn on (--json needs none)"
    return None


def prepare() -> None:
    """Make the process fit to draw: call once, before the App is made.

    Exported COLUMNS and LINES would freeze the layout at that size. A standard stream that is closed would
    leave its number to the next file opened, and whoever writes to it would write into that.
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
    """Drop what a shell exported as the size of its terminal: the terminal itself is asked instead."""
    for name in ("COLUMNS", "LINES"):
        environ.pop(name, None)


def strip_devtools_env(environ: MutableMapping[str, str]) -> None:
    """Drop what turns Textual into a tool of developers: call before it is imported.

    Such variables name modules to import, files to write, keys to press and hosts to connect to.
    """
    for name in [name for name in environ if name.partition("_")[0] == "TEXTUAL" and name not in _ALLOWED]:
        del environ[name]


def detect_glyphs(environ: Mapping[str, str], encoding: str | None) -> GlyphLevel:
    """The richest characters that a terminal of this environment and encoding is sure to have.

    The Linux console and the old Windows console have fonts without braille.
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
    except ValueError:  # closed since
        return False


def _encodes(character: str, encoding: str | None) -> bool:
    try:
        character.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
