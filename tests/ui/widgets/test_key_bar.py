from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.key_bar import KeyBar, KeyHint, key_name, layout_hints, short_names

HELP, QUIT = KeyHint(("question_mark",), "help", "", True), KeyHint(("q",), "quit", "", True)
SELECT = KeyHint(("left", "right"), "select", "the class before, the class after")
TYPE = KeyHint(("enter",), "type", "")
HINTS = (SELECT, TYPE, HELP, QUIT)


def line_of(app: InfotuiApp) -> KeyBar:
    return app.screen.query_one(KeyBar)


def words_of(line: KeyBar) -> list[str]:
    return line.paint(line.size.width, 1).lines()[0].split()


def test_with_room_all_are_shown_the_last_at_the_right_end() -> None:
    found = {span.target.label: span.x for span in layout_hints(HINTS, 60, GlyphSet.BRAILLE)}
    assert found == {"select": 1, "type": 12, "help": 45, "quit": 53}


@pytest.mark.parametrize("width", range(20, 60))
def test_whatever_the_room_nothing_is_cut_and_help_stays(width: int) -> None:
    found = layout_hints(HINTS, width, GlyphSet.BRAILLE)
    ends = {span.target.label: span.end for span in found}
    assert {"help", "quit"} <= ends.keys()
    assert max(ends.values()) <= width
    assert all(end < 1 + width - 15 for word, end in ends.items() if word not in ("help", "quit"))


@pytest.mark.parametrize(
    ("glyphs", "shown"), [(GlyphSet.BRAILLE, "←→"), (GlyphSet.BLOCK, "←→"), (GlyphSet.ASCII, "<>")]
)
def test_keys_are_spelled_as_the_terminal_can_show_them(glyphs: GlyphSet, shown: str) -> None:
    assert short_names(SELECT, glyphs) == shown


def test_a_key_has_the_name_that_is_printed_on_it() -> None:
    assert [key_name(key) for key in ("pageup", "space", "question_mark", "G", "left", "ctrl+l")] == [
        "PgUp",
        "Space",
        "?",
        "G",
        "←",
        "Ctrl+L",
    ]
    assert key_name("left", GlyphSet.ASCII) == "Left"


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)
async def test_on_every_screen_help_and_quit_are_in_sight(entry: LessonEntry, width: int) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(width, 24)):
        assert words_of(line_of(app))[-4:] == ["?", "help", "q", "quit"]


async def test_a_press_does_what_the_key_does() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        screen, line = app.screen, line_of(app)
        assert isinstance(screen, LessonScreen)
        spans = layout_hints(line.hints, line.size.width, GlyphSet.BRAILLE)
        places = {span.target.label: span.x for span in spans}
        await pilot.click(KeyBar, offset=(places["change"], 0))
        raised = screen.state
        assert raised.p.p[0] == 0.26
        await pilot.click(KeyBar, offset=(places["change"] + 1, 0))
        assert screen.state.p.p[0] == 0.25
        await pilot.click(KeyBar, offset=(places["help"] + 3, 0))
        assert app.screen is not screen


async def test_the_hint_under_the_pointer_has_a_tooltip() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        line = line_of(app)
        await pilot.hover(KeyBar, offset=(2, 0))
        assert line.hovered is not None
        assert line.hovered.label == "select"
        assert line.tooltip == line.hovered.description
        await pilot.hover(KeyBar, offset=(0, 0))
        assert line.hovered is None


async def test_the_keys_follow_the_focus() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        assert "select" in words_of(line_of(app))
        await pilot.press("enter")
        await pilot.pause()
        assert "Esc" in words_of(line_of(app))
        assert "select" not in words_of(line_of(app))


async def test_keys_of_the_screen_come_before_shared_ones() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(120, 24)):
        words = words_of(line_of(app))
        assert words.index("change") < words.index("swap") < words.index("type")
