"""Which characters may be used: the one place where glyphs are chosen."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from unicodedata import category, east_asian_width


@dataclass(frozen=True, slots=True)
class GlyphTable:
    """The characters of one kind of terminal, each one cell wide."""

    resolution: tuple[int, int]
    """Dots (across, down) that a curve has in one cell."""
    curves: tuple[str, str]
    """A cell of a solid and of a dotted curve; empty where the curve is drawn in dots."""
    areas: tuple[str, str]
    """A cell of a solid and of a dotted area; empty where the area is drawn in dots."""
    vertical: str
    """Fillings of a cell from the bottom up, from blank to full."""
    horizontal: str
    """Fillings of a cell from the left, from blank to full."""
    from_right: str
    """Fillings of a cell from the right, from blank to full, in the second texture."""
    textures: str
    """Full cells that differ without colour, in the order in which parts of a bar take them."""
    horizontal_line: str
    vertical_line: str
    horizontal_dash: str
    """A dash, and the blanks after it that let what is behind show through."""
    vertical_dash: str
    corners: str
    """Of a frame: top left, top right, bottom left, bottom right."""
    ticks: str
    """On the left side and on the bottom of a frame."""
    arrows: str
    """Up, down, left, right."""
    pointer: str
    """Before the selected row."""
    dot: str
    """The moving point."""
    thumb: str
    """The handle of an upright slider, in the upper and in the lower half of a cell."""
    lock: str
    """Beside a class that does not move."""
    check: str
    """Beside the class that is the true one."""


class GlyphSet(Enum):
    """Which glyphs the terminal can show."""

    BRAILLE = GlyphTable(
        resolution=(2, 4),
        curves=("", ""),
        areas=("", ""),
        vertical=" ▁▂▃▄▅▆▇█",
        horizontal=" ▏▎▍▌▋▊▉█",
        from_right=" ▐▒",
        textures="█▒░",
        horizontal_line="─",
        vertical_line="│",
        horizontal_dash="╌",
        vertical_dash="╎",
        corners="┌┐└┘",
        ticks="┤┬",
        arrows="▲▼◄►",
        pointer="►",
        dot="●",
        thumb="▀▄",
        lock="◆",
        check="✓",
    )
    """Everything, for a terminal with a modern font."""
    BLOCK = GlyphTable(
        resolution=(1, 2),
        curves=("", "•"),
        areas=("▓", "░"),
        vertical=" ▄█",
        horizontal=" ▌█",
        from_right=" ▐▒",
        textures="█▒░",
        horizontal_line="─",
        vertical_line="│",
        horizontal_dash="─ ",
        vertical_dash="│ ",
        corners="┌┐└┘",
        ticks="┤┬",
        arrows="▲▼◄►",
        pointer="►",
        dot="■",
        thumb="▀▄",
        lock="♦",
        check="√",
    )
    """Code page 437, which is what the Linux console draws."""
    ASCII = GlyphTable(
        resolution=(1, 1),
        curves=("*", "."),
        areas=("+", "="),
        vertical=" .:#",
        horizontal=" #",
        from_right=" =",
        textures="#=-",
        horizontal_line="-",
        vertical_line="|",
        horizontal_dash="- ",
        vertical_dash=":",
        corners="++++",
        ticks="++",
        arrows="^v<>",
        pointer=">",
        dot="O",
        thumb="==",
        lock="L",
        check="*",
    )
    """Seven bits, for everything else."""

    @property
    def table(self) -> GlyphTable:
        """The characters to draw with."""
        return self.value

    def transliterate(self, string: str) -> str:
        """`string` as this terminal can show it, every character one cell wide.

        Notation that cannot be shown is written out (``∞`` as ``inf``), which may make the
        string longer; anything else that cannot be shown is ``?``.
        """
        return string if string.isascii() and string.isprintable() else _transliterate(string, self)


@lru_cache(maxsize=1024)
def _transliterate(string: str, glyphs: GlyphSet) -> str:
    """`string`, as `marks` can show it: most strings are shown many times."""
    return "".join([_substitute(char, glyphs) for char in string])


@lru_cache(maxsize=1024)
def _substitute(char: str, glyphs: GlyphSet) -> str:
    """`char`, or what stands for it where it cannot be shown."""
    if not _can_show(char, glyphs):
        return _SUBSTITUTES.get(char, "?")
    if not char.isprintable():
        return " " if char.isspace() else "?"
    one_cell = east_asian_width(char) not in "WF" and not category(char).startswith("M")
    return char if one_cell else "?"


def _can_show(char: str, glyphs: GlyphSet) -> bool:
    """Whether the fonts behind `marks` have `char` at all."""
    if glyphs is GlyphSet.BLOCK and char in _CONTROL_PICTURES:
        return True
    try:
        char.encode({GlyphSet.BRAILLE: "utf-8", GlyphSet.BLOCK: "cp437", GlyphSet.ASCII: "ascii"}[glyphs])
    except UnicodeEncodeError:
        return False
    return True


_CONTROL_PICTURES = "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂"
"""What code page 437 draws for the control codes, which Python's codec leaves out."""

_PAIRS = """
    μ mu  µ u  σ s  η eta  ε eps  λ lambda  ℓ l  π pi  θ theta  τ tau  α alpha  β beta  γ gamma  δ delta  Δ D
    ∞ inf  ∂ d  √ sqrt  ∈ in  ∅ {}  ‖ ||  ∥ ||  ∣ |  ± +/-  × x  ÷ /  − -  – -  — -  ‑ -  ⁄ /  ° deg
    · *  ⋅ *  ∙ *  ∗ *  ≤ <=  ≥ >=  ≪ <<  ≫ >>  ≠ !=  ≈ ~  ∝ ~  ≡ ==  ′ '  ″ "  ‘ '  ’ '  “ "  ” "  … ...
    → ->  ← <-  ↔ <->  ⇒ =>  ⇐ <=  ⇔ <=>  ↦ ->  ↑ ^  ↓ v  ⟨ <  ⟩ >  ⌊ [  ⌋ ]  ⇄ <->  ⇧ Shift
    ½ 1/2  ⅓ 1/3  ⅔ 2/3  ¼ 1/4  ¾ 3/4  ⅕ 1/5  ⅙ 1/6  ⅛ 1/8  ⅜ 3/8  ⅝ 5/8  ⅞ 7/8
    ⁰ ^0  ¹ ^1  ² ^2  ³ ^3  ⁴ ^4  ⁵ ^5  ⁶ ^6  ⁷ ^7  ⁸ ^8  ⁹ ^9  ⁺ ^+  ⁻ ^-  ⁿ ^n  ᵀ ^T
    ₀ 0  ₁ 1  ₂ 2  ₃ 3  ₄ 4  ₅ 5  ₆ 6  ₇ 7  ₈ 8  ₉ 9  ᵢ i  ⱼ j  ₖ k  ₙ n  ₚ p  ₓ x
    ─ -  ━ -  ╌ -  ┄ -  │ |  ╎ :  ┆ :  ┃ |  ═ =  ║ |  ┌ +  ┐ +  └ +  ┘ +  ├ +  ┤ +  ┬ +  ┴ +  ┼ +
    █ #  ▓ #  ▒ =  ░ -  ▌ #  ▐ #  ▄ _  ▀ "  ▲ ^  ▼ v  ◄ <  ► >  ◀ <  ▶ >  ◂ <  ▸ >
    • *  ● O  ○ o  ■ #  □ []  ◆ L  ♦ L  ✓ ok  ✗ x
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
"""How notation is written in plain letters where the character itself cannot be shown."""
