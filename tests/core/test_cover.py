"""Readings that an exercise hides."""

from __future__ import annotations

import pytest

from infotui.core.cover import Cover
from infotui.core.reading import Reading, Unit, Value


@pytest.mark.parametrize("value", [2.0, 3, (2.0, 0.5), (1, 2)])
def test_a_hidden_reading_is_written_without_digits(value: Value) -> None:
    reading = Reading("entropy", "H(p)", value, Unit.BITS, ".3f")
    (hidden,) = Cover(frozenset({"entropy"})).applied((reading,))
    for text in (hidden.text, *hidden.texts, hidden.text_with_unit):
        assert "▒▒▒▒" in text
        assert not any(char.isdigit() for char in text)
