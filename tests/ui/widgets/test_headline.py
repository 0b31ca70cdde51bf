"""The headline: as large as there is room for, and never cut."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.ui.widgets.headline import Headline, HeadlineView

VIEW = HeadlineView(
    "entropy H(p)", "1.846", "bits", (("92.3 % of 2.000", "92.3 %"), ("perplexity 3.596", "3.596")), "data p"
)


async def lines(view: HeadlineView, width: int, height: int) -> list[str]:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)):
        headline = app.screen.query_one(Headline)
        headline.view = view
        return painted_lines(headline, width, height)


def painted_lines(headline: Headline, width: int, height: int) -> list[str]:
    return [line.rstrip() for line in headline.paint(width, height).lines()]


async def test_the_number_has_three_rows_and_its_facts_beside_it() -> None:
    assert await lines(VIEW, 34, 4) == [
        "entropy H(p)                data p",
        "▀█    █▀█ █ █ █▀▀ 92.3 % of 2.000",
        " █    █▀█ ▀▀█ █▀█ perplexity 3.596",
        "▀▀▀ ▀ ▀▀▀   ▀ ▀▀▀ bits",
    ]


async def test_with_less_room_the_facts_are_shorter() -> None:
    assert await lines(VIEW, 26, 4) == [
        "entropy H(p)        data p",
        "▀█    █▀█ █ █ █▀▀  92.3 %",
        " █    █▀█ ▀▀█ █▀█  3.596",
        "▀▀▀ ▀ ▀▀▀   ▀ ▀▀▀  bits",
    ]


async def test_with_six_rows_the_number_has_five() -> None:
    shown = await lines(VIEW, 56, 6)
    assert shown[1].startswith("████        ██████")
    assert shown[5].endswith("bits")


@pytest.mark.parametrize(("number", "width"), [("1.846", 20), ("nothing", 40)])
async def test_what_cannot_be_drawn_large_is_text(number: str, width: int) -> None:
    assert (await lines(VIEW._replace(number=number), width, 4))[1] == f"{number} bits"


@pytest.mark.parametrize("glyphs", GlyphSet)
async def test_every_form_of_a_number_fits(glyphs: GlyphSet) -> None:
    app = InfotuiApp(glyphs=glyphs)
    async with app.run_test(size=(80, 24)):
        headline = app.screen.query_one(Headline)
        for number in ("∞", "1.00e−9", "999999.0000", "−0.5000"):
            headline.view = VIEW._replace(number=number)
            for width in (28, 34, 42, 56):
                shown = painted_lines(headline, width, 6)
                assert any("bits" in line for line in shown), (number, width)
                assert all(len(line) <= width for line in shown), (number, width)
