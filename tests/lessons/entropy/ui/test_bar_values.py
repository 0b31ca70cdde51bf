from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.glyphs import GlyphSet
from infotui.lessons.entropy.ui.bar_layout import BarLayout
from infotui.lessons.entropy.ui.bar_painter import BarsView, paint_bars
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.scaled_bars import scale_for

_TOUCHING = re.compile(r"[-−╌]\d\.\d|\.\d{3}[-╌]|\d\.\d+\.\d|\.\d{4}|e[-−]\d+\.")
"""A dash beside a number, or two numbers without a blank between them."""


def _drawn(p: tuple[float, ...], selected: int, size: tuple[int, int], glyphs: GlyphSet) -> list[str]:
    layout = BarLayout(*size, len(p), scale_for(max(p)))
    return paint_bars(BarsView(Categorical(p), selected, None, True), layout, glyphs).lines()


@given(
    weights=st.lists(st.sampled_from([0.0, 1e-5, 0.05, 0.3, 1.0]), min_size=2, max_size=26).filter(any),
    size=st.tuples(st.integers(24, 90), st.integers(7, 20)),
    chosen=st.integers(0, 25),
    glyphs=st.sampled_from([GlyphSet.ASCII, GlyphSet.BRAILLE]),
)
def test_values_keep_apart_from_each_other_and_from_lines(
    weights: list[float], size: tuple[int, int], chosen: int, glyphs: GlyphSet
) -> None:
    p = tuple(weight / sum(weights) for weight in weights)
    for row in _drawn(p, chosen % len(p), size, glyphs):
        assert not _TOUCHING.search(row), row


@pytest.mark.parametrize("glyphs", [GlyphSet.ASCII, GlyphSet.BRAILLE])
def test_a_small_probability_is_short_in_a_narrow_slot(glyphs: GlyphSet) -> None:
    rows = _drawn((0.5, 0.49998, 1e-5, 1e-5), 0, (34, 12), glyphs)
    number = glyphs.transliterate(" 1e−5 ")
    assert sum(row.count(number) for row in rows) == 2
