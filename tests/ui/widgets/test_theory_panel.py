from __future__ import annotations

from textual.app import ComposeResult

from infotui.core.lesson import Section
from infotui.ui.widgets.theory_panel import TheoryPanel
from support.role_app import RoleApp

SECTIONS = (
    Section("First", "One short sentence. A second sentence that is longer."),
    Section("Second", "Another text."),
    Section("Third", "The last text, which says the most of all three by far."),
)


class CardApp(RoleApp):
    """A theory panel of 30 by 20 cells."""

    CSS = "TheoryPanel { width: 30; height: 20; }"

    def __init__(self) -> None:
        super().__init__()
        self.panel = TheoryPanel(SECTIONS)

    def compose(self) -> ComposeResult:
        yield self.panel


def lines_of(panel: TheoryPanel, height: int) -> list[str]:
    return [line.rstrip() for line in panel.paint(30, height).lines()]


async def test_a_card_without_room_loses_whole_sentences() -> None:
    app = CardApp()
    async with app.run_test():
        assert lines_of(app.panel, 1) == [""]
        assert lines_of(app.panel, 2) == ["First                  . , 1/3", "One short sentence."]
        assert " ".join(lines_of(app.panel, 3)[1:]) == SECTIONS[0].text


async def test_sections_after_the_card_follow_whole() -> None:
    app = CardApp()
    async with app.run_test():
        for height in range(20):
            shown = " ".join(lines_of(app.panel, height))
            for section in SECTIONS[1:]:
                assert (section.heading in shown) == (section.text in shown)
        assert "Third" in shown


async def test_pages_turn_and_a_suggestion_turns_back_once() -> None:
    app = CardApp()
    async with app.run_test() as pilot:
        panel = app.panel
        panel.turn(-1)
        assert panel.index == 2
        panel.suggest(0)  # suggested before: the page that was turned to stays
        assert panel.index == 2
        panel.suggest(1)
        assert panel.index == 1
        await pilot.click(panel)
        assert panel.index == 2
        panel.turn(1)
        assert panel.index == 0
