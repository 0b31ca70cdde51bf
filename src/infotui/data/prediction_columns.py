"""Finds by their names the columns of the label, of the row's name and of the classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .display_text import printable, quoted
from .score_kind import Kind

LABELS = (
    "label",
    "labels",
    "y",
    "y_true",
    "true",
    "truth",
    "target",
    "class",
    "actual",
    "obs",
    "ground_truth",
)
NAMES = ("id", "row", "row_id", "row_ids", "rowindex", "name", ".row", "")
IGNORED = ("pred", "prediction", "predicted", "predict", "response", "correct", ".pred_class", "y_pred")
PREFIXES = {
    "prob.": Kind.PROBABILITIES,
    "prob_": Kind.PROBABILITIES,
    "proba_": Kind.PROBABILITIES,
    "p_": Kind.PROBABILITIES,
    ".pred_": Kind.PROBABILITIES,
    "confidence.": Kind.PROBABILITIES,
    "score_": None,
    "logit_": Kind.LOGITS,
    "z_": Kind.LOGITS,
}
BINARY = {
    "prob": Kind.PROBABILITIES,
    "proba": Kind.PROBABILITIES,
    "probs": Kind.PROBABILITIES,
    "probability": Kind.PROBABILITIES,
    "probabilities": Kind.PROBABILITIES,
    "y_prob": Kind.PROBABILITIES,
    "p": Kind.PROBABILITIES,
    "predictions": None,
    "y_score": None,
    "score": None,
    "logit": Kind.LOGITS,
    "logits": Kind.LOGITS,
}
"""Names of a single column of scores of label 1, and what they say of its kind."""

_H2O = re.compile(r"p\d+")
_SHOWN = 6


class ColumnChoice(NamedTuple):
    """The columns that the command line names, by name or by number counted from 1."""

    label: str | None = None
    name: str | None = None
    classes: tuple[str, ...] = ()


class ColumnRoles(NamedTuple):
    """The columns of each role, counted from 0. `class_names` is None for a single binary score."""

    label: int | None
    name: int | None
    classes: tuple[int, ...]
    class_names: tuple[str, ...] | None
    kind: Kind | None
    left_out: tuple[str, ...] = ()


def assign_columns(header: Sequence[str], choice: ColumnChoice, *, needs_label: bool) -> ColumnRoles:
    """The role of each column; ValueError, naming an option, where the names are ambiguous.

    Without a header the columns are named by their numbers.
    """
    lowered = [name.strip().lower() for name in header]
    label = find_column(header, choice.label, "--label-column") if choice.label is not None else None
    if label is None:
        label = _only(header, [i for i, name in enumerate(lowered) if name in LABELS], choice)
    name = find_column(header, choice.name, "--name-column") if choice.name is not None else None
    if name is None:
        name = next((i for i, found in enumerate(lowered) if found in NAMES and i != label), None)
    if label is None and needs_label:
        raise ValueError(
            f"no label column among {listed(header)}: --label-column names one, or --labels another file"
        )
    if choice.classes:
        classes = [find_column(header, word, "--columns") for word in choice.classes]
        return _roles(header, label, name, classes)
    others = [i for i, found in enumerate(lowered) if i not in (label, name) and found not in IGNORED]
    if choice.name is None and name is not None and header[name].strip() == "" and name != 0:
        others = sorted([*others, name])
    return _roles(header, label, name, _prefixed(header, others) or others)


def _roles(header: Sequence[str], label: int | None, name: int | None, classes: list[int]) -> ColumnRoles:
    names = [header[i].strip() for i in classes]
    kind: Kind | None = None
    prefix = next((p for p in PREFIXES if names and all(n.lower().startswith(p) for n in names)), None)
    if len(names) == 1 and (names[0].lower() in BINARY or (prefix and names[0][len(prefix) :] == "1")):
        binary_kind = PREFIXES[prefix] if prefix else BINARY[names[0].lower()]
        return ColumnRoles(label, name, tuple(classes), None, binary_kind)
    if len(names) < 2:
        raise ValueError(
            f"{'one class column, ' + quoted(names[0]) if names else 'no class column'} among "
            f"{listed(header)}: a classifier has at least 2; --columns names them"
        )
    if prefix:
        names, kind = [n[len(prefix) :] for n in names], PREFIXES[prefix]
    elif all(_H2O.fullmatch(n) for n in names):
        names, kind = [n[1:] for n in names], Kind.PROBABILITIES
    double = next((n for i, n in enumerate(names) if n in names[:i]), None)
    if double is not None:
        raise ValueError(f"two class columns are called {quoted(double)}: --columns names the right ones")
    used = {label, name, *classes}
    ignored = [n for i, n in enumerate(header) if i not in used and n.strip().lower() not in IGNORED]
    return ColumnRoles(label, name, tuple(classes), tuple(names), kind, tuple(map(printable, ignored)))


def find_column(header: Sequence[str], word: str, option: str) -> int:
    """The column with that name, or else with that number, counted from 1."""
    names = [name.strip() for name in header]
    if word in names:
        return names.index(word)
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(names):
        return int(word) - 1
    raise ValueError(f"argument {option}: {quoted(word)} is not a column: there are {listed(names)}")


def listed(names: Sequence[str]) -> str:
    """The names in quotation marks, the first few of many."""
    shown = ", ".join(map(quoted, names[:_SHOWN]))
    return f"{shown} and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else shown


def _only(header: Sequence[str], found: list[int], choice: ColumnChoice) -> int | None:
    chosen = set(choice.classes)
    found = [i for i in found if header[i].strip() not in chosen]
    if len(found) > 1:
        names = listed([header[i] for i in found])
        raise ValueError(f"{len(found)} columns may be the label, {names}: --label-column names it")
    return found[0] if found else None


def _prefixed(header: Sequence[str], columns: list[int]) -> list[int]:
    """The columns that share a prefix, if there are any; ValueError if there are two such groups."""
    groups = {
        prefix: found
        for prefix in PREFIXES
        if (found := [i for i in columns if header[i].strip().lower().startswith(prefix)])
    }
    if len(groups) > 1:
        raise ValueError(
            f"class columns with prefixes {listed(list(groups))}: --columns names the right ones"
        )
    return next(iter(groups.values()), [])
