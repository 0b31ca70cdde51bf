"""infotui with two faults: `b` raises in a key handler, `c` makes painting the summary line raise."""

from __future__ import annotations

import sys

from infotui.canvas.cell_buffer import CellBuffer
from infotui.cli import main
from infotui.ui.screens.lesson_screen import LessonScreen


def raise_in_handler(screen: LessonScreen[object]) -> None:
    raise RuntimeError("raised in a handler")


def raise_in_paint(screen: LessonScreen[object]) -> None:
    def paint(width: int, height: int) -> CellBuffer:
        raise RuntimeError("raised in a paint")

    vars(screen.summary_line)["paint"] = paint
    screen.summary_line.repaint()


FAULTS = (
    (LessonScreen, "action_unit", raise_in_handler),
    (LessonScreen, "action_copy", raise_in_paint),
)
for owner, name, fault in FAULTS:
    setattr(owner, name, fault)

if __name__ == "__main__":
    sys.exit(main())
