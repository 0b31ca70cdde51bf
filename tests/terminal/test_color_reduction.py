from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem
from rich.style import Style

from infotui.terminal.color_reduction import ColorReducer, contrast, palette

STANDARD, EIGHT_BIT = ColorSystem.STANDARD, ColorSystem.EIGHT_BIT
components = st.integers(0, 255)
colors = st.tuples(components, components, components)


def style_of(foreground: tuple[int, int, int], background: tuple[int, int, int]) -> Style:
    return Style.from_color(Color.from_rgb(*foreground), Color.from_rgb(*background))


@pytest.mark.parametrize("system", [STANDARD, EIGHT_BIT])
@given(foreground=colors, background=colors)
def test_contrast_is_kept_up_to_that_of_text(
    system: ColorSystem, foreground: tuple[int, int, int], background: tuple[int, int, int]
) -> None:
    reduced = ColorReducer(system).reduce(style_of(foreground, background))
    assert reduced.color is not None
    assert reduced.bgcolor is not None
    choices = palette(system)
    ratio = contrast(choices[reduced.color.number or 0], choices[reduced.bgcolor.number or 0])
    assert ratio >= min(contrast(foreground, background), 4.5) - 1e-9


@pytest.mark.parametrize(
    ("rgb", "number"),
    [((0, 0, 0), 16), ((255, 255, 255), 231), ((15, 23, 42), 234), ((30, 41, 59), 235), ((175, 0, 95), 125)],
)
def test_the_nearest_of_256_colours(rgb: tuple[int, int, int], number: int) -> None:
    reduced = ColorReducer(EIGHT_BIT).reduce(Style.from_color(None, Color.from_rgb(*rgb)))
    assert reduced.bgcolor is not None
    assert reduced.bgcolor.number == number


def test_the_table_of_the_theme_comes_first() -> None:
    table = {(52, 211, 153): 2, (15, 23, 42): 0}
    reduced = ColorReducer(STANDARD, table).reduce(style_of((52, 211, 153), (15, 23, 42)))
    assert (reduced.color, reduced.bgcolor) == (Color.from_ansi(2), Color.from_ansi(0))
    unreadable = ColorReducer(STANDARD, table).reduce(style_of((15, 23, 42), (16, 24, 43)))
    assert unreadable.bgcolor == Color.from_ansi(0)


def test_colours_of_the_terminal_stay() -> None:
    style = Style.parse("bright_blue on default")
    for system in (STANDARD, EIGHT_BIT, ColorSystem.TRUECOLOR):
        assert ColorReducer(system).reduce(style) == style


def test_bold_is_dropped_on_dark_ansi_colours() -> None:
    bold = Style(bold=True)
    black_on_white = style_of((0, 0, 0), (255, 255, 255)) + bold
    white_on_black = style_of((255, 255, 255), (0, 0, 0)) + bold
    assert not ColorReducer(STANDARD).reduce(black_on_white).bold
    assert ColorReducer(STANDARD).reduce(white_on_black).bold
    assert ColorReducer(EIGHT_BIT).reduce(black_on_white).bold


@pytest.mark.parametrize("dark", [True, False])
def test_without_colour_inverted_text_is_reversed(dark: bool) -> None:
    usual, inverted = style_of((250, 250, 250), (9, 9, 9)), style_of((9, 9, 9), (250, 250, 250))
    if not dark:
        usual, inverted = inverted, usual
    reducer = ColorReducer(None, dark=dark)
    for style, is_reversed in ((usual, False), (inverted, True)):
        reduced = reducer.reduce(style + Style(bold=True))
        assert reduced.color is not None
        assert reduced.color.is_default
        assert reduced.bgcolor is not None
        assert reduced.bgcolor.is_default
        assert reduced.bold
        assert bool(reduced.reverse) is is_reversed


@pytest.mark.parametrize(
    ("dark", "style", "is_reversed"),
    [
        (True, "black on bright_green", True),
        (True, "bright_green on default", False),
        (True, "default on default", False),
        (False, "bright_white on green", True),
        (False, "green on default", False),
    ],
)
def test_without_colour_inverted_ansi_text_is_reversed(dark: bool, style: str, is_reversed: bool) -> None:
    reduced = ColorReducer(None, dark=dark).reduce(Style.parse(style))
    assert bool(reduced.reverse) is is_reversed
