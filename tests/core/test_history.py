from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infotui.core.history import History


def test_undo_and_redo() -> None:
    history = History("a")
    history.push("b")
    history.push("c")
    assert [history.undo(), history.undo(), history.undo()] == ["b", "a", "a"]
    assert [history.redo(), history.redo(), history.redo()] == ["b", "c", "c"]


def test_a_gesture_is_one_step() -> None:
    history = History(0)
    drag = object()
    for value in (1, 2, 3):
        history.push(value, drag)
    history.push(4)
    assert history.undo() == 3
    assert history.undo() == 0
    assert not history.can_undo


def test_a_gesture_that_returns_to_its_start_is_no_step() -> None:
    history = History(0)
    drag = object()
    history.push(1, drag)
    history.push(0, drag)
    assert not history.can_undo
    history.push(2, drag)
    assert history.undo() == 0


def test_two_opposite_edits_are_two_steps() -> None:
    history = History(0)
    history.push(1)
    history.push(0)
    assert history.undo() == 1


def test_pushing_the_present_value_is_no_step() -> None:
    history = History(0)
    assert not history.push(0)
    assert not history.can_undo


def test_a_new_edit_clears_redo() -> None:
    history = History(0)
    history.push(1)
    history.undo()
    history.push(2)
    assert not history.can_redo


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, "drag", "run"]))))
def test_undo_reaches_the_first_and_redo_the_last_value(edits: list[tuple[int, str | None]]) -> None:
    history = History(-1)
    for value, gesture in edits:
        history.push(value, gesture)
    end = history.present
    while history.can_undo:
        history.undo()
    assert history.present == -1
    while history.can_redo:
        history.redo()
    assert history.present == end
