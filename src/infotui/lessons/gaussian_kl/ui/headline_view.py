"""What the headline of the KL screen shows."""

from __future__ import annotations

from infotui.core.reading import Reading
from infotui.ui.widgets.headline import HeadlineView


def headline_view(
    names: tuple[str, str], shown: Reading, shown_in_other: Reading, other: Reading
) -> HeadlineView:
    """The chosen divergence; beside it the same in the other unit, and the divergence in the other order.

    Args:
        names: the distribution of the data and that of the code: p and q in the usual order.
        shown: the chosen divergence, in the unit of the screen.
        shown_in_other: the same divergence in the other unit.
        other: the divergence in the other order, in the unit of the screen.
    """
    data, model = names
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
