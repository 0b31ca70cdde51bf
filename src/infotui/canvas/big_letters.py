"""Large letters, three or six rows high, for text that is read from afar.

Each character is a bitmap six pixels high, the last row of them for descenders. At size 1 a pixel is one
column wide and half a row high, at size 2 two columns wide and one row high.
"""

from __future__ import annotations

from functools import lru_cache

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .roles import Role

_PIXEL_ROWS = 6
_GAP = 1
_BITMAPS = {
    "A": ".#. #.# ### #.# #.# ...",
    "B": "##. #.# ##. #.# ##. ...",
    "C": ".## #.. #.. #.. .## ...",
    "D": "##. #.# #.# #.# ##. ...",
    "E": "### #.. ##. #.. ### ...",
    "F": "### #.. ##. #.. #.. ...",
    "G": ".## #.. #.# #.# .## ...",
    "H": "#.# #.# ### #.# #.# ...",
    "I": "### .#. .#. .#. ### ...",
    "J": "..# ..# ..# #.# .#. ...",
    "K": "#.# #.# ##. #.# #.# ...",
    "L": "#.. #.. #.. #.. ### ...",
    "M": "#...# ##.## #.#.# #...# #...# .....",
    "N": "#..# ##.# #.## #..# #..# ....",
    "O": "### #.# #.# #.# ### ...",
    "P": "##. #.# ##. #.. #.. ...",
    "Q": "### #.# #.# ### ..# ...",
    "R": "##. #.# ##. #.# #.# ...",
    "S": ".## #.. .#. ..# ##. ...",
    "T": "### .#. .#. .#. .#. ...",
    "U": "#.# #.# #.# #.# ### ...",
    "V": "#.# #.# #.# #.# .#. ...",
    "W": "#...# #...# #.#.# ##.## #...# .....",
    "X": "#.# #.# .#. #.# #.# ...",
    "Y": "#.# #.# .#. .#. .#. ...",
    "Z": "### ..# .#. #.. ### ...",
    "a": "... .## #.# #.# .## ...",
    "b": "#.. ##. #.# #.# ##. ...",
    "c": "... .## #.. #.. .## ...",
    "d": "..# .## #.# #.# .## ...",
    "e": "... ### #.# ##. .## ...",
    "f": ".## .#. ### .#. .#. ...",
    "g": "... .## #.# .## ..# ##.",
    "h": "#.. ##. #.# #.# #.# ...",
    "i": "# . # # # .",
    "j": ".# .. .# .# .# #.",
    "k": "#.. #.# ##. ##. #.# ...",
    "l": "#. #. #. #. ## ..",
    "m": "..... ####. #.#.# #.#.# #.#.# .....",
    "n": "... ##. #.# #.# #.# ...",
    "o": "... ### #.# #.# ### ...",
    "p": "... ##. #.# #.# ##. #..",
    "q": "... .## #.# #.# .## ..#",
    "r": "... #.# ##. #.. #.. ...",
    "s": "... .## ##. ..# ##. ...",
    "t": ".#. ### .#. .#. .## ...",
    "u": "... #.# #.# #.# .## ...",
    "v": "... #.# #.# #.# .#. ...",
    "w": "..... #...# #.#.# #.#.# .#.#. .....",
    "x": "... #.# .#. .#. #.# ...",
    "y": "... #.# #.# .## ..# ##.",
    "z": "... ### .## #.. ### ...",
    "0": "### #.# #.# #.# ### ...",
    "1": "##. .#. .#. .#. ### ...",
    "2": "### ..# ### #.. ### ...",
    "3": "### ..# .## ..# ### ...",
    "4": "#.# #.# ### ..# ..# ...",
    "5": "### #.. ### ..# ### ...",
    "6": "### #.. ### #.# ### ...",
    "7": "### ..# .#. .#. .#. ...",
    "8": "### #.# ### #.# ### ...",
    "9": "### #.# ### ..# ### ...",
    " ": ".. .. .. .. .. ..",
    ".": ". . . . # .",
    ",": ".. .. .. .. .# #.",
    ":": ". # . . # .",
    ";": ".. .# .. .. .# #.",
    "!": "# # # . # .",
    "?": "### ..# .## ... .#. ...",
    "(": ".# #. #. #. .# ..",
    ")": "#. .# .# .# #. ..",
    "[": "## #. #. #. ## ..",
    "]": "## .# .# .# ## ..",
    "+": "... .#. ### .#. ... ...",
    "-": "... ... ### ... ... ...",
    "−": "... ... ### ... ... ...",
    "=": "... ### ... ### ... ...",
    "/": "..# ..# .#. #.. #.. ...",
    "<": "..# .#. #.. .#. ..# ...",
    ">": "#.. .#. ..# .#. #.. ...",
    "%": "#.# ..# .#. #.. #.# ...",
    "'": "# # . . . .",
    "’": "# # . . . .",
    '"': "#.# #.# ... ... ... ...",
    "|": "# # # # # .",
    "‖": "#.# #.# #.# #.# #.# ...",
    "²": "##. .#. #.. ##. ... ...",
    "_": "... ... ... ... ### ...",
    "^": ".#. #.# ... ... ... ...",
    "μ": "... #.# #.# #.# ### #..",
    "σ": ".... .### #.#. #.#. .#.. ....",
    "∞": "....... .##.##. #..#..# .##.##. ....... .......",
}


def drawable(string: str) -> str | None:
    """`string` with signs spelled out that have no large form; None if that does not help."""
    spelled = "".join(c if c in _BITMAPS else GlyphSet.ASCII.transliterate(c) for c in string)
    return spelled if all(c in _BITMAPS for c in spelled) else None


def letters_width(string: str, size: int = 1) -> int:
    """The columns that a drawable `string` takes."""
    return size * max(sum(len(_BITMAPS[c].partition(" ")[0]) + _GAP for c in string) - _GAP, 0)


def letters_height(size: int = 1) -> int:
    """The rows of a line of letters."""
    return _PIXEL_ROWS * size // 2


def big_letters(
    buffer: CellBuffer, x: int, y: int, string: str, role: Role, glyphs: GlyphSet, size: int = 1
) -> None:
    """Draw a drawable `string` with its top left corner at `x`, `y`.

    Raises:
        KeyError: a character has no large form.
    """
    for row, line in enumerate(_lines(string, glyphs, size)):
        buffer.write(x, y + row, line, role)


def wrapped_letters(words: str, width: int, size: int = 1) -> list[str]:
    """Drawable words in lines that take at most `width` columns; a longer word has its own line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=64)
def _lines(string: str, glyphs: GlyphSet, size: int) -> tuple[str, ...]:
    """The rows of blocks that make up `string`."""
    gap = "." * _GAP
    pixels = [gap.join(_BITMAPS[char].split()[row] for char in string) for row in range(_PIXEL_ROWS)]
    full = glyphs.table.vertical[-1]
    if size == 2:
        return tuple("".join((full if pixel == "#" else " ") * 2 for pixel in row) for row in pixels)
    upper, lower = glyphs.table.thumb[0], glyphs.table.thumb[1]
    pairs = {("#", "#"): full, ("#", "."): upper, (".", "#"): lower, (".", "."): " "}
    return tuple(
        "".join(pairs[pair] for pair in zip(pixels[i], pixels[i + 1], strict=True))
        for i in range(0, _PIXEL_ROWS, 2)
    )
