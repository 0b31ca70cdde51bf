"""An editor whose value follows the mouse from press to release."""

from __future__ import annotations

from .drag_mixin import DragMixin
from .editor import D, Editor


class DragEditor(DragMixin, Editor[D], can_focus=True):
    """An editor that is also moved with the mouse; every move of one drag belongs to the same undo step."""
