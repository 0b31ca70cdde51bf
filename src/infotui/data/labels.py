"""True classes from the labels of a file: names of the classes, or numbers from 0 or from 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .display_text import quoted
from .prediction_columns import listed
from .score_kind import Where
from .source import DataError

TORCH_IGNORED = "-100"
"""The label that PyTorch leaves out."""

_DECIMAL = re.compile(r"[+-]?\d{1,15}(\.\d*)?([eE][+-]?\d{1,2})?", re.ASCII)


_FEW = 1 << 20
_BLOCK = 1 << 14


class LabelColumn(NamedTuple):
    """Labels as they are in a file: `texts[codes[i]]` is the label of row i."""

    codes: NDArray[np.signedinteger[Any]]
    texts: list[str]


class ResolvedLabels(NamedTuple):
    """The true class of each row, counted from 0, or −1 for a row left out; `labels_from` is the
    number of the first class, None where labels are names."""

    y: NDArray[np.signedinteger[Any]]
    labels_from: int | None
    ignored: int
    notes: tuple[str, ...]


def label_column(values: NDArray[Any]) -> LabelColumn:
    """An array of labels, numbers or texts, as a column."""
    found, codes = _distinct(values)
    texts = [
        value.decode("utf-8", "replace") if isinstance(value, bytes) else _as_text(value)
        for value in found.tolist()
    ]
    return LabelColumn(codes, texts)


def _distinct(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The different values in order, and which one each is; whole numbers close together need no sorting."""
    is_whole = values.dtype.kind in "iu" and values.size > 0
    least = int(values.min()) if is_whole else 0
    span = int(values.max()) - least + 1 if is_whole else 0
    if not 0 < span <= _FEW:
        found, codes = np.unique(values, return_inverse=True)
        return found, codes.astype(code_type(len(found))).reshape(-1)
    # In blocks: a second array as long as the labels would be a large part of all memory.
    step = max(_BLOCK, span)
    blocks = [slice(i, i + step) for i in range(0, len(values), step)]
    counts = np.zeros(span, np.intp)
    for rows in blocks:
        counts += np.bincount(_above(values[rows], least), minlength=span)
    places = np.flatnonzero(counts)
    codes = np.empty(len(values), code_type(len(places)))
    code_of = (np.cumsum(counts > 0) - 1).astype(codes.dtype)
    for rows in blocks:
        code_of.take(_above(values[rows], least), out=codes[rows])
    return places + least, codes


def _above(values: NDArray[Any], least: int) -> NDArray[np.int64]:
    numbers = values.astype(np.int64, copy=False)
    return numbers - least if least else numbers


def code_type(count: int) -> np.dtype[np.signedinteger[Any]]:
    """The smallest type for −1 and 0…count − 1."""
    return np.min_scalar_type(-max(count, 1))


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def resolve_labels(
    column: LabelColumn,
    k: int,
    names: Sequence[str] | None,
    where: Where,
    labels_from: int | None = None,
    ignore: Sequence[str] = (),
) -> ResolvedLabels:
    """Match labels with classes: by name if every label is the name of a class, else by number.

    Raises:
        DataError: a label is neither, or it is not clear from which number the classes are counted.
    """
    texts = [text.strip() for text in column.texts]
    is_ignored = [text in ignore or text == TORCH_IGNORED for text in texts]
    used = [text for text, out in zip(texts, is_ignored, strict=True) if not out]
    notes: tuple[str, ...] = ()
    if not used:
        raise DataError(f"{where.whole}: every row is left out by its label")
    if names is not None and labels_from is None and all(text in names for text in used):
        places = {name: i for i, name in enumerate(names)}
        classes = [-1 if out else places[text] for text, out in zip(texts, is_ignored, strict=True)]
        base = None
    else:
        numbers = _numbers(column, texts, is_ignored, k, names, where)
        base, notes = _base([n for n in numbers if n is not None], k, labels_from, where)
        classes = [-1 if n is None else n - base for n in numbers]
        for code, place in enumerate(classes):
            if place >= k or (place < 0 and not is_ignored[code]):
                raise _bad_label(column, code, f"classes are {base} to {base + k - 1}", where)
    if classes == list(range(len(classes))):
        y = column.codes.astype(code_type(k), copy=False)
    else:
        y = np.array(classes, code_type(k)).take(column.codes)
    ignored = int(np.count_nonzero(y < 0)) if any(is_ignored) else 0
    return ResolvedLabels(y, base, ignored, notes)


def _numbers(
    column: LabelColumn,
    texts: list[str],
    is_ignored: list[bool],
    k: int,
    names: Sequence[str] | None,
    where: Where,
) -> list[int | None]:
    known = names or ()
    used = [text for text, out in zip(texts, is_ignored, strict=True) if not out]
    by_name = any(text in known and _whole_number(text) is None for text in used)
    numbers: list[int | None] = []
    for code, (text, out) in enumerate(zip(texts, is_ignored, strict=True)):
        if out:
            numbers.append(None)
            continue
        number = _whole_number(text)
        if number == -1:
            raise _bad_label(column, code, "--ignore -1 leaves such rows out", where)
        if number is None or (by_name and text not in known):
            allowed = f"there are {listed(known)}" if known else f"a whole number, 0 to {k - 1}, is expected"
            # Some labels are names of classes: then the first that is none is the wrong one.
            wrong = (c for c, t in enumerate(texts) if not is_ignored[c] and t not in known)
            raise _bad_label(column, next(wrong) if by_name else code, allowed, where)
        numbers.append(number)
    return numbers


def _whole_number(text: str) -> int | None:
    if not _DECIMAL.fullmatch(text):
        return None
    number = float(text)
    return int(number) if number.is_integer() else None


def _base(found: list[int], k: int, given: int | None, where: Where) -> tuple[int, tuple[str, ...]]:
    if given is not None:
        return given, ()
    if 0 in found or min(found) < 0 or max(found) > k:
        return 0, ()
    if k in found:
        return 1, (f"labels count from 1: {k} occurs and 0 does not",)
    raise DataError(
        f"{where.whole}: labels are {min(found)} to {max(found)} and may count from 0 or from 1: "
        "--labels-from 0 or --labels-from 1 says it"
    )


def _bad_label(column: LabelColumn, code: int, allowed: str, where: Where) -> DataError:
    row = int((column.codes == code).argmax())
    text = column.texts[code].strip()
    shown = f"label {quoted(text)} is no class" if text else "the label is empty"
    return DataError(f"{where.row(row)}: {shown}: {allowed}")
