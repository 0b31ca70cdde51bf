from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from infotui.maths import loss_summary as module
from infotui.maths.batch import Scores, cross_entropy_losses, evaluate
from infotui.maths.loss_summary import (
    class_summaries,
    label_entropy,
    mean_loss,
    order_statistics,
    part_count,
    quantiles,
    standard_error,
    worst_rows,
    worst_share,
)
from infotui.maths.paired import compare_losses, prediction_kl, summarize_kl
from support.reference_predictions import reference_predictions

INF = math.inf
LOSSES = arrays.arrays(np.float64, st.integers(1, 40), elements=st.floats(0, 50))
LOSSES_AND_INFINITY = arrays.arrays(
    np.float64, st.integers(1, 40), elements=st.integers(0, 5).map(float) | st.just(INF)
)


def test_reference_losses() -> None:
    z, y = reference_predictions(1000, 5)
    losses = cross_entropy_losses(z, y)
    assert standard_error(losses) == pytest.approx(0.0331865467859338, rel=1e-14)
    assert quantiles(losses, (0.5, 0.9, 0.99)) == pytest.approx(
        [0.62936457, 2.55722634, 4.74449731], abs=5e-9
    )
    assert losses.max() == pytest.approx(5.344753341970259, rel=4e-16)
    assert worst_rows(losses, 2).tolist() == [156, 976]
    assert worst_share(losses) == pytest.approx(0.047055789, abs=5e-10)
    assert label_entropy(np.bincount(y)) == pytest.approx(1.5772628006244398, rel=4e-16)
    small_z, small_y = reference_predictions(8, 3)
    base_rate = label_entropy(np.bincount(small_y))
    assert base_rate == pytest.approx(0.9743147528693494, rel=4e-16)
    assert 1 - mean_loss(cross_entropy_losses(small_z, small_y)) / base_rate == pytest.approx(
        0.2538164787776923, rel=1e-14
    )


@given(LOSSES, st.floats(0, 1))
def test_quantiles_are_numpys(losses: Any, part: float) -> None:
    assert quantiles(losses, [part])[0] == pytest.approx(np.quantile(losses, part), rel=1e-12, abs=1e-12)


@given(LOSSES_AND_INFINITY | LOSSES, st.data())
def test_order_statistics_of_many_losses(losses: Any, data: st.DataObject) -> None:
    ranks = data.draw(st.lists(st.integers(0, len(losses) - 1), min_size=1, max_size=4))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MANY", 0)
        patch.setattr(module, "_SAMPLE", 1)
        patch.setattr(module, "_BLOCK", 7)
        assert order_statistics(losses, ranks) == np.sort(losses)[ranks].tolist()


@given(LOSSES_AND_INFINITY | LOSSES, st.integers(0, 41), st.floats(0, 1), st.floats(0.01, 1))
def test_known_worst_rows_change_nothing(losses: Any, count: int, at: float, part: float) -> None:
    worst = worst_rows(losses, count)
    assert quantiles(losses, [at, 0.5], worst) == quantiles(losses, [at, 0.5])
    assert worst_share(losses, part, worst) == worst_share(losses, part)


@given(LOSSES, st.floats(0.01, 1))
def test_the_share_is_that_of_the_sorted_losses(losses: Any, part: float) -> None:
    share = worst_share(losses, part)
    largest = np.sort(losses)[::-1][: part_count(len(losses), part)]
    assert share is None or share == pytest.approx(largest.sum() / losses.sum(), rel=1e-12)


def test_quantiles_beside_infinity() -> None:
    assert quantiles(np.array([0.0, 1.0, INF]), (0, 0.5, 0.75, 1)) == [0, 1, INF, INF]


@given(LOSSES_AND_INFINITY, st.integers(0, 50))
def test_worst_rows_are_the_head_of_the_sorted_rows(losses: Any, count: int) -> None:
    assert worst_rows(losses, count).tolist() == np.argsort(-losses, kind="stable")[:count].tolist()


@pytest.mark.parametrize(
    ("losses", "error", "share"), [([2.0], None, 1.0), ([0.0, 0.0], 0.0, None), ([INF, 1], None, None)]
)
def test_what_has_no_value(losses: list[float], error: float | None, share: float | None) -> None:
    assert standard_error(np.array(losses)) == error
    assert worst_share(np.array(losses)) == share


def test_labels_that_never_change_have_no_entropy() -> None:
    assert math.copysign(1, label_entropy(np.array([5, 0]))) == 1
    assert label_entropy(np.array([5, 0])) == 0


@pytest.mark.parametrize("k", [3, 3000])
def test_classes_and_their_mistakes(k: int) -> None:
    losses = np.array([1.0, 2.0, 3.0, 4.0])
    found = class_summaries(losses, np.array([0, 0, 0, 2]), np.array([0, 2, 1, 2], np.uint16), k)
    assert found[0] == (3, 2.0, 0.6, 1 / 3, 1)
    assert found[1] == (0, None, None, None, None)
    assert found[2] == (1, 4.0, 0.4, 1.0, None)
    assert len(found) == k


def test_two_models_on_the_same_rows() -> None:
    z, y = reference_predictions(1000, 5)
    found = compare_losses(cross_entropy_losses(z, y), cross_entropy_losses(0.8 * z, y))
    assert found.mean == pytest.approx(-0.020798621505768, rel=1e-12)
    assert found.standard_error == pytest.approx(0.006601551493135, rel=1e-12)
    assert found.interval == pytest.approx((-0.03374, -0.00786), abs=5e-6)
    assert (found.wins, found.losses, found.ties) == (800, 176, 24)
    assert found.unpaired_interval is not None
    assert found.unpaired_interval[0] < -0.1 < 0.06 < found.unpaired_interval[1]
    kl = summarize_kl(*prediction_kl(z, z, temperature_b=1.25))
    assert kl.mean == pytest.approx(0.0135659062825717, rel=1e-13)
    assert kl.median == pytest.approx(0.0140277353797324, rel=1e-12)
    assert kl.max == pytest.approx(0.0264491245060456, rel=1e-12)
    assert kl.same_top == 1


def test_infinite_losses_are_compared_as_such() -> None:
    found = compare_losses(np.array([INF, INF, 1.0, 2.0]), np.array([INF, 1.0, INF, 1.0]))
    assert found[0] == 1.0
    assert found[4:] == (1, 2, 0, 1, 1, 1)


def test_divergence_of_masked_classes() -> None:
    kl, same = prediction_kl(
        Scores(np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]), are_probabilities=True),
        Scores(np.array([[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]]), are_probabilities=True),
    )
    assert kl.tolist() == [pytest.approx(math.log(2)), INF, 0.0]
    assert same.tolist() == [True, True, True]


def test_a_model_does_not_differ_from_itself() -> None:
    z, y = reference_predictions(1000, 5)
    kl, same = prediction_kl(z, z)
    assert not kl.any()
    assert same.all()
    assert evaluate(z, y).losses.shape == (1000,)
