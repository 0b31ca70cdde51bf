from __future__ import annotations

import math
from collections import Counter

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.maths.estimators import (
    MAX_TOTAL,
    CountProfile,
    chao_shen_entropy,
    coverage,
    miller_madow_entropy,
    plug_in_entropy,
    standard_error,
)

CHAO = (4, 2, 3, 0, 2, 4, 0, 0, 2, 1, 1)  # the example of R's package entropy
MISSISSIPPI = tuple(Counter("mississippi").values())

COUNT = st.one_of(st.integers(0, 5), st.integers(0, 10**6), st.integers(0, 10**14))
COUNTS = st.lists(COUNT, min_size=1, max_size=30).filter(any)


def judged(counts: list[int]) -> dict[str, mpmath.mpf]:
    """All estimates in nats with 60 digits, by the textbook formulas."""
    with mpmath.workdps(60):
        seen = [mpmath.mpf(n) for n in counts if n]
        total = mpmath.fsum(seen)
        p = [n / total for n in seen]
        h = -mpmath.fsum(x * mpmath.log(x) for x in p)
        square = mpmath.fsum(x * mpmath.log(x) ** 2 for x in p)
        singletons = sum(n == 1 for n in seen)
        c = 1 - mpmath.mpf(singletons - (singletons == total)) / total
        adjusted = [c * x for x in p]
        return {
            "plug_in": h,
            "miller_madow": h + (len(seen) - 1) / (2 * total),
            "chao_shen": -mpmath.fsum(a * mpmath.log(a) / (1 - (1 - a) ** total) for a in adjusted),
            "standard_error": mpmath.sqrt(max(square - h * h, 0) / total),
            "coverage": 1 - singletons / total,
        }


def test_the_example_of_rs_entropy_package_in_nats() -> None:
    assert plug_in_entropy(CHAO) == pytest.approx(1.96838240872838, abs=5e-15)
    assert miller_madow_entropy(CHAO) == pytest.approx(2.15259293504417, abs=5e-15)
    assert chao_shen_entropy(CHAO) == pytest.approx(2.20113710127958, abs=5e-15)
    assert standard_error(CHAO) == pytest.approx(0.10228713138448, abs=5e-15)
    assert coverage(CHAO) == 17 / 19


@pytest.mark.parametrize(
    ("counts", "plug_in", "miller_madow", "chao_shen"),
    [
        ((1,) * 8, 3, 3.63117908038892, 6.33587406266779),
        ((3, 1), 0.811278124459133, 0.991615004570253, 1.28726969881076),
        ((25,) * 4, 2, 2.02164042561333, None),
        (MISSISSIPPI, 1.82306798227366, 2.01979912421306, 2.0512552386338),
        ((1,) * 256, 8, None, None),
    ],
)
def test_references_in_bits(
    counts: tuple[int, ...], plug_in: float, miller_madow: float | None, chao_shen: float | None
) -> None:
    found = plug_in_entropy(counts, base=2)
    assert found == plug_in if isinstance(plug_in, int) else found == pytest.approx(plug_in, abs=5e-15)
    if miller_madow is not None:
        assert miller_madow_entropy(counts, base=2) == pytest.approx(miller_madow, abs=5e-15)
    if chao_shen is not None:
        assert chao_shen_entropy(counts, base=2) == pytest.approx(chao_shen, abs=5e-14)


def test_singletons_alone_have_no_coverage() -> None:
    assert coverage((1,) * 8) == 0
    assert standard_error((1,) * 8) == 0


@pytest.mark.parametrize("n", [1, 2, 7, MAX_TOTAL])
def test_one_symbol_is_certain(n: int) -> None:
    for estimate in (plug_in_entropy, miller_madow_entropy, chao_shen_entropy, standard_error):
        assert math.copysign(1, estimate((0, n))) == 1
        assert estimate((0, n)) == 0


@given(COUNTS)
def test_every_estimate_is_that_of_sixty_digits(counts: list[int]) -> None:
    wanted = judged(counts)
    assert plug_in_entropy(counts) == pytest.approx(float(wanted["plug_in"]), rel=1e-13, abs=0)
    assert miller_madow_entropy(counts) == pytest.approx(float(wanted["miller_madow"]), rel=1e-13, abs=0)
    assert coverage(counts) == pytest.approx(float(wanted["coverage"]), rel=1e-15)
    assert chao_shen_entropy(counts) == pytest.approx(float(wanted["chao_shen"]), rel=1e-11, abs=0)
    assert standard_error(counts) == pytest.approx(float(wanted["standard_error"]), rel=1e-10, abs=1e-25)


@given(st.integers(10**6, 10**12), st.integers(1, 9))
def test_nearly_equal_counts_keep_their_standard_error(n: int, step: int) -> None:
    counts = [n, n + step, n]
    assert standard_error(counts) == pytest.approx(float(judged(counts)["standard_error"]), rel=1e-12, abs=0)


@given(COUNTS)
def test_bits_are_nats_over_ln_2(counts: list[int]) -> None:
    for estimate in (plug_in_entropy, miller_madow_entropy, chao_shen_entropy, standard_error):
        assert estimate(counts, base=2) * math.log(2) == pytest.approx(estimate(counts), rel=1e-13)


@given(COUNTS.flatmap(lambda counts: st.tuples(st.just(counts), st.permutations([*counts, 0, 0]))))
def test_order_and_absent_symbols_change_nothing(orders: tuple[list[int], list[int]]) -> None:
    counts, shuffled = orders
    assert CountProfile.of(shuffled) == CountProfile.of(counts)


@given(COUNTS)
def test_bounds(counts: list[int]) -> None:
    profile = CountProfile.of(counts)
    h = plug_in_entropy(profile)
    assert 0 <= h <= math.log(profile.symbols) * (1 + 1e-15)
    assert h <= miller_madow_entropy(profile)
    assert h <= chao_shen_entropy(profile) * (1 + 1e-12)
    assert 0 <= coverage(profile) <= 1


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(1, 10**6))
def test_dyadic_frequencies_have_whole_entropy(splits: list[int], scale: int) -> None:
    counts = [2**20 * scale]
    for split in splits:
        i = split % len(counts)
        counts[i : i + 1] = [counts[i] // 2] * 2
    total = sum(counts)
    wanted = sum(n * ((total // n).bit_length() - 1) for n in counts) / total
    assert plug_in_entropy(counts, base=2) == wanted


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([], "counts sum to 0"),
        ([0, 0], "counts sum to 0"),
        ([3, -1], r"counts\[1\] is -1: a count cannot be negative"),
        ([3, 2.5], r"counts\[1\] is 2.5: a count must be a whole number"),
        ([3, math.nan], r"counts\[1\] is nan: a count must be a whole number"),
        ([MAX_TOTAL, 1], "counts sum to 9007199254740993: at most 2^53".replace("^", r"\^")),
    ],
)
def test_bad_counts_are_named(counts: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CountProfile.of(counts)
