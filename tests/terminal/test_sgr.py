from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from infotui.terminal.color_reduction import ColorReducer
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
def test_a_style_draws_like_textuals_codes(style: Style, system: ColorSystem) -> None:
    expected = Strip.render_ansi(ColorReducer(system).reduce(style.copy()), system)
    assert drawn(StyleCache(system).get(style).full_sequence()) == drawn(
        f"\x1b[{expected}m" if expected else ""
    )


@given(st.lists(styles, min_size=2, max_size=6), systems)
def test_transitions_lead_to_the_other_style(sequence: list[Style], system: ColorSystem) -> None:
    converted = [StyleCache(system).get(style) for style in sequence]
    data, current = converted[0].full_sequence(), converted[0]
    for following in converted[1:]:
        data += current.transition_to(following)
        current = following
        assert drawn(data) == drawn(following.full_sequence())


@given(styles, styles)
def test_a_transition_is_no_longer_than_a_full_sequence(first: Style, second: Style) -> None:
    cache = StyleCache(ColorSystem.TRUECOLOR)
    assert len(cache.get(first).transition_to(cache.get(second))) <= len(cache.get(second).full_sequence())


@given(styles)
def test_a_blank_looks_like_its_blank_style(style: Style) -> None:
    found = StyleCache(ColorSystem.TRUECOLOR).get(style)
    emulators = Emulator(1, 1), Emulator(1, 1)
    for emulator, of in zip(emulators, (found, found.blank_style), strict=True):
        emulator.feed(of.full_sequence() + " ")
    assert emulators[0].cells() == emulators[1].cells()


def test_equal_styles_are_interned() -> None:
    cache = StyleCache(ColorSystem.TRUECOLOR)
    first = cache.get(Style(color="red", bold=True, meta={"offset": (1, 2)}))
    assert first is cache.get(Style(color="red", bold=True, meta={"offset": (3, 4)}))
    assert cache.get(None) is cache.get(Style()) is PLAIN


def test_a_transition_sends_only_what_changes() -> None:
    first: SgrStyle = intern_style("38;2;1;2;3", "48;2;4;5;6", frozenset({"1"}))
    assert (
        first.transition_to(intern_style("38;2;9;9;9", "48;2;4;5;6", frozenset({"1"}))) == "\x1b[38;2;9;9;9m"
    )
    assert first.transition_to(PLAIN) == "\x1b[m"
    assert first.transition_to(first) == ""


def test_links_are_refused() -> None:
    with pytest.raises(LookupError):
        StyleCache(ColorSystem.TRUECOLOR).get(Style(link="https://example.org"))
