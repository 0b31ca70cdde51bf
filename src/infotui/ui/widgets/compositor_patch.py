"""Composing: whatever has moved or gone is drawn over.

Textual's compositor notes what differs when it lays out anew. Asked in between where a widget is, it may lay
out as well, and forgets what differed: a note that had gone stayed on the terminal. Here, and nowhere else,
its map is looked into; where it has none of this kind, Textual's own compositor serves as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual._compositor import Compositor, CompositorMap
from textual.screen import Screen

_KNOWN = ("_full_map", "_full_map_invalidated", "_visible_map", "_dirty_regions")
_IS_KNOWN = all(hasattr(Compositor(), name) for name in _KNOWN)

# A mixin: Textual looks up what it inherits of the stylesheet along the first base that is a widget.
if TYPE_CHECKING:
    _Screen = Screen[Any]
else:
    _Screen = object


class PatchedCompositor(Compositor):
    """A compositor that has drawn anew whatever lies elsewhere in a map made between two layouts."""

    @property
    def full_map(self) -> CompositorMap:
        """Where every widget is."""
        if not self._full_map_invalidated:
            return super().full_map
        before = self._full_map if self._visible_map is None else self._visible_map
        found = super().full_map
        regions = {place.clip.intersection(place.region) for _, place in found.items() ^ before.items()}
        self._dirty_regions.update(region for region in regions if region)
        return found


class PatchedScreen(_Screen):
    """A screen that is composed by a `Composer`."""

    def __init__(self, *parts: Any, **options: Any) -> None:
        super().__init__(*parts, **options)
        if _IS_KNOWN:
            self._compositor = PatchedCompositor()
