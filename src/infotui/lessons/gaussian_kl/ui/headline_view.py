"""What the headline of the KL screen shows."""

from __future__ import annotations

from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.state import GaussianKLState
from infotui.ui.widgets.headline import HeadlineView


def headline_view(
    state: GaussianKLState, shown: Reading, shown_in_other: Reading, other: Reading
) -> HeadlineView:
    """The chosen divergence; beside it the same in the other unit, and the divergence in the other order.

    Args:
        state: which order is chosen.
        shown: the chosen divergence, in the unit of the screen.
        shown_in_other: the same divergence in the other unit.
        other: the divergence in the other order, in the unit of the screen.
    """
    data, model = state.names
    return HeadlineView(
        shown.symbol,
        shown.text,
        str(shown.unit),
        (
            (shown_in_other.text_with_unit, shown_in_other.text),
            (f"{other.symbol} {other.text}", f"{model}‖{data} {other.text}", other.text),
        ),
        f"data {data}, code {model}",
    )
