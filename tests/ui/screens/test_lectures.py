"""Tasks of a lecture: the question alone, then the picture."""

from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.canvas.glyphs import GlyphSet
from infotui.lessons import LESSONS
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.ui.themes import LIGHT
from infotui.ui.widgets.question_card import QuestionCard
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import composed, lesson_screen, page_of
from support.prediction_tasks import CHOICE, LECTURE, NUMBER, app_with, click_panel


@pytest.mark.parametrize("by_click", [False, True])
async def test_a_lecturer_reveals_by_key_or_click(by_click: bool) -> None:
    app = app_with(LECTURE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2.2195" not in composed(app)
        await (click_panel(pilot, "Enter reveal") if by_click else pilot.press("enter"))
        assert not app.screen.query(ValuePrompt)
        assert page_of(app).verdict == "it is 2.2195 nats"
        assert "2.2195" in composed(app)


def test_a_lecture_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(app_with(LECTURE, CHOICE), (120, 36), [], LIGHT.name)


@pytest.mark.parametrize("size", [(120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("way", ["enter", "e", "n"])
async def test_a_lecture_begins_with_the_question_alone(way: str, size: tuple[int, int]) -> None:
    app = app_with(LECTURE, NUMBER)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = lesson_screen(app)
        assert isinstance(screen, GaussianKLScreen)
        card = screen.query_one(QuestionCard)
        assert card.display
        assert "██" in "".join(card.paint(*card.size).lines())
        assert not screen.plot.region
        assert "N(0, 1²)" not in composed(app)
        await pilot.press(way)
        await pilot.pause()
        assert not card.display
        assert screen.plot.region
        before = screen.state
        await pilot.press("right")
        assert screen.state != before


async def test_a_lecture_follows_the_size_of_the_terminal() -> None:
    app = app_with(LECTURE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not app.screen.query(QuestionCard)
        for size, is_shown in (((120, 36), True), ((119, 36), False), ((120, 35), False), ((130, 40), True)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.screen.query_one(QuestionCard).display is is_shown


@pytest.mark.parametrize("name", [entry.info.name for entry in LESSONS])
async def test_every_lesson_can_begin_with_a_question(name: str) -> None:
    head = f"title = 't'\nopens = 'infotui {name}'\n"
    app = app_with("[[task]]\nprompt = 'x'\nhide = ['sentence']\nreveal = 'key'\n", head=head)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert lesson_screen(app).query_one(QuestionCard).region.height > 20
        await pilot.press("enter")
        await pilot.pause()
        assert lesson_screen(app).focused in lesson_screen(app).editors


@pytest.mark.parametrize("glyphs", list(GlyphSet))
@pytest.mark.parametrize("words", [1, 12, 80])
async def test_a_question_of_any_length_has_room(words: int, glyphs: GlyphSet) -> None:
    question = " ".join(f"word{i}" for i in range(words))
    task = (
        f"[[task]]\nprompt = '{question}'\nask = {{ choices = ['up', 'down'], is = 'up' }}\nreveal = 'key'\n"
    )
    app = app_with(task, glyphs=glyphs)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        card = app.screen.query_one(QuestionCard)
        lines = card.paint(*card.size).lines()
        assert all(line.strip() for line in (lines[0], lines[-1]))
        spread = "".join("".join(lines).split())
        is_large = any(mark in spread for mark in "█▀▄#")
        assert is_large == (words < 80 and not (glyphs is GlyphSet.ASCII and words > 1))
        if words == 80:
            assert question.replace(" ", "") in spread.replace("│", "").replace("┃", "").replace(
                "|", ""
            ).replace("║", "")
