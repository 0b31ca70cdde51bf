"""What the environment says about the terminal: can it be drawn on, and what can it show?

These functions read environment variables and standard streams, and change some of them. They are called
before Textual is imported, because Textual reads its variables at import time. They work on every platform.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from typing import Literal, TextIO, get_args

GlyphLevel = Literal["braille", "block", "ascii"]

_ALLOWED = ("TEXTUAL_THEME", "TEXTUAL_FPS", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM")
_WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
_COLOR_SYSTEMS = ("auto", "standard", "256", "truecolor", "windows")
_NO_CURSOR_CONTROL = ("dumb", "unknown")
_TRUECOLOR_TERMS = (
    *("alacritty", "contour", "foot", "foot-extra", "ghostty", "rio", "wezterm"),
    *("xterm-ghostty", "xterm-kitty"),
)
"""Terminals with true colour that have a TERM of their own: SSH passes TERM, but not COLORTERM."""
_DIRECT_COLOR = "-direct"
"""The suffix of terminfo entries with true colour: xterm-direct, tmux-direct, …"""


def uses_web_driver(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether textual-serve runs this process: keys and frames go through pipes to a browser."""
    return environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER


def holds_escape_back(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal passes Escape on with the next key only, as GNU screen 4.9 does."""
    return "STY" in environ


def unsupported_reason(
    environ: Mapping[str, str] = os.environ,
    streams: tuple[TextIO | None, TextIO | None] | None = None,
    *,
    keyboard_from_tty: bool = False,
) -> str | None:
    """Why the app cannot run in this environment, in one line, or None if it can.

    Args:
        environ: the environment variables.
        streams: standard input and output (None: closed); by default those of the process.
        keyboard_from_tty: standard input is data; keys are to be read from the controlling terminal.
    """
    if uses_web_driver(environ):
        return None
    stdin, stdout = streams if streams is not None else (sys.stdin, sys.stdout)
    if not (keyboard_from_tty or _is_terminal(stdin)):
        return "standard input is not a terminal to read keys from (--json and --text need none)"
    if not _is_terminal(stdout):
        return "standard output is not a terminal to draw on (--json and --text need none)"
    term = environ.get("TERM", "")
    if term in _NO_CURSOR_CONTROL:
        return f"a terminal with TERM={term} cannot be drawn on (--json and --text need none)"
    if keyboard_from_tty:
        try:
            os.close(_open_tty())
        except OSError as error:
            what = f"standard input is data, and /dev/tty has no keys: {error.strerror}"
            return f"{what} (--json and --text need none)"
    return None


def prepare(*, keyboard_from_tty: bool = False) -> None:
    """Prepare the process for drawing: call once, before the App is made.

    Drops COLUMNS and LINES, and opens /dev/null for closed standard streams: otherwise the next file that is
    opened would get descriptor 0, 1 or 2.

    Args:
        keyboard_from_tty: standard input was read as data to its end; descriptor 0 becomes the controlling
            terminal, from which the driver reads keys. Check `unsupported_reason` first.

    Raises:
        OSError: there is no controlling terminal.
    """
    if not uses_web_driver():
        strip_size_env(os.environ)
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 # lives as long as the process
    if keyboard_from_tty:
        terminal = _open_tty()
        os.dup2(terminal, 0)
        os.close(terminal)


def _open_tty() -> int:
    """The terminal on standard output or error, or /dev/tty; OSError if there is none.

    /dev/tty comes last: kqueue (macOS) cannot watch it.
    """
    for descriptor in (1, 2):
        with suppress(OSError, AttributeError):  # Windows has no ttyname
            return os.open(os.ttyname(descriptor), os.O_RDWR | os.O_NOCTTY)
    return os.open("/dev/tty", os.O_RDWR)


def sanitize_environment(environ: MutableMapping[str, str]) -> None:
    """Remove and repair variables that Textual and Rich read at import time: call before importing them."""
    strip_devtools_env(environ)
    if not environ.get("NO_COLOR"):  # https://no-color.org: empty means unset; Textual takes it as set
        environ.pop("NO_COLOR", None)
    if environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOR_SYSTEMS:
        del environ["TEXTUAL_COLOR_SYSTEM"]
    term = environ.get("TERM", "")
    if term in _TRUECOLOR_TERMS or term.endswith(_DIRECT_COLOR):
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "truecolor")


def strip_size_env(environ: MutableMapping[str, str]) -> None:
    """Remove COLUMNS and LINES, which would fix the layout at the size that a shell exported."""
    for name in ("COLUMNS", "LINES"):
        environ.pop(name, None)


def strip_devtools_env(environ: MutableMapping[str, str]) -> None:
    """Remove the TEXTUAL_* variables for developers: call before Textual is imported.

    They can import modules, write files, press keys and open sockets. The driver of textual-serve stays.
    """
    allowed = {*_ALLOWED, "TEXTUAL_DRIVER"} if uses_web_driver(environ) else _ALLOWED
    for name in [name for name in environ if name.partition("_")[0] == "TEXTUAL" and name not in allowed]:
        del environ[name]


def detect_glyphs(environ: Mapping[str, str], encoding: str | None) -> GlyphLevel:
    """The glyph set that INFOTUI_GLYPHS names, or else the richest that the terminal is sure to show.

    The fonts of the Linux console and of the old Windows console have no braille. An unknown name in
    INFOTUI_GLYPHS is ignored.
    """
    requested = environ.get("INFOTUI_GLYPHS", "").strip().lower()
    for level in get_args(GlyphLevel):
        if level == requested:
            return level  # type: ignore[no-any-return]
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
