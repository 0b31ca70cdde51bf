"""What the command line writes to standard output and standard error."""

from __future__ import annotations

import errno
import os
from typing import TextIO

_PIECE = 128
"""Characters a write: at most 512 bytes, which every pipe that select calls writable takes."""


def write_text(stream: TextIO | None, text: str, end: str = "\n") -> str | None:
    """Write text without control characters to `stream` (None: closed); returns what went wrong, or None."""
    if stream is None:
        return os.strerror(errno.EBADF)
    text = _encodable(text, stream.encoding)
    try:
        shown = (char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
        print("".join(shown), file=stream, end=end, flush=True)
    except OSError as error:
        # The interpreter would try to flush the rest when it ends, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error.strerror
    return None


def _encodable(text: str, encoding: str | None) -> str:
    """`text`, with notation that the encoding lacks written in ASCII: `KL(p||q)`."""
    try:
        text.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        from infotui.canvas.glyphs import GlyphSet

        return "\n".join(map(GlyphSet.ASCII.transliterate, text.split("\n")))
    return text


def write_if_ready(stream: TextIO | None, line: str, seconds: float = 1) -> None:
    """Write a line to `stream`, or as much as it takes before it blocks for `seconds`."""
    line = f"{line}\n"
    for start in range(0, len(line), _PIECE):
        if not _is_ready(stream, seconds) or write_text(stream, line[start : start + _PIECE], end=""):
            return


def _is_ready(stream: TextIO | None, seconds: float) -> bool:
    """Whether `stream` can be written within `seconds`; True where the system cannot tell."""
    import select

    try:
        return stream is not None and bool(select.select([], [stream], [], seconds)[1])
    except (OSError, ValueError):  # a file on Windows, or no file at all
        return True
