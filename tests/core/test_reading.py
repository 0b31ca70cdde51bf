from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Reading, Record, Series, Unit, format_column, format_number


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
def test_numbers_are_formatted(value: float, form: str, shown: str) -> None:
    assert format_number(value, form) == shown


@given(st.floats(allow_nan=False), st.sampled_from([".3f", ".4f", ".1%"]))
def test_only_zero_is_shown_as_zero_and_without_a_sign(value: float, form: str) -> None:
    shown = format_number(value, form)
    digits = shown.removesuffix(" %")
    if set(digits) <= set("0."):
        assert value == 0
    if value == 0:
        assert "−" not in shown
        assert "-" not in shown
    assert "nan" not in shown
    assert len(shown) <= 13


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((0.5, 0.25), ("0.5000", "0.2500")),
        ((3.67e-5, 1.04e-7, -0.0001), ("3.67e−5", "1.04e−7", "−1.00e−4")),
        ((1.0, 1e-300, 0.0, None), ("1.00e0", "1.00e−300", "0", "–")),
        ((0.0, math.inf), ("0.0000", "∞")),
        ((1e-9, -math.inf), ("1.00e−9", "−∞")),
        ((1e-9,), ("1.00e−9",)),
        ((), ()),
    ],
)
def test_a_column_has_one_format(values: tuple[float | None, ...], shown: tuple[str, ...]) -> None:
    assert format_column(values) == shown


@pytest.mark.parametrize("unit", Unit)
def test_a_nat_and_a_bit_are_the_same_in_both_units(unit: Unit) -> None:
    assert unit.per_nat * math.log(2) == pytest.approx(unit.one_bit, rel=1e-15)


def test_label_and_spoken_name_have_defaults() -> None:
    assert Reading("code_lengths", "ℓ", 1.0, None).label == "code lengths"
    assert Reading("loss", "loss", 1.0, None, label="loss H(p, q)").spoken == "loss H(p, q)"
    replaced = Reading("kl_pq", "KL", 1.0, None, spoken="the KL divergence")._replace(value=2.0)
    assert (type(replaced), replaced.number, replaced.spoken) == (Reading, 2.0, "the KL divergence")


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
    with pytest.raises(TypeError, match="best has no single number"):
        _ = one.number
    with pytest.raises(TypeError, match="entropy does not consist of records"):
        _ = Reading("entropy", "H", 2.0, Unit.BITS).records


def test_numbers_and_number_refuse_the_other_kind() -> None:
    with pytest.raises(TypeError, match="entropy is a single value"):
        _ = Reading("entropy", "H", 2.0, Unit.BITS).numbers
    with pytest.raises(TypeError, match="terms has one value per class"):
        _ = Reading("terms", "−p log p", (1.0,), Unit.BITS).number


def test_whole_numbers_and_truths_in_a_record_are_shown_as_such() -> None:
    record = Record((("name", "a"), ("count", 1204), ("p", 0.5), ("reliable", True), ("shannon", None)))
    reading = Reading("top", "top", (record,), None, ".2f")
    assert reading.text == "name a count 1,204 p 0.50 reliable yes shannon –"
    assert reading.to_json()["value"] == [  # type: ignore[index, call-overload]
        {"name": "a", "count": 1204, "p": 0.5, "reliable": True, "shannon": None}
    ]


def test_a_whole_number_keeps_all_its_digits() -> None:
    assert Reading("n", "N", 2**53, None, ",d").text == "9,007,199,254,740,992"


def test_records_and_series_hold_each_other() -> None:
    interval = Series((1.0, math.inf))
    value = Record((("n", 50), ("interval", interval), ("rows", Series((Record((("q", 0.5),)),)))))
    reading = Reading("against", "against", value, Unit.NATS)
    wanted = {"n": 50, "interval": [1.0, "inf"], "rows": [{"q": 0.5}]}
    assert reading.to_json() == {"value": wanted, "unit": "nats"}
    assert reading.text == "n 50 interval 1.0000; ∞ rows q 0.5000"
    assert value.get("n") == 50
    assert value.get("interval") is None
    assert Reading("notes", "notes", Series(()), None).text == "–"
