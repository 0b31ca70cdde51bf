"""Text from files, made safe for a terminal: no control characters, cut to the cells it has."""

from __future__ import annotations

from functools import lru_cache

ELLIPSIS = "…"
_QUOTED_CELLS = 40


def printable(text: str) -> str:
    """`text` with U+FFFD for every control character, escape, surrogate and direction mark."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def fit_cells(text: str, cells: int) -> str:
    """`printable(text)`, cut to at most `cells` terminal cells; a cut text ends in an ellipsis."""
    # Only this many characters can matter: without the cut a label of a megabyte would be measured.
    return _fitted(text[: 4 * cells + 5], cells)


@lru_cache(maxsize=512)
def _fitted(text: str, cells: int) -> str:
    shown = printable(text[: 4 * cells + 4])
    if sum(map(_width, shown)) <= cells and len(text) == len(shown):
        return shown
    kept, used = [], 1
    for character in shown:
        used += _width(character)
        if used > cells:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS if cells > 0 else ""


def counted(count: int, noun: str) -> str:
    """A number of things: `1 row`, `1,234 rows`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def quoted(text: str) -> str:
    """`text` in quotation marks, fit for one line of an error message: short, no control characters."""
    return f"'{fit_cells(text, _QUOTED_CELLS)}'"


def _width(character: str) -> int:
    """The terminal cells of one character: 0 for combining ones, 2 for wide ones."""
    if character.isascii():
        return 1
    from unicodedata import category, east_asian_width  # rarely needed, and not at start-up

    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
