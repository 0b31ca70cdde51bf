"""Counts typed on the command line: `--counts 12 5 3 [--names git ls cd]`."""

from __future__ import annotations

from collections.abc import Sequence

from infotui.core.number_parsing import quoted
from infotui.data.count_table import CountTable
from infotui.maths.estimators import MAX_TOTAL

from .counted_sample import CountedSample, SampleKind
from .sample_request import SampleRequest

TYPED = ""
"""The path of a sample that no file holds."""
_MAX_DIGITS = len(str(MAX_TOTAL))
_LIMIT = f"at most 2^53 = {MAX_TOTAL:,} is possible"
_ALONE = "counts alone"


def parse_counts(words: Sequence[str]) -> tuple[int, ...]:
    """The counts that are typed; ValueError naming the argument and what is wrong."""
    for word in words:
        shown = word.strip()
        if not (shown.isascii() and shown.isdigit()):
            rule = "a count is a whole number from 0 up, without sign, point or separator"
            raise ValueError(f"argument --counts: {quoted(shown)} is not a count: {rule}")
        if len(shown) > _MAX_DIGITS:
            raise ValueError(f"argument --counts: {quoted(shown)} is too large: {_LIMIT}")
    counts = tuple(map(int, words))
    if sum(counts) > MAX_TOTAL:
        raise ValueError(f"argument --counts: the counts sum to {sum(counts):,}: {_LIMIT}")
    if not any(counts):
        raise ValueError("argument --counts: every count is 0: at least one symbol must have occurred")
    return counts


def check_names(names: Sequence[str], counts: Sequence[int]) -> None:
    """Raise ValueError unless every count has a name of its own."""
    if len(names) != len(counts):
        raise ValueError(f"argument --names: there are {len(counts)} counts, so give as many names")
    twice = next((name for i, name in enumerate(names) if name in names[:i]), None)
    if twice is not None:
        raise ValueError(f"argument --names: {quoted(twice)} is there twice")


def typed_sample(request: SampleRequest) -> CountedSample:
    """The sample of the counts of a request; classes without names are numbered from 1, as in a file."""
    names = request.names or [str(i) for i in range(1, len(request.counts) + 1)]
    labels = tuple(name.encode("utf-8", "surrogateescape") for name in names)
    table = CountTable(labels, request.counts, layout="" if request.names else _ALONE)
    return CountedSample(SampleKind.COUNTS, TYPED, table, top=request.top)


def typed_words(sample: CountedSample) -> list[str]:
    """The words that `parse_counts` reads as this sample."""
    words = ["--counts", *map(str, sample.table.counts)]
    if sample.table.layout != _ALONE:
        words += ["--names", *(label.decode("utf-8", "surrogateescape") for label in sample.table.labels)]
    return words
