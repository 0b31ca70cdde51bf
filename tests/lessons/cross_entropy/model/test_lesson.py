from __future__ import annotations

import json
import math
import shlex
from argparse import ArgumentParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.lesson import Snapshot, command, report
from infotui.core.reading import Unit, format_number
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.state import (
    ALL_LOGITS,
    INITIAL,
    Binary,
    CrossEntropyState,
    Mode,
    Multiclass,
)
from infotui.maths.distributions import Logits

BINARIES = st.builds(Binary, st.floats(0, 1), st.sampled_from([0, 1]))


@st.composite
def multiclasses(draw: st.DrawFn) -> Multiclass:
    z = tuple(draw(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=10)))
    classes = st.integers(0, len(z) - 1)
    return Multiclass(
        Logits(tuple(x + 0.0 for x in z)),
        draw(classes),
        draw(st.floats(0, 1, exclude_max=True)),
        draw(st.floats(0.05, 20)),
        draw(st.floats(0.01, 10)),
        draw(classes | st.just(ALL_LOGITS)),
    )


STATES = BINARIES.map(INITIAL.with_binary) | multiclasses().map(INITIAL.with_multiclass)


def parse(*words: str) -> CrossEntropyState:
    parser = ArgumentParser()
    LESSON.command_line.add_arguments(parser)
    # A blank before it makes argparse take a negative number for a value.
    return LESSON.command_line.parse(
        parser.parse_args([f" {w}" if w[:1] == "-" != w[1:2] else w for w in words])
    )


def words(state: CrossEntropyState) -> list[str]:
    return shlex.split(command(LESSON, Snapshot(state, Unit.NATS)))[2:]


@given(STATES)
def test_the_command_line_brings_back_every_state(state: CrossEntropyState) -> None:
    assert parse(*words(state)) == state


def test_the_default_mode_is_binary() -> None:
    assert parse() == INITIAL
    assert words(INITIAL) == ["binary", "--p", "0.7", "--label", "1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ternary", "argument mode: 'ternary' is none of binary, multiclass and data"),
        ("binary --p 1.2", "argument --p: 1.2 is not a probability, 0 to 1"),
        ("binary --p -0.1", "argument --p: -0.1 is not a probability, 0 to 1"),
        ("binary --p nan", "argument --p: 'nan' is not a finite number"),
        ("binary --p x", "argument --p: 'x' is not a number"),
        ("binary --label 2", "argument --label: '2' is not a label, 0 or 1"),
        ("binary --logits 1 2", "argument --logits: belongs to multiclass, and this is binary"),
        ("multiclass --p 0.5", "argument --p: belongs to binary, and this is multiclass"),
        ("multiclass --true 9", "argument --true: '9' is not a class number, 1 to 4"),
        ("multiclass --true 0", "argument --true: '0' is not a class number, 1 to 4"),
        ("multiclass --smoothing 1", "argument --smoothing: 1 is not a smoothing, from 0 to below 1"),
        ("multiclass --temperature 0", "argument --temperature: 0 is not a temperature, 0.05 to 20"),
        ("multiclass --rate inf", "argument --rate: 'inf' is not a finite number"),
        ("multiclass --logits nan 1", "argument --logits: 'nan' is not a finite number"),
        ("multiclass --logits 1e308 0", "argument --logits: 1e+308 is not a logit"),
        ("multiclass --select 5", "argument --select: '5' is not a class number, 1 to 4"),
    ],
)
def test_bad_arguments_are_one_line_errors(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^argument") as raised:
        parse(*line.split())
    assert str(raised.value).startswith(reason)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("z", ["1", "1 2 3 4 5 6 7 8 9 10 11"])
def test_too_few_or_many_logits_are_refused(z: str) -> None:
    with pytest.raises(ValueError, match=r"^argument --logits: .*2 to 10"):
        parse("multiclass", "--logits", *z.split())


def test_json_counts_the_true_class_from_1() -> None:
    found = report(LESSON, Snapshot(INITIAL.with_mode(Mode.MULTICLASS), Unit.NATS))
    assert found["state"] == {
        "mode": "multiclass",
        "logits": [1.0, 2.0, 0.5, -0.5],
        "true": 2,
        "smoothing": 0.0,
        "temperature": 1.0,
        "rate": 1.0,
    }


def test_json_writes_infinity_as_a_word() -> None:
    text = json.dumps(
        report(LESSON, Snapshot(INITIAL.with_binary(Binary(0.0, 1)), Unit.NATS)), allow_nan=False
    )
    assert json.loads(text)["readings"] == {
        "loss": {"value": "inf", "unit": "nats"},
        "gradient": {"value": -1.0, "unit": "nats"},
        "derivative_p": {"value": "-inf", "unit": "nats"},
        "logit": {"value": "-inf", "unit": None},
        "q": {"value": 0.0, "unit": None},
        "uniform_guess": {"value": math.log(2), "unit": "nats"},
    }


def test_a_change_of_mode_keeps_both_values() -> None:
    state = INITIAL.with_binary(Binary(0.25, 0)).with_multiclass(Multiclass(true=3))
    assert state.with_mode(Mode.BINARY).binary == Binary(0.25, 0)
    assert state.with_mode(Mode.BINARY).with_mode(Mode.MULTICLASS).multiclass.true == 3


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Binary(0.001, 1), "Confident and wrong: this prediction costs 6.9078 nats."),
        (Binary(0.999, 0), "Confident and wrong: this prediction costs 6.9078 nats."),
        (Binary(0.99, 1), "Confident and right: this prediction costs only 0.0101 nats."),
        (Binary(0.7, 1), "Leaning the right way: this prediction costs 0.3567 nats."),
        (Binary(0.7, 0), "Leaning the wrong way: this prediction costs 1.2040 nats."),
        (Binary(0.5, 0), "A coin toss: 0.6931 nats, whichever label is true."),
        (Binary(0.0, 1), "Certain and wrong: the loss is infinite."),
        (Binary(0.0, 0), "Certain and right: it costs nothing."),
        (Multiclass(), "Right, but not confident: class 2 costs 0.5147 nats."),
        (Multiclass(true=3), "Wrong: it costs 3.0147 nats, more than a uniform guess (1.3863)."),
        (
            Multiclass(Logits((5.0, 4.9, 0.0)), 1),
            "Wrong: it costs 0.7479 nats, less than a uniform guess (1.0986).",
        ),
        (
            Multiclass(Logits((8.0, 0.0)), 1),
            "Confident and wrong: q says class 1, the truth is class 2. Cost: 8.0003 nats.",
        ),
        (Multiclass(Logits((8.0, 0.0)), 0), "Confident and right: this prediction costs only 0.0003 nats."),
        (Multiclass(Logits((8.0, 0.0)), 0, 0.1), "Overconfident: q exceeds the smoothed target."),
        (Multiclass(Logits((3.0,) * 4)), "A uniform guess: log 4 = 1.3863 nats, whatever is true."),
        (
            Multiclass(Logits((2.0, 2.0, 0.0, 0.0)), 1),
            "A tie: class 1 is as likely as the true class. This prediction costs 0.8201 nats.",
        ),
        (
            Multiclass(Logits((2.0, 2.0, 2.0, 0.0)), 1),
            "A tie: classes 1 and 3 are as likely as the true class.",
        ),
        (
            Multiclass(Logits(tuple(map(math.log, Multiclass(smoothing=0.1).target))), 1, 0.1),
            "At its minimum: q is p to within 1e−7 nats, and H(p) = 0.3488 nats remains.",
        ),
    ],
)
def test_the_summary_explains_the_loss(state: Binary | Multiclass, said: str) -> None:
    whole = INITIAL.with_binary(state) if isinstance(state, Binary) else INITIAL.with_multiclass(state)
    assert LESSON.summarize(whole, LESSON.readings(whole, Unit.NATS)).startswith(said)


@given(STATES, st.sampled_from(Unit))
def test_every_state_has_readable_numbers_and_summary(state: CrossEntropyState, unit: Unit) -> None:
    found = LESSON.readings(state, unit)
    texts = [*(reading.text_with_unit for reading in found), LESSON.summarize(state, found)]
    assert not [text for text in texts if "nan" in text or "−0.0000" in text.split() or "-" in text.split()]


@pytest.mark.parametrize("preset", LESSON.presets, ids=lambda preset: preset.name)
@pytest.mark.parametrize(
    "state", [INITIAL.with_binary(Binary(0.2, 0)), INITIAL.with_multiclass(Multiclass(true=0))]
)
def test_presets_change_the_state(preset: object, state: CrossEntropyState) -> None:
    after = preset.apply(state)  # type: ignore[attr-defined]
    assert after != state
    assert parse(*words(after)).mode is after.mode


def test_the_opening_preset_leaves_the_other_mode_alone() -> None:
    opening = LESSON.presets[0]
    state = INITIAL.with_multiclass(Multiclass(true=3)).with_binary(Binary(0.25, 0))
    after = opening.apply(state)
    assert after.binary == INITIAL.binary
    assert after.multiclass == Multiclass(true=3)


def test_presets_have_the_stated_loss() -> None:
    def cost(name: str, state: CrossEntropyState) -> str:
        preset = next(preset for preset in LESSON.presets if preset.name == name)
        loss = LESSON.readings(preset.apply(state), Unit.NATS)[0]
        return format_number(loss.number)

    several = INITIAL.with_mode(Mode.MULTICLASS)
    assert cost("certain and wrong", INITIAL) == "∞"
    assert cost("certain and wrong", several) == "1000.0000"
    assert cost("softmax twice", INITIAL) == "0.7437"
    assert cost("uniform guess", several) == "1.3863"
    # A preset is a whole state: the logits of the state before do not stay.
    extreme = INITIAL.with_multiclass(Multiclass(Logits((1000.0, 0.0)), 1))
    assert cost("smoothed labels", extreme) == cost("smoothed labels", several) != "975.0000"


@pytest.mark.parametrize(
    ("state", "is_running", "heading"),
    [
        (Binary(), False, "One example"),
        (Binary(0.01, 1), False, "Its gradient"),
        (Binary(0.99, 1), False, "One example"),
        (Multiclass(), False, "Its gradient"),
        (Multiclass(), True, "One step"),
        (Multiclass(smoothing=0.1), False, "Its minimum"),
        (Multiclass(smoothing=0.1), True, "One step"),
        (Multiclass(temperature=2.0), False, "Shift, not scale"),
        (Multiclass(selected=ALL_LOGITS), False, "Shift, not scale"),
        (Multiclass(Logits((0.0, 1.0, 0.0))), False, "Softmax twice"),
        (Multiclass(Logits((3.0,) * 4)), False, "Cross-entropy"),
    ],
)
def test_the_theory_follows_the_state(state: Binary | Multiclass, is_running: bool, heading: str) -> None:
    whole = INITIAL.with_binary(state) if isinstance(state, Binary) else INITIAL.with_multiclass(state)
    assert LESSON.theory[LESSON.theory_index(whole, is_running)].heading == heading


@pytest.mark.parametrize("unit", Unit)
@given(state=STATES)
def test_readings_stay_within_their_bounds(state: CrossEntropyState, unit: Unit) -> None:
    k = 2 if state.mode is Mode.BINARY else state.multiclass.k
    limits = LESSON.bounds(unit, k)
    for reading in LESSON.readings(state, unit):
        least, most = limits[reading.name]
        found = reading.numbers if isinstance(reading.value, tuple) else (reading.number,)
        assert all(least <= x <= most for x in found), reading


def test_a_command_leaves_out_defaults() -> None:
    state = INITIAL.with_multiclass(Multiclass(smoothing=0.25))
    line = "multiclass --logits 1 2 0.5 -0.5 --true 2 --smoothing 0.25"
    assert words(state) == line.split()
