"""The summary of a sample: the information of a symbol, and how reliable the estimate is."""

from __future__ import annotations

from infotui.core.reading import Reading, format_number, readings_by_name

from .counted_sample import CountedSample, SampleKind

_FEW = 0.001
"""A smaller share is said as one of so many: it would be 0.0 % or in scientific notation."""
_THINGS = {SampleKind.BYTES: "bytes", SampleKind.TEXT: "letters"}


def summarize_sample(sample: CountedSample, found: tuple[Reading, ...]) -> str:
    """The information of a symbol, and how reliable the estimate is, in words."""
    by_name = readings_by_name(found)
    profile = sample.table.profile
    n, distinct, singletons = profile.total, profile.symbols, profile.singletons
    things = _THINGS.get(sample.kind, "symbols")
    counted = f"{n:,} {things if n != 1 else things.removesuffix('s')}, {distinct:,} distinct"
    if distinct == 1:
        only = sample.table.name(sample.table.most_frequent(1)[0])
        return f"{counted}: always {only}, and H is 0."
    if singletons == n:
        return f"{n:,} {things}; every symbol occurred once: no estimate can be trusted."
    h, corrected = (by_name[name]._replace(form=".2f") for name in ("entropy", "miller_madow"))
    each = f"{counted}: {h.text_with_unit} each, {corrected.text} after correction"
    if not singletons:
        return f"{each}; none occurred once."
    new = f"{_new(singletons, n)} {things} will be new"
    return f"{each}; {singletons:,} occurred once, so about {new}."


def _new(singletons: int, n: int) -> str:
    """How many of the next symbols are new ones (Good, Turing): `1.9 % of the next`."""
    if singletons / n < _FEW:
        return f"1 of the next {round(n / singletons):,}"
    return f"{format_number(singletons / n, '.1%')} of the next"
