"""Reliability of a classifier's confidence, in equal bins, and what other tools print for its loss."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .batch import Evaluation, softmax_blocks
from .scores import FloatArray, Scores, as_scores, as_targets

_Z95 = 1.96
_KERAS_EPSILON = 1e-7


class ReliabilityBin(NamedTuple):
    """Rows whose confidence lies in [low, high): their number, mean confidence, accuracy, and the half
    width of its 95 % interval, 1.96·√(a(1 − a)/n). A bin without rows has zeros."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float
    half_width: float


def reliability_bins(found: Evaluation) -> list[ReliabilityBin]:
    """The bins of an evaluation, from confidence 0 to 1."""
    m = len(found.bin_counts)
    bins = []
    for i, (n, confidence, right) in enumerate(
        zip(found.bin_counts.tolist(), found.bin_confidences.tolist(), found.bin_right.tolist(), strict=True)
    ):
        rows = max(n, 1.0)
        accuracy = right / rows
        half = _Z95 * math.sqrt(accuracy * (1 - accuracy) / rows)
        bins.append(ReliabilityBin(i / m, (i + 1) / m, int(n), confidence / rows, accuracy, half))
    return bins


def expected_calibration_error(found: Evaluation) -> float:
    """ECE = Σ (n_b/N)·|accuracy − confidence| over the bins (Naeini, Cooper, Hauskrecht 2015)."""
    gaps = np.abs(found.bin_right - found.bin_confidences)
    return math.fsum(gaps.tolist()) / float(found.bin_counts.sum())


def sklearn_log_loss(q_true: FloatArray, dtype: np.dtype[Any]) -> float:
    """What scikit-learn's `log_loss` prints: q[true] clipped to [eps, 1 − eps] of the stored type."""
    eps = float(np.finfo(dtype).eps)
    return _clipped_loss(q_true, eps)


def keras_cross_entropy(q_true: FloatArray) -> float:
    """What Keras prints for probabilities: q[true] clipped to [1e-7, 1 − 1e-7]."""
    return _clipped_loss(q_true, _KERAS_EPSILON)


def softmax_twice_loss(z: Scores | ArrayLike, y: ArrayLike) -> float:
    """The mean loss when probabilities are passed as logits: softmax is then applied twice.

    PyTorch's `CrossEntropyLoss` prints it for a model that ends in a softmax. It cannot fall below
    log(1 + (K − 1)/e).
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    sums = [float(soft.softmax_twice(targets[rows]).sum()) for rows, soft in softmax_blocks(scores, 1.0)]
    return math.fsum(sums) / scores.n


def _clipped_loss(q_true: FloatArray, eps: float) -> float:
    return float(-np.log(np.clip(q_true, eps, 1 - eps)).mean())
