"""Large digits in half blocks: three rows high, or five at double size.

Each character is a bitmap five pixels high. At size 1 a pixel is one column wide and half a row high. At
size 2 it is two columns wide and one row high. ASCII has no half blocks, so size 1 is drawn there as a
seven-segment display.
"""

from __future__ import annotations

from functools import lru_cache

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .roles import Role

_BITMAPS = {
    "0": "### #.# #.# #.# ###",
    "1": "##. .#. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ".": ". . . . #",
    "−": "... ... ### ... ...",
    "e": "... ### ### #.. ###",
    "%": "#.# ..# .#. #.. #.#",
    "∞": "....... .##.##. #..#..# .##.##. .......",
    " ": ". . . . .",
}

_SEGMENTS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ".": (" ", " ", "."),
    "−": ("   ", " _ ", "   "),
    "e": (" _ ", "|_|", "|_ "),
    "%": ("o  ", " / ", "/ o"),
    "∞": (" _   _ ", "/ \\ / \\", "\\_/ \\_/"),
    " ": (" ", " ", " "),
}

_HALF_BLOCK_ROWS = 3
_PIXEL_ROWS = 5


def can_draw(string: str) -> bool:
    """Whether every character of `string` has a large form."""
    return all(char in _BITMAPS for char in string)


def big_width(string: str, size: int = 1) -> int:
    """The columns that `string` takes at size 1 or 2, without a gap after it."""
    return max(size * sum(_pixel_width(char) + 1 for char in string) - size, 0)


def big_height(size: int = 1) -> int:
    """The rows that a line of digits takes at size 1 or 2."""
    return _HALF_BLOCK_ROWS if size == 1 else _PIXEL_ROWS


def big_digits(
    buffer: CellBuffer,
    x: int,
    y: int,
    string: str,
    role: Role = Role.TITLE,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
    size: int = 1,
) -> int:
    """Draw `string` with its top left corner at `x`, `y`.

    Args:
        buffer: where to draw.
        x: the first column.
        y: the first row.
        string: characters that have a large form.
        role: what the digits mean.
        glyphs: the characters that may be used.
        size: 1 for three rows, 2 for five rows.

    Returns:
        The column after the last digit.

    Raises:
        ValueError: a character has no large form.
    """
    if not can_draw(string):
        missing = next(char for char in string if char not in _BITMAPS)
        raise ValueError(f"string must consist of digits, got {missing!r}")
    for row, line in enumerate(_lines(string, glyphs, size)):
        buffer.write(x, y + row, line, role)
    return x + big_width(string, size)


@lru_cache(maxsize=64)
def _lines(string: str, glyphs: GlyphSet, size: int) -> tuple[str, ...]:
    """The rows of characters that make up `string`."""
    if glyphs is GlyphSet.ASCII and size == 1:
        return tuple(" ".join(_SEGMENTS[char][row] for char in string) for row in range(_HALF_BLOCK_ROWS))
    pixels = [".".join(_BITMAPS[char].split()[row] for char in string) for row in range(_PIXEL_ROWS)]
    full = glyphs.table.vertical[-1]
    if size == 2:
        return tuple("".join((full if pixel == "#" else " ") * 2 for pixel in row) for row in pixels)
    upper, lower = glyphs.table.thumb[0], glyphs.table.thumb[1]
    pairs = {("#", "#"): full, ("#", "."): upper, (".", "#"): lower, (".", "."): " "}
    rows = [*pixels, "." * len(pixels[0])]
    return tuple(
        "".join(pairs[pair] for pair in zip(rows[i], rows[i + 1], strict=True))
        for i in range(0, len(rows), 2)
    )


def _pixel_width(char: str) -> int:
    """The width of the bitmap of `char`; 0 if there is none."""
    return len(_BITMAPS.get(char, "").partition(" ")[0])
