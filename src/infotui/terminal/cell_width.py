"""Text as cells: what stands in each, and nothing that a terminal would obey."""

from __future__ import annotations

from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

_NOT_DRAWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200d\ufe0e\ufe0f"
_one_cell = {chr(code) for code in range(0x20, 0x7F)}


def is_one_cell_each(text: str) -> bool:
    """Whether every character of `text` takes exactly one cell, and does nothing else."""
    if _one_cell.issuperset(text):
        return True
    new = set(text) - _one_cell
    if any(category(char) in _NOT_DRAWN or get_character_cell_size(char) != 1 for char in new):
        return False
    _one_cell.update(new)
    return True


def cells(text: str) -> list[str]:
    """What stands in each cell of `text`; the right half of a wide character is empty.

    As wide as Textual laid it out: a control character has no cell there, so it has none here.
    """
    if is_one_cell_each(text):
        return list(text)
    found: list[str] = []
    for start, stop, width in split_graphemes(text)[0]:
        drawn = "".join(
            char for char in text[start:stop] if char in _JOINERS or category(char) not in _NOT_DRAWN
        )
        found += [drawn or "\ufffd", ""][:width]
    return found
