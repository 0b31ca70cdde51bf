"""Reads the sample that a request names. Each reader is imported where it is used: a small file needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.number_parsing import class_numbers

from .counted_sample import CountedSample, SampleKind
from .state import EntropyState

if TYPE_CHECKING:
    from infotui.data.source import OpenInput, Source

    from .sample_request import SampleRequest


def load_sample(request: SampleRequest, open_input: OpenInput) -> EntropyState:
    """The state that shows the sample of an input.

    Raises:
        ValueError: the input is bad, or has no class of a number that was typed.
        Cancelled: the reading was cancelled.
    """
    if request.counts:
        from .typed_counts import typed_sample

        sample = typed_sample(request)
    else:
        with open_input(request.path, request.kind or "counts or symbols") as source:
            sample = read_sample(request, source)
    p = sample.distribution
    for i in class_numbers("--lock", request.lock, p.k):
        p = p.with_lock(i, True)
    selected = class_numbers("--select", request.select, p.k)
    return EntropyState(p, selected[0] if selected else 0, sample)


def read_sample(request: SampleRequest, source: Source) -> CountedSample:
    """Read counts, symbols, bytes or a text; DataError if the content is bad, or could be two of them."""
    path, top = source.name, request.top  # an exercise set opens a path beside itself
    match request.kind:
        case None:
            from infotui.data.detect import read_counts_or_symbols

            kind, table = read_counts_or_symbols(source)
            return CountedSample(SampleKind(kind), path, table, top=top)
        case SampleKind.COUNTS:
            from infotui.data.counts import read_counts

            return CountedSample(SampleKind.COUNTS, path, read_counts(source), top=top)
        case SampleKind.SYMBOLS:
            from infotui.data.symbols import read_symbols

            column = request.column
            table = read_symbols(source, column)
            return CountedSample(SampleKind.SYMBOLS, path, table, column=column, top=top)
        case SampleKind.BYTES:
            from infotui.data.byte_counts import read_bytes

            return CountedSample(SampleKind.BYTES, path, read_bytes(source), top=top)
    from infotui.data.text_counts import Alphabet, read_text

    alphabet = Alphabet(request.alphabet or Alphabet.LETTERS)
    table, orders = read_text(source, alphabet)
    return CountedSample(SampleKind.TEXT, path, table, orders, alphabet=alphabet, top=top)
