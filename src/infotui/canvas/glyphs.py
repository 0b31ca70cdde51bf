"""Glyph sets: the characters to draw with, for fonts with braille, with blocks, or with ASCII only.

A `GlyphSet` has a table of glyphs to draw with, and transliterates text: ∞ becomes "inf" where it is missing.
Every glyph is one cell wide. Which set fits a terminal is decided in `terminal.environment`.
"""

from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, east_asian_width


class GlyphTable(NamedTuple):
    """The glyphs of one kind of terminal, each one cell wide."""

    resolution: tuple[int, int]
    """Dots (across, down) of a curve in one cell."""
    curves: tuple[str, str]
    """A cell of a solid and of a dotted curve; empty if curves are drawn in dots."""
    vertical: str
    """A cell filled from the bottom, from blank to full."""
    horizontal: str
    """A cell filled from the left, from blank to full."""
    from_right: str
    """A cell filled from the right, from blank to full, in the second texture."""
    hanging: str
    """Fillings of a cell from the top down, from blank to full, in the second texture."""
    textures: str
    """Full cells that differ without colour, in the order of the parts of a stacked bar."""
    horizontal_line: str
    vertical_line: str
    horizontal_dash: str
    """A dash and the gap after it, which leaves the cells behind it unchanged."""
    vertical_dash: str
    corners: str
    """Corners of a frame: top left, top right, bottom left, bottom right."""
    panel_frame: str
    """Of a panel: horizontal line, vertical line, and its corners as above."""
    focused_frame: str
    """Of the panel that has the focus, in the same order."""
    ticks: str
    """Tick marks on the left and on the bottom of a frame."""
    arrows: str
    """Up, down, left, right."""
    pointer: str
    """The mark of the selected row."""
    dot: str
    """The moving point."""
    thumb: str
    """The thumb of a vertical slider, in the upper and in the lower half of a cell."""
    lock: str
    """The mark of a locked class."""
    check: str
    """The mark of the true class."""
    optima: str
    """The marks of a global optimum and of a local minimum."""


class GlyphSet(Enum):
    """The glyphs that a terminal can show."""

    BRAILLE = GlyphTable(
        resolution=(2, 4),
        curves=("", ""),
        vertical=" ▁▂▃▄▅▆▇█",
        horizontal=" ▏▎▍▌▋▊▉█",
        from_right=" ▐▒",
        hanging=" ▔▀▓",
        textures="█▒░",
        horizontal_line="─",
        vertical_line="│",
        horizontal_dash="╌",
        vertical_dash="╎",
        corners="┌┐└┘",
        panel_frame="─│╭╮╰╯",
        focused_frame="━┃┏┓┗┛",
        ticks="┤┬",
        arrows="▲▼◄►",
        pointer="►",
        dot="●",
        thumb="▀▄",
        lock="◆",
        check="✓",
        optima="◆◇",
    )
    """All of Unicode's single-width characters, for modern fonts."""
    BLOCK = GlyphTable(
        resolution=(1, 2),
        curves=("", "•"),
        vertical=" ▄█",
        horizontal=" ▌█",
        from_right=" ▐▒",
        hanging=" ▀▓",
        textures="█▒░",
        horizontal_line="─",
        vertical_line="│",
        horizontal_dash="─ ",
        vertical_dash="│ ",
        corners="┌┐└┘",
        panel_frame="─│┌┐└┘",
        focused_frame="═║╔╗╚╝",
        ticks="┤┬",
        arrows="▲▼◄►",
        pointer="►",
        dot="■",
        thumb="▀▄",
        lock="♦",
        check="√",
        optima="♦○",
    )
    """Code page 437, the characters of the Linux console."""
    ASCII = GlyphTable(
        resolution=(1, 1),
        curves=("*", "."),
        vertical=" .:#",
        horizontal=" #",
        from_right=" =",
        hanging=" =",
        textures="#=-",
        horizontal_line="-",
        vertical_line="|",
        horizontal_dash="- ",
        vertical_dash=":",
        corners="++++",
        panel_frame="-|++++",
        focused_frame="=|++++",
        ticks="++",
        arrows="^v<>",
        pointer=">",
        dot="O",
        thumb="==",
        lock="L",
        check="*",
        optima="+x",
    )
    """ASCII, for everything else."""

    @property
    def table(self) -> GlyphTable:
        """The glyphs to draw with."""
        return self._value_  # what `value` looks up, slowly

    def transliterate(self, string: str) -> str:
        """`string` in characters that can be shown, each one cell wide.

        Missing notation is spelled out, which may make the string longer; other characters become ``?``.

            GlyphSet.ASCII.transliterate("p → ∞")   → "p -> inf"
            GlyphSet.BLOCK.transliterate("p → ∞")   → "p → ∞"
        """
        return string if string.isascii() and string.isprintable() else _transliterate(string, self)


_MAX_SUBSTITUTES = 4096
"""So many characters are remembered, so that pasted text does not fill the memory."""


@lru_cache(maxsize=1024)
def _transliterate(string: str, glyphs: GlyphSet) -> str:
    """`string` in the characters of `glyphs`; cached, because most strings are shown many times."""
    # A sign written out as a word brings its own blank.
    return string.translate(_substitutes(glyphs)).replace("sum  ", "sum ")


class _Substitutes(dict[int, str]):
    """What stands for each character, by its code point, looked up when it is first needed."""

    def __init__(self, glyphs: GlyphSet) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, code: int) -> str:
        if len(self) >= _MAX_SUBSTITUTES:
            self.clear()
        found = self[code] = _substitute(chr(code), self._glyphs)
        return found


@cache
def _substitutes(glyphs: GlyphSet) -> _Substitutes:
    """The substitutes of a set of glyphs."""
    return _Substitutes(glyphs)


def _substitute(char: str, glyphs: GlyphSet) -> str:
    """`char`, or its substitute if it cannot be shown."""
    if not _can_show(char, glyphs):
        nearest = _IN_CP437.get(char) if glyphs is GlyphSet.BLOCK else None
        return nearest or _SUBSTITUTES.get(char, "?")
    if not char.isprintable():
        return " " if char.isspace() else "?"
    one_cell = east_asian_width(char) not in "WF" and not category(char).startswith("M")
    return char if one_cell else "?"


def _can_show(char: str, glyphs: GlyphSet) -> bool:
    """Whether the encoding of `glyphs` has `char`."""
    if glyphs is GlyphSet.BLOCK and char in _CONTROL_PICTURES:
        return True
    try:
        char.encode({GlyphSet.BRAILLE: "utf-8", GlyphSet.BLOCK: "cp437", GlyphSet.ASCII: "ascii"}[glyphs])
    except UnicodeEncodeError:
        return False
    return True


_CONTROL_PICTURES = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂"
"""Code page 437's glyphs for control codes, which Python's codec lacks."""

_PAIRS = """
    μ mu  µ u  σ s  η eta  ε eps  λ lambda  ℓ l  π pi  θ theta  τ tau  α alpha  β beta  γ gamma  δ delta  Δ D
    ∞ inf  ∂ d  √ sqrt  ∈ in  ∅ {}  ‖ ||  ∥ ||  ∣ |  ± +/-  × x  ÷ /  − -  – -  — -  ‑ -  ⁄ /  ° deg
    · *  ⋅ *  ∙ *  ∗ *  ≤ <=  ≥ >=  ≪ <<  ≫ >>  ≠ !=  ≈ ~  ∝ ~  ≡ ==  ′ '  ″ "  ‘ '  ’ '  “ "  ” "  … ...
    → ->  ← <-  ↔ <->  ⇒ =>  ⇐ <=  ⇔ <=>  ↦ ->  ↑ ^  ↓ v  ⟨ <  ⟩ >  ⌊ [  ⌋ ]  ⇄ <->  ⇧ Shift
    ½ 1/2  ⅓ 1/3  ⅔ 2/3  ¼ 1/4  ¾ 3/4  ⅕ 1/5  ⅙ 1/6  ⅛ 1/8  ⅜ 3/8  ⅝ 5/8  ⅞ 7/8
    ⁰ ^0  ¹ ^1  ² ^2  ³ ^3  ⁴ ^4  ⁵ ^5  ⁶ ^6  ⁷ ^7  ⁸ ^8  ⁹ ^9  ⁺ ^+  ⁻ ^-  ⁿ ^n  ᵀ ^T
    ₀ 0  ₁ 1  ₂ 2  ₃ 3  ₄ 4  ₅ 5  ₆ 6  ₇ 7  ₈ 8  ₉ 9  ᵢ _i  ⱼ _j  ₖ _k  ₙ _n  ₚ _p  ₓ _x
    ─ -  ━ -  ╌ -  ┄ -  │ |  ╎ :  ┆ :  ┃ |  ═ =  ║ |  ┌ +  ┐ +  └ +  ┘ +  ├ +  ┤ +  ┬ +  ┴ +  ┼ +
    ╭ +  ╮ +  ╰ +  ╯ +  ▔ -  ▁ _  ▂ _  ▃ _  ▅ #  ▆ #  ▇ #  ▏ |  ▎ |  ▍ |  ▋ #  ▊ #  ▉ #  ▕ |
    █ #  ▓ #  ▒ =  ░ -  ▌ #  ▐ #  ▄ _  ▀ "  ▲ ^  ▼ v  ◄ <  ► >  ◀ <  ▶ >  ◂ <  ▸ >
    • *  ● O  ○ o  ■ #  □ []  ◆ L  ♦ L  ◇ o  ✓ ok  ✗ x
"""

_SUBSTITUTES = {
    **dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True)),
    "Σ": "sum ",
    "∑": "sum ",
    "∏": "prod ",
    "∫": "int ",
    "∇": "grad ",
    "∀": "all ",
    "§": "section ",
}
"""Notation spelled out in ASCII, for characters that cannot be shown."""

_IN_CP437 = {
    "╭": "┌",
    "╮": "┐",
    "╰": "└",
    "╯": "┘",
    "▔": "▀",
    **dict.fromkeys("▁▂▃", "▄"),
    **dict.fromkeys("▅▆▇▋▊▉", "█"),
    **dict.fromkeys("▏▎▍", "▌"),
    "▕": "▐",
}
"""Code page 437's nearest frames and blocks, for those of Textual's widgets."""
