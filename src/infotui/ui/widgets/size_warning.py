"""The message where there is no room to draw."""

from __future__ import annotations

from textual import events
from textual.geometry import Size

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import CellWidget

MIN_WIDTH, MIN_HEIGHT = 60, 20


def is_too_small(size: Size) -> bool:
    """Whether a lesson has no room in `size`."""
    return size.width < MIN_WIDTH or size.height < MIN_HEIGHT


class SizeWarning(CellWidget):
    """Says how large the terminal must be; the stylesheet shows it only in smaller ones."""

    def on_resize(self, event: events.Resize) -> None:
        """Repaint: the message names the present size."""
        self.repaint()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The size needed and the present size."""
        buffer = CellBuffer(width, height)
        columns, rows = self.app.size
        lines = (
            "infotui needs more room:",
            f"{MIN_WIDTH}x{MIN_HEIGHT} cells, not {columns}x{rows}.",
            "Enlarge the window,",
            "or press q to quit.",
        )
        for y, line in enumerate(lines[:height]):
            text(
                buffer,
                max((width - len(line)) // 2, 0),
                max((height - len(lines)) // 2, 0) + y,
                line,
                Role.TEXT,
                self.glyphs,
            )
        return buffer
