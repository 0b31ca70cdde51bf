from __future__ import annotations

import json
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


def test_opens_in_the_binary_mode_without_a_word() -> None:
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
        ("multiclass --true 9", "argument --true: '9' is not the number of a class, 1 to 4"),
        ("multiclass --true 0", "argument --true: '0' is not the number of a class, 1 to 4"),
        ("multiclass --smoothing 1", "argument --smoothing: 1 is not a smoothing, from 0 to below 1"),
        ("multiclass --temperature 0", "argument --temperature: 0 is not a temperature, 0.05 to 20"),
        ("multiclass --rate inf", "argument --rate: 'inf' is not a finite number"),
        ("multiclass --logits nan 1", "argument --logits: 'nan' is not a finite number"),
        ("multiclass --logits 1e308 0", "argument --logits: 1e+308 is not a logit"),
        ("multiclass --select 5", "argument --select: '5' is not the number of a class, 1 to 4"),
    ],
)
def test_a_bad_line_is_answered_in_one(line: str, reason: str) -> None:
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
    }


def test_json_writes_infinity_as_a_word() -> None:
    text = json.dumps(
        report(LESSON, Snapshot(INITIAL.with_binary(Binary(0.0, 1)), Unit.NATS)), allow_nan=False
    )
    assert json.loads(text)["readings"] == {
        "loss": {"value": "inf", "unit": "nats"},
        "gradient": {"value": -1.0, "unit": "nats"},
    }


def test_a_change_of_mode_keeps_both_values() -> None:
    state = INITIAL.with_binary(Binary(0.25, 0)).with_multiclass(Multiclass(true=3))
    assert state.with_mode(Mode.BINARY).binary == Binary(0.25, 0)
    assert state.with_mode(Mode.BINARY).with_mode(Mode.MULTICLASS).multiclass.true == 3


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Binary(0.001, 1), "Confident and wrong: this one costs 6.9 nats."),
        (Binary(0.999, 0), "Confident and wrong: this one costs 6.9 nats."),
        (Binary(0.99, 1), "Confident and right: this one costs only 0.0101 nats."),
        (Binary(0.7, 1), "Leaning the right way: this one costs 0.3567 nats."),
        (Binary(0.7, 0), "Leaning the wrong way: this one costs 1.2 nats."),
        (Binary(0.5, 0), "A coin's toss: 0.6931 nats, whichever label is true."),
        (Binary(0.0, 1), "Certain and wrong: no finite number of nats pays for that."),
        (Binary(0.0, 0), "Certain and right: it costs nothing."),
        (Multiclass(), "Right, but not sure: class 2 costs 0.5147 nats."),
        (Multiclass(true=3), "Wrong, at 3.0 nats: more than a uniform guess, 1.3863."),
        (
            Multiclass(Logits((5.0, 4.9, 0.0)), 1),
            "Wrong, at 0.7479 nats: less than a uniform guess, 1.0986.",
        ),
        (Multiclass(Logits((8.0, 0.0)), 1), "Confident and wrong: class 1 for class 2 costs 8.0 nats."),
        (Multiclass(Logits((8.0, 0.0)), 0), "Confident and right: this one costs only 0.0003 nats."),
        (Multiclass(Logits((8.0, 0.0)), 0, 0.1), "Surer than the target wants: this one costs"),
        (Multiclass(Logits((3.0,) * 4)), "A uniform guess: log 4 = 1.3863 nats, whatever is true."),
    ],
)
def test_says_what_the_loss_means(state: Binary | Multiclass, said: str) -> None:
    whole = INITIAL.with_binary(state) if isinstance(state, Binary) else INITIAL.with_multiclass(state)
    assert LESSON.summarize(whole, LESSON.readings(whole, Unit.NATS)).startswith(said)


@given(STATES, st.sampled_from(Unit))
def test_every_state_can_be_said_and_shown(state: CrossEntropyState, unit: Unit) -> None:
    found = LESSON.readings(state, unit)
    texts = [*(reading.text_with_unit for reading in found), LESSON.summarize(state, found)]
    assert not [text for text in texts if "nan" in text or "−0.0000" in text.split() or "-" in text.split()]


@pytest.mark.parametrize("preset", LESSON.presets, ids=lambda preset: preset.name)
@pytest.mark.parametrize(
    "state", [INITIAL.with_binary(Binary(0.2, 0)), INITIAL.with_multiclass(Multiclass(true=0))]
)
def test_presets_make_other_states_of_what_they_are_given(preset: object, state: CrossEntropyState) -> None:
    after = preset.apply(state)  # type: ignore[attr-defined]
    assert after != state
    assert parse(*words(after)).mode is after.mode


def test_the_published_preset_leaves_the_other_mode_alone() -> None:
    published = LESSON.presets[0]
    state = INITIAL.with_multiclass(Multiclass(true=3)).with_binary(Binary(0.25, 0))
    after = published.apply(state)
    assert after.binary == INITIAL.binary
    assert after.multiclass == Multiclass(true=3)


def test_the_presets_cost_what_they_say() -> None:
    def cost(name: str, state: CrossEntropyState) -> str:
        preset = next(preset for preset in LESSON.presets if preset.name == name)
        loss = LESSON.readings(preset.apply(state), Unit.NATS)[0]
        return format_number(loss.number)

    several = INITIAL.with_mode(Mode.MULTICLASS)
    assert cost("beyond measure", INITIAL) == "∞"
    assert cost("beyond measure", several) == "1000.0000"
    assert cost("softmax twice", INITIAL) == "0.7437"
    assert cost("uniform guess", several) == "1.3863"
