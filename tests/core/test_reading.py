from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Reading, Record, Unit, format_number


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2.0, ".3f", "2.000"),
        (0.0, ".3f", "0.000"),
        (-0.0, ".3f", "0.000"),
        (math.inf, ".3f", "∞"),
        (-math.inf, ".3f", "−∞"),
        (-0.3, ".4f", "−0.3000"),
        (1.0, ".1%", "100.0 %"),
        (0.4033, ".1%", "40.3 %"),
        (1e-9, ".4f", "1.00e-9".replace("-", "−")),
        (-4e-5, ".4f", "−4.00e−5"),
        (4e-5, ".4f", "4.00e−5"),
        (2758781.1241751315, ".4f", "2.76e6"),
        (999999.5, ".1f", "999999.5"),
    ],
)
def test_a_number_is_written_as_it_is(value: float, form: str, shown: str) -> None:
    assert format_number(value, form) == shown


@given(st.floats(allow_nan=False), st.sampled_from([".3f", ".4f", ".1%"]))
def test_zero_is_written_only_for_zero_and_never_with_a_sign(value: float, form: str) -> None:
    shown = format_number(value, form)
    digits = shown.removesuffix(" %")
    if set(digits) <= set("0."):
        assert value == 0
    if value == 0:
        assert "−" not in shown
        assert "-" not in shown
    assert "nan" not in shown
    assert len(shown) <= 13


def test_the_unit_stands_beside_the_number() -> None:
    assert Reading("entropy", "H(p)", 2.0, Unit.BITS, ".3f").text_with_unit == "2.000 bits"
    assert Reading("perplexity", "2^H", 4.0, None, ".3f").text_with_unit == "4.000"


def test_infinities_are_words_in_json() -> None:
    surprisal = Reading("surprisal", "−log p", (0.0, math.inf), Unit.BITS)
    assert surprisal.to_json() == {"value": [0.0, "inf"], "unit": "bits"}
    assert Reading("kl_gap", "gap", -math.inf, Unit.NATS).to_json() == {"value": "-inf", "unit": "nats"}


def test_records_are_objects_in_json() -> None:
    fit = Record((("mu", -1.0), ("kl", math.inf)))
    one, several = Reading("best", "best", fit, Unit.NATS), Reading("minima", "minima", (fit, fit), Unit.NATS)
    assert one.to_json() == {"value": {"mu": -1.0, "kl": "inf"}, "unit": "nats"}
    assert several.to_json()["value"] == [{"mu": -1.0, "kl": "inf"}] * 2  # type: ignore[index, call-overload]
    assert one.text == "mu −1.0000 kl ∞"
    assert several.records == (fit, fit)
    assert fit.get("mu") == -1.0
    with pytest.raises(TypeError, match="best has several fields"):
        _ = one.number
    with pytest.raises(TypeError, match="entropy is not made of records"):
        _ = Reading("entropy", "H", 2.0, Unit.BITS).records


def test_a_single_value_is_not_one_value_a_class() -> None:
    with pytest.raises(TypeError, match="entropy is a single value"):
        _ = Reading("entropy", "H", 2.0, Unit.BITS).numbers
    with pytest.raises(TypeError, match="terms has one value a class"):
        _ = Reading("terms", "−p log p", (1.0,), Unit.BITS).number
