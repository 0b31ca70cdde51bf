"""The names of the classes of the multi-class editor, where its logits come from a row of a file."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.data.display_text import fit_cells
from infotui.ui.widgets.cell_widget import CellWidget, painted

_NAME_CELLS = 12
_GAP = 2
_TRUE = "✓"


class NamesLine(CellWidget):
    """The numbers and names of the classes: the true one first, then the others as they are given."""

    names: painted[tuple[tuple[int, str], ...]] = painted(())
    """(number from 1, name), the true class first."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """As many names as there is room for, each whole."""
        buffer = CellBuffer(width, height)
        x = 0
        for i, (number, name) in enumerate(self.names):
            mark = self.glyphs.transliterate(_TRUE) if i == 0 else ""
            shown = self.glyphs.transliterate(fit_cells(name, _NAME_CELLS))
            if x + len(f"{number}{mark} {shown}") > width:
                break
            x = text(buffer, x, 0, f"{number}{mark} ", Role.MUTED)
            x = text(buffer, x, 0, shown, Role.TITLE if i == 0 else Role.TEXT) + _GAP
        return buffer
