"""Start an installed infotui in a real pseudo-terminal: `check_installed.py PROGRAM`."""

from __future__ import annotations

import sys

from infotui.exercises.builtin import builtin_set
from infotui.lessons import LESSONS
from support.pseudo_terminal import Terminal


def main(program: str) -> None:
    """Check that it draws two bits, that `e` opens the exercises of the package, and that `q` quits."""
    exercises = builtin_set(LESSONS[0].lesson)
    assert exercises is not None
    with Terminal([program]) as terminal:
        terminal.wait_for("2.000 bits", seconds=60)
        terminal.type("e")
        terminal.wait_for(exercises.title)
        terminal.type("q")
        status = terminal.status(seconds=10)
    if status != 0:
        raise SystemExit(f"{program} ended with status {status}")
    print(f"{program} draws 2.000 bits and ends with status 0")


if __name__ == "__main__":
    main(sys.argv[1])
