"""Any sequence of edits of a Categorical keeps what it promises."""

import math

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from infotui.maths.distributions import MAX_CLASSES, MIN_CLASSES, Categorical

PROBABILITY = st.one_of(st.floats(-0.5, 1.5), st.sampled_from([0.0, 1.0, 0.5, 1e-300, 5e-324, 1 - 1e-16]))


def normalised(weights: list[float]) -> list[float]:
    total = math.fsum(weights)
    return [weight / total for weight in weights]


class Edits(RuleBasedStateMachine):
    most = MAX_CLASSES
    value: Categorical

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        self.value = Categorical.uniform(data.draw(st.integers(MIN_CLASSES, self.most)))

    def some_class(self, data: st.DataObject) -> int:
        return data.draw(st.integers(0, self.value.k - 1))

    def edit(self, value: Categorical) -> None:
        """The next value, once it is seen that the locked classes are where they were, to the bit."""
        for i in self.value.locked & value.locked:
            assert value.p[i] == self.value.p[i]
        self.value = value

    @rule(data=st.data(), x=PROBABILITY)
    def set(self, data: st.DataObject, x: float) -> None:
        i = self.some_class(data)
        if i in self.value.locked:
            with pytest.raises(ValueError, match="locked"):
                self.value.with_probability(i, x)
            return
        before = self.value
        self.edit(before.with_probability(i, x))
        assert self.value.locked == before.locked
        left = 1 - math.fsum(before.p[j] for j in before.locked)
        if len(before.locked) == before.k - 1:
            assert self.value.p[i] == pytest.approx(left, abs=1e-15)
        elif 0 <= x < left - 1e-15:
            assert self.value.p[i] == x

    @rule(data=st.data(), path=st.lists(PROBABILITY, max_size=4), end=st.sampled_from([0.0, 1.0]))
    def drag_to_an_end_and_back(self, data: st.DataObject, path: list[float], end: float) -> None:
        i = self.some_class(data)
        reference = self.value
        if i in reference.locked:
            return
        for x in (*path, end):
            self.edit(self.value.with_probability(i, x, reference=reference))
            self.promises()
        self.edit(self.value.with_probability(i, reference.p[i], reference=reference))
        assert self.value == reference

    @rule(data=st.data(), x=st.floats(0.01, 0.99))
    def the_others_keep_their_proportions(self, data: st.DataObject, x: float) -> None:
        i = self.some_class(data)
        if i in self.value.locked:
            return
        before = self.value
        self.edit(before.with_probability(i, x))
        others = [j for j in range(before.k) if j != i and j not in before.locked]
        old, new = ([value.p[j] for j in others] for value in (before, self.value))
        if math.fsum(old) > 1e-3 and math.fsum(new) > 1e-3:
            assert normalised(new) == pytest.approx(normalised(old), rel=1e-9, abs=1e-12)

    @rule(data=st.data(), locked=st.booleans())
    def lock(self, data: st.DataObject, locked: bool) -> None:
        i = self.some_class(data)
        before = self.value
        self.edit(before.with_lock(i, locked))
        assert self.value.p == before.p
        assert (i in self.value.locked) == locked

    @precondition(lambda self: self.value.k < self.most)
    @rule()
    def add(self) -> None:
        before = self.value
        self.edit(before.with_class())
        assert self.value.p == (*before.p, 0.0)

    @precondition(lambda self: self.value.k > MIN_CLASSES)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        i = self.some_class(data)
        before = self.value
        if len(before.locked - {i}) == before.k - 1:
            with pytest.raises(ValueError, match="locked"):
                before.without_class(i)
            return
        self.value = before.without_class(i)
        assert self.value.names == before.names[:i] + before.names[i + 1 :]
        for j in before.locked - {i}:
            k = self.value.names.index(before.names[j])
            assert k in self.value.locked
            assert self.value.p[k] == before.p[j]

    @rule()
    def uniform(self) -> None:
        if len(self.value.locked) < self.value.k:
            self.edit(self.value.with_uniform())

    @rule(data=st.data())
    def one_hot(self, data: st.DataObject) -> None:
        i = self.some_class(data)
        if i not in self.value.locked:
            self.edit(self.value.with_one_hot(i))

    @rule(data=st.data())
    def typed(self, data: st.DataObject) -> None:
        some = st.lists(st.floats(0, 1), min_size=MIN_CLASSES, max_size=self.most)
        p = normalised(data.draw(some.filter(lambda weights: sum(weights) > 1e-6)))
        self.value = self.value.with_probabilities(p)
        assert self.value.p == tuple(p)

    @invariant()
    def promises(self) -> None:
        assert abs(math.fsum(self.value.p) - 1) <= 1e-12
        assert min(self.value.p) >= 0
        assert len(self.value.p) == len(set(self.value.names)) == self.value.k
        assert hash(self.value) == hash(Categorical(self.value.p, self.value.names, self.value.locked))


class EditsOfFew(Edits):
    """So few classes that all of them are often locked, or all but one."""

    most = 4


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestEditsOfFew = EditsOfFew.TestCase
TestEditsOfFew.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
