from __future__ import annotations

import math
import re

import pytest

from infotui.core.cover import COVERED, make_cover
from infotui.core.launch import parse_command
from infotui.core.lesson import AnyLesson
from infotui.exercises import file_format
from infotui.exercises.goals import EvalContext
from infotui.exercises.loader import read_exercises
from infotui.exercises.model import ExerciseSet, Progress, Task
from infotui.exercises.prediction import Question
from infotui.exercises.text_report import exercises_text
from infotui.lessons import LESSONS

ALL = [entry.lesson for entry in LESSONS]
KL = "kl --p 0 1 --q 2 1.5"
NUMBER = "ask = { reading = 'kl_qp', unit = 'nats', within = 0.1 }"
CHOICE = "ask = { choices = ['p', 'q', 'equal'], is = 'q' }"
DATA = "cross-entropy data src/infotui/lessons/cross_entropy/predictions.csv"


def a_set(opens: str, *lines: str) -> ExerciseSet:
    head = f"title = 't'\nopens = 'infotui {opens}'\n[[task]]\nprompt = 'p'\n"
    return read_exercises(head + "\n".join(lines) + "\n", ALL)


def asked(opens: str, line: str) -> tuple[Question, EvalContext]:
    found = a_set(opens, line)
    task = found.tasks[0]
    assert task.question is not None
    return task.question, EvalContext(found.lesson, task.initial)


@pytest.mark.parametrize(
    ("opens", "ask", "typed", "said"),
    [
        (KL, NUMBER, "0.9", "you said 0.9, it is 2.2195 nats: 1.3195 too low"),
        (KL, NUMBER, "9/3", "you said 3, it is 2.2195 nats: 0.7805 too high"),
        (KL, NUMBER, "2.2", "you said 2.2, it is 2.2195 nats: right, within 0.1"),
        (KL, NUMBER, " 2.2 nats", "you said 2.2, it is 2.2195 nats: right, within 0.1"),
        (KL, NUMBER, "220 %", "you said 2.2, it is 2.2195 nats: right, within 0.1"),
        (KL, NUMBER, "exp(-3)", "you said 0.0497871, it is 2.2195 nats: 2.1697 too low"),
        (KL, NUMBER, "∞", "you said ∞, it is 2.2195 nats"),
        (KL, NUMBER, "-1", "you said −1, it is 2.2195 nats: 3.2195 too low"),
        ("entropy 1/2 1/2", "ask = { reading = 'entropy' }", "1", "you said 1, it is 1.000 bits: right"),
        (
            "entropy 1/2 1/4 1/4 0",
            "ask = { reading = 'efficiency', within = 0.1 }",
            "70%",
            "you said 70 %, it is 75.0 %: right, within 10 percentage points",
        ),
        (
            "entropy 1/2 1/4 1/4 0",
            "ask = { reading = 'efficiency' }",
            "0.7",
            "you said 70 %, it is 75.0 %: 5.0 percentage points too low",
        ),
        ("entropy 1 0", "ask = { reading = 'surprisal.2' }", "inf", "you said ∞, it is ∞ bits: right"),
        ("entropy 1 0", "ask = { reading = 'surprisal.2' }", "3", "you said 3, it is ∞ bits"),
        (KL, CHOICE, "q", "you said q: right"),
        (KL, CHOICE, "2", "you said q: right"),
        (KL, CHOICE, "EQ", "you said equal, it is q"),
        (KL, CHOICE, "1", "you said p, it is q"),
        (KL, "ask = { choices = ['1', '2', '4'], is = '4' }", "2", "you said 2, it is 4"),
    ],
)
def test_an_answer_is_compared_with_what_is(opens: str, ask: str, typed: str, said: str) -> None:
    question, view = asked(opens, ask)
    assert question.verdict(question.read(typed, view), view) == said


@pytest.mark.parametrize(
    ("ask", "typed", "words"),
    [
        (NUMBER, "", "not a number"),
        (NUMBER, "0,9", "write 0.9 with a point"),
        (NUMBER, "much", "'much' is not a number"),
        (NUMBER, "3 bits", "the question is in nats"),
        (NUMBER, "nan", "not a finite number"),
        (CHOICE, "", "there are 1 p, 2 q, 3 equal"),
        (CHOICE, "r", "'r' is no answer"),
        (CHOICE, "0", "'0' is no answer"),
        (CHOICE, "4", "'4' is no answer"),
        ("ask = { choices = ['rises', 'rings'], is = 'rises' }", "ri", "'ri' is no answer"),
    ],
)
def test_an_answer_that_is_none_is_refused(ask: str, typed: str, words: str) -> None:
    question, view = asked(KL, ask)
    with pytest.raises(ValueError, match=re.escape(words)):
        question.read(typed, view)


def test_the_question_names_its_quantity_and_unit() -> None:
    assert asked(KL, NUMBER)[0].label(asked(KL, NUMBER)[1]) == "KL(q‖p) in nats"
    question, view = asked("entropy 1/2 1/2", "ask = { reading = 'efficiency' }")
    assert " in " not in question.label(view)


def test_a_task_without_a_goal_is_done_when_it_is_answered() -> None:
    progress = Progress(a_set(KL, NUMBER))
    snapshot = progress.task.initial
    assert progress.is_covered
    assert not progress.with_results(progress.statuses(snapshot)).is_solved
    answered = progress.with_answer(math.inf, snapshot)
    assert not answered.is_covered
    assert answered.verdict == "you said ∞, it is 2.2195 nats"
    assert answered.with_results(answered.statuses(snapshot)).is_solved


def test_goals_count_from_the_answer_on() -> None:
    progress = Progress(a_set(KL, NUMBER, "goal = { reading = 'kl_qp', below = 0.1 }"))
    _, close = parse_command("infotui kl --p 0 1 --q 0 1", ALL)
    (status,) = progress.statuses(close)
    assert (status.is_met, status.now) == (False, COVERED)
    (status,) = progress.with_answer(1.0, progress.task.initial).statuses(close)
    assert (status.is_met, status.now) == (True, "0.0000 nats")


def test_goals_uncover_what_only_they_hide() -> None:
    lines = "hide = ['p', 'table']", "hold = ['p']", "goal = { reading = 'kl_pq', below = 0.1 }"
    progress = Progress(a_set("kl --p 1 0.5 --q 0 1", *lines))
    assert {"p", "entropy_p"} <= progress.cover(progress.task.initial.state).names
    assert {"table", "integrand", "sentence"} <= progress.cover(progress.task.initial.state).views
    _, close = parse_command("infotui kl --p 1 0.5 --q 1 0.5", ALL)
    solved = progress.with_results(progress.statuses(close))
    assert solved.is_solved
    assert not solved.cover(close.state).names


def test_what_waits_for_a_key_stays_covered_when_goals_are_met() -> None:
    progress = Progress(
        a_set(KL, "hide = ['kl_pq']", "reveal = 'key'", "goal = { reading = 'kl_pq', below = 0.1 }")
    )
    _, close = parse_command("infotui kl --p 0 1 --q 0 1", ALL)
    assert progress.with_results(progress.statuses(close)).is_covered
    shown = progress.with_answer(None, progress.task.initial)
    assert shown.verdict == ""
    assert shown.with_results(shown.statuses(close)).is_solved


def test_the_key_of_a_lecturer_says_what_it_is() -> None:
    progress = Progress(a_set(KL, NUMBER, "reveal = 'key'"))
    assert progress.with_answer(None, progress.task.initial).verdict == "it is 2.2195 nats"


def test_the_text_of_a_set_does_not_tell_what_is_hidden() -> None:
    text = exercises_text(
        a_set(
            "kl --p 1.25 0.5 --q 0 1",
            "opens = 'infotui kl --p 1.25 0.5 --q 0 1'",
            "hide = ['p', 'plot']",
            "hold = ['p']",
            "goal = { reading = 'kl_pq', below = 0.1 }",
        )
    )
    assert "Opens with: hidden." in text
    assert "1.25" not in text
    assert "Hidden until the goals are met: p and plot." in text
    text = exercises_text(a_set(KL, CHOICE, "hide = ['kl_qp']"))
    assert "Asked first: p, q, equal." in text
    assert "Hidden until it is answered: KL of q from p." in text


def test_every_example_of_the_format_is_valid() -> None:
    assert file_format.__doc__ is not None
    examples = re.findall(r"^    title = .*\n(?:    .*\n)+", file_format.__doc__, re.MULTILINE)
    assert len(examples) == 3
    tasks: list[Task] = [read_exercises(example, ALL).tasks[0] for example in examples]
    assert [task.waits for task in tasks] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("entropy", "entropy "),
        ("entropy --symbols tests/exercises/test_prediction.py", "entropy of a file"),
        ("kl", "kl gaussian"),
        ("kl categorical --p 1/2 1/2 --q 1/4 3/4", "kl categorical"),
        ("kl mixture", "kl mixture"),
        ("cross-entropy binary", "cross-entropy binary"),
        ("cross-entropy multiclass", "multiclass"),
        (DATA, "data"),
    ],
)
def test_the_format_names_every_view(line: str, heading: str) -> None:
    lesson, snapshot = parse_command(f"infotui {line}", ALL)
    views = lesson.disclosure(snapshot.state).views
    assert file_format.__doc__ is not None
    found = re.search(rf"^  {heading} +(.+(?:\n {{20,}}.+)*)", file_format.__doc__, re.MULTILINE)
    assert found is not None
    assert sorted(found[1].split()) == sorted(views)


@pytest.mark.parametrize(
    "line",
    ["entropy", "kl", "kl --reverse", "kl mixture", "cross-entropy binary", "cross-entropy multiclass", DATA],
)
def test_what_gives_a_reading_away_exists(line: str) -> None:
    lesson: AnyLesson
    lesson, snapshot = parse_command(f"infotui {line}", ALL)
    disclosure = lesson.disclosure(snapshot.state)
    readings = {reading.name for reading in lesson.readings(snapshot.state, snapshot.unit)}
    for name, shown in disclosure.views.items():
        assert set(shown) <= readings | {"against", "worst_share"}, name
    for name, others in disclosure.implied.items():
        assert {name, *others} <= readings | set(disclosure.views) | set(disclosure.distributions)


def test_a_hidden_reading_has_no_digits() -> None:
    lesson, snapshot = parse_command("infotui entropy 0.5 0.3 0.2", ALL)
    readings = lesson.readings(snapshot.state, snapshot.unit)
    cover = make_cover(["surprisal", "entropy"], lesson.disclosure(snapshot.state))
    for reading in cover.applied(readings):
        if reading.name in cover.names:
            assert set(reading.text) <= {"▒", " "}
            assert reading.text_with_unit.startswith("▒")


@pytest.mark.parametrize(
    ("line", "name", "pictures"),
    [
        ("entropy", "entropy", {"gauge", "table", "curve", "sample"}),
        ("entropy", "code_lengths", {"table", "code"}),
        ("entropy", "mean_code_length", {"table", "code"}),
        ("kl", "kl_pq", {"integrand", "formula", "divergences"}),
        ("kl", "kl_qp", {"divergences"}),
        ("kl --reverse", "kl_qp", {"integrand", "formula", "divergences"}),
        ("kl", "p", {"integrand", "formula"}),
        ("kl categorical --p 1/2 1/2 --q 1/4 3/4", "kl_pq", {"terms", "classes", "divergences"}),
        ("kl mixture", "kl_pq", {"integrand", "trace", "table"}),
        ("kl mixture", "forward_best", {"trace", "headline", "table"}),
        ("cross-entropy binary", "loss", {"curve", "headline", "notes", "gauge"}),
        ("cross-entropy multiclass", "loss", {"curve", "trace", "headline", "notes", "gauge"}),
        ("cross-entropy multiclass", "q", {"curve", "prediction", "trace", "headline", "notes", "gauge"}),
    ],
)
def test_pictures_that_show_a_hidden_reading_are_covered(line: str, name: str, pictures: set[str]) -> None:
    lesson, snapshot = parse_command(f"infotui {line}", ALL)
    cover = make_cover([name], lesson.disclosure(snapshot.state))
    assert cover.views == pictures | {"sentence"}
