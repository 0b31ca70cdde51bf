"""A person's own sample on the entropy screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Size

from conftest import SameAsBefore
from infotui.canvas.glyphs import GlyphSet
from infotui.core.launch import parse_words
from infotui.core.reading import Unit
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import EntropyState
from support.app_parts import seen
from support.sample_app import HISTORY, SINGLE, WORDS, app_of, notes_of, sample_of, screen_of

ZEN = Path(__file__).parents[3] / "data" / "zen.txt"
SIZES = ((60, 20), (80, 24), (120, 36), (200, 50))


async def test_the_estimates_and_sizes_are_shown() -> None:
    app = app_of(HISTORY)
    async with app.run_test(size=(80, 24)):
        shown = " ".join(seen(app).split())
        for wanted in (
            "H, plug-in 2.108 bits ± 0.090",
            "Miller–Madow 2.139 bits",
            "Chao–Shen 2.158 bits",
            "log K 2.807 bits",
            "efficiency 75.1 %",
            "perplexity 4.312",
            "symbols N 141",
            "classes K 7",
            "occurred once 2",
            "coverage 98.6 %",
            "N·H 37.2 bytes",
            "Huffman code 39 bytes",
            "bytes read 123 bytes",
        ):
            assert wanted in shown, wanted
        assert "141 symbols, 7 distinct: 2.11 bits each, 2.14 after correction" in shown


async def test_many_classes_are_25_bars_a_hatched_one_and_the_rule() -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(120, 36)):
        shown = seen(app)
        assert "25 most frequent, and hatched the other 9,975" in shown
        assert "▒" in shown
        assert "H = H(shown)+p(rest)·H(rest)" in shown
        readings = {r.name: r.text for r in LESSON.readings(WORDS, Unit.BITS)}
        names = ("entropy", "shown_entropy", "rest_probability", "rest_entropy")
        h, own, p, rest = (readings[name] for name in names)
        assert f"{h} = {own} + {p}·{rest}" in shown


async def test_moving_a_bar_edits_and_undo_returns_to_the_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        notes = notes_of(app, monkeypatch)
        screen = screen_of(app)
        before = screen.snapshot
        await pilot.press("up")
        assert screen.state.sample is None
        assert screen.state.p.k == 26
        assert len(notes) == 1
        assert "the other 9,975 are one class: p(rest)·H(rest) = " in notes[0]
        assert notes[0].endswith("z returns to the data")
        assert "H, plug-in" not in seen(app)
        await pilot.press("up", "up")
        assert len(notes) == 1
        await pilot.press("z", "z", "z")
        assert screen.snapshot == before
        assert "H, plug-in" in seen(app)
        await pilot.press("y")
        assert screen.state.sample is None


async def test_selecting_locking_and_units_keep_the_sample() -> None:
    app = app_of(HISTORY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "space", "b")
        assert screen_of(app).state.sample is HISTORY.sample
        assert "1.461 nats ± 0.062" in seen(app)


async def test_the_class_selected_stays_on_view_in_a_smaller_terminal() -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = screen_of(app)
        table = screen.sample_views.table
        last = table.size.height - 3
        await pilot.press(*["right"] * last)
        assert (table.cursor, table.first) == (last, 0)
        await pilot.resize_terminal(120, 30)
        assert table.first == last - (table.size.height - 3)
        before = table.first
        screen.refresh_views()
        assert table.first == before


async def test_the_table_scrolls_over_all_classes() -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        table = screen_of(app).sample_views.table
        assert app.focused is table
        page = table.size.height - 2
        await pilot.press("down", "down", "up")
        assert (table.cursor, table.first) == (1, 0)
        await pilot.press("pagedown")
        assert table.cursor == page + 1
        assert table.first == 2
        await pilot.press("end")
        assert table.cursor == 9999
        assert f"{10_001 - page:,}–10,000 of 10,000 classes" in seen(app)
        assert "word9999" in seen(app)
        await pilot.press("pageup", "K")
        assert table.cursor == 9999 - 2 * page
        await pilot.press("home")
        assert (table.cursor, table.first) == (0, 0)
        await pilot.press("up")
        assert table.cursor == 0


async def test_the_wheel_scrolls_and_a_click_selects_a_bar() -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        table = screen.sample_views.table
        await pilot._post_mouse_events([_wheel_down()], table, offset=(5, 3), button=0)
        screen.refresh_views()
        assert table.first == 3
        await pilot.click(table, offset=(5, 2))
        assert table.cursor == 4
        assert screen.bars.selected == 4
        screen.bars.focus()
        await pilot.press("left")
        assert table.cursor == 3


def _wheel_down() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_one_class_is_one_full_bar() -> None:
    app = app_of(SINGLE)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = seen(app)
        assert "5 symbols, 1 distinct: always x, and H is 0." in shown
        assert "others" not in shown
        screen = screen_of(app)
        rows = [row for row in shown.splitlines() if "█" * 10 in row]
        assert len(rows) == screen.bars.size.height - 4  # all but the border, the number and the name
        await pilot.press("right", "left")
        assert screen.bars.selected == 0
        await pilot.press("down")
        assert screen.state.p.p == pytest.approx((0.99, 0.01))
        assert "others" in seen(app)


async def test_text_orders_stand_beside_shannon_with_unreliable_marked() -> None:
    state = parse_words(LESSON, ["--text", str(ZEN)]).state
    app = app_of(state)
    async with app.run_test(size=(60, 20)):
        shown = seen(app)
    for wanted in (
        "4.117 ",
        "4.14",
        "2.995 ",
        "3.56",
        "1.295?",
        "3.30",
        "0.349?",
        "?: > 20 % of contexts once",
    ):
        assert wanted in shown


async def test_an_estimate_above_log_k_says_so() -> None:
    app = app_of(sample_of((name, 1) for name in "abcdefgh"))
    async with app.run_test(size=(80, 24)):
        shown = seen(app)
        assert "Miller–Madow 3.631 bits > log K" in " ".join(shown.split())
        assert "every symbol occurred once: no estimate can be trusted" in shown


async def test_notes_of_the_reader_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1 POST\n2 GET\n")
    app = app_of(parse_words(LESSON, ["--counts", str(path)]).state)
    async with app.run_test(size=(80, 24)):
        assert "was it sorted?" in " ".join(seen(app).split())


async def test_a_sample_can_be_drawn_from() -> None:
    app = app_of(WORDS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        shown = seen(app)
        assert "1 drawn" in shown
        assert "mean" in shown
        await pilot.press("d")
        assert "1 drawn" not in seen(app)


@pytest.mark.parametrize("width", range(1, 60, 7))
@pytest.mark.parametrize("state", [HISTORY, WORDS, SINGLE], ids=["history", "words", "single"])
async def test_every_size_can_be_painted(state: EntropyState, width: int) -> None:
    app = app_of(state)
    async with app.run_test(size=(120, 36)):
        screen = screen_of(app)
        for height in (0, 1, 2, 3, 7, 20):
            for widget in (screen.sample_views.panel, screen.sample_views.table, screen.bars):
                buffer = widget.paint(width, height)
                assert (buffer.width, buffer.height) == (width, height)
        assert screen.sample_views.panel.get_content_height(Size(9, 9), Size(9, 9), width) > 0


LOOKS = {
    "history": (HISTORY, (80, 24), "infotui-dark", GlyphSet.BRAILLE),
    "history in ASCII": (HISTORY, (80, 24), "infotui-dark", GlyphSet.ASCII),
    "words, small": (WORDS, (60, 20), "infotui-light", GlyphSet.BRAILLE),
    "words": (WORDS, (80, 24), "infotui-light", GlyphSet.BRAILLE),
    "words, wide": (WORDS, (120, 36), "infotui-dark", GlyphSet.BRAILLE),
    "words, huge": (WORDS, (200, 50), "infotui-light", GlyphSet.BRAILLE),
    "single": (SINGLE, (80, 24), "infotui-dark", GlyphSet.BRAILLE),
}


@pytest.mark.parametrize(("state", "size", "theme", "glyphs"), LOOKS.values(), ids=LOOKS)
def test_a_sample_looks_as_accepted(
    state: EntropyState, size: tuple[int, int], theme: str, glyphs: GlyphSet, same_as_before: SameAsBefore
) -> None:
    same_as_before(app_of(state, glyphs), size, (), theme)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_text_looks_as_accepted(size: tuple[int, int], same_as_before: SameAsBefore) -> None:
    state = parse_words(LESSON, ["--text", str(ZEN)]).state
    same_as_before(app_of(state), size, ("tab", "down"), "infotui-dark")


def test_a_sample_without_colour_looks_as_accepted(
    same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    same_as_before(app_of(WORDS), (80, 24))
