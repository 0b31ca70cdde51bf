from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from infotui.terminal.sgr import PLAIN, SgrStyle, StyleCache, intern_style
from support.emulator import Emulator, look

COLOURS = [None, "default", "red", "bright_blue", "color(7)", "color(200)", "#10b981", "#3b82f6"]
ATTRIBUTES = ("bold", "italic", "underline", "reverse", "strike", "blink")
styles = st.builds(
    lambda fg, bg, on: Style(color=fg, bgcolor=bg) + Style.parse(" ".join(sorted(on))),
    st.sampled_from(COLOURS),
    st.sampled_from(COLOURS),
    st.sets(st.sampled_from(ATTRIBUTES)),
)
systems = st.sampled_from([ColorSystem.STANDARD, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR])


def drawn(data: str) -> object:
    emulator = Emulator(4, 1)
    emulator.feed(data + "x")
    return look(emulator.screen.buffer[0][emulator.screen.cursor.x - 1])


@given(styles, systems)
def test_a_pen_draws_what_textual_draws(style: Style, system: ColorSystem) -> None:
    expected = Strip.render_ansi(style.copy(), system)
    assert drawn(StyleCache(system).get(style).full_sequence()) == drawn(
        f"\x1b[{expected}m" if expected else ""
    )


@given(st.lists(styles, min_size=2, max_size=6), systems)
def test_from_any_pen_to_any_other(sequence: list[Style], system: ColorSystem) -> None:
    pens = [StyleCache(system).get(style) for style in sequence]
    data, current = pens[0].full_sequence(), pens[0]
    for following in pens[1:]:
        data += current.transition_to(following)
        current = following
        assert drawn(data) == drawn(following.full_sequence())


@given(styles, styles)
def test_a_change_never_costs_more_than_beginning_anew(first: Style, second: Style) -> None:
    pens = StyleCache(ColorSystem.TRUECOLOR)
    assert len(pens.get(first).transition_to(pens.get(second))) <= len(pens.get(second).full_sequence())


@given(styles)
def test_a_blank_shows_no_more_than_its_pen(style: Style) -> None:
    found = StyleCache(ColorSystem.TRUECOLOR).get(style)
    emulators = Emulator(1, 1), Emulator(1, 1)
    for emulator, of in zip(emulators, (found, found.blank_style), strict=True):
        emulator.feed(of.full_sequence() + " ")
    assert emulators[0].cells() == emulators[1].cells()


def test_pens_of_one_look_are_one() -> None:
    pens = StyleCache(ColorSystem.TRUECOLOR)
    first = pens.get(Style(color="red", bold=True, meta={"offset": (1, 2)}))
    assert first is pens.get(Style(color="red", bold=True, meta={"offset": (3, 4)}))
    assert pens.get(None) is pens.get(Style()) is PLAIN


def test_only_the_colour_that_changes_is_sent() -> None:
    first: SgrStyle = intern_style("38;2;1;2;3", "48;2;4;5;6", frozenset({"1"}))
    assert (
        first.transition_to(intern_style("38;2;9;9;9", "48;2;4;5;6", frozenset({"1"}))) == "\x1b[38;2;9;9;9m"
    )
    assert first.transition_to(PLAIN) == "\x1b[m"
    assert first.transition_to(first) == ""


def test_a_link_is_left_to_textual() -> None:
    with pytest.raises(LookupError):
        StyleCache(ColorSystem.TRUECOLOR).get(Style(link="https://example.org"))
