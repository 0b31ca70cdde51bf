import json
import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.cli import main
from infotui.core.history import History
from infotui.core.launch import parse_command
from infotui.core.lesson import Snapshot, command
from infotui.core.reading import Unit
from infotui.core.text_report import text_report
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.model.lesson import LESSON, THEORY
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.model.modes import INITIAL, KLState, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.lessons.gaussian_kl.model.theory_choice import fitting_heading
from infotui.maths.distributions import Categorical
from support.mixtures import gaussians, mixtures


def report(capsys: pytest.CaptureFixture[str], line: str) -> Any:
    """What `--json` prints for the line, read again."""
    assert main([*shlex.split(line)[1:], "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@st.composite
def categorical_states(draw: st.DrawFn) -> CategoricalKLState:
    """Any pair, with names, locks and zeros."""
    k = draw(st.integers(2, 26))
    words = st.from_regex("[a-zé][ab -c1é]{0,10}", fullmatch=True)
    names = draw(st.none() | st.lists(words, min_size=k, max_size=k, unique=True))
    found = []
    for _ in "pq":
        raw = draw(st.lists(st.integers(0, 9), min_size=k, max_size=k).filter(any))
        distribution = Categorical(tuple(x / sum(raw) for x in raw), names)
        for i in draw(st.sets(st.integers(0, k - 1), max_size=2)):
            distribution = distribution.with_lock(i, True)
        found.append(distribution)
    return CategoricalKLState(found[0], found[1], draw(st.booleans()))


@st.composite
def mixture_states(draw: st.DrawFn) -> MixtureKLState:
    """Any mixture, q, direction and rate."""
    rate = draw(st.just(0.1) | st.floats(0.001, 10))
    return MixtureKLState(draw(mixtures()), draw(gaussians), draw(st.booleans()), rate)


def reopened(state: KLState) -> KLState:
    """The state that the command opens which `c` copies."""
    open_anything = LESSON._replace(check_range=lambda state: None)
    _, snapshot = parse_command(command(LESSON, Snapshot(state, Unit.NATS)), [open_anything])
    assert isinstance(snapshot.state, KLState)
    return snapshot.state


@given(categorical_states())
def test_a_categorical_command_brings_the_state_back_bit_for_bit(state: CategoricalKLState) -> None:
    found = reopened(INITIAL.with_categorical(state)).categorical
    assert found == state
    assert [x.hex() for x in (*found.p.p, *found.q.p)] == [x.hex() for x in (*state.p.p, *state.q.p)]


@given(mixture_states())
def test_a_mixture_command_brings_the_state_back_bit_for_bit(state: MixtureKLState) -> None:
    assert repr(reopened(INITIAL.with_mixture(state)).mixture) == repr(state)


@pytest.mark.parametrize("mode", Mode)
def test_presets_reopen_and_print_every_number(mode: Mode, capsys: pytest.CaptureFixture[str]) -> None:
    for preset in PRESETS[mode]:
        state = preset.apply(INITIAL)
        line = command(LESSON, Snapshot(state, Unit.NATS))
        found = report(capsys, line)
        assert found["state"] == LESSON.command_line.to_json(state)
        assert "nan" not in text_report(LESSON, Snapshot(state, Unit.BITS))
        for reading in LESSON.readings(state, Unit.NATS):
            assert found["readings"][reading.name] == reading.to_json()


def test_the_commands_are_short_where_they_can_be() -> None:
    lines = [command(LESSON, Snapshot(INITIAL.with_mode(mode), Unit.NATS)) for mode in Mode]
    assert lines == [
        "infotui kl --p 0 1 --q 2 1.5",
        "infotui kl categorical --p 0.5 0.5 --q 0.75 0.25",
        "infotui kl mixture --p 0.5 -3 1 0.5 3 1 --q 1 1",
    ]


def test_a_mode_alone_opens_as_at_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, "infotui kl gaussian") == report(capsys, "infotui kl")
    for mode in (Mode.CATEGORICAL, Mode.MIXTURE):
        state = report(capsys, f"infotui kl {mode}")["state"]
        assert state == LESSON.command_line.to_json(INITIAL.with_mode(mode))


def test_old_lines_have_no_mode_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(report(capsys, "infotui kl --p 0 1 --q 2 1.5")["state"]) == ["p", "q", "reverse"]
    assert list(report(capsys, "infotui kl categorical")["state"]) == ["mode", "p", "q", "names", "reverse"]
    assert list(report(capsys, "infotui kl mixture")["state"]) == ["mode", "p", "q", "reverse"]


BAD = [
    ("categorical --p .5 .5", "argument --q: is missing: give both --p and --q"),
    ("categorical --q .5 .5", "argument --p: is missing: give both --p and --q"),
    ("categorical --p .5 .5 --q .3 .3 .4", "argument --q: there are 3 probabilities, and 2 in --p"),
    ("categorical --p 16 17 --q .5 .5", "argument --p: class 1 (A) is 16: a probability cannot be above 1"),
    ("categorical --p .5 .5 --q .5 .4", "argument --q: q sums to 0.9: probabilities must sum to 1"),
    (
        "categorical --p .5 .5 --q 1.5 -.5",
        "argument --q: class 1 (A) is 1.5: a probability cannot be",
    ),
    (
        "categorical --p .5 .5 --q .5 -.5",
        "argument --q: class 2 (B) is -0.5: a probability cannot be negative",
    ),
    ("categorical --p .5 nan --q .5 .5", "argument --p: 'nan' is not a finite number"),
    ("categorical --p --q .5 .5", "argument --p: p has length 0: 2 to 26 classes are possible"),
    ("categorical --p 1 --q 1", "argument --p: p has length 1: 2 to 26 classes are possible"),
    ("categorical --p .5 .5 --q 1", "argument --q: q has length 1: 2 to 26 classes are possible"),
    ("categorical --names a", "argument --names: 1 name for 2 classes: give one name per class"),
    ("categorical --names a a", "argument --names: name 2 is 'a': another class already has this name"),
    ("categorical --lock-q 3", "argument --lock-q: '3' is not a class number, 1 to 2"),
    ("categorical --rate 1", "argument --rate: belongs to mixture, and this is categorical"),
    ("--names a b", "argument --names: belongs to categorical, and this is gaussian"),
    ("mixture --lock-p 1", "argument --lock-p: belongs to categorical, and this is mixture"),
    ("mixture --p .5 0 1 .5 0", "argument --p: expected W MU SIGMA for each component, not 5 arguments"),
    ("mixture --p", "argument --p: expected W MU SIGMA for each component, not 0 arguments"),
    ("mixture --p .5 0 1 .5 0 0", "argument --p: component 2: sigma is 0.0: a standard deviation must be"),
    ("mixture --p .5 0 1 .5 0 -1", "argument --p: component 2: sigma is -1.0: a standard deviation must be"),
    ("mixture --p 0 0 1 1 0 1", "argument --p: component 1: weight is 0.0: a weight must be positive"),
    ("mixture --p -1 0 1 2 0 1", "argument --p: component 1: weight is -1.0: a weight must be positive"),
    ("mixture --p .5 0 1 .4 0 1", "argument --p: weights sum to 0.9: they must sum to 1 within 1e-9"),
    ("mixture --p .25 0 1 .25 1 1 .25 2 1 .25 3 1", "argument --p: there are 4 components: 1 to 3"),
    ("mixture --p 1 x 1", "argument --p: 'x' is not a number"),
    ("mixture --p 1 1e9 1", "argument --p: 1e+09 is not a mean from -1e+06 to 1e+06"),
    ("mixture --q 0", "argument --q: expected 2 arguments"),
    ("mixture --q 0 -1", "argument --q: sigma is -1.0: a standard deviation must be positive and finite"),
    ("mixture --q 0 1 2", "unrecognized arguments: 2"),
    ("mixture --rate 0", "argument --rate: 0 is not a learning rate from 0.001 to 10"),
    ("mixture --rate", "argument --rate: expected one argument"),
    ("poisson", "argument mode: 'poisson' is not gaussian, categorical or mixture"),
]


@pytest.mark.parametrize(("words", "complaint"), BAD, ids=[words for words, _ in BAD])
def test_bad_input_is_one_line_and_status_2(
    words: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(main(["kl", *words.split(), "--json"]))
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith(f"infotui kl: {complaint}")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("--p 11 1 --q 0 1", "argument --p: the mean μ = 11 is outside −10 to 10"),
        ("mixture --p 0.5 0 1 0.5 11 1 --q 0 1", "argument --p: component 2: the mean μ = 11 is outside"),
        ("mixture --p 1 0 11 --q 0 1", "argument --p: the standard deviation σ = 11 is outside 0.01 to 10"),
        (
            "mixture --p 1 0 1 --q 0 0.001",
            "argument --q: the standard deviation σ = 0.001 is outside",
        ),
    ],
)
def test_what_the_controls_cannot_reach_is_printed_but_not_drawn(
    words: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kl", *words.split()]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"infotui kl: {complaint}")
    assert "(--json reads it all the same)" in said
    assert main(["kl", *words.split(), "--json"]) == 0


def test_undo_goes_across_the_modes() -> None:
    states = [INITIAL]
    for mode in (Mode.CATEGORICAL, Mode.MIXTURE, Mode.GAUSSIAN):
        assert states[-1].mode.next is mode
        states.append(states[-1].with_mode(mode))
    changed = states[1].with_categorical(states[1].categorical.swapped())
    history = History(INITIAL)
    for state in (states[1], changed, changed.with_mode(Mode.MIXTURE)):
        history.push(state)
    assert [history.undo() for _ in range(3)] == [changed, states[1], INITIAL]
    assert changed.with_mode(Mode.GAUSSIAN).categorical == changed.categorical


@pytest.mark.parametrize("mode", Mode)
def test_the_direction_is_that_of_the_mode_in_view(mode: Mode) -> None:
    state = INITIAL.with_mode(mode)
    assert not state.reverse
    turned = KLState(
        mode,
        state.gaussian.with_reverse(True),
        state.categorical.with_reverse(True),
        state.mixture.with_reverse(True),
    )
    assert turned.reverse


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("categorical --p 1 0 --q 1 0", "The definition"),
        ("categorical --p 1 0 --q 0 1", "Jensen-Shannon divergence"),
        ("categorical --p .5 .5 0 --q .5 .25 .25", "When it is infinite"),
        ("categorical --p .75 .25 --q .25 .75", "Not a distance"),
        ("categorical --p .6 .2 .2 --q .5 .25 .25", "Data from p, code built for q"),
        ("mixture --p 1 0 1 --q 0 2", "Fitting one Gaussian"),
        ("mixture", "KL(p‖q) is mass-covering"),
        ("mixture --reverse", "KL(q‖p) is mode-seeking"),
        ("mixture --p .5 -1 1 .5 1 1 --q 0 2 --reverse", "Only when the modes are far apart"),
        (
            "mixture --p .2 -4 1 .3 0 .5 .5 4 1 --q 0 2 --reverse",  # the best q covers two of the three
            "Only when the modes are far apart",
        ),
    ],
)
def test_the_theory_follows_the_state_of_every_mode(line: str, heading: str) -> None:
    open_anything = LESSON._replace(check_range=lambda state: None)
    state = parse_command(f"infotui kl {line}", [open_anything])[1].state
    assert isinstance(state, KLState)
    assert fitting_heading(state, False) == heading
    assert heading in {section.heading for section in THEORY[state.mode]}
    assert fitting_heading(INITIAL.with_mode(Mode.MIXTURE), True) == "Gradient steps"


@pytest.mark.parametrize("mode", Mode)
def test_no_reading_of_a_preset_is_out_of_bounds(mode: Mode) -> None:
    for unit in Unit:
        limits = LESSON.bounds(unit, None)
        for preset in PRESETS[mode]:
            for reading in LESSON.readings(preset.apply(INITIAL), unit):
                if reading.name in limits and isinstance(reading.value, int | float):
                    least, most = limits[reading.name]
                    assert least <= reading.value <= most, (preset.name, reading)
