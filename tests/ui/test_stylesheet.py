from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from textual.color import Color
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.events import ScreenResume

from infotui.app import InfotuiApp
from infotui.lessons import LESSONS
from support.parsed_stylesheets import forget_parsed_rules


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[object]:
    """How often the rules of every place were parsed."""
    forget_parsed_rules()
    found: Counter[object] = Counter()

    def counted(scope: str, css: str, read_from: tuple[str, str], **options: Any) -> Any:
        found[read_from] += 1
        return parse(scope, css, read_from, **options)

    monkeypatch.setattr("textual.css.stylesheet.parse", counted)
    return found


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)
async def test_a_start_parses_every_rule_once(entry: Any, parsed: Counter[object]) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert set(parsed.values()) == {1}
        files = {str(place[0]).rpartition("/")[2] for place in app.stylesheet.source if ".tcss" in place[0]}
        assert files == {"app.tcss", f"{entry.folder}.tcss"}


async def test_another_theme_parses_every_rule_once_more_and_is_seen(parsed: Counter[object]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        parsed.clear()
        app.theme = "infotui-light"
        await pilot.pause()
        assert set(parsed.values()) == {1}
        assert app.screen.styles.background == Color.parse(app.theme_variables["background"])


async def test_rules_that_are_added_again_are_not_parsed_again(parsed: Counter[object]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        at_start = {place for place in parsed if ".tcss" in str(place)}
        parsed.clear()  # a base class that is now used itself has its rules parsed once more
        for _ in range(2):
            await pilot.press("question_mark")
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        assert set(parsed.values()) == {1}
        assert at_start.isdisjoint(parsed)


@pytest.mark.skipif(not hasattr(ScreenResume, "refresh_styles"), reason="Textual always restyles there")
@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)
async def test_a_start_styles_every_widget_once(entry: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    styled: Counter[object] = Counter()

    def counted(self: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled[node] += 1
        apply(self, node, **options)

    apply = Stylesheet.apply
    monkeypatch.setattr(Stylesheet, "apply", counted)
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        often = {widget: styled[widget] for widget in app.screen.walk_children() if styled[widget] > 1}
        assert set(often) <= {app.focused}


async def test_a_screen_that_was_left_is_shown_in_the_new_theme() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        app.theme = "infotui-light"
        await pilot.press("1")
        await pilot.pause()
        expected = Color.parse(app.theme_variables["background"])
        assert {widget.styles.background for widget in app.screen.query("CellWidget")} == {expected}


@pytest.mark.parametrize("name", ["kl", "cross-entropy"])
async def test_another_mode_styles_the_screen_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = InfotuiApp(name)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("m", "z")
        styled: list[DOMNode] = []
        monkeypatch.setattr(InfotuiApp, "update_styles", lambda _, node, **options: styled.append(node))
        await pilot.press("m")
        assert styled.count(app.screen) == 1
