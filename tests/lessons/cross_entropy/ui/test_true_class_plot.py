"""The curve −log q of the multi-class mode: where it is shown, its point, and what hides it."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.roles import Role
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.true_class_plot import TrueClassPlot
from support.cross_entropy_app import binary_app, logits, multiclass_app, screen_of

LARGE = (200, 50)


def lines_of(plot: TrueClassPlot) -> list[str]:
    """What the plot shows."""
    return [line.text for line in plot.render_lines(plot.size.region)]


async def test_the_point_is_at_q_of_the_true_class() -> None:
    app = multiclass_app()
    async with app.run_test(size=LARGE) as pilot:
        plot = screen_of(app).true_class_plot
        lines = lines_of(plot)
        assert lines[0].startswith("╭ −log q[2] in nats ─")
        assert lines[0].endswith(" the loss ╮")
        for shown in ("q = 0.60", "0.5147", "log 4 = 1.3863 nats"):
            assert shown in "\n".join(lines)
        buffer, dot = plot.paint(*plot.size), plot.glyphs.table.dot
        points = [
            (x, y) for y, line in enumerate(buffer.lines()) for x, char in enumerate(line) if char == dot
        ]
        ((x, y),) = points
        assert buffer.role(x, y) == Role.POINT
        left, right = (lines[-1].index(tick) for tick in ("0.0", "1.0"))
        assert x == pytest.approx(left + 1 + 0.5977 * (right - left), abs=2)
        await pilot.press("t", "b")
        await pilot.pause()
        assert lines_of(plot)[0].startswith("╭ −log q[3] in bits ─")
        assert "q = 0.13" in "\n".join(lines_of(plot))


async def test_a_smoothed_loss_is_not_the_cost_of_one_class() -> None:
    app = multiclass_app(logits(1.0, 2.0, 0.5, -0.5, smoothing=0.1))
    async with app.run_test(size=LARGE):
        lines = lines_of(screen_of(app).true_class_plot)
        assert lines[0].endswith(" the loss without smoothing ╮")
        assert "0.5147" in "\n".join(lines)


async def test_a_cost_off_the_scale_is_an_arrow() -> None:
    app = multiclass_app(logits(6.0, -6.0))
    async with app.run_test(size=LARGE):
        lines = lines_of(screen_of(app).true_class_plot)
        assert "▲" in lines[1]
        assert "q = " not in "\n".join(lines)


async def test_the_plot_needs_a_large_screen_and_its_mode() -> None:
    app = multiclass_app()
    async with app.run_test(size=LARGE) as pilot:
        plot = screen_of(app).true_class_plot
        assert plot.display
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert not plot.display
    app = binary_app()
    async with app.run_test(size=LARGE):
        assert not screen_of(app).true_class_plot.display


@pytest.mark.parametrize("hidden", ["loss", "q", "kl_pq", "target", "curve"])
async def test_a_hidden_loss_or_prediction_hides_the_plot(hidden: str) -> None:
    text = (
        "title = 't'\nopens = 'infotui cross-entropy multiclass'\n"
        f"[[task]]\nprompt = 'p'\nhide = ['{hidden}']\nreveal = 'key'\n"
    )
    found = read_exercises(text, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("cross-entropy", {"cross-entropy": found.initial}, exercises=found)
    async with app.run_test(size=LARGE) as pilot:
        plot = screen_of(app).true_class_plot
        assert plot.display
        assert not any(set(line) & set("●q0123456789") for line in lines_of(plot))
        await pilot.press("enter")
        await pilot.pause()
        assert "−log q[2]" in lines_of(plot)[0]
