"""The guides at the mean and at the standard deviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.ui.density_guides import paint_guides
from infotui.maths.distributions import Gaussian

GLYPHS = GlyphSet.BRAILLE


def plot(height: int) -> PlotTransform:
    return PlotTransform(0, 0, 41, height, -5.0, 5.0, 0.0, 0.5)


def guides(gaussian: Gaussian, height: int = 11, glyphs: GlyphSet = GLYPHS) -> list[str]:
    buffer = CellBuffer(41, height)
    paint_guides(buffer, plot(height), gaussian, glyphs)
    return [line.rstrip() for line in buffer.lines()]


def test_dashes_lead_to_the_mean_and_to_one_standard_deviation() -> None:
    lines = guides(Gaussian(0.0, 1.0))
    column = plot(11).column(0.0)
    assert [line.index("╎") for line in lines if "╎" in line] == [column] * 7
    (across,) = (line for line in lines if "σ" in line)
    assert across.strip() == "╌╌σ╌"
    assert lines[-2].strip() == "╎μ"


@pytest.mark.parametrize("gaussian", [Gaussian(9.0, 1.0), Gaussian(0.0, 0.01)], ids=["mean", "peak"])
def test_nothing_is_drawn_for_what_is_outside(gaussian: Gaussian) -> None:
    assert not any(guides(gaussian))


def test_a_low_plot_has_no_guides() -> None:
    assert not any(guides(Gaussian(0.0, 1.0), height=7))


def test_ascii_has_guides_of_its_own() -> None:
    lines = guides(Gaussian(0.0, 1.5), glyphs=GlyphSet.ASCII)
    assert "mu" in lines[-2]
    assert all(line.isascii() for line in lines)


@given(st.floats(-6, 6), st.floats(0.1, 4), st.sets(st.tuples(st.integers(0, 40), st.integers(0, 10))))
def test_what_is_drawn_already_stays(mu: float, sigma: float, drawn: set[tuple[int, int]]) -> None:
    buffer = CellBuffer(41, 11)
    for x, y in drawn:
        buffer.write(x, y, "█", Role.P)
    paint_guides(buffer, plot(11), Gaussian(mu, sigma), GLYPHS)
    assert all(buffer.char(x, y) == "█" for x, y in drawn)
