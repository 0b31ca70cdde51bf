from __future__ import annotations

from typing import Self

from textual.app import ComposeResult
from textual.color import Color
from textual.filter import Monochrome
from textual.geometry import Region

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import CellWidget, painted
from support.role_app import RoleApp


class Words(CellWidget):
    """A word in p's colour on every row."""

    def __init__(self) -> None:
        super().__init__()
        self.word = "here"
        self.refreshed: list[Region] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        self.refreshed.extend(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def paint(self, width: int, height: int) -> CellBuffer:
        buffer = CellBuffer(width, height)
        for y in range(height):
            text(buffer, 0, y, self.word, Role.P)
        return buffer


class Alone(RoleApp):
    CSS = "Words { width: 10; height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.words = Words()

    def compose(self) -> ComposeResult:
        yield self.words


def shown(words: Words) -> list[str]:
    return [line.text for line in words.render_lines(words.size.region)]


async def test_lines_outside_the_widget_are_blank_and_as_wide_as_asked() -> None:
    app = Alone()
    async with app.run_test():
        for line in app.words.render_lines(Region(2, 1, 14, 5)):
            assert line.cell_length == 14
            assert len(line.text) == 14
        assert app.words.render_lines(Region(0, 4, 10, 1))[0].text == " " * 10


async def test_the_picture_is_drawn_in_the_colours_of_its_roles() -> None:
    app = Alone()
    async with app.run_test():
        line = app.words.render_lines(app.words.size.region)[0]
        style = next(iter(line)).style
        assert line.text == "here      "
        assert style is not None
        assert style.color is not None
        assert style.color.triplet == Color.parse(app.theme_variables["dist-p"]).rgb


async def test_only_what_changed_is_refreshed() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        app.words.refreshed.clear()
        app.words.word = "hers"
        app.words.repaint()
        await pilot.pause()
        assert [tuple(region) for region in app.words.refreshed] == [(3, y, 1, 1) for y in range(3)]
        assert shown(app.words) == ["hers      "] * 3
        app.words.repaint()
        assert len(app.words.refreshed) == 3


async def test_a_part_of_the_picture_is_that_part_of_the_whole() -> None:
    app = Alone()
    async with app.run_test():
        whole = app.words.size.region
        (line,) = app.words.render_lines(whole.crop_size((3, 1)).translate((1, 0)))
        assert line.text == "ere"


async def test_without_colour_there_is_no_colour() -> None:
    app = Alone()
    app._filters.append(Monochrome())
    async with app.run_test():
        style = next(iter(app.words.render_lines(app.words.size.region)[0])).style
        assert style is not None
        assert style.color is not None
        red, green, blue = Color.from_rich_color(style.color).rgb
        assert red == green == blue


class Named(CellWidget):
    """One value that repaints, and one with a watcher of its own."""

    name_shown: painted[str] = painted("a")
    watched: painted[int] = painted(0)

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[int, int]] = []

    def watch_watched(self, old: int, new: int) -> None:
        self.seen.append((old, new))

    def paint(self, width: int, height: int) -> CellBuffer:
        buffer = CellBuffer(width, height)
        text(buffer, 0, 0, self.name_shown, Role.P)
        return buffer


class NamedApp(RoleApp):
    CSS = "Named { width: 10; height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.named = Named()

    def compose(self) -> ComposeResult:
        yield self.named


async def test_a_painted_value_repaints_or_calls_its_watcher_where_it_changes() -> None:
    app = NamedApp()
    async with app.run_test() as pilot:
        named, lines = app.named, app.named.render_lines
        assert isinstance(Named.watched, painted)
        assert (named.name_shown, named.watched) == ("a", 0)
        named.name_shown = "b"
        named.watched = 0
        assert named.seen == []
        named.watched = 2
        named.watched = 2
        await pilot.pause()
        assert named.seen == [(0, 2)]
        assert lines(named.size.region)[0].text == "b         "
