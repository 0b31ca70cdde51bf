"""The categorical mode of the KL screen, by keys and by mouse."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.ui.pair_layout import PairLayout
from infotui.lessons.gaussian_kl.ui.pair_table import PairTable
from infotui.lessons.gaussian_kl.ui.paired_bars import PairedBars
from infotui.ui.themes import LIGHT
from support.app_parts import seen
from support.gaussian_kl_app import SIZE, screen_of
from support.kl_modes_app import MISCODING, categorical, opened
from support.mouse import drag, wheel

THREE = "infotui kl categorical --p 1/2 1/4 1/4 --q 1/4 1/2 1/4"


def pair(app: InfotuiApp) -> CategoricalKLState:
    """The distributions shown."""
    return screen_of(app).state.categorical


@pytest.mark.parametrize(
    ("keys", "p", "q"),
    [
        (["up"], (0.51, 0.245, 0.245), (0.25, 0.5, 0.25)),
        (["tab", "pageup"], (0.5, 0.25, 0.25), (0.35, 13 / 30, 13 / 60)),
        (["home"], (0.0, 0.5, 0.5), (0.25, 0.5, 0.25)),
        (["right", "end"], (0.0, 1.0, 0.0), (0.25, 0.5, 0.25)),
        (["u"], (1 / 3, 1 / 3, 1 / 3), (0.25, 0.5, 0.25)),
        (["tab", "right", "o"], (0.5, 0.25, 0.25), (0.0, 1.0, 0.0)),
        (["x"], (0.25, 0.5, 0.25), (0.5, 0.25, 0.25)),
        (["equals_sign"], (0.25, 0.5, 0.25), (0.25, 0.5, 0.25)),
        (["tab", "equals_sign"], (0.5, 0.25, 0.25), (0.5, 0.25, 0.25)),
        (["plus"], (0.5, 0.25, 0.25, 0.0), (0.25, 0.5, 0.25, 0.0)),
        (["minus"], (2 / 3, 1 / 3), (1 / 3, 2 / 3)),
        (["enter", *"1/3", "enter"], (1 / 3, 1 / 3, 1 / 3), (0.25, 0.5, 0.25)),
        (["tab", "enter", *"1/8 1/8 3/4", "enter"], (0.5, 0.25, 0.25), (0.125, 0.125, 0.75)),
        (["space", "right", "end"], (0.5, 0.5, 0.0), (0.25, 0.5, 0.25)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
async def test_keys(keys: list[str], p: tuple[float, ...], q: tuple[float, ...]) -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        assert pair(app).p.p == pytest.approx(p)
        assert pair(app).q.p == pytest.approx(q)


async def test_a_class_that_q_rules_out_makes_the_divergence_infinite() -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "home")
        terms = categorical(app).terms.view
        assert terms.total == math.inf
        assert "q rules out A, which p does not; KL(p‖q) = ∞" in seen(app)
        await pilot.press("t")
        assert math.isfinite(categorical(app).terms.view.total or 0)


async def test_to_the_end_and_back_restores_the_shape() -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "home", "enter", *"1/2", "enter")
        assert pair(app).p.p == (0.5, 0.25, 0.25)


async def test_a_locked_class_stays() -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "up", "home", "right", "up")
        assert pair(app).p.p == pytest.approx((0.5, 0.26, 0.24))
        assert pair(app).q.locked == frozenset()
        assert "◆" in seen(app)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2", "not between 0 and 1"),
        ("1/2 1/2", "type 3 probabilities"),
        ("0.5 0.6 0.1", "sum"),
        ("x", "'x' is not a number"),
    ],
)
async def test_bad_input_says_what_is_allowed_and_changes_nothing(text: str, complaint: str) -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE):
        before = pair(app)
        with pytest.raises(ValueError, match=complaint):
            categorical(app).bars.apply_text(text)
        assert pair(app) == before


async def test_bars_are_dragged_and_a_drag_is_one_step() -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        bars, before = categorical(app).bars, pair(app)
        layout = PairLayout.around(*bars.size, 3, 0)
        x = layout.bar(1, True) + 1
        await drag(pilot, bars, (x, layout.top + 1), (x, layout.top + 3), (x, layout.top))
        assert bars.selected == 1
        assert bars.is_q
        assert pair(app).q.p == (0.0, 1.0, 0.0)
        await pilot.press("z")
        assert pair(app) == before
        await wheel(pilot, bars, (x, layout.top), 1)
        assert pair(app).q.p[1] == 0.51


async def test_a_click_in_the_table_selects_a_class() -> None:
    app = opened(MISCODING)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(PairTable, offset=(2, 3))
        assert categorical(app).bars.selected == 2


async def test_many_classes_scroll_to_the_selected_one() -> None:
    many = " ".join(["1/26"] * 26)
    app = opened(f"infotui kl categorical --p {many} --q {many}")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("left")
        bars: PairedBars = categorical(app).bars
        assert bars.selected == 25
        assert "►" in bars.paint(*bars.size).lines()[-3] or "Z" in bars.paint(*bars.size).lines()[-3]
        await pilot.press("plus")
        assert pair(app).k == 26


async def test_a_note_says_that_two_classes_are_the_fewest() -> None:
    app = opened("infotui kl categorical --p 1/2 1/2 --q 1/4 3/4")
    async with app.run_test(size=SIZE) as pilot:
        before = pair(app)
        await pilot.press("minus")
        assert pair(app) == before


@given(st.integers(4, 300), st.integers(4, 60), st.integers(2, 26), st.data())
def test_every_bar_is_found_where_it_is_painted(width: int, height: int, k: int, data: st.DataObject) -> None:
    selected = data.draw(st.integers(0, k - 1))
    layout = PairLayout.around(width, height, k, selected)
    assert selected in layout.classes
    for i in layout.classes:
        for is_q in (False, True):
            if layout.slot_width > 1:
                assert layout.bar_at(layout.bar(i, is_q)) == (i, is_q)


def test_the_layout_reaches_both_ends() -> None:
    layout = PairLayout.around(40, 20, 4, 0)
    assert layout.probability_at(layout.top) == 1
    assert layout.probability_at(layout.bottom) == 0


@given(st.integers(30, 300), st.integers(12, 60), st.integers(2, 26))
def test_bars_are_apart_and_at_most_14_cells_wide(width: int, height: int, k: int) -> None:
    layout = PairLayout.around(width, height, k, 0)
    assert layout.bar_width <= 14
    ends = [layout.bar(i, True) + layout.bar_width for i in layout.classes]
    starts = [layout.bar(i, False) for i in layout.classes][1:]
    assert all(end < start for end, start in zip(ends, starts, strict=False))
    assert layout.bar(0, False) >= layout.gutter
    assert ends[-1] < width


async def test_the_scale_follows_the_largest_bar_after_a_drag() -> None:
    app = opened("infotui kl categorical --p 1/8 1/8 1/4 1/2 --q 1/8 1/8 1/4 1/2")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("u", "tab", "u")
        bars = categorical(app).bars
        assert "scale to ½" in bars.paint(*bars.size).lines()[0]
        await pilot.press("end")
        assert "scale to" not in bars.paint(*bars.size).lines()[0]
        await pilot.press("u")
        x = bars._layout_for(*bars.size).bar(0, True)
        await drag(pilot, bars, (x, 3), (x, 4))
        assert pair(app).q.p[0] < 0.5


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("theme", [None, LIGHT.name])
def test_it_looks_right(size: tuple[int, int], theme: str | None, same_as_before: SameAsBefore) -> None:
    same_as_before(opened(MISCODING), size, press=["tab", "right"], theme=theme)


def test_infinite_without_colour(same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    same_as_before(opened(THREE), SIZE, press=["tab", "home", "t"])


def test_ascii_is_enough(same_as_before: SameAsBefore) -> None:
    app = opened(THREE)
    app.glyphs = GlyphSet.ASCII
    same_as_before(app, SIZE, press=["space", "tab", "home"])


async def test_the_scale_of_the_terms_depends_on_the_state_alone() -> None:
    app = opened(THREE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        terms = categorical(app).terms
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        before = terms.view
        await pilot.press("pageup", "pageup", "pagedown", "pagedown")
        await pilot.pause()
        assert terms.view.limit == before.limit
