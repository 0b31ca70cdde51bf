from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from infotui.maths.batch import BINS, Scores, cross_entropy_losses, evaluate, softmax_probabilities
from infotui.maths.calibration import (
    expected_calibration_error,
    keras_cross_entropy,
    reliability_bins,
    sklearn_log_loss,
)
from infotui.maths.information import softmax, softmax_cross_entropy
from support.reference_predictions import reference_predictions

INF = math.inf
LOGITS = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 9), st.integers(2, 6)),
    elements=st.floats(-60, 60, width=32) | st.sampled_from([-INF, 0.0, 1.0]),
).filter(lambda z: bool(np.isfinite(z).any(axis=1).all()))


@pytest.mark.parametrize(
    ("n", "k", "loss", "expected", "accuracy", "tied", "ece"),
    [
        (8, 3, 0.7270176130748936, 0.7386499394744936, 0.75, 0, 0.2234099681108631),
        (1000, 5, 1.0601754068088015, 1.0963389829247823, 0.8, 24, 0.2456825669397941),
    ],
)
@pytest.mark.parametrize("dtype", ["<f8", "<f4", ">f4", "<f2"])
def test_reference_predictions(
    n: int, k: int, loss: float, expected: float, accuracy: float, tied: int, ece: float, dtype: str
) -> None:
    z, y = reference_predictions(n, k)
    found = evaluate(np.asfortranarray(z.astype(dtype)), y)
    assert found.losses.mean() == pytest.approx(loss, rel=4e-16 * 2)
    assert found.predicted_entropy == pytest.approx(expected, rel=4e-16)
    assert (found.predicted == y).mean() == accuracy
    assert found.tied == tied
    assert expected_calibration_error(found) == pytest.approx(ece, rel=1e-14)


@pytest.mark.parametrize(
    ("z", "y", "loss"),
    [
        ([1, 2, -INF], 0, 1.3132616875182228),
        ([1, 2, -INF], 2, INF),
        ([40, 0], 0, 4.248354255291589e-18),
        ([1000, 0, 0, 0], 1, 1000.0),
        ([0.0, -INF], 0, 0.0),
        ([0.0, -INF], 1, INF),
        ([3, 3, 3, 3], 2, math.log(4)),
    ],
)
def test_losses_are_exact(z: list[float], y: int, loss: float) -> None:
    assert cross_entropy_losses([z], [y])[0] == pytest.approx(loss, rel=2e-16)


def test_certain_predictions_cost_nothing_or_infinitely_much() -> None:
    p = Scores(np.array([[0.0, 1.0], [0.0, 1.0]]), are_probabilities=True)
    assert cross_entropy_losses(p, [0, 1]).tolist() == [INF, 0.0]
    assert cross_entropy_losses(p, [1, 1]).tolist() == [0.0, 0.0]


@given(LOGITS, st.data())
def test_losses_are_those_of_one_example_at_a_time(z: Any, data: st.DataObject) -> None:
    y = data.draw(st.lists(st.integers(0, z.shape[1] - 1), min_size=len(z), max_size=len(z)))
    temperature = data.draw(st.floats(0.05, 20))
    found = cross_entropy_losses(z, y, temperature=temperature)
    one_hot = np.eye(z.shape[1])[y]
    wanted = [softmax_cross_entropy(row / temperature, p) for row, p in zip(z, one_hot, strict=True)]
    assert found.tolist() == pytest.approx(wanted, rel=1e-13)
    assert cross_entropy_losses(z, one_hot, temperature=temperature).tolist() == pytest.approx(
        wanted, rel=1e-13
    )
    q = softmax_probabilities(z, temperature=temperature)
    assert q == pytest.approx(np.array([softmax(row / temperature) for row in z]), rel=1e-13)


@given(LOGITS, st.integers(0, 1))
def test_soft_labels_are_the_mean_over_classes(z: Any, label: int) -> None:
    p = np.full(z.shape, 1 / z.shape[1])
    found = cross_entropy_losses(z, p)
    wanted = [softmax_cross_entropy(row, q) for row, q in zip(z, p, strict=True)]
    assert found.tolist() == pytest.approx(wanted, rel=1e-13)


@given(LOGITS)
def test_evaluation_agrees_with_the_losses(z: Any) -> None:
    y = np.zeros(len(z), int)
    found = evaluate(z, y)
    assert np.array_equal(found.losses, cross_entropy_losses(z, y))
    assert found.predicted.tolist() == z.argmax(axis=1).tolist()
    assert found.tied == sum(int((row == row.max()).sum() > 1) for row in z)
    assert found.bin_counts.sum() == len(z)


@given(LOGITS, st.integers(0, 2**32), st.floats(0.2, 5))
def test_one_pass_finds_what_plain_formulas_do(z: Any, seed: int, temperature: float) -> None:
    y = np.random.default_rng(seed).integers(0, z.shape[1], len(z))
    found = evaluate(z, y, temperature=temperature, with_softmax_twice=True)
    q = softmax_probabilities(z, temperature=temperature)
    with np.errstate(divide="ignore", invalid="ignore"):
        entropies = np.where(q > 0, -q * np.log(q), 0.0).sum(axis=1)
    assert found.predicted_entropy == pytest.approx(entropies.mean(), rel=1e-12, abs=1e-12)
    finite = np.isfinite(found.losses)
    if finite.any():
        mean = entropies[finite].mean()
        assert found.predicted_entropy_of_finite == pytest.approx(mean, rel=1e-12, abs=1e-12)
    else:
        assert math.isnan(found.predicted_entropy_of_finite)
    twice = np.log(np.exp(q).sum(axis=1)) - q[np.arange(len(z)), y]
    assert found.softmax_twice == pytest.approx(twice.mean(), rel=1e-12)
    places = np.minimum((q.max(axis=1) * BINS + 1e-11).astype(int), BINS - 1)
    right = z.argmax(axis=1) == y
    for sums, weights in (
        (found.bin_counts, None),
        (found.bin_confidences, q.max(axis=1)),
        (found.bin_right, right),
    ):
        assert sums == pytest.approx(np.bincount(places, weights, BINS), rel=1e-12)


@pytest.mark.parametrize("k", [63, 65, 300])
def test_many_classes_and_many_blocks(k: int) -> None:
    z = np.random.default_rng(1).normal(size=(9000, k)).astype(np.float32)
    z[5, 3:5] = 9
    y = np.arange(9000) % k
    found = evaluate(z, y)
    exact = z.astype(np.float64)
    wanted = np.log(np.exp(exact).sum(axis=1)) - exact[np.arange(9000), y]
    assert found.losses == pytest.approx(wanted, rel=1e-12)
    assert np.array_equal(found.predicted, z.argmax(axis=1))
    assert found.tied == 1


def test_confidences_on_an_edge_and_at_one() -> None:
    p = Scores(np.array([[0.95, 0.05], [0.95, 0.05], [1.0, 0.0], [1.0, 0.0]]), are_probabilities=True)
    found = evaluate(p, [0, 1, 0, 1], bins=10)
    assert expected_calibration_error(found) == pytest.approx(0.475, abs=1e-15)
    assert [part.n for part in reliability_bins(found)] == [0] * 9 + [4]
    on_edge = evaluate(Scores(np.array([[0.9, 0.1], [0.8, 0.2]]), are_probabilities=True), [0, 0], bins=10)
    assert on_edge.bin_counts.tolist() == [0] * 8 + [1, 1]
    whole = reliability_bins(evaluate(Scores(np.array([[0.5, 0.5]]), are_probabilities=True), [0]))
    assert len(whole) == BINS
    assert whole[7] == (7 / 15, 8 / 15, 1, 0.5, 1.0, 0.0)


def test_what_other_tools_print() -> None:
    losses = np.array([INF])
    printed = [round(sklearn_log_loss(losses, np.dtype(dtype)), 2) for dtype in ("f8", "f4", "f2")]
    assert printed == [36.04, 15.94, 6.93]
    assert round(keras_cross_entropy(losses), 2) == 16.12


def test_softmax_applied_twice() -> None:
    z, y = reference_predictions(1000, 5)
    twice = evaluate(z, y, with_softmax_twice=True).softmax_twice
    assert twice == pytest.approx(1.3655901494049913, rel=1e-14)
    soft = evaluate(z, np.eye(5)[y], with_softmax_twice=True).softmax_twice
    assert soft == pytest.approx(1.3655901494049913, rel=1e-14)


@pytest.mark.parametrize(
    ("z", "y", "said"),
    [
        ([1.0, 2.0], [0], "z has shape (2,)"),
        ([[1.0]], [0], "z has shape (1, 1)"),
        ([[1.0, math.nan]], [0], "z[0, 1] is nan"),
        ([[1.0, INF]], [0], "z[0, 1] is inf"),
        ([[0.0, 1.0], [-INF, -INF]], [0, 0], "z[1, 0] is -inf"),
        ([["a", "b"]], [0], "type <U1"),
        ([[1.0, 2.0]], [2], "y[0] is 2: a label must be from 0 to 1"),
        ([[1.0, 2.0]], [0.5], "y has type float64"),
        ([[1.0, 2.0]], [0, 1], "y has shape (2,): it must be (1,) or (1, 2)"),
        ([[1.0, 2.0]], [[0.5, 0.6]], "y[0] sums to 1.1"),
    ],
)
def test_bad_arrays_are_named(z: Any, y: Any, said: str) -> None:
    with pytest.raises(ValueError) as found:  # noqa: PT011 - the text is compared below
        cross_entropy_losses(z, y)
    assert said in str(found.value)


@pytest.mark.parametrize("temperature", [0.0, -1.0, INF, math.nan])
def test_a_temperature_is_positive(temperature: float) -> None:
    with pytest.raises(ValueError, match="temperature is"):
        evaluate([[1.0, 2.0]], [0], temperature=temperature)
