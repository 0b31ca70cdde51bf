from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.canvas.roles import Role
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.lessons.gaussian_kl.ui.parameter_editor import ParameterEditor
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.editor import Editor
from support.mouse import drag, wheel
from support.role_app import RoleApp


class Alone(RoleApp):
    """The editor of a q and nothing else, in 34x3 cells: the sliders have columns 4 to 24."""

    CSS = "ParameterEditor { width: 34; height: 3; }"

    def __init__(self, mu: float = 2.0, sigma: float = 1.5) -> None:
        super().__init__()
        self.editor = ParameterEditor("q", Gaussian(mu, sigma), Role.Q)
        self.changes = 0
        self.passed: list[int] = []
        self.released = 0

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_editor_changed(self, event: Editor.Changed) -> None:
        assert event.control is self.editor
        self.changes += 1

    def on_parameter_editor_selection_overflow(self, event: ParameterEditor.SelectionOverflow) -> None:
        self.passed.append(event.by)

    def on_parameter_editor_released(self) -> None:
        self.released += 1


SIZE = (34, 3)


@pytest.mark.parametrize(
    ("keys", "mu", "sigma"),
    [
        (["right"], 2.1, 1.5),
        (["l"], 2.1, 1.5),
        (["left"], 1.9, 1.5),
        (["h", "h"], 1.8, 1.5),
        (["pageup"], 3.0, 1.5),
        (["J"], 1.0, 1.5),
        (["home"], -10.0, 1.5),
        (["end"], 10.0, 1.5),
        (["down", "right"], 2.0, 1.55),
        (["j", "left"], 2.0, 1.45),
        (["down", "K"], 2.0, 2.0),
        (["down", "pagedown"], 2.0, 1.0),
        (["down", "home"], 2.0, 0.01),
        (["down", "end"], 2.0, 10.0),
        (["down", "up", "right"], 2.1, 1.5),
        (["end", "right"], 10.0, 1.5),
        (["down", "home", "left"], 2.0, 0.01),
    ],
)
async def test_keys_move_the_selected_parameter(keys: list[str], mu: float, sigma: float) -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        assert app.editor.distribution == Gaussian(mu, sigma)


async def test_past_the_last_parameter_it_is_announced() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "down", "down", "j")
        assert app.passed == [-1, 1, 1]
        assert app.editor.parameter is Parameter.SIGMA


async def test_a_slider_follows_the_hand_in_one_gesture() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, app.editor, (14, 1), (16, 1), (33, 2))
        assert app.editor.distribution == Gaussian(10.0, 1.5)
        edits = app.editor.drain_edits()
        assert [edit.distribution.mu for edit in edits] == [0.0, 2.0, 10.0]
        assert len({edit.gesture for edit in edits}) == 1
        assert edits[0].gesture is not None
        assert app.editor.gesture is None
        assert not app.editor.is_dragging
        assert app.released == 1


async def test_the_row_of_a_slider_takes_its_parameter_in_hand() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, app.editor, (4, 2))
        assert app.editor.parameter is Parameter.SIGMA
        assert app.editor.distribution == Gaussian(2.0, 0.01)
        await drag(pilot, app.editor, (10, 0))
        assert app.editor.distribution == Gaussian(2.0, 0.01)


async def test_the_wheel_moves_the_parameter_under_the_pointer() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, app.editor, (10, 2), 1)
        await wheel(pilot, app.editor, (10, 1), -1)
        await wheel(pilot, app.editor, (10, 0), -1)
        assert app.editor.distribution == Gaussian(1.9, 1.55)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/3", Gaussian(1 / 3, 1.5)),
        ("-1e-9", Gaussian(-1e-9, 1.5)),
        ("0 1", Gaussian(0.0, 1.0)),
        ("-1.5, 2/3", Gaussian(-1.5, 2 / 3)),
    ],
)
async def test_a_typed_value_is_taken_exactly(text: str, found: Gaussian) -> None:
    assert ParameterEditor("q", Gaussian(2.0, 1.5), Role.Q).parse_text(text) == found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a", "'a' is not a number"),
        ("nan", "not a finite number"),
        ("", "type μ, or both"),
        ("1 2 3", "type μ, or both"),
        ("10.5", "the mean μ = 10.5 is outside −10 to 10"),
        ("0 0", "σ|sigma"),
        ("0 -1", "σ|sigma"),
        ("0 11", "the standard deviation σ = 11 is outside 0.01 to 10"),
    ],
)
def test_what_cannot_be_taken_is_said(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        ParameterEditor("q", Gaussian(2.0, 1.5), Role.Q).parse_text(text)


async def test_the_prompt_names_the_parameter_and_its_value_in_full() -> None:
    app = Alone(1 / 3, 0.1)
    async with app.run_test(size=SIZE) as pilot:
        assert (app.editor.value_prompt, app.editor.value_text) == ("μ_q =", repr(1 / 3))
        await pilot.press("down")
        assert (app.editor.value_prompt, app.editor.value_text) == ("σ_q =", "0.1")


async def test_it_shows_where_keys_go() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        app.editor.focus()
        await pilot.pause()
        title, mu, sigma = app.editor.paint(*SIZE).lines()
        assert title.startswith("━ q ━")
        assert mu.startswith("►μ")
        assert mu.endswith("2.00")
        assert sigma.startswith(" σ")
        assert sigma.endswith("1.50")
        await pilot.press("down")
        assert app.editor.paint(*SIZE).lines()[2].startswith("►σ")


@pytest.mark.parametrize(
    ("sigma", "shown"), [(1.0, "1.00"), (0.015, "0.015"), (1.0000001, "1.00"), (1 / 3, "0.33333")]
)
async def test_values_are_aligned_unless_they_have_more_digits(sigma: float, shown: str) -> None:
    app = Alone(0.0, sigma)
    async with app.run_test(size=SIZE):
        assert app.editor.paint(*SIZE).lines()[2].endswith(f" {shown}")
