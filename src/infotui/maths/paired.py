"""Two models on the same examples: paired differences of their losses, and KL between their predictions.

Losses of two models on the same examples go up and down together. The interval of the mean difference is
therefore narrower than that of two unrelated samples, which `unpaired_interval` shows beside it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .loss_summary import mean_loss, quantiles, standard_error
from .scores import FloatArray, Scores, as_scores
from .softmax_block import softmax_blocks

_Z95 = 1.96

Interval = tuple[float, float]


class PairedComparison(NamedTuple):
    """The differences dᵢ = ℓᴬᵢ − ℓᴮᵢ: below 0 where A is better.

    `mean`, its standard error and 95 % interval are over the rows where both losses are finite. `wins`
    are the rows that A loses less on, also where B's loss is infinite; `infinite_a` and `infinite_b`
    count rows where only that loss is infinite, `infinite_both` the rows left out.
    """

    mean: float
    standard_error: float | None
    interval: Interval | None
    unpaired_interval: Interval | None
    wins: int
    losses: int
    ties: int
    infinite_a: int
    infinite_b: int
    infinite_both: int


class PredictionDivergence(NamedTuple):
    """KL(qᴬ‖qᴮ) over the examples, in nats, and how often both models predict the same class."""

    mean: float
    median: float
    p99: float
    max: float
    same_top: float


def compare_losses(a: FloatArray, b: FloatArray) -> PairedComparison:
    """Compare two models by their losses on the same rows, both of shape (N,)."""
    if a.shape != b.shape:
        raise ValueError(f"a has {len(a)} losses and b has {len(b)}: both must be of the same rows")
    finite = np.isfinite(a) & np.isfinite(b)
    d = a[finite] - b[finite]
    mean = mean_loss(d) if len(d) else math.nan
    error = standard_error(d)
    separate = [standard_error(losses[finite]) for losses in (a, b)]
    unpaired = math.hypot(*(part for part in separate if part is not None))
    return PairedComparison(
        mean,
        error,
        None if error is None else (mean - _Z95 * error, mean + _Z95 * error),
        None if error is None else (mean - _Z95 * unpaired, mean + _Z95 * unpaired),
        int(np.count_nonzero(a < b)),
        int(np.count_nonzero(a > b)),
        int(np.count_nonzero((a == b) & finite)),
        int(np.count_nonzero(np.isinf(a) & np.isfinite(b))),
        int(np.count_nonzero(np.isfinite(a) & np.isinf(b))),
        int(np.count_nonzero(np.isinf(a) & np.isinf(b))),
    )


def prediction_kl(
    a: Scores | ArrayLike, b: Scores | ArrayLike, *, temperature_a: float = 1.0, temperature_b: float = 1.0
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """KL(qᴬ‖qᴮ) = Σ qᴬ log(qᴬ/qᴮ) of each row, and whether both models predict the same class.

    `a` and `b` are logits or `Scores` of the same shape (N, K). ∞ where qᴮ = 0 < qᴬ, exactly 0 where the
    rows are equal.
    """
    first, second = as_scores(a), as_scores(b)
    if first.values.shape != second.values.shape:
        raise ValueError(f"a has shape {first.values.shape} and b has shape {second.values.shape}")
    kl = np.empty(first.n)
    same = np.empty(first.n, bool)
    pairs = zip(softmax_blocks(first, temperature_a), softmax_blocks(second, temperature_b), strict=True)
    for (rows, ours), (_, theirs) in pairs:
        log_q = ours.below - ours.log_sum
        log_r = theirs.below - theirs.log_sum
        q = ours.probabilities()
        with np.errstate(invalid="ignore"):
            terms = q * (log_q - log_r)
        kl[rows] = np.maximum(np.where(q > 0, terms, 0.0).sum(axis=0), 0.0)
        same[rows] = ours.top == theirs.top
    return kl, same


def summarize_kl(kl: FloatArray, same: NDArray[np.bool_]) -> PredictionDivergence:
    """The distribution of KL over the rows."""
    median, p99 = quantiles(kl, (0.5, 0.99))
    return PredictionDivergence(mean_loss(kl), median, p99, float(kl.max()), float(same.mean()))
