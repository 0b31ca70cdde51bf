"""The numbers behind the readings of mode data, in nats.

Each is cached by what it depends on: a change of temperature computes the losses again, and nothing else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.data.score_kind import Kind
from infotui.maths import calibration, loss_summary, paired
from infotui.maths.batch import Evaluation, evaluate
from infotui.maths.temperature import TemperatureFit, best_temperature, sample_terms

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions

_KEPT = 4


@lru_cache(maxsize=_KEPT)
def rows_of_class(predictions: Predictions, true_class: int | None) -> Predictions:
    """The predictions of one true class, or all (None)."""
    if true_class is None or predictions.targets is None:
        return predictions
    return predictions.take(np.flatnonzero(hard_targets(predictions) == true_class))


@lru_cache(maxsize=_KEPT)
def hard_targets(predictions: Predictions) -> NDArray[Any]:
    """The true class of each row; for soft labels the first of their largest."""
    targets = predictions.targets
    assert targets is not None
    hard: NDArray[Any] = targets if targets.ndim == 1 else targets.argmax(axis=1)
    return hard


@lru_cache(maxsize=_KEPT)
def evaluation(predictions: Predictions, temperature: float) -> Evaluation:
    """The losses, and what is computed together with them."""
    assert predictions.targets is not None
    if temperature != 1:
        return evaluate(predictions.scores, predictions.targets, temperature=temperature)
    # The losses of other tools, and what the best temperature needs, are computed in the same pass.
    sample = sample_terms(predictions.scores, predictions.targets)
    return evaluate(predictions.scores, predictions.targets, with_softmax_twice=True, sample=sample)


class LossTotals(NamedTuple):
    """What the losses of N rows come to. Where some are infinite, `finite_loss` and `standard_error` are
    those of the others; None where nothing can be said."""

    loss: float
    finite_loss: float | None
    infinite: int
    standard_error: float | None
    median: float
    p90: float
    p99: float
    max: float
    worst_share: float | None


@lru_cache(maxsize=_KEPT)
def _worst_part(predictions: Predictions, temperature: float) -> NDArray[np.integer[Any]]:
    """The worst 1 % of the rows, and the one before them, largest loss first."""
    losses = evaluation(predictions, temperature).losses
    return loss_summary.worst_rows(losses, loss_summary.part_count(len(losses)) + 1)


@lru_cache(maxsize=_KEPT)
def loss_totals(predictions: Predictions, temperature: float) -> LossTotals:
    """The totals of the losses at a temperature."""
    losses = evaluation(predictions, temperature).losses
    finite = loss_summary.finite_losses(losses)
    worst = _worst_part(predictions, temperature)
    median, p90, p99 = loss_summary.quantiles(losses, (0.5, 0.9, 0.99), worst)
    return LossTotals(
        loss_summary.mean_loss(losses),
        loss_summary.mean_loss(finite) if len(finite) else None,
        len(losses) - len(finite),
        loss_summary.standard_error(finite),
        median,
        p90,
        p99,
        float(losses[worst[0]]),
        loss_summary.worst_share(losses, worst=worst),
    )


@lru_cache(maxsize=_KEPT)
def class_totals(predictions: Predictions, temperature: float) -> list[loss_summary.ClassSummary]:
    """The losses and the mistakes of each true class."""
    found = evaluation(predictions, temperature)
    return loss_summary.class_summaries(
        found.losses, hard_targets(predictions), found.predicted, predictions.k
    )


@lru_cache(maxsize=_KEPT)
def worst_rows(predictions: Predictions, temperature: float, count: int) -> tuple[int, ...]:
    """The rows of the largest losses, largest first."""
    known = _worst_part(predictions, temperature)
    if count > len(known):
        known = loss_summary.worst_rows(evaluation(predictions, temperature).losses, count)
    return tuple(known[:count].tolist())


@lru_cache(maxsize=_KEPT)
def temperature_fit(predictions: Predictions) -> TemperatureFit:
    """The best temperature, fitted on the rows that it is evaluated on."""
    assert predictions.targets is not None
    near = evaluation(predictions, 1.0).terms if predictions.n else None
    return best_temperature(predictions.scores, predictions.targets, near)


class BaseRate(NamedTuple):
    """Entropy of the labels' frequencies, and the mean entropy of the labels themselves (0 if hard)."""

    entropy: float
    target_entropy: float


@lru_cache(maxsize=_KEPT)
def base_rate(predictions: Predictions) -> BaseRate:
    """The loss of a model that predicts the frequencies of the classes for every row."""
    targets = predictions.targets
    assert targets is not None
    if targets.ndim == 1:
        return BaseRate(loss_summary.label_entropy(loss_summary.class_counts(targets, predictions.k)), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(targets > 0, -targets * np.log(targets), 0.0)
    return BaseRate(loss_summary.label_entropy(targets.sum(axis=0)), float(terms.sum()) / len(targets))


class OtherTools(NamedTuple):
    """What other tools print for the same file, at temperature 1; None where they print nothing."""

    sklearn: float | None
    keras: float | None
    softmax_twice: float


@lru_cache(maxsize=_KEPT)
def other_tools(predictions: Predictions) -> OtherTools:
    """Losses as scikit-learn, Keras and PyTorch (with softmax applied twice) print them."""
    targets = predictions.targets
    assert targets is not None
    found = evaluation(predictions, 1.0)
    twice = found.softmax_twice
    assert twice is not None
    if targets.ndim == 2:
        return OtherTools(None, None, twice)
    as_given = found.losses
    if predictions.kind is Kind.PROBABILITIES:  # scikit-learn does not divide a row by its sum, Keras does
        scores = predictions.scores.values[np.arange(predictions.n), targets].astype(np.float64)
        with np.errstate(divide="ignore"):
            as_given = -(np.log(scores) if predictions.scores.are_probabilities else scores)
    dtype = predictions.dtype if predictions.dtype.kind == "f" else np.dtype(np.float64)
    sklearn = calibration.sklearn_log_loss(as_given, dtype)
    return OtherTools(sklearn, calibration.keras_cross_entropy(found.losses), twice)


class Comparison(NamedTuple):
    """A second model on the same rows: its losses, the paired differences, KL between predictions."""

    losses: NDArray[np.float64]
    predicted: NDArray[Any]
    paired: paired.PairedComparison
    order: NDArray[np.intp]


@lru_cache(maxsize=_KEPT)
def comparison(a: Predictions, b: Predictions, temperature: float, count: int) -> Comparison:
    """Model `a` at a temperature against `b` as it is; `order` are the rows of the largest |d|."""
    losses_a, found = evaluation(a, temperature).losses, evaluation(b, 1.0)
    order = loss_summary.worst_rows(row_gaps(a, b, temperature), count)
    return Comparison(
        found.losses,
        found.predicted,
        paired.compare_losses(losses_a, found.losses),
        np.asarray(order, np.intp),
    )


@lru_cache(maxsize=_KEPT)
def row_gaps(a: Predictions, b: Predictions, temperature: float) -> NDArray[np.float64]:
    """How far apart the models are on each row: |d| of the losses, 0 for ∞ − ∞; without labels the KL."""
    if a.targets is None:
        return _row_divergences(a, b, temperature)[0]
    losses_a, losses_b = evaluation(a, temperature).losses, evaluation(b, 1.0).losses
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.abs(losses_a - losses_b), nan=0.0, posinf=np.inf)


@lru_cache(maxsize=_KEPT)
def divergence(a: Predictions, b: Predictions, temperature: float) -> paired.PredictionDivergence:
    """KL(qᴬ‖qᴮ), with `a` at a temperature; needs no labels."""
    return paired.summarize_kl(*_row_divergences(a, b, temperature))


@lru_cache(maxsize=_KEPT)
def _row_divergences(
    a: Predictions, b: Predictions, temperature: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return paired.prediction_kl(a.scores, b.scores, temperature_a=temperature)
