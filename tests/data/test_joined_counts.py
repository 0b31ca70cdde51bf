from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.data.class_names import class_names
from infotui.data.count_table import CountTable
from infotui.data.joined_counts import join_counts
from infotui.maths.distributions import Categorical
from infotui.maths.information import kl_divergence


def table(**counts: int) -> CountTable:
    return CountTable(tuple(name.encode() for name in counts), tuple(counts.values()))


def test_tables_are_joined_by_name() -> None:
    joined = join_counts(table(cat=1, dog=3), table(dog=2, cat=2))
    assert joined.grouped == (("cat", "dog"), (0.25, 0.75), (0.5, 0.5))
    assert joined.kl_qp(base=2) == pytest.approx(0.20751874963942, abs=5e-15)
    assert joined.kl_pq(base=2) == pytest.approx(0.18872187554087, abs=5e-15)


def test_a_class_missing_on_one_side_is_zero_there() -> None:
    joined = join_counts(table(a=1, b=1), table(a=1, c=1, b=1))
    assert joined.labels == (b"a", b"b", b"c")
    assert joined.p == (0.5, 0.5, 0)
    assert joined.kl_pq(base=2) == pytest.approx(0.58496250072116, abs=5e-15)
    assert joined.kl_qp() == math.inf


def test_labels_that_are_shown_alike_stay_apart() -> None:
    joined = join_counts(CountTable((b"\xff",), (1,)), CountTable((b"\xfe",), (1,)))
    assert joined.classes == 2
    assert joined.kl_pq() == math.inf


@given(
    st.dictionaries(st.integers(0, 60), st.integers(0, 100), min_size=27, max_size=60).filter(
        lambda d: any(d.values())
    ),
    st.dictionaries(st.integers(0, 60), st.integers(1, 100), min_size=27, max_size=60),
)
def test_of_many_classes_those_that_add_most_are_shown(p: dict[int, int], q: dict[int, int]) -> None:
    joined = join_counts(
        CountTable(tuple(b"%d" % i for i in p), tuple(p.values())),
        CountTable(tuple(b"%d" % i for i in q), tuple(q.values())),
    )
    names, shown_p, shown_q = joined.grouped
    assert len(names) == 26
    assert names[-1] == "rest"
    assert list(joined.shown) == sorted(joined.shown)
    assert math.fsum(shown_p) == pytest.approx(1)
    assert math.fsum(shown_q) == pytest.approx(1)
    terms = [
        0.0 if not a else math.inf if not b else a * math.log(a / b)
        for a, b in zip(joined.p, joined.q, strict=True)
    ]
    least = min(terms[i] for i in joined.shown)
    assert all(terms[i] <= least for i in range(joined.classes) if i not in joined.shown)
    assert joined.kl_pq() == kl_divergence(joined.p, joined.q)
    assert joined.kl_pq() >= kl_divergence(shown_p, shown_q) - 1e-12


@given(st.lists(st.text(max_size=20), max_size=26))
def test_any_labels_are_names_of_classes(labels: list[str]) -> None:
    names = class_names(labels)
    assert len(names) == len(labels)
    if len(names) > 1:
        assert Categorical.uniform(len(names), names).names == names
