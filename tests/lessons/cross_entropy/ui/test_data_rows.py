"""The rows of mode data: the list, its order and filter, the histogram, and the row in the editor."""

from __future__ import annotations

import math

import pytest
from textual.widgets import Static

from infotui.core.lesson import command
from infotui.core.reading import Unit
from infotui.lessons.cross_entropy.model import prediction_numbers as numbers
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.multiclass import loss as multiclass_loss
from infotui.lessons.cross_entropy.model.multiclass import prediction
from infotui.lessons.cross_entropy.model.predictions import RowOrder
from infotui.lessons.cross_entropy.model.state import Mode
from support.app_parts import seen
from support.cross_entropy_app import screen_of
from support.data_app import data_app, data_of, listed, shown, view_of
from support.mouse import wheel


async def test_arrows_and_pages_move_in_the_list() -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        rows = view_of(app).rows
        worst = data_of(app).row
        await pilot.press("down", "down", "up")
        assert rows.index == 1
        await pilot.press("pagedown")
        assert rows.index == 1 + rows.visible_rows
        await pilot.press("end")
        assert rows.index == 499
        await pilot.press("home")
        assert data_of(app).row == worst
        await wheel(pilot, rows, (3, 3), -1)
        assert rows.index == 1


async def test_moves_in_the_list_are_one_undo_step() -> None:
    app = data_app()
    async with shown(app) as pilot:
        worst = data_of(app).row
        await pilot.press("down", "down", "pagedown")
        assert data_of(app).row != worst
        await pilot.press("z")
        assert data_of(app).row == worst
        assert not screen_of(app).history.can_undo


async def test_the_order_turns_from_worst_to_best_to_file() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("s")
        assert data_of(app).order is RowOrder.BEST
        losses = numbers.evaluation(data_of(app).loaded, 1.0).losses
        assert losses[data_of(app).row] == losses.min()
        await pilot.press("s")
        assert (data_of(app).order, data_of(app).row) == (RowOrder.FILE, 0)
        await pilot.press("z", "z")
        assert data_of(app).order is RowOrder.WORST


async def test_t_shows_one_true_class_after_the_other() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("t")
        assert data_of(app).class_name == "cat"
        assert listed(app) == 50
        assert "t class: cat" in seen(app)
        assert "0.3626 nats" in seen(app)
        assert command(LESSON, screen_of(app).snapshot).endswith("--class cat")
        await pilot.press(*"t" * 10)
        assert data_of(app).true_class is None
        await pilot.press("z")
        assert data_of(app).class_name == "other"


async def test_the_row_of_a_number_or_a_name_is_found() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("slash", *"300", "enter")
        assert data_of(app).row == 300
        await pilot.press("slash", *"a007", "enter")
        assert data_of(app).row == 7
        await pilot.press("slash", *"zebra", "enter")
        await pilot.pause()
        assert data_of(app).row == 7
        hint = str(app.screen.query_one(".entry--hint", Static).content)
        assert "there is no row of the number or name 'zebra': numbers are 0 to 499" in hint
        await pilot.press("escape")


async def test_a_click_in_the_histogram_goes_to_the_rows_of_the_bin() -> None:
    app = data_app()
    async with shown(app) as pilot:
        histogram = view_of(app).histogram
        x = histogram.size.width // 2
        which = next(
            column
            for column in range(x, 0, -1)
            if histogram.hit_test(column, 4) in histogram._bins_with_rows()
        )
        found = histogram.hit_test(which, 4)
        await pilot.click(histogram, offset=(which, 4))
        assert app.focused is view_of(app).rows
        view = histogram.view
        assert view is not None
        assert view.selected == found
        loss = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        assert found is not None
        assert found <= loss / view.high * len(view.counts) < found + 1


async def test_arrows_in_the_histogram_go_through_its_bins() -> None:
    app = data_app()
    async with shown(app) as pilot:
        view_of(app).histogram.focus()
        await pilot.press("home")
        first = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        await pilot.press("right")
        second = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        assert first < second < math.inf
        await pilot.press("end")
        assert math.isinf(numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row])
        await pilot.press("z")
        assert data_of(app).row == 31


async def test_a_row_goes_into_the_editor_and_back() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("slash", *"a000", "enter", "enter")
        state = screen_of(app).state
        assert state.mode is Mode.MULTICLASS
        assert state.multiclass.names == ("dog", "wolf", "other")
        assert prediction(state.multiclass) == pytest.approx((0.87, 0.11, 0.02), abs=1e-12)
        assert multiclass_loss(state.multiclass, Unit.NATS) == pytest.approx(-math.log(0.87), rel=1e-12)
        assert "1✓ dog  2 wolf  3 other" in seen(app)
        assert screen_of(app).logit_editor.has_focus
        await pilot.press("m")
        assert screen_of(app).state.mode is Mode.DATA
        assert view_of(app).rows.has_focus
        await pilot.press("z", "z")
        assert screen_of(app).state.mode is Mode.DATA
        assert data_of(app).row == 0


async def test_a_row_of_infinite_loss_stays_in_the_list() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("enter")
        assert screen_of(app).state.mode is Mode.DATA
        assert "no finite logits have its loss of ∞" in seen(app)
