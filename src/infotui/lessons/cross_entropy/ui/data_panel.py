"""The panel of numbers of mode data: its readings with their labels, and the headline above them."""

from __future__ import annotations

from infotui.core.reading import Reading, format_number
from infotui.data.display_text import counted
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.ui.widgets.headline import HeadlineView

Readings = dict[str, Reading]

_PANEL = (
    ("loss", "loss"),
    ("finite_loss", "the other rows"),
    ("standard_error", "standard error"),
    ("base_rate_entropy", "base rate"),
    ("uniform_loss", "uniform guess"),
    ("saved", "saved"),
    ("skill", "skill"),
    ("target_entropy", "floor"),
    ("kl", "above the floor"),
    ("predicted_entropy", "expected loss"),
    ("overconfidence", "overconfidence"),
    ("best_temperature", "best T"),
    ("best_loss", "loss at best T"),
    ("accuracy", "accuracy"),
    ("ece", "ECE"),
    ("perplexity", "perplexity"),
    ("worst_share", "worst 1 % carry"),
    ("infinite", "infinite rows"),
    ("median", "median"),
    ("p90", "90 % quantile"),
    ("p99", "99 % quantile"),
    ("max", "largest"),
)
"""The readings of the panel and their labels, the most important first."""

_PARTIAL = ("standard_error", "overconfidence", "best_temperature", "best_loss")
"""The readings that leave rows of infinite loss out."""

_SYMBOLS = {
    "accuracy": "first is right",
    "ece": "15 bins",
    "worst_share": "of the total",
    "infinite": "q[true] = 0",
    "median": "",
    "p90": "",
    "p99": "",
    "max": "",
    "finite_loss": "L, finite",
}
"""Symbols that would repeat the name."""


def panel(readings: Readings) -> tuple[Reading, ...]:
    """The readings of the panel. Those that leave infinite rows out are marked."""
    has_infinite = "infinite" in readings and bool(readings["infinite"].value)
    found = []
    for name, label in _PANEL:
        if name not in readings or (name == "infinite" and not has_infinite):
            continue
        mark = "*" if has_infinite and name in _PARTIAL else ""
        reading = readings[name]
        found.append(reading._replace(label=f"{label}{mark}", symbol=_SYMBOLS.get(name, reading.symbol)))
    return tuple(found)


def headline(state: PredictionState, readings: Readings) -> HeadlineView:
    """The mean loss, or that of the other rows where some cost ∞, and what the model expects."""
    if "loss" not in readings:
        return HeadlineView("", "", "")
    loss = readings.get("finite_loss", readings["loss"])
    label = "loss L, mean" if loss.name == "loss" else "L of the finite rows"
    facts = [
        (f"at T = {format_number(state.temperature, '.3f')}", f"T {format_number(state.temperature, '.2f')}")
    ]
    if "predicted_entropy" in readings:
        expected = readings["predicted_entropy"].text
        facts.append((f"expected {expected}", f"H(q) {expected}"))
    return HeadlineView(label, loss.text, str(loss.unit), tuple(facts))


def panel_note(state: PredictionState, readings: Readings) -> str:
    """What the marked readings leave out; empty if nothing."""
    infinite = readings.get("infinite")
    if infinite is None or not infinite.value:
        return "fitted on the rows it is judged by"
    rest = state.loaded.n - int(infinite.number) if state.true_class is None else 0
    return f"* over the other {counted(rest, 'row')}" if rest else "* over the other rows"
