"""Every built-in exercise, solved in a real pseudo-terminal by keys and by mouse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from infotui.exercises.builtin import builtin_set
from infotui.lessons import LESSONS
from support.pseudo_terminal import Terminal, infotui, wheel_report

_PAGE_UP, _PAGE_DOWN, _HOME, _END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
_UP, _DOWN, _LEFT, _RIGHT, _TAB, _ENTER = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\t", "\r"


def typed(text: str) -> list[str]:
    return [_ENTER, *text, _ENTER]


BY_KEYS: dict[str, list[Sequence[str]]] = {
    "entropy": [
        typed("1/2 1/4 1/4 0"),
        typed("1/2 1/2 0 0"),
        ["u", _HOME],
        [_PAGE_UP] * 3 + ["k"] * 2,
        typed("1/2 1/4 1/8 1/8"),
        ["o"],
        [_HOME, *[_RIGHT, _HOME] * 3],
    ],
    "kl": [
        [_TAB, _DOWN, _PAGE_DOWN],
        [_UP, *typed("0"), _DOWN, *typed("0.565")],
        typed("6"),
        [_UP, _UP, *typed("0.2")],
        [_TAB, _HOME],
        ["u"],
        typed("1/2 1/8 1/8 1/8 1/8"),
        [_HOME, _TAB, _END],
        ["="],
        [_PAGE_UP] * 2 + ["="],
        [*[_UP] * 2, *typed("2.85"), *[_UP] * 3, *typed("-2.85")],
        [_TAB, _TAB, *typed("0 2.7"), "="],
    ],
    "cross-entropy": [
        [_PAGE_DOWN] * 2,
        typed("0.0498"),
        [_UP, *[_PAGE_UP] * 6],
        typed("0 3.6 0 0"),
        [_PAGE_UP] * 6,
        [_DOWN, *typed("2.9")],
        [_DOWN] * 4,
        ["G"],
        [_TAB, *typed("5")],
        ["G"],
        ["t"] * 9,
    ],
}


def afters(lesson: str) -> list[str]:
    """The first three words of the closing remark of each task, as the panel shows them."""
    found = builtin_set(next(entry.lesson for entry in LESSONS if entry.lesson.name == lesson))
    assert found is not None
    return ["✓ " + " ".join(task.after.split()[:3]) for task in found.tasks]


@pytest.mark.parametrize("lesson", list(BY_KEYS))
def test_by_keys(lesson: str) -> None:
    with infotui(lesson, columns=100, rows=30) as terminal:
        terminal.wait_for("e exercises")
        terminal.type("e")
        terminal.wait_for("n next")
        for number, (keys, after) in enumerate(zip(BY_KEYS[lesson], afters(lesson), strict=True), 1):
            terminal.wait_for(f" {number}/")
            terminal.read(0.3)
            assert after not in terminal.text
            for key in keys:
                terminal.type(key)
                terminal.read(0.05)
            terminal.wait_for(after)
            terminal.type("n")


class Mouse:
    """A mouse on the real program: finds words on the screen, clicks them, turns the wheel over them."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def find(self, word: str, *, below: int = 0) -> tuple[int, int]:
        """The cell of the first `word` from row `below` on."""
        for y, line in enumerate(self.terminal.screen.display):
            if y >= below and word in line:
                return line.index(word), y
        raise AssertionError(f"{word!r} is not on\n{self.terminal.text}")

    def press(self, word: str) -> None:
        """Click a word."""
        self.terminal.drag(self.find(word))
        self.terminal.read(0.3)

    def wheel(self, cell: tuple[int, int], turns: int) -> None:
        """Turn the wheel over a cell, upwards where `turns` is positive."""
        for _ in range(abs(turns)):
            self.terminal.type(wheel_report(cell, up=turns > 0))
            self.terminal.read(0.02)
        self.terminal.read(0.3)

    def presets(self, *names: str) -> None:
        """Apply presets one after the other."""
        for name in names:
            self.press("presets")
            self.press(name)

    def bars(self, *hundredths: int) -> None:
        """Set bars to hundredths with the wheel, and lock each but the last."""
        x, y = self.find("A     ", below=2)
        step = self.find("C     ", below=2)[0] - self.find("B     ", below=2)[0]
        for i, turns in enumerate(hundredths):
            cell = x + i * step, y - 1
            self.terminal.drag((cell[0], y), (cell[0], y))
            self.terminal.read(0.3)
            self.wheel(cell, turns)
            if i < len(hundredths) - 1:
                self.press("Space")
                self.terminal.wait_for(f"◆{'ABC'[i]}")

    def pair(self, name: str, label: str, turns: int) -> None:
        """Turn the bar of p or q of a class."""
        rows = enumerate(self.terminal.screen.display)
        y = next(y for y, row in rows if re.match(r" *p +[01]\.\d", row)) - 1
        names = self.terminal.screen.display[y].replace("►", " ")
        width = names.index("B") - names.index("A")
        left = names.index(label)
        self.wheel((left + (width // 2 if name == "q" else 0), y - 1), turns)

    def row(self, label: str, turns: int) -> None:
        """Turn a slider of the mixture."""
        self.wheel((self.find(label)[0] + 8, self.find(label)[1]), turns)

    def slider(self, curve: str, symbol: str, turns: int) -> None:
        """Turn the wheel over a parameter of a Gaussian."""
        focused = f"{curve} ━━━━"
        x, y = self.find(focused if focused in self.terminal.text else f"{curve} ────")
        row = self.find(f"{symbol} ", below=y + 1)[1]
        self.wheel((x + 10, row), turns)

    def logit(self, label: str, turns: int) -> None:
        """Turn the wheel over a logit, or over all of them."""
        y = self.find(" all ")[1]
        self.wheel((self.terminal.screen.display[y].index(label) + 1, y - 2), turns)


def _half_and_half(mouse: Mouse) -> None:
    mouse.presets("powers of two")  # its classes are free
    mouse.bars(50, 50)


def _three_alike(mouse: Mouse) -> None:
    mouse.presets("powers of two", "every class")
    mouse.bars(0)


def _equal_widths(mouse: Mouse) -> None:
    mouse.slider("q", "σ", -10)


def _means_together(mouse: Mouse) -> None:
    mouse.slider("q", "μ", -20)
    mouse.slider("p", "σ", 19)
    mouse.slider("q", "σ", 2)


def _no_class_in_both(mouse: Mouse) -> None:
    mouse.pair("p", "A", 60)
    mouse.pair("q", "A", -30)


def _modes_apart(mouse: Mouse) -> None:
    mouse.row("μ₂ ", 9)
    mouse.row("μ₁ ", -8)


def _learn(mouse: Mouse) -> None:
    for _ in range(60):
        mouse.terminal.drag(mouse.find("gG learn"))
        mouse.terminal.read(0.02)
    mouse.terminal.read(0.3)


BY_MOUSE: dict[str, list[Callable[[Mouse], None]]] = {
    "entropy": [
        lambda mouse: mouse.bars(50, 25, 25),
        _half_and_half,
        _three_alike,
        lambda mouse: mouse.bars(42),
        lambda mouse: mouse.bars(50, 50),
    ],
    "kl": [
        _equal_widths,
        _means_together,
        lambda mouse: mouse.slider("q", "σ", 100),
        lambda mouse: mouse.slider("p", "σ", -16),
        lambda mouse: mouse.pair("q", "A", -30),
        lambda mouse: mouse.presets("equal both ways"),
        lambda mouse: mouse.presets("miscoding"),
        _no_class_in_both,
        lambda mouse: mouse.press("◆ KL(p‖q)"),
        lambda mouse: mouse.press("◇ KL(q‖p)"),
        _modes_apart,
        lambda mouse: mouse.press("2.7438"),
    ],
    "cross-entropy": [
        lambda mouse: mouse.wheel((10, 5), -20),
        lambda mouse: mouse.wheel((10, 5), -45),
        lambda mouse: mouse.logit("all", 55),
        _learn,
        lambda mouse: mouse.logit("1", 62),
        lambda mouse: mouse.logit("2", 29),
    ],
}


@pytest.mark.long
@pytest.mark.parametrize("lesson", list(BY_MOUSE))
def test_by_mouse(lesson: str) -> None:
    with infotui(lesson, columns=130, rows=36) as terminal:
        mouse = Mouse(terminal)
        terminal.wait_for("e exercises")
        mouse.press("e exercises")
        terminal.wait_for("n next")
        for number, (solve, after) in enumerate(zip(BY_MOUSE[lesson], afters(lesson), strict=True), 1):
            terminal.wait_for(f" {number}/")
            terminal.read(0.3)
            assert after not in terminal.text
            solve(mouse)
            terminal.wait_for(after)
            if number < len(BY_MOUSE[lesson]):
                mouse.press("n next")
