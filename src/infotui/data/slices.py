"""An input in short pieces, so that a thread that counts them never keeps others waiting for long."""

from __future__ import annotations

from collections.abc import Iterator

from .source import Source


def slices(source: Source, size: int) -> Iterator[bytes]:
    """The rest of `source` in pieces of at most `size` bytes.

    Counting a piece is one call that no other thread can interrupt. What a source has looked ahead at is one
    long chunk of it.
    """
    for chunk in source.chunks(size):
        for start in range(0, len(chunk), size):
            yield chunk[start : start + size] if len(chunk) > size else chunk
