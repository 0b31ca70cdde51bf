"""Scores and labels as they are in a file of any format, before anything is decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from .labels import LabelColumn
from .prediction_columns import BINARY, IGNORED, LABELS, NAMES
from .score_kind import Kind, Where

SCORE_KEYS = {
    "logits": Kind.LOGITS,
    "log_probs": Kind.LOG_PROBABILITIES,
    "probs": Kind.PROBABILITIES,
    "probabilities": Kind.PROBABILITIES,
    "predictions": None,
    "y_prob": Kind.PROBABILITIES,
    "y_score": None,
}
"""Keys of the array of scores, and what they say of its kind."""

LABEL_KEYS = ("labels", "label", "y", "y_true", "targets", "target", "ground_truth")
CLASS_KEYS = ("classes", "class_names", "target_names")
NAME_KEYS = ("names", "ids", "id", "row_id")
KNOWN_NAMES = frozenset([*LABELS, *BINARY, *(name for name in IGNORED if name), *(n for n in NAMES if n)])


@dataclass(frozen=True, eq=False)
class RawPredictions:
    """What a file holds. `labels` is a column, an array (N, K) of soft labels, or None; `class_names` is
    None where classes have numbers only; `decimals` is how many digits a text prints, None for arrays."""

    format: str
    values: NDArray[Any]
    kind: Kind | None
    class_names: tuple[str, ...] | None
    labels: LabelColumn | NDArray[Any] | None
    names: Sequence[str] | None
    where: Where
    decimals: int | None = None
    left_out: tuple[str, ...] = ()
