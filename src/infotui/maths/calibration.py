"""Reliability of a classifier's confidence, in equal bins, and what other tools print for its loss."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from .batch import Evaluation
from .scores import FloatArray

_Z95 = 1.96
_KERAS_EPSILON = 1e-7
_BLOCK = 1 << 14


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


def sklearn_log_loss(losses: FloatArray, dtype: np.dtype[Any]) -> float:
    """What scikit-learn's `log_loss` prints: q[true] clipped to [eps, 1 − eps] of the stored type.

    `losses` are −log q[true].
    """
    return _clipped_mean(losses, float(np.finfo(dtype).eps))


def keras_cross_entropy(losses: FloatArray) -> float:
    """What Keras prints for probabilities: q[true] clipped to [1e-7, 1 − 1e-7]."""
    return _clipped_mean(losses, _KERAS_EPSILON)


def _clipped_mean(losses: FloatArray, eps: float) -> float:
    least, most = -math.log1p(-eps), -math.log(eps)
    blocks = (losses[i : i + _BLOCK] for i in range(0, len(losses), _BLOCK))
    return math.fsum(float(np.clip(block, least, most).sum()) for block in blocks) / len(losses)
