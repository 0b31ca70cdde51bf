"""The readings of a user's own sample: its entropy, how reliable that is, and its codes."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Record, Unit, readings_by_name
from infotui.maths.estimators import (
    chao_shen_entropy,
    coverage,
    miller_madow_entropy,
    plug_in_entropy,
    standard_error,
)
from infotui.maths.huffman import huffman_code

from .counted_sample import ClassNumbers, CountedSample

SHANNON_1951 = {
    "letters": (4.70, 4.14, 3.56, 3.3),
    "letters+space": (4.76, 4.03, 3.32, 3.1),
}
"""Shannon's F₀ to F₃ of English, in bits a letter: log K, then with no, one and two letters before it known,
by the alphabet of the text.

C. E. Shannon, "Prediction and Entropy of Printed English", Bell System Technical Journal 30 (1951), 50–64.
"""


def sample_readings(sample: CountedSample, unit: Unit) -> tuple[Reading, ...]:
    """Every number of a sample. N·H and the Huffman total are code lengths, always in bits."""
    known = sample.readings.get(unit)
    if known is None:
        found = *_estimates(sample, unit), *_sizes(sample), *_classes(sample, unit), *_orders(sample, unit)
        known = sample.readings[unit] = found
    return known


def prepare_sample(sample: CountedSample) -> None:
    """Compute what the screen needs of a sample; with millions of classes that takes about a second."""
    for unit in Unit:
        sample_readings(sample, unit)
    _ = sample.distribution, sample.order


def _estimates(sample: CountedSample, unit: Unit) -> list[Reading]:
    profile, k, base = sample.table.profile, sample.table.classes, unit.base
    h = plug_in_entropy(profile, base=base)
    maximum = math.log2(k) if unit is Unit.BITS else math.log(k)
    power = "2^H" if unit is Unit.BITS else "e^H"
    efficiency = h / maximum if k > 1 else None  # 0/0 for a single class
    return [
        Reading("entropy", "H", h, unit, ".3f"),
        Reading("standard_error", "s.e.", standard_error(profile, base=base), unit, ".3f"),
        _miller_madow(sample, unit),
        Reading(
            "chao_shen",
            "Chao–Shen",
            chao_shen_entropy(profile, base=base),
            unit,
            ".3f",
            label="Chao–Shen",
            spoken="entropy by Chao and Shen",
        ),
        Reading("coverage", "C", coverage(profile), None, ".1%", spoken="share of the next symbols not new"),
        Reading("maximum_entropy", "log K", maximum, unit, ".3f", spoken="maximum entropy, log K"),
        Reading("efficiency", "H / log K", efficiency, None, ".1%"),
        Reading("perplexity", power, 2 ** plug_in_entropy(profile, base=2), None, ".3f"),
    ]


def _miller_madow(sample: CountedSample, unit: Unit) -> Reading:
    corrected = miller_madow_entropy(sample.table.profile, base=unit.base)
    return Reading(
        "miller_madow",
        "Miller–Madow",
        corrected,
        unit,
        ".3f",
        label="Miller–Madow",
        spoken="entropy by Miller and Madow",
    )


def _sizes(sample: CountedSample) -> list[Reading]:
    table = sample.table
    total = table.total * plug_in_entropy(table.profile, base=2)
    return [
        Reading("n", "N", table.total, None, ",d", label="symbols"),
        Reading("classes", "K", table.classes, None, ",d"),
        Reading("singletons", "f₁", table.profile.singletons, None, ",d", label="occurred once"),
        Reading("total", "N·H", total, Unit.BITS, ".1f", label="N·H", spoken="N times H"),
        Reading(
            "huffman_total",
            "Huffman",
            sample.huffman_bits,
            Unit.BITS,
            ",d",
            label="Huffman code",
            spoken="length of all symbols in their Huffman code",
        ),
        Reading("bytes_read", "bytes read", table.bytes_read, None, ",d"),
    ]


def _classes(sample: CountedSample, unit: Unit) -> list[Reading]:
    mean = sample.huffman_bits / sample.table.total
    top = tuple(_record(sample.row(i, unit.base)) for i in sample.most_frequent)
    found = [
        Reading("mean_code_length", "L", mean, Unit.BITS, ".3f", spoken="mean length of the Huffman code"),
        Reading("top", "most frequent", top, unit, ".3f", label="most frequent"),
    ]
    return found + (_grouping(sample, unit) if sample.has_rest else _each_class(sample, unit))


def _record(row: ClassNumbers) -> Record:
    return Record((("name", row.name), ("count", row.observed), ("p", row.p), ("surprisal", row.surprisal)))


def _each_class(sample: CountedSample, unit: Unit) -> list[Reading]:
    rows = [sample.row(i, unit.base) for i in sample.shown]
    code = huffman_code(tuple(float(row.observed) for row in rows))
    return [
        Reading("surprisal", "−log p", tuple(row.surprisal for row in rows), unit, ".3f"),
        Reading(
            "terms",
            "−p log p",
            tuple(row.term for row in rows),
            unit,
            ".3f",
            spoken="terms of the entropy",
        ),
        Reading("code_lengths", "ℓ", code.lengths, Unit.BITS, ".0f", spoken="lengths of the codewords"),
    ]


def _grouping(sample: CountedSample, unit: Unit) -> list[Reading]:
    """The three numbers of H = H(shown) + p(rest)·H(rest)."""
    rest = plug_in_entropy(sample.rest, base=unit.base) if sample.rest else 0.0
    return [
        Reading("shown_entropy", "H(shown)", plug_in_entropy(sample.grouped, base=unit.base), unit, ".3f"),
        Reading("rest_probability", "p(rest)", sample.rest_total / sample.table.total, None, ".3f"),
        Reading("rest_entropy", "H(rest)", rest, unit, ".3f"),
    ]


def _orders(sample: CountedSample, unit: Unit) -> list[Reading]:
    if not sample.orders:
        return []
    shannon = SHANNON_1951.get(sample.alphabet or "", ())[1:]
    rows = [
        Record(
            (
                ("context", order.context),
                ("entropy", order.entropy(base=unit.base)),
                ("contexts", order.contexts),
                ("contexts_once", order.contexts_once),
                ("reliable", order.is_reliable),
                ("shannon_1951", shannon[i] * unit.one_bit if i < len(shannon) else None),
            )
        )
        for i, order in enumerate(sample.orders)
    ]
    return [
        Reading(
            "orders",
            "H(next | before)",
            tuple(rows),
            unit,
            ".3f",
            spoken="entropy of the next letter, by how many before it are known",
        )
    ]


def sizes_in_bytes(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """N·H, the Huffman code of all symbols and what was read, all in bytes, to be compared."""
    by_name = readings_by_name(found)
    return (
        Reading("total_bytes", "N·H", by_name["total"].number / 8, None, ",.1f"),
        Reading("huffman_bytes", "Huffman", math.ceil(by_name["huffman_total"].number / 8), None, ",d"),
        by_name["bytes_read"],
    )


def above_maximum(found: tuple[Reading, ...]) -> tuple[str, ...]:
    """The names of the estimates above log K, which a sample of few symbols can have."""
    by_name = readings_by_name(found)
    maximum = by_name["maximum_entropy"].number
    return tuple(name for name in ("miller_madow", "chao_shen") if by_name[name].number > maximum)


def sample_details(sample: CountedSample, unit: Unit) -> tuple[str, ...]:
    """What the screen shows beyond the readings, as sentences: which estimates are above log K."""
    found = sample_readings(sample, unit)
    by_name = readings_by_name(found)
    return tuple(f"The {by_name[name].spoken} is above log K." for name in above_maximum(found))


def left_out_note(sample: CountedSample, unit: Unit) -> str:
    """What the editable distribution lacks of the sample: p(rest)·H(rest). Empty where it lacks nothing."""
    if sample.rest is None:
        return ""
    rest = plug_in_entropy(sample.rest, base=unit.base) * sample.rest_total / sample.table.total
    lost = Reading("left_out", "", rest, unit, ".3f").text_with_unit
    return f"{sample.rest_text} are one class: p(rest)·H(rest) = {lost} is left out of H"
