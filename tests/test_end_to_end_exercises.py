"""Exercises in a real pseudo-terminal: a whole set by keys, a task by mouse.

`ui/screens/test_exercise_solutions.py` solves every task of every set in both ways, without a terminal.
"""

from __future__ import annotations

from pathlib import Path

from infotui.exercises.loader import load_exercises
from infotui.lessons import LESSONS
from support.exercise_ways import ROOT, WAYS
from support.pseudo_terminal import Cell, Terminal, infotui, wheel_report

SEQUENCES = {
    "enter": "\r",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}
"""What a terminal sends for a key that is not a character."""
TWO_TASKS = """
title = "Two"
opens = "infotui entropy"
[[task]]
prompt = "Make it certain."
goal = { reading = "entropy", equals = 0 }
[[task]]
prompt = "Rule out A."
goal = { state = "p.1", equals = 0 }
after = "Done."
"""


def find(terminal: Terminal, word: str) -> Cell:
    """The cell of the first `word` on the screen."""
    y = next(y for y, row in enumerate(terminal.screen.display) if word in row)
    return terminal.screen.display[y].index(word), y


def test_a_set_by_keys() -> None:
    (path, ways), *_ = WAYS.items()
    tasks = load_exercises(ROOT / path, [entry.lesson for entry in LESSONS]).tasks
    with infotui("exercises", str(ROOT / path), columns=100, rows=30) as terminal:
        for number, (way, task) in enumerate(zip(ways, tasks, strict=True), 1):
            conclusion = "✓ " + " ".join(task.after.split()[:3])
            terminal.wait_for(f" {number}/{len(tasks)} ")
            assert conclusion not in terminal.text
            if way.answer:
                terminal.type(f"\r{way.answer}\r")
                terminal.wait_for("You said")
            for key in way.pressed:
                terminal.type(SEQUENCES.get(key, key))
            terminal.wait_for(conclusion)
            terminal.type("n")


def test_a_task_by_mouse(tmp_path: Path) -> None:
    path = tmp_path / "set.toml"
    path.write_text(TWO_TASKS)
    with infotui("exercises", str(path), columns=100, rows=30) as terminal:
        terminal.wait_for("n next")
        terminal.click(find(terminal, "n next"))
        terminal.wait_for("Rule out A")
        x, y = find(terminal, "►A ")
        terminal.drag((x + 1, y), (x + 1, y))
        terminal.wait_for("✓ Done")
        terminal.type(wheel_report((x + 1, y), up=True) * 50)
        terminal.wait_for("A       0.5000")
