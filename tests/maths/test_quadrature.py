import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from infotui.maths.quadrature import integral, legendre_rule


@pytest.mark.parametrize("points", [2, 8, 24, 64])
def test_nodes_and_weights_are_those_of_numpy(points: int) -> None:
    nodes, weights = zip(*legendre_rule(points), strict=True)
    expected_nodes, expected_weights = np.polynomial.legendre.leggauss(points)
    assert nodes == pytest.approx(expected_nodes.tolist(), abs=1e-15)
    assert weights == pytest.approx(expected_weights.tolist(), rel=1e-10)


@pytest.mark.parametrize("degree", [0, 1, 2, 17, 46, 47])
def test_polynomials_of_degree_47_are_exact(degree: int) -> None:
    found = integral(lambda x: (degree + 1) * x**degree, -0.5, 1.5)
    assert found == pytest.approx(1.5 ** (degree + 1) - (-0.5) ** (degree + 1), rel=1e-11)


@given(st.floats(-5, 5), st.floats(0.001, 10))
def test_bells_are_right_to_nine_digits(low: float, span: float) -> None:
    high = low + span
    with mp.workdps(30):
        exact = float(mp.quad(lambda x: mp.exp(-x * x / 2), [low, (low + high) / 2, high]))
    assert integral(lambda x: math.exp(-x * x / 2), low, high) == pytest.approx(exact, rel=1e-9)
