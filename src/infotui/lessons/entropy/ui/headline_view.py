"""What the headline of the entropy screen shows."""

from __future__ import annotations

from infotui.core.reading import Reading
from infotui.ui.widgets.headline import HeadlineView


def headline_view(readings: dict[str, Reading]) -> HeadlineView:
    """H(p), with the share of its maximum and the perplexity beside it."""
    h, maximum = readings["entropy"], readings["maximum_entropy"]
    efficiency, perplexity = readings["efficiency"], readings["perplexity"]
    return HeadlineView(
        f"entropy {h.symbol}",
        h.text,
        str(h.unit),
        (
            (
                f"{efficiency.text} of {maximum.symbol} = {maximum.text_with_unit}",
                f"{efficiency.text} of {maximum.text}",
                f"of {maximum.text}",
            ),
            (
                f"perplexity {perplexity.text} equally likely classes",
                f"perplexity {perplexity.text}",
                f"{perplexity.symbol} {perplexity.text}",
                perplexity.text,
            ),
        ),
    )
