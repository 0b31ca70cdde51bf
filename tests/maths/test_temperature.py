from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from infotui.maths import temperature as module
from infotui.maths import temperature_terms as temperature_terms_module
from infotui.maths.batch import Scores, cross_entropy_losses, evaluate
from infotui.maths.softmax_block import cumulant_sums
from infotui.maths.temperature import (
    best_temperature,
    hermite_curve,
    sample_terms,
    temperature_nodes,
    temperature_terms,
)
from infotui.maths.temperature_terms import mean_target_logit, terms_of_many, terms_of_some
from support.reference_predictions import reference_predictions

INF = math.inf


@pytest.mark.parametrize(
    ("n", "k", "best", "loss"),
    [
        (8, 3, 0.974822292462017, 0.7268683927425331),
        (1000, 5, 0.941112579502215, 1.059063095852844),
    ],
)
def test_reference_temperatures(n: int, k: int, best: float, loss: float) -> None:
    z, y = reference_predictions(n, k)
    found = best_temperature(z, y)
    assert found.temperature == pytest.approx(best, rel=2e-15)
    assert found.loss == pytest.approx(loss, rel=4e-16)
    p = Scores(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), are_probabilities=True)
    assert best_temperature(p, y).temperature == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize(
    ("z", "y", "best", "loss"),
    [
        ([[2, 0, 0], [0, 1, 0], [0, 0, 3]], [0, 1, 2], 0.0, 0.0),
        ([[2, 0, 0], [0, 1, 0], [0, 0, 3]], [1, 2, 0], INF, math.log(3)),
        ([[1, 1, 0], [0, 2, 0]], [0, 1], 0.0, math.log(2) / 2),
        ([[1, 1, 1], [5, 5, 5]], [0, 1], INF, math.log(3)),
        ([[1, 0], [0, 1]], [0, 0], INF, math.log(2)),
        ([[1, 0, -INF], [0, 1, 0]], [1, 0], INF, math.log(6) / 2),
        ([[0, 2], [0, -1], [0, 0.5], [0, 3], [0, -2], [0, 1]], [1, 0, 0, 1, 0, 1], 0.52794475573, None),
        ([[-2, 2], [1, -1], [-0.5, 0.5], [-3, 3], [2, -2], [-1, 1]], [1, 0, 0, 1, 0, 1], 1.0558895, None),
    ],
)
def test_the_ends_are_decided_exactly(z: Any, y: list[int], best: float, loss: float | None) -> None:
    found = best_temperature(z, y)
    assert found.temperature == pytest.approx(best, rel=1e-7)
    assert loss is None or found.loss == pytest.approx(loss, rel=4e-16)


def test_infinite_rows_are_left_out() -> None:
    z, y = reference_predictions(8, 3)
    masked = np.vstack([z, [[0, 1, -INF]]])
    assert best_temperature(masked, [*y, 2]) == best_temperature(z, y)
    assert temperature_terms(masked, [*y, 2], 1.0).rows == 8
    assert math.isnan(best_temperature([[0, -INF]], [1]).temperature)


Z = arrays.arrays(np.float64, st.tuples(st.integers(1, 8), st.integers(2, 4)), elements=st.integers(-9, 9))


@given(Z, st.integers(0, 3))
def test_no_temperature_is_better_than_the_best(z: Any, shift: int) -> None:
    y = (z.argmax(axis=1) + (np.arange(len(z)) % 3 == 0) * shift) % z.shape[1]
    best = best_temperature(z, y)
    for temperature in (0.01, 0.3, 1.0, 3.0, 100.0):
        assert best.loss <= cross_entropy_losses(z, y, temperature=temperature).mean() + 1e-12
    if 0 < best.temperature < INF:
        assert abs(temperature_terms(z, y, best.temperature).slope) < 1e-9


@given(Z, st.floats(0.1, 10))
def test_the_slope_is_the_overconfidence(z: Any, temperature: float) -> None:
    y = np.zeros(len(z), int)
    terms = temperature_terms(z, y, temperature)
    found = evaluate(z, y, temperature=temperature)
    overconfidence = found.losses.mean() - found.predicted_entropy
    assert terms.slope / temperature == pytest.approx(overconfidence, abs=1e-11)
    step = 1e-5
    assume(terms.curvature < 100)
    ahead, behind = (temperature_terms(z, y, 1 / (1 / temperature + sign * step)) for sign in (1, -1))
    assert (ahead.loss - behind.loss) / (2 * step) == pytest.approx(terms.slope, abs=1e-6)
    assert (ahead.slope - behind.slope) / (2 * step) == pytest.approx(terms.curvature, abs=1e-4)
    assert (ahead.curvature - behind.curvature) / (2 * step) == pytest.approx(terms.third, abs=1e-2)


def test_a_sample_only_starts_the_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    z, y = reference_predictions(1000, 5)
    exact = best_temperature(z, y)
    monkeypatch.setattr(module, "MANY", 1000)
    assert sample_terms(Scores(z), y) is not None
    assert best_temperature(z, y).temperature == pytest.approx(exact.temperature, rel=2e-14)


@given(st.integers(0, 2**32), st.sampled_from([0.2, 1.0, 4.0]))
def test_the_fit_of_many_examples_is_that_of_few(seed: int, scale: float) -> None:
    z, y = _random_predictions(3000, 5, seed)
    scores = Scores((scale * z).astype(np.float32))
    exact = best_temperature(scores, y)
    with pytest.MonkeyPatch.context() as patch:
        for owner in (module, temperature_terms_module):
            patch.setattr(owner, "MANY", 1000)
        alone = best_temperature(scores, y)
        sample = sample_terms(scores, y)
        together = best_temperature(scores, y, evaluate(scores, y, sample=sample).terms)
    for found in (alone, together):
        assert found.temperature == pytest.approx(exact.temperature, rel=2e-11)
        assert found.loss == pytest.approx(exact.loss, rel=1e-14)


def _random_predictions(n: int, k: int, seed: int) -> tuple[Any, Any]:
    random = np.random.default_rng(seed)
    z = random.normal(size=(n, k))
    return 2 * z, (z + random.gumbel(size=z.shape)).argmax(axis=1)


@given(Z, st.integers(0, 2**32), st.floats(0.2, 5), st.floats(0.2, 5))
def test_terms_in_the_same_pass_are_those_alone(z: Any, seed: int, at: float, temperature: float) -> None:
    y = np.random.default_rng(seed).integers(0, z.shape[1], len(z))
    alone = temperature_terms(z, y, at, derivatives=5)
    found = evaluate(z, y, temperature=temperature, sample=alone).terms
    assert found == pytest.approx(alone, rel=1e-9, abs=1e-9)


def test_masked_classes_have_no_terms_in_the_same_pass() -> None:
    z, y = reference_predictions(8, 3)
    masked = np.vstack([z, [[0, 1, -INF]]])
    sample = temperature_terms(z, y, 1.0, derivatives=5)
    assert evaluate(masked, [*y, 0], sample=sample).terms is None


@given(Z, st.floats(0.3, 3), st.floats(-0.02, 0.02))
def test_terms_near_by_follow_from_the_derivatives(z: Any, beta: float, step: float) -> None:
    y = np.zeros(len(z), int)
    moved = temperature_terms(z, y, 1 / beta, derivatives=5).moved(beta + step)
    exact = temperature_terms(z, y, 1 / (beta + step), derivatives=5)
    assert moved[:4] == pytest.approx(exact[:4], abs=1e-4)


@pytest.mark.parametrize("count", range(1, 6))
def test_cumulants_are_the_derivatives_of_log_sums(count: int) -> None:
    z = np.random.default_rng(3).normal(size=(4, 7))
    weights = np.exp(z - 0.5)
    mean, *found = cumulant_sums(weights / weights.sum(axis=0), z.copy(), count)
    moments = [(np.exp(z) * z**power).sum(axis=0) / np.exp(z).sum(axis=0) for power in range(6)]
    assert mean == pytest.approx(moments[1].sum(), rel=1e-13)
    m1, m2, m3, m4, m5 = moments[1:]
    plain = [
        m2 - m1**2,
        m3 - 3 * m2 * m1 + 2 * m1**3,
        m4 - 4 * m3 * m1 - 3 * m2**2 + 12 * m2 * m1**2 - 6 * m1**4,
        m5 - 5 * m4 * m1 - 10 * m3 * m2 + 20 * m3 * m1**2 + 30 * m2**2 * m1 - 60 * m2 * m1**3 + 24 * m1**5,
    ]
    assert found == pytest.approx([part.sum() for part in plain[: count - 1]], rel=1e-11)


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("is_soft", [False, True], ids=["hard", "soft"])
def test_sums_over_many_examples(temperature: float, is_soft: bool) -> None:
    z, y = reference_predictions(1000, 5)
    targets = np.eye(5)[y] * 0.8 + 0.04 if is_soft else y
    scores = Scores(np.asfortranarray(z))
    exact = terms_of_some(scores, targets, temperature)
    found = terms_of_many(scores, mean_target_logit(scores, targets), temperature)
    assert found == pytest.approx(exact, rel=1e-11, abs=1e-12)
    few = terms_of_many(scores, mean_target_logit(scores, targets), temperature, derivatives=1)
    assert few == found._replace(curvature=0.0, third=0.0)


def test_the_interpolated_curve_is_good_to_two_millionths() -> None:
    z, y = reference_predictions(1000, 5)
    nodes = temperature_nodes()
    assert (nodes[0], nodes[-1]) == (0.05, 20.0)
    curve = hermite_curve(nodes, [temperature_terms(z, y, float(t)) for t in nodes])
    between = np.geomspace(0.05, 20, 101)
    exact = [cross_entropy_losses(z, y, temperature=float(t)).mean() for t in between]
    assert float(curve.at(1.0)) == pytest.approx(1.0601754068088015, abs=2e-6)
    relative = np.abs(curve.at(between) - exact) / np.maximum(exact, 1)
    assert relative.max() < 2e-6
