"""Colour reduction: styles in true colour for terminals with 256 colours, with 16, or without colour.

A table given by the theme comes first. Other colours become the nearest one in CIELAB that keeps the contrast
between text and background. Colours that are already a terminal's own (ANSI) are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import dist

from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

RGB = tuple[int, int, int]

TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
"""The least contrast of text and of marks: WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

XTERM_16: tuple[RGB, ...] = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0)),
    *((0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)
"""xterm's first 16 colours. Other terminals have others, so the nearest of them is an estimate."""
_CUBE = (0, 95, 135, 175, 215, 255)
_DARK_FOREGROUNDS = frozenset(range(7))
"""Colours that many terminals brighten in bold text, and others draw as grey: black to cyan."""
_NO_COLORS = Style.from_color(Color.default(), Color.default())


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def palette(system: ColorSystem) -> Mapping[int, RGB]:
    """The colours to choose from, by their number: 16 to 255 of 256, which no user changes, or xterm's 16."""
    return _PALETTES[system]


class ColorReducer:
    """Reduces styles to a colour system; None means without colour.

        ColorReducer(ColorSystem.EIGHT_BIT, {(52, 211, 153): 43})
        #34d399 on #0f172a  → color(43) on color(233)

    Args:
        system: EIGHT_BIT, STANDARD, or None for the terminal's own colours, with bold and reverse.
        table: the number of a colour in `palette(system)`, where the theme chose one by hand.
        dark: whether text is usually lighter than its background. Without colour, other text is reversed.
    """

    def __init__(
        self, system: ColorSystem | None, table: Mapping[RGB, int] | None = None, *, dark: bool = True
    ) -> None:
        self._system, self._table, self._dark = system, table or {}, dark

    def reduce(self, style: Style) -> Style:
        """`style` in colours that the system has."""
        if self._system is None:
            return self._without_color(style)
        if self._system not in _PALETTES:
            return style
        foreground, background = _rgb(style.color), _rgb(style.bgcolor)
        colors: list[Color | None] = [style.color, style.bgcolor]
        below = None
        if background is not None:
            number = self._table.get(background, _nearest(background, self._system))
            colors[1], below = Color.from_ansi(number), _PALETTES[self._system][number]
        if foreground is not None:
            colors[0] = Color.from_ansi(self._foreground(foreground, background, below, self._system))
        reduced = style + Style.from_color(*colors)
        if self._system is ColorSystem.STANDARD and style.bold and _is_dark(reduced.color):
            reduced += Style(bold=False)
        return reduced

    def _foreground(
        self, foreground: RGB, background: RGB | None, below: RGB | None, system: ColorSystem
    ) -> int:
        """The number of `foreground` where `background` became `below`."""
        least = 0.0
        if background is not None and below is not None:
            least = min(contrast(foreground, background), TEXT_CONTRAST)
        number = self._table.get(foreground)
        if number is not None and (below is None or contrast(_PALETTES[system][number], below) >= least):
            return number
        return _nearest(foreground, system, below, least)

    def _without_color(self, style: Style) -> Style:
        foreground, background = _usual_rgb(style.color), _usual_rgb(style.bgcolor)
        plain = style + _NO_COLORS
        if foreground is None or background is None or foreground == background:
            return plain
        is_lighter = _luminance(foreground) > _luminance(background)
        return plain if is_lighter is self._dark else plain + Style(reverse=not style.reverse)


def _rgb(color: Color | None) -> RGB | None:
    """The components of a true colour; None for the terminal's own."""
    if color is None or color.type is not ColorType.TRUECOLOR or color.triplet is None:
        return None
    return color.triplet.red, color.triplet.green, color.triplet.blue


def _usual_rgb(color: Color | None) -> RGB | None:
    """The components of a true colour, or those that one of the 16 ANSI colours has in xterm."""
    if color is not None and color.type is ColorType.STANDARD and color.number is not None:
        return XTERM_16[color.number]
    return _rgb(color)


def _is_dark(color: Color | None) -> bool:
    return color is not None and color.number in _DARK_FOREGROUNDS


@lru_cache(maxsize=4096)
def _nearest(color: RGB, system: ColorSystem, below: RGB | None = None, least: float = 0.0) -> int:
    """The nearest colour with at least this contrast to `below`, or the one with most contrast."""
    lab, choices = _lab(color), _PALETTES[system]
    if below is not None:
        enough = [number for number, rgb in choices.items() if contrast(rgb, below) >= least]
        if not enough:
            return max(choices, key=lambda number: contrast(choices[number], below))
        return min(enough, key=lambda number: dist(lab, _lab(choices[number])))
    return min(choices, key=lambda number: dist(lab, _lab(choices[number])))


@lru_cache(maxsize=4096)
def _lab(color: RGB) -> tuple[float, float, float]:
    """CIELAB of an sRGB colour, white point D65 (IEC 61966-2-1, CIE 15)."""
    red, green, blue = map(_linear, color)
    x, y, z = (
        value / (6 / 29) ** 2 / 3 + 4 / 29 if value <= (6 / 29) ** 3 else value ** (1 / 3)
        for value in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@lru_cache(maxsize=4096)
def _luminance(color: RGB) -> float:
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(component: int) -> float:
    share = component / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


_PALETTES: dict[ColorSystem, dict[int, RGB]] = {
    ColorSystem.STANDARD: dict(enumerate(XTERM_16)),
    ColorSystem.EIGHT_BIT: {
        **dict(enumerate(((red, green, blue) for red in _CUBE for green in _CUBE for blue in _CUBE), 16)),
        **{232 + step: (8 + 10 * step,) * 3 for step in range(24)},
    },
}
