import dataclasses
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.maths.distributions import Categorical, Gaussian, Logits

SKEWED = Categorical((0.1, 0.2, 0.3, 0.4))


def total(p: Categorical) -> float:
    return math.fsum(p.p)


def test_classes_are_named_by_letter_unless_they_have_names() -> None:
    assert Categorical((0.25, 0.75)).names == ("A", "B")
    assert Categorical.uniform(26).names[-1] == "Z"
    assert Categorical((0.25, 0.75), ["cat", "dog"]).names == ("cat", "dog")


def test_it_is_a_frozen_hashable_value() -> None:
    assert Categorical([0.1, 0.2, 0.3, 0.4]) == SKEWED
    assert len({SKEWED, Categorical((0.1, 0.2, 0.3, 0.4)), SKEWED.with_lock(0, True)}) == 2
    for value, field in ((SKEWED, "p"), (Gaussian(0, 1), "mu"), (Logits((0, 1)), "z")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field, None)
        assert not hasattr(value, "__dict__")


def test_what_is_given_is_kept_bit_for_bit() -> None:
    p = (1 / 3 + 2e-10, 1 / 3, 1 / 3)
    assert Categorical(p).p == p
    assert Categorical.uniform(3).with_probabilities(p).p == p


def test_a_zero_has_no_sign() -> None:
    assert str(Categorical((-0.0, 1)).p) == "(0.0, 1.0)"
    assert str(SKEWED.with_probability(0, -0.0).p[0]) == "0.0"
    assert str(Gaussian(-0.0, 1).mu) == "0.0"
    assert str(Logits((-0.0, 1)).z) == "(0.0, 1.0)"


def test_one_class_becomes_x_and_the_others_keep_proportions() -> None:
    moved = SKEWED.with_probability(3, 0.7)
    assert moved.p[3] == 0.7
    assert moved.p[:3] == pytest.approx((0.05, 0.1, 0.15), rel=1e-14)
    assert total(moved) == pytest.approx(1, abs=1e-15)


def test_x_beyond_its_range_is_taken_to_the_end() -> None:
    assert SKEWED.with_probability(1, 7).p == (0, 1, 0, 0)
    assert SKEWED.with_probability(1, -7).p[1] == 0


@pytest.mark.parametrize("i", range(4))
@pytest.mark.parametrize("end", [0.0, 1.0])
def test_a_drag_to_1_and_back_restores_the_shape_exactly(i: int, end: float) -> None:
    there = SKEWED.with_probability(i, 0.77, reference=SKEWED).with_probability(i, end, reference=SKEWED)
    assert there != SKEWED
    assert there.with_probability(i, SKEWED.p[i], reference=SKEWED) == SKEWED


def test_others_that_are_all_0_in_the_reference_share_equally() -> None:
    assert Categorical.one_hot(1, 3).with_probability(1, 0.5).p == (0.25, 0.5, 0.25)


def test_the_reference_decides_and_not_the_present_shape() -> None:
    moved = Categorical.one_hot(0, 3).with_probability(0, 0.5, reference=Categorical((0, 0.25, 0.75)))
    assert moved.p == (0.5, 0.125, 0.375)


def test_locked_classes_do_not_move() -> None:
    held = SKEWED.with_lock(3, True)
    assert held.with_probability(0, 1.0).p == pytest.approx((0.6, 0, 0, 0.4), abs=1e-16)
    assert held.with_probability(0, 1.0).p[3] == 0.4
    assert held.with_probability(0, 0.0).p == pytest.approx((0, 0.24, 0.36, 0.4), rel=1e-14)
    assert held.with_uniform().p == pytest.approx((0.2, 0.2, 0.2, 0.4), rel=1e-14)
    assert held.with_one_hot(2).p == (0, 0, 0.6, 0.4)


def test_a_class_beside_locked_ones_only_is_what_they_leave() -> None:
    held = SKEWED.with_lock(0, True).with_lock(1, True).with_lock(2, True)
    for x in (0.0, 0.3, 1.0):
        assert held.with_probability(3, x).p == pytest.approx(SKEWED.p, rel=1e-15)


def test_a_reference_with_another_locked_value_is_rescaled() -> None:
    held = Categorical((0.5, 0.25, 0.25), locked={1})
    moved = held.with_probability(0, 0.1, reference=Categorical((0.1, 0.45, 0.45)))
    assert moved.p == pytest.approx((0.1, 0.25, 0.65))


def test_locks_are_set_and_freed() -> None:
    held = SKEWED.with_lock(2, True)
    assert held.locked == {2}
    assert held.p == SKEWED.p
    assert held.with_lock(2, True) == held
    assert held.with_lock(2, False) == SKEWED


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.with_probability(0, 0.3),
        lambda p: p.with_probability(0, p.p[0]),
        lambda p: p.with_lock(0, True),
        lambda p: p.with_lock(0, True).with_lock(1, True).with_lock(2, True),
        lambda p: p.with_lock(0, True).with_lock(1, True).with_probability(2, 0.9),
        lambda p: p.with_class(),
        lambda p: p.without_class(2),
        lambda p: p.with_uniform(),
        lambda p: p.with_one_hot(2),
    ],
)
@pytest.mark.parametrize("first", [1 / 3 + 9e-10, 1 / 3 - 9e-10])
def test_every_edit_corrects_the_sum(first: float, edit: Callable[[Categorical], Categorical]) -> None:
    assert abs(total(edit(Categorical((first, 2 / 3, 0.0)))) - 1) <= 1e-12


def test_locking_the_last_free_class_corrects_the_sum() -> None:
    held = Categorical((0.5, 0.5 + 9e-10), locked={0}).with_lock(1, True)
    assert held.p == pytest.approx((0.5, 0.5), abs=1e-12)


def test_a_class_more_has_probability_0_and_the_next_free_letter() -> None:
    grown = Categorical((0.5, 0.5), ("B", "A"), {0}).with_class().with_class()
    assert grown == Categorical((0.5, 0.5, 0, 0), ("B", "A", "C", "D"), {0})
    assert Categorical.uniform(25, ["a", *"BCDEFGHIJKLMNOPQRSTUVWXY"]).with_class().names[-1] == "A"


def test_a_removed_class_is_shared_in_proportion() -> None:
    fewer = SKEWED.with_lock(0, True).with_lock(3, True).without_class(3)
    assert fewer.p == pytest.approx((0.1, 0.36, 0.54), rel=1e-14)
    assert fewer.names == ("A", "B", "C")
    assert fewer.locked == {0}
    assert Categorical.one_hot(0, 3).without_class(0).p == (0.5, 0.5)
    assert SKEWED.with_lock(2, True).without_class(0).locked == {1}


def test_a_class_of_probability_0_goes_without_a_trace() -> None:
    assert Categorical((*SKEWED.p, 0.0)).without_class(4) == SKEWED


def test_a_typed_distribution_unlocks_and_keeps_names() -> None:
    named = Categorical((0.5, 0.5), ("cat", "dog"), {1})
    assert named.with_probabilities((0.25, 0.75)) == Categorical((0.25, 0.75), ("cat", "dog"))
    assert named.with_probabilities((0.25, 0.25, 0.5)) == Categorical((0.25, 0.25, 0.5))


@given(st.integers(2, 26), st.data())
def test_uniform_and_one_hot(k: int, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, k - 1))
    assert Categorical.uniform(k).with_one_hot(i) == Categorical.one_hot(i, k)
    assert Categorical.one_hot(i, k).with_uniform() == Categorical.uniform(k)


NAN, INF = math.nan, math.inf


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Categorical((1.0,)), r"^p has length 1: 2 to 26 classes are possible$"),
        (lambda: Categorical.uniform(0), r"^p has length 0"),
        (lambda: Categorical.uniform(27), r"^p has length 27"),
        (lambda: Categorical((0.5, 0.6)), r"^p sums to 1\.1:"),
        (lambda: Categorical((0.5, 0.5 + 1.1e-9)), r"^p sums to 1\.0000000011:"),
        (lambda: Categorical((NAN, 1)), r"^class 1 \(A\) is nan: a probability must be finite"),
        (lambda: Categorical((1.1, -0.1)), r"^class 1 \(A\) is 1\.1: a probability cannot be above 1"),
        (lambda: Categorical((-0.1, 1.1)), r"^class 1 \(A\) is -0\.1: a probability cannot be negative"),
        (lambda: Categorical((1 + 1e-13, 1e-66)), r"^class 1 \(A\) is 1\.0000000000001: .* above 1"),
        (lambda: Categorical((0.5, 0.5), ["a"]), r"^1 name for 2 classes: give one name per class"),
        (lambda: Categorical((0.5, 0.5), ["a", "a"]), r"^name 2 is 'a': another class already has"),
        (lambda: Categorical((0.5, 0.5), ["a", " "]), r"^name 2 is ' ': a name cannot be blank"),
        (lambda: Categorical((0.5, 0.5), ["a\x1b", "b"]), r"^name 1 is 'a\\x1b': .* control characters"),
        (lambda: Categorical((0.5, 0.5), ["a" * 13, "b"]), r"a name has at most 12 characters"),
        (
            lambda: Categorical((0.5, 0.5), locked={2}),
            r"^locked class 3 does not exist: the classes are 1 to 2",
        ),
        (lambda: Categorical.one_hot(4, 4), r"^class 5 does not exist: the classes are 1 to 4"),
        (lambda: SKEWED.with_probability(-1, 0.5), r"^class 0 does not exist"),
        (lambda: SKEWED.with_probability(0, NAN), r"^the probability of A is nan: it must be finite"),
        (lambda: SKEWED.with_probability(0, INF), r"^the probability of A is inf"),
        (lambda: SKEWED.with_probability(0, 0.5, reference=SKEWED.with_class()), r"has 5 classes, not 4"),
        (lambda: SKEWED.with_lock(1, True).with_probability(1, 0.5), r"^class B is locked$"),
        (lambda: SKEWED.with_lock(1, True).with_one_hot(1), r"^class B is locked$"),
        (lambda: Categorical((0.5, 0.5), locked={0, 1}).with_uniform(), r"^every class is locked"),
        (lambda: Categorical.uniform(26).with_class(), r"^there are already 26 classes"),
        (lambda: Categorical.uniform(2).without_class(0), r"^there are only 2 classes"),
        (
            lambda: Categorical.uniform(3).with_lock(0, True).with_lock(1, True).without_class(2),
            r"except C is locked",
        ),
        (
            lambda: Categorical((0.6, 0.4 + 9e-10, 0), locked={0, 1}).with_uniform(),
            r"^the locked classes sum to 1\.",
        ),
        (lambda: Gaussian(NAN, 1), r"^mu is nan: a mean must be finite"),
        (lambda: Gaussian(0, 1).with_mu(INF), r"^mu is inf: a mean must be finite"),
        (lambda: Gaussian(0, 1).with_sigma(0), r"^sigma is 0: a standard deviation must be positive"),
        (lambda: Gaussian(0, -1.5), r"^sigma is -1\.5: "),
        (lambda: Gaussian(0, NAN), r"^sigma is nan: "),
        (lambda: Logits((1,)), r"^z has length 1: 2 to 10 logits are possible"),
        (lambda: Logits((0,) * 10).with_class(), r"^z has length 11"),
        (lambda: Logits((0, 1)).without_class(1), r"^z has length 1"),
        (lambda: Logits((0, 1)).without_class(2), r"^class 3 does not exist"),
        (lambda: Logits((0, NAN)), r"^logit 2 is nan: a logit must be finite"),
        (lambda: Logits((0, 1)).with_logit(2, 0), r"^class 3 does not exist"),
        (lambda: Logits((0, -INF)), r"^logit 2 is -inf: a logit must be finite"),
        (lambda: Logits((0, 1e308)).with_shift(1e308), r"^logit 2 is inf: a logit must be finite"),
    ],
)
def test_invalid_distributions_are_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_gaussian_moves_and_widens() -> None:
    assert Gaussian(0, 1).with_mu(2).with_sigma(1.5) == Gaussian(2.0, 1.5)


def test_logits_move_one_by_one_and_all_together() -> None:
    z = Logits((1, 2, 0.5, -0.5))
    assert z.k == 4
    assert z.with_logit(1, -3) == Logits((1, -3, 0.5, -0.5))
    assert z.with_shift(2) == Logits((3, 4, 2.5, 1.5))
    assert z.with_class() == Logits((1, 2, 0.5, -0.5, 0))
    assert z.without_class(1) == Logits((1, 0.5, -0.5))
