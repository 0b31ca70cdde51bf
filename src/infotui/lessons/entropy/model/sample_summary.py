"""The summary of a sample: the information of a symbol, and how reliable the estimate is."""

from __future__ import annotations

from infotui.core.reading import Reading, readings_by_name

from .counted_sample import CountedSample, SampleKind

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
    share = Reading("new", "", singletons / n, None, ".1%").text
    return f"{each}; {singletons:,} occurred once, so about {share} of the next {things} will be new."
