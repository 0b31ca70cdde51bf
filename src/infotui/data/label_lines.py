"""Lines as labels: whole lines of an input of any length, the longest cut so that they fit into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from .count_table import check_size
from .slices import slices
from .source import Source

if TYPE_CHECKING:
    from hashlib import blake2b

MAX_LABEL = 4096
"""The most bytes of a line that are kept; of the rest only a checksum is."""

_PIECE = 1 << 18
_HEAD, _TAIL = MAX_LABEL - 140, 40
"""The bytes that are kept of a longer line: its beginning, and its end, where the count may be."""

_CONTINUATION = bytes(range(0x80, 0xC0))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class LabelLines:
    """The lines of `source` without their ends, in blocks.

    A line ends with a line feed, or a carriage return and a line feed; a last line without an end counts. A
    byte order mark is left out. A line of more than `MAX_LABEL` bytes is cut: in place of the rest it has its
    length and a checksum, so that different lines stay different.

    Attributes:
        cut: how many lines were cut.
        size: how many bytes the lines had, their ends included.
        last: the last line that was counted.
    """

    def __init__(self, source: Source) -> None:
        self.cut = 0
        self.size = 0
        self.last = b""
        self._source = source

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence about the lines that were cut, if any were."""
        if not self.cut:
            return ()
        lines = "1 line was" if self.cut == 1 else f"{self.cut:,} lines were"
        return (f"{lines} longer than 4 KiB: the label is cut there",)

    def blocks(self) -> Iterator[list[bytes]]:
        """Lists of lines as they arrive; `DataError` for UTF-16."""
        for data, long in self._pieces():
            yield self._labels(data, long)

    def count(self) -> tuple[tuple[bytes, ...], tuple[int, ...]]:
        """The different lines in the order of first occurrence, and how often each occurs.

        Raises:
            DataError: there are more different lines than can be counted.
        """
        found: Counter[bytes] = Counter()
        summed_at = 0
        for data, long in self._pieces():
            if long.size or b"\r" in data or _may_have_long_lines(data):
                labels = self._labels(data, long)
                found.update(label + b"\n" for label in labels)
                self.last = labels[-1]
            else:  # counted with their ends: faster than cutting them off first
                found.update(BytesIO(data))
                self.last = data[data.rfind(b"\n", 0, -1) + 1 : -1]
            check_size(self._source, len(found))
            # Summing the counts is cheaper than counting lines, except where labels are many.
            if self.size - summed_at > (1 << 20) + 4 * len(found):
                self._source.rows, summed_at = found.total(), self.size
        return tuple([line[:-1] for line in found]), tuple(found.values())

    def _pieces(self) -> Iterator[tuple[bytes, _LongLine]]:
        """Whole lines with their ends, each piece with the beginning of its first line if that is long."""
        if self._source.peek(2) in _UTF16_MARKS:
            raise self._source.error("it is UTF-16: convert it to UTF-8, as with `iconv -f UTF-16 -t UTF-8`")
        has_mark = self._source.peek(3) == _BYTE_ORDER_MARK
        rest, long = b"", _LongLine()
        for chunk in slices(self._source, _PIECE):
            self.size += len(chunk)
            if has_mark:
                chunk, has_mark = chunk[len(_BYTE_ORDER_MARK) :], False
            data = rest + chunk
            end = data.rfind(b"\n") + 1
            rest = data[end:]
            if end:
                yield data[:end], long
                long = _LongLine()
            if len(rest) > MAX_LABEL + 1:  # the last byte may be part of the line's end
                long.add(rest[:-1])
                rest = rest[-1:]
        if rest or long.size:
            yield rest + b"\n", long

    def _labels(self, data: bytes, long: _LongLine) -> list[bytes]:
        """The lines of `data` without their ends, and none too long."""
        lines = data.split(b"\n")
        lines.pop()
        if b"\r" in data:
            lines = [line.removesuffix(b"\r") for line in lines]
        if long.size:
            long.add(lines[0])
            self.cut += 1
            lines[0] = long.label
        if _may_have_long_lines(data):
            lines = [line if len(line) <= MAX_LABEL else self._cut(line) for line in lines]
        self._source.rows += len(lines)
        return lines

    def _cut(self, line: bytes) -> bytes:
        long = _LongLine()
        long.add(line)
        self.cut += 1
        return long.label


class _LongLine:
    """A line too long to be kept: its beginning, its length and a checksum."""

    def __init__(self) -> None:
        self.size = 0
        self._head, self._tail = b"", b""
        self._digest: blake2b | None = None

    def add(self, part: bytes) -> None:
        """The next part of the line."""
        self.size += len(part)
        self._head += part[: _HEAD - len(self._head)]
        self._tail = (self._tail + part[-_TAIL:])[-_TAIL:]
        if self._digest is None:
            from hashlib import blake2b  # rarely needed, and slow to load

            self._digest = blake2b(digest_size=8)
        self._digest.update(part)

    @property
    def label(self) -> bytes:
        """The label, of at most `MAX_LABEL` bytes, that stands for the line."""
        checksum = self._digest.hexdigest() if self._digest else ""
        between = f"\u2026 ({self.size} bytes, blake2b {checksum}) \u2026"
        tail = self._tail.lstrip(_CONTINUATION)
        return _whole_characters(self._head) + between.encode() + tail


def _may_have_long_lines(data: bytes) -> bool:
    """Whether some `MAX_LABEL`/2 bytes have no line end: far faster than measuring every line."""
    half = MAX_LABEL // 2
    return any(data.find(b"\n", start, start + half) < 0 for start in range(0, len(data) - half + 1, half))


def _whole_characters(text: bytes) -> bytes:
    """`text` without the beginning of a UTF-8 character that was cut."""
    for i in range(1, 4):
        if text[-i:] and text[-i] >= 0xC0:
            return text[:-i]
        if text[-i:] and text[-i] < 0x80:
            break
    return text
