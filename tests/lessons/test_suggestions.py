"""What the screens suggest to try: texts that fit in a row, keys that are bound, and one for every state."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.core.launch import parse_command
from infotui.core.lesson import MAX_SUGGESTION
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.model.predictions import RowOrder
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.key_bar import key_name
from infotui.ui.widgets.try_hint import TryHint
from support.app_harness import HarnessApp

every_lesson = pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)

DATA = "src/infotui/lessons/cross_entropy/predictions.csv"
SUGGESTED = {
    "entropy 1/4 1/4 1/4 1/4": "Press o, then ↓ a few times. How steeply does H rise?",
    "entropy 1 0 0 0": "Press ↓ a few times. How steeply does H rise?",
    "entropy 1 0 0 0 --select 2": "Press ↑ a few times. How steeply does H rise?",
    "entropy 1/4 1/4 1/4 1/4 --lock 1": "Press s a few times: what is the mean surprisal?",
    "entropy 1/2 1/2 0": "H is exactly 1 bit. Press s: how many bits is each symbol?",
    "entropy 1/2 1/4 1/4": "Here L = H. Press ↑: why is L larger than H now?",
    "entropy .6 .3 .1": "Move this bar to where H is largest. Is that at 1/k?",
    "entropy .5 .5": "Press o, then ↓ a few times. How steeply does H rise?",
    "kl": "Make both divergences equal but not 0.",
    "kl --p 0 1 --q 0 1": "Both are 0. Press → ten times: how does KL grow?",
    "kl --p 0 1 --q 3 1": "Both orders agree. Make one curve wider: which is larger now?",
    "kl --p 0 1 --q 0 2": "Press t: which order costs more, and why?",
    "kl --p 0 1 --q 0 2 --reverse": "Make both divergences equal but not 0.",
    "kl categorical --p .5 .5 --q .5 .5": "Both are 0. Press ↑: how fast do they grow?",
    "kl categorical --p .5 .5 --q 1 0": "Press t: why is the other order finite?",
    "kl categorical --p .5 .5 --q 1 0 --reverse": "Press t: why is the other order infinite?",
    "kl categorical --p 1 0 --q 0 1": "Both are infinite. Change q so that KL(p‖q) is finite.",
    "kl categorical --p .6 .4 --q .4 .6": "Both orders agree, though p is not q. Press ↑: do they still?",
    "kl categorical --p .5 .3 .2 --q .3 .2 .5": "Make one divergence infinite and keep the other finite.",
    "kl categorical --p 1/2 1/4 1/8 1/8 --q 1/4 1/4 1/4 1/4": (
        "Both orders agree, though p is not q. Press ↑: do they still?"
    ),
    "kl categorical --p .6 .4 --q .7 .3": "Make one divergence infinite and keep the other finite.",
    "kl mixture": "Press =: q at its optimum. Does it cover every peak?",
    "kl mixture --reverse": "Press G: where does q end? Move q and run G again.",
    "kl mixture --p 1 0 1 --q 1 1": "Press +: how does the best q change with a second peak?",
    "cross-entropy": "Move q until the loss is exactly twice log 2.",
    "cross-entropy --p .25": "The loss is log 4. Press t: what does the other label cost?",
    "cross-entropy --p .75 --label 0": "The loss is log 4. Press t: what does the other label cost?",
    "cross-entropy --p .5": "Press End, then Home: what do the two certain answers cost?",
    "cross-entropy --p 0": "The loss is ∞. Press ↑: what does q = 0.01 cost?",
    "cross-entropy --p 1 --label 0": "The loss is ∞. Press ↓: what does q = 0.99 cost?",
    "cross-entropy --p 1": "Press t: what does the same q cost if the label changes?",
    "cross-entropy multiclass": "Press G: does the loss ever reach 0?",
    "cross-entropy multiclass --smoothing .1": "Press G: where does the loss stop? Compare H(p).",
    "cross-entropy multiclass --smoothing .5 --rate 10": (
        "η is above 4T². Press G: does every step lower the loss?"
    ),
    "cross-entropy multiclass --logits 0 3.610917912644224 0 0 --smoothing .1": (
        "The loss is at its minimum, H(p). Change a logit: can it fall?"
    ),
    "cross-entropy multiclass --logits 9 0 0 --true 1": "Press t: confident and wrong. What does that cost?",
    "cross-entropy multiclass --logits 0 0 0": "Equal logits cost log K. Press →: which gradients change?",
    "cross-entropy multiclass --logits 0 0 0 --select all": "Press G: does the loss ever reach 0?",
    "cross-entropy multiclass --temperature 2": "Move T below 1. Does another class come first?",
    "cross-entropy multiclass --temperature .5": "Move T above 1. Which classes gain probability?",
    f"cross-entropy data {DATA}": "Press G: how much loss does the best temperature save?",
    f"cross-entropy data {DATA} --temperature 2": "Press t: which true class costs most?",
    f"cross-entropy data {DATA} --temperature 2 --class cat": (
        "Press Enter on the worst row: is its label right?"
    ),
}


def opened(words: str) -> Any:
    """The lesson and the state that a command opens."""
    return parse_command(f"infotui {words}", [entry.lesson for entry in LESSONS])


@every_lesson
def test_a_suggestion_fits_in_a_row_and_names_its_keys(entry: Any) -> None:
    for suggestion in entry.lesson.suggestions:
        assert len(suggestion.text) <= MAX_SUGGESTION, suggestion.text
        words = {word.rstrip(",.;:?") for word in suggestion.text.split()}
        assert words >= set(suggestion.keys)


@pytest.mark.parametrize(("words", "text"), SUGGESTED.items(), ids=SUGGESTED)
def test_the_state_chooses_what_to_try(words: str, text: str) -> None:
    lesson, snapshot = opened(words)
    suggestion = lesson.suggestion(snapshot.state, False)
    assert suggestion is not None
    assert suggestion.text == text


def shown_keys(screen: LessonScreen[Any]) -> set[str]:
    """What the keys that do something are called."""
    return {
        key_name(active.binding.key)
        for active in screen.active_bindings.values()
        if active.binding.action not in screen.inactive_actions
    }


@every_lesson
async def test_the_keys_of_a_suggestion_do_something(entry: Any) -> None:
    app = HarnessApp(entry.lesson.name)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        for words in SUGGESTED:
            lesson, snapshot = opened(words)
            if lesson is not entry.lesson:
                continue
            screen.apply_change(snapshot.state)
            await pilot.pause()
            suggestion = screen.try_line.suggestion
            assert suggestion is not None
            assert set(suggestion.keys) <= shown_keys(screen), words
            assert suggestion.text in app.shown()[-2]


async def pressed(pilot: Pilot[Any], hint: TryHint, word: str) -> None:
    """Click `word` where the hint shows it."""
    lines = hint.paint(*hint.size).lines()
    y = next(row for row, line in enumerate(lines) if word in line)
    await pilot.click(hint, offset=(lines[y].index(word), y))
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_a_click_on_more_opens_the_exercises(size: tuple[int, int]) -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        shown = [hint for hint in screen.query(TryHint) if hint.is_on_screen and hint.size.height]
        assert len(shown) == 1
        await pressed(pilot, shown[0], "Press")
        assert not screen.has_class("-exercising")
        await pressed(pilot, shown[0], "e more")
        assert screen.has_class("-exercising")
        assert not any(hint.is_on_screen and hint.size.height for hint in screen.query(TryHint))


async def test_a_suggestion_goes_when_it_is_done() -> None:
    app = HarnessApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "Press ↓ a few times. How steeply" in app.shown()[-2]
        await pilot.press("down", "down")
        await pilot.pause()
        assert "Press ↓" not in app.shown()[-2]


async def test_arrow_keys_have_names_in_ascii() -> None:
    from infotui.canvas.glyphs import GlyphSet

    app = HarnessApp("entropy", glyphs=GlyphSet.ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press o, then Down a few times." in app.shown()[-2]


def test_rows_in_another_order_are_to_be_sorted_first() -> None:
    lesson, snapshot = opened(f"cross-entropy data {DATA} --temperature 2 --class cat")
    data = snapshot.state.data._replace(order=RowOrder.FILE)
    suggestion = lesson.suggestion(snapshot.state._replace(data=data), False)
    assert suggestion is not None
    assert suggestion.text == "Press s: which rows cost most?"
