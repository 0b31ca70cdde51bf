"""Where the count is in a line of a counts file: first or last, and what is between it and the label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

_BLANKS = b" \t"
_SEPARATORS = (b",", b";", b"|")
_NUMBER_LIKE = re.compile(rb"[+-]?(\d|\.\d).*|[+-]?(nan|inf|infinity)|-+|\xe2\x88\x92.*", re.IGNORECASE)
_THOUSANDS = re.compile(rb"(?<!\S)\d{1,3}(,\d{3})+(?!\S)")
_PANDAS = re.compile(rb"(Name: .*, |Length: \d+, )*dtype: \S+\s*|Name: .*, dtype: \S+\s*")

Splitter = Callable[[bytes], tuple[bytes, bytes | None]]


class Layout(NamedTuple):
    """How a line is read: `separator` None stands for blanks; without a label each line is a count alone."""

    separator: bytes | None
    count_first: bool
    has_label: bool = True

    @property
    def text(self) -> str:
        """The layout in words, as `count label`."""
        if not self.has_label:
            return "counts alone"
        between = " " if self.separator is None else self.separator.decode()
        return between.join(("count", "label") if self.count_first else ("label", "count"))

    @property
    def opposite(self) -> Layout:
        """The same with the count at the other end."""
        return self._replace(count_first=not self.count_first)

    @property
    def splitter(self) -> Splitter:
        """Splits a line into the word where the count should be, and the label; None where there is none.

        A label after blanks keeps all but the one blank that `uniq -c` puts before it.
        """
        if not self.has_label:
            return _split_bare
        if self.separator is None:
            return _split_first if self.count_first else _split_last
        return partial(_split_separated, self.separator, self.count_first)

    def fits(self, line: bytes) -> bool:
        """Whether the line has a count and a label where this layout has them."""
        count, label = self.splitter(line)
        return label is not None and count.isdigit()


UNIQ_LAYOUT = Layout(None, True)
"""What `uniq -c` prints."""
_BARE = Layout(None, True, False)
_LAYOUTS = (
    _BARE,
    UNIQ_LAYOUT,
    Layout(None, False),
    *(Layout(separator, False) for separator in _SEPARATORS),
    *(Layout(separator, True) for separator in _SEPARATORS),
)

COUNT_LAST = tuple(layout for layout in _LAYOUTS if not layout.count_first)


def find_layout(lines: Sequence[bytes]) -> Layout:
    """The layout that most of these lines have.

    Where both ends of the lines are numbers, the count is first if they are apart by blanks, else last. Lines
    without any count are taken for those of `uniq -c`.
    """
    every = next((layout for layout in _LAYOUTS if all(map(layout.fits, lines))), None)
    if every is not None and lines:  # most files: none of the others can have more lines
        return every
    scores = {layout: sum(map(layout.fits, lines)) for layout in _LAYOUTS}
    return max(scores, key=scores.__getitem__) if any(scores.values()) else UNIQ_LAYOUT


def is_number_like(word: bytes) -> bool:
    """Whether a word looks like a number, though it may be no count: `-3`, `2.5`, `1e30`, `NaN`, `-`."""
    return _NUMBER_LIKE.fullmatch(word) is not None


def has_thousands(line: bytes) -> bool:
    """Whether a line has a word that can be a number with thousands separators, `1,234`."""
    return _THOUSANDS.search(line) is not None


def is_pandas_footer(line: bytes) -> bool:
    """Whether a line is the last one of a printed pandas series, `Name: count, dtype: int64`."""
    return _PANDAS.fullmatch(line) is not None


def _split_bare(line: bytes) -> tuple[bytes, bytes | None]:
    return line.strip(), b""


def _split_separated(separator: bytes, count_first: bool, line: bytes) -> tuple[bytes, bytes | None]:
    parts = line.partition(separator) if count_first else line.rpartition(separator)
    count, label = (parts[0], parts[2]) if count_first else (parts[2], parts[0])
    if not parts[1]:
        return line.strip(), None
    return count.strip(), _unquoted(label.strip())


def _split_first(line: bytes) -> tuple[bytes, bytes | None]:
    stripped = line.lstrip(_BLANKS)
    count, blank, label = stripped.partition(b" ")
    if b"\t" in count:
        count, blank, label = stripped.partition(b"\t")
    return count, label if blank else None


def _split_last(line: bytes) -> tuple[bytes, bytes | None]:
    parts = line.rstrip(_BLANKS).replace(b"\t", b" ").rpartition(b" ")
    count = parts[2]
    label = line.rstrip(_BLANKS)[: -len(count) or None].strip(_BLANKS)
    return count, label or None


def _unquoted(label: bytes) -> bytes:
    """A label in quotation marks without them, as CSV has it."""
    if len(label) >= 2 and label[:1] == label[-1:] == b'"':
        return label[1:-1].replace(b'""', b'"')
    return label
