"""Text split into terminal cells, without control characters.

Widths are those that Textual's layout uses: wide characters take two cells, combining marks none. Control
characters are dropped, so no text can carry an escape sequence to the terminal.
"""

from __future__ import annotations

from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

_ZERO_WIDTH_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200d\ufe0e\ufe0f"
_single_width = {chr(code) for code in range(0x20, 0x7F)}


def is_single_width(text: str) -> bool:
    """Whether every character of `text` is printable and exactly one cell wide."""
    if _single_width.issuperset(text):
        return True
    new = set(text) - _single_width
    if any(category(char) in _ZERO_WIDTH_CATEGORIES or get_character_cell_size(char) != 1 for char in new):
        return False
    _single_width.update(new)
    return True


def split_cells(text: str) -> list[str]:
    """The cells of `text`, as many as Textual's layout counts; the right half of a wide character is "".

    split_cells("a漢b") → ["a", "漢", "", "b"]
    """
    if is_single_width(text):
        return list(text)
    cells: list[str] = []
    for start, stop, width in split_graphemes(text)[0]:
        drawn = "".join(
            char
            for char in text[start:stop]
            if char in _JOINERS or category(char) not in _ZERO_WIDTH_CATEGORIES
        )
        cells += [drawn or "\ufffd", ""][:width]
    return cells
