"""What the panel of a sample says: its readings as rows."""

from __future__ import annotations

from collections.abc import Iterator

from infotui.canvas.roles import Role
from infotui.core.reading import Reading, Record, format_number
from infotui.lessons.entropy.model.sample_readings import above_maximum, sizes_in_bytes

from .sample_panel import BLANK_RANK, DERIVED_RANK, SECOND_RANK, PanelRow

_ABOVE = "> log K"
_UNRELIABLE = "?"
_ENDS = (0.42, 0.62, 0.83, 1.0)
"""Where the columns of the text orders end, as shares of the width."""


def panel_rows(readings: dict[str, Reading]) -> tuple[PanelRow, ...]:
    """The rows of the panel: estimates, sizes, the text orders, and the grouping rule."""
    return (
        *_estimates(readings),
        PanelRow(rank=BLANK_RANK),
        *_sizes(readings),
        *(_orders(readings["orders"]) if "orders" in readings else ()),
        *(_grouping(readings) if "rest_entropy" in readings else ()),
    )


def _estimates(readings: dict[str, Reading]) -> Iterator[PanelRow]:
    h, error = readings["entropy"], readings["standard_error"]
    yield PanelRow("H, plug-in", h.text, f"{h.unit} ± {error.text}", role=Role.TITLE)
    above = above_maximum(tuple(readings.values()))
    for name in ("miller_madow", "chao_shen"):
        mark = f" {_ABOVE}" if name in above else ""
        yield PanelRow(readings[name].label, readings[name].text, f"{readings[name].unit}{mark}")
    yield _row(readings["maximum_entropy"], "log K", SECOND_RANK)
    yield _row(readings["efficiency"], "efficiency", DERIVED_RANK)
    yield _row(readings["perplexity"], "perplexity", DERIVED_RANK)
    yield PanelRow("symbols N", readings["n"].text)
    yield PanelRow("classes K", readings["classes"].text)
    yield _row(readings["singletons"], "occurred once", SECOND_RANK)
    yield _row(readings["coverage"], "coverage", 0)


def _row(reading: Reading, label: str, rank: int) -> PanelRow:
    number, _, percent = reading.text.partition(" %")
    after = "%" if reading.text.endswith("%") else str(reading.unit or "") + percent
    return PanelRow(label, number, after, rank)


def _sizes(readings: dict[str, Reading]) -> Iterator[PanelRow]:
    total, huffman, read = sizes_in_bytes(tuple(readings.values()))
    yield PanelRow("N·H", total.text, "bytes", SECOND_RANK)
    yield PanelRow("Huffman code", huffman.text, "bytes", SECOND_RANK)
    if read.number:
        yield PanelRow("bytes read", read.text, "bytes", SECOND_RANK)


def _grouping(readings: dict[str, Reading]) -> Iterator[PanelRow]:
    h, shown, p, rest = (
        readings[name].text for name in ("entropy", "shown_entropy", "rest_probability", "rest_entropy")
    )
    yield PanelRow(rank=BLANK_RANK)
    yield PanelRow("H = H(shown)+p(rest)·H(rest)", rank=SECOND_RANK)
    yield PanelRow(f"{h} = {shown} + {p}·{rest}", rank=SECOND_RANK)


def _orders(orders: Reading) -> Iterator[PanelRow]:
    """H of the next letter by how many before it are known. Unreliable ones are grey and have a mark."""
    yield PanelRow(rank=BLANK_RANK)
    heading = ("H(next)", "seen", "once", "1951")
    yield PanelRow("after", role=Role.MUTED, cells=tuple(zip(_ENDS, heading, strict=True)), rank=SECOND_RANK)
    is_marked = False
    for record in orders.records:
        cells, reliable = _order_cells(record, orders.form)
        is_marked = is_marked or not reliable
        role = Role.TEXT if reliable else Role.MUTED
        yield PanelRow(f"{record.get('context')}", role=role, cells=cells, rank=SECOND_RANK)
    if is_marked:
        line = f"{_UNRELIABLE}: > 20 % of contexts once"
        yield PanelRow(line, role=Role.MUTED, rank=SECOND_RANK)


def _order_cells(record: Record, form: str) -> tuple[tuple[tuple[float, str], ...], bool]:
    entropy, shannon, reliable = (record.get(name) for name in ("entropy", "shannon_1951", "reliable"))
    mark = " " if reliable else _UNRELIABLE
    cells = (
        format_number(_number(entropy), form) + mark,
        format_number(_number(record.get("contexts")), ",.0f"),
        format_number(_number(record.get("contexts_once")), ",.0f"),
        "–" if shannon is None else format_number(_number(shannon), ".2f"),
    )
    return tuple(zip(_ENDS, cells, strict=True)), bool(reliable)


def _number(value: float | str | None) -> float:
    assert isinstance(value, int | float), "a field of numbers"
    return value
