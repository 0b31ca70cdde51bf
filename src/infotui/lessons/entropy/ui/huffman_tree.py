"""The Huffman code drawn as a tree, one node in each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import panel, text, text_right
from infotui.canvas.roles import Role
from infotui.core.cover import CoveredReading, covered_alike
from infotui.core.reading import Reading, format_number
from infotui.lessons.entropy.model.code_tree import TreeNode, code_excess, code_tree
from infotui.lessons.entropy.model.state import EntropyState
from infotui.ui.widgets.cell_widget import CellWidget, painted

_BORDER = 1
_INDENT = 4
"""Columns from a node to its branches."""


class TreeView(NamedTuple):
    """The nodes, the names of the classes, the selected class, the mean length, and how far it is above H."""

    nodes: tuple[TreeNode, ...]
    names: tuple[str, ...]
    selected: int
    mean_length: str
    excess: str


class HuffmanTree(CellWidget):
    """A panel with the tree; the path to the selected class is bright. Empty where the tree does not fit."""

    view_name = "code"
    view: painted[TreeView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """Draw each node below the one before it, with its branches to the right."""
        buffer, view = CellBuffer(width, height), self.view
        if view is None or len(view.nodes) + 2 * _BORDER > height:
            return buffer
        rows = len(view.nodes) + 2 * _BORDER
        panel(buffer, 0, 0, width, rows, "Huffman code", view.mean_length, glyphs=self.glyphs)
        chosen = next((node.path for node in view.nodes if node.leaf == view.selected), None)
        for y, node in enumerate(view.nodes, _BORDER):
            is_on_path = chosen is not None and chosen.startswith(node.path)
            self._paint_node(buffer, y, node, view, Role.P_BRIGHT if is_on_path else Role.P)
        self._paint_excess(buffer, view.excess)
        return buffer

    def _paint_excess(self, buffer: CellBuffer, excess: str) -> None:
        """At the right of the root, where there is room."""
        right = buffer.width - 2
        left = right - len(self.glyphs.transliterate(excess))
        if left > 0 and not buffer.row_slice(_BORDER, left - 1, right)[0].strip():
            text(buffer, left, _BORDER, excess, Role.MUTED, self.glyphs)

    def _paint_node(self, buffer: CellBuffer, y: int, node: TreeNode, view: TreeView, role: Role) -> None:
        x = 2 + _INDENT * max(len(node.path) - 1, 0)
        if node.path:
            self._paint_guides(buffer, y, node.path)
            corner = "├" if node.path.endswith("0") else "└"
            x = text(buffer, x, y, f"{corner}{node.path[-1]}─ ", role, self.glyphs)
        name = "" if node.leaf is None else f"{view.names[node.leaf]}  "
        x = text(buffer, x, y, name, Role.TITLE if role is Role.P_BRIGHT else Role.TEXT, self.glyphs)
        text(buffer, x, y, format_number(node.probability, ".3f"), Role.MUTED, self.glyphs)
        if node.leaf is not None:
            text_right(buffer, buffer.width - 2, y, node.path, role, self.glyphs)

    def _paint_guides(self, buffer: CellBuffer, y: int, path: str) -> None:
        """The lines of branches that go on below this row."""
        for depth, bit in enumerate(path[:-1]):
            if bit == "0":
                text(buffer, 2 + _INDENT * depth, y, self.glyphs.table.vertical_line, Role.P)


def tree_view(
    state: EntropyState, codewords: tuple[str | None, ...], readings: Mapping[str, Reading]
) -> TreeView:
    """The tree of a code for the present distribution; without H nothing is said of how far L is above it."""
    mean_length, excess = readings["mean_code_length"], code_excess(state.p.p)
    (shown,) = covered_alike((excess,), {excess.name: readings["entropy"]})
    is_covered = isinstance(shown, CoveredReading)
    wasted = f"{shown.symbol} = {shown.text_with_unit} wasted"
    return TreeView(
        code_tree(state.p.p, codewords),
        state.p.names,
        state.selected,
        f"{mean_length.symbol} = {mean_length.text_with_unit}",
        wasted if is_covered or excess.number else "L = H: nothing wasted",
    )
