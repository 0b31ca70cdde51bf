"""What the headline of the entropy screen and the gauge below it show."""

from __future__ import annotations

from infotui.core.reading import Reading, format_number
from infotui.lessons.entropy.model.state import EntropyState
from infotui.ui.widgets.gauge import GaugePart
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


def gauge_parts(state: EntropyState, terms: Reading) -> tuple[GaugePart, ...]:
    """The part of each class in H, with its name and its number where there is room."""
    parts = zip(state.p.names, terms.numbers, strict=True)
    return tuple(
        GaugePart(
            term,
            (f"{name} {format_number(term, terms.form).removeprefix('0')}", name),
            i == state.selected,
        )
        for i, (name, term) in enumerate(parts)
    )
