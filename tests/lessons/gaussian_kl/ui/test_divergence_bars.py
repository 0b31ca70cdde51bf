"""Both divergences as bars: where they are shown, their common scale, and what hides them."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.gaussian_kl.ui.divergence_bars import DivergenceBars
from support.gaussian_kl_app import screen_of
from support.kl_modes_app import categorical, opened

GAUSSIANS = "infotui kl --p 0 1 --q 2 1.5"
ONE_WAY = "infotui kl categorical --p 1/2 1/2 0 --q 1/4 1/4 1/2"


def bars_of(app: InfotuiApp) -> DivergenceBars:
    """The bars of the mode shown."""
    screen = screen_of(app)
    return screen.divergence_bars if screen.mode_view is None else categorical(app).divergence_bars


def lines_of(bars: DivergenceBars) -> list[str]:
    """What the bars show."""
    return [line.text for line in bars.render_lines(bars.size.region)]


async def test_both_bars_have_one_scale() -> None:
    app = opened(GAUSSIANS)
    async with app.run_test(size=(200, 50)) as pilot:
        bars = bars_of(app)
        title, forward, reverse, _ = lines_of(bars)
        assert title.startswith("╭ both orders ─")
        assert title.endswith(" 0 to 5 nats ╮")
        assert forward.split()[1] == "KL(p‖q)"
        assert forward.split()[-2] == "1.0166"
        assert reverse.split()[-2] == "2.2195"
        buffer = bars.paint(*bars.size)
        lengths = [
            sum(buffer.role(x, y) == role for x in range(buffer.width))
            for y, role in ((1, Role.P), (2, Role.Q))
        ]
        room = lengths[0] + sum(buffer.role(x, 1) == Role.TRACK for x in range(buffer.width))
        for length, value in zip(lengths, (1.0166, 2.2195), strict=True):
            assert length == pytest.approx(value / 5 * room, abs=1)
        await pilot.press("b")
        await pilot.pause()
        assert lines_of(bars)[1].split()[-2] == "1.4666"


async def test_an_infinite_divergence_is_a_full_bar_with_an_arrow() -> None:
    app = opened(ONE_WAY)
    async with app.run_test(size=(200, 50)):
        _, forward, reverse, _ = lines_of(bars_of(app))
        assert "►" not in forward
        assert reverse.split()[-2] == "∞"
        assert reverse.rstrip("│ ∞").endswith("▒►")


@pytest.mark.parametrize("line", [GAUSSIANS, ONE_WAY])
async def test_the_bars_need_a_large_screen(line: str) -> None:
    app = opened(line)
    async with app.run_test(size=(200, 50)) as pilot:
        assert bars_of(app).display
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert not bars_of(app).display


@pytest.mark.parametrize("hidden", ["kl_pq", "kl_qp", "kl_gap", "divergences"])
@pytest.mark.parametrize("line", [GAUSSIANS, ONE_WAY])
async def test_a_hidden_divergence_hides_both_bars(line: str, hidden: str) -> None:
    text = f"title = 't'\nopens = '{line}'\n[[task]]\nprompt = 'p'\nhide = ['{hidden}']\nreveal = 'key'\n"
    found = read_exercises(text, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("kl", {"kl": found.initial}, exercises=found)
    async with app.run_test(size=(200, 50)) as pilot:
        bars = bars_of(app)
        assert bars.display
        assert "KL" not in "".join(lines_of(bars))
        assert not any(set(line) & set("█►0123456789") for line in lines_of(bars))
        await pilot.press("enter")
        await pilot.pause()
        assert "KL(p‖q)" in "".join(lines_of(bars))


async def test_two_infinite_bars_end_before_their_values_in_ascii() -> None:
    app = opened("infotui kl categorical --p 1 0 --q 0 1")
    app.glyphs = GlyphSet.ASCII
    async with app.run_test(size=(200, 50)):
        _, *rows, _ = lines_of(bars_of(app))
        assert [row.rstrip("| ")[-5:] for row in rows] == ["> inf", "> inf"]
