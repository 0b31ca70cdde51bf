"""The numbers beside the bars of the logits."""

from __future__ import annotations

import pytest

from infotui.canvas.glyphs import GlyphSet
from infotui.lessons.cross_entropy.ui.logit_layout import LogitLayout
from infotui.lessons.cross_entropy.ui.logit_painter import LogitPainter, SoftmaxView


def painted(z: tuple[float, ...], q: tuple[float, ...], gradient: tuple[float, ...]) -> list[list[str]]:
    """The words of each class's row at 80 columns."""
    layout = LogitLayout(80, 5, len(q), 6.0)
    view = SoftmaxView(q, tuple(0.0 for _ in q), 0, gradient)
    buffer = LogitPainter(layout, (*z, 0.0), 0, None, view, False, GlyphSet.BRAILLE).paint()
    return [buffer.lines()[layout.row(slot)].split() for slot in range(len(q))]


@pytest.mark.parametrize(
    ("gradient", "shown"),
    [
        ((0.2199, -0.2199), ["0.2199", "−0.2199"]),
        ((3.67e-5, -3.67e-5), ["3.7e−5", "−3.7e−5"]),
        ((1e-10, -1e-10), ["1e−10", "−1e−10"]),
        ((0.5, -0.5), ["0.5000", "−0.5000"]),
    ],
)
def test_the_terms_of_a_sum_have_one_format(gradient: tuple[float, float], shown: list[str]) -> None:
    rows = painted((1.0, 2.0), (0.5, 0.5), gradient)
    assert [row[-1].rstrip("┃│") for row in rows] == shown


@pytest.mark.parametrize("z", [1e10, -1e10, 1e300, -1e-300, -12345.678, 99999.5])
def test_a_logit_of_any_size_is_shown_whole(z: float) -> None:
    number = next(word for word in painted((z, 1.0), (0.5, 0.5), (0.0, 0.0))[0] if word[-1].isdigit())
    assert float(number.replace("−", "-")) == pytest.approx(z, rel=0.05)


def test_a_probability_that_underflows_is_not_zero() -> None:
    assert "<1e−323" in painted((0.0, 1000.0), (0.0, 1.0), (0.0, 0.0))[0]
