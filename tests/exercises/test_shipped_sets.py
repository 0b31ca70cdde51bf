"""The exercise sets that infotui ships: what they ask, and the numbers that their texts state."""

from __future__ import annotations

import math
import re
from functools import lru_cache

import pytest

from infotui.core.launch import open_beside, parse_command
from infotui.core.reading import Unit, readings_by_name
from infotui.exercises.goals import EvalContext
from infotui.exercises.loader import load_exercises
from infotui.exercises.model import ExerciseSet, Progress, Task
from infotui.exercises.prediction import ChoiceQuestion, NumberQuestion
from infotui.exercises.values import part_of
from infotui.lessons import LESSONS
from support.exercise_ways import ROOT, shipped_sets

ALL_LESSONS = [entry.lesson for entry in LESSONS]
ENTROPY = "src/infotui/lessons/entropy/exercises.toml"
KL = "src/infotui/lessons/gaussian_kl/exercises.toml"
CROSS_ENTROPY = "src/infotui/lessons/cross_entropy/exercises.toml"
HISTORY = "docs/exercises/shell_history.toml"
TWO_MODES = "kl mixture --p 0.5 -3 1 0.5 3 1 --q 2 1 --reverse"
CLOSER_MODES = "kl mixture --p 0.5 -2 1 0.5 2 1 --q 2 1 --reverse"
MULTICLASS = "cross-entropy multiclass --true 2 --logits"
DATA = "cross-entropy data predictions.csv"

in_each_set = pytest.mark.parametrize("path", shipped_sets())


@lru_cache
def exercise_set(path: str) -> ExerciseSet:
    """The set in a file of the repository."""
    return load_exercises(ROOT / path, ALL_LESSONS)


def questions(path: str) -> list[Task]:
    """The tasks of a set that ask first."""
    return [task for task in exercise_set(path).tasks if task.question is not None]


def value_at(path: str, line: str, name: str, unit: str) -> float:
    """A reading of the state that a command opens, beside a set."""
    lesson, snapshot = parse_command(f"infotui {line}", ALL_LESSONS, open_beside((ROOT / path).parent))
    name, _, part = name.partition(".")
    reading = readings_by_name(lesson.readings(snapshot.state, Unit(unit)))[name]
    value = part_of(reading.value, part)
    assert isinstance(value, int | float)
    return value


def test_at_least_24_tasks_ask_first() -> None:
    built_in = [path for path in shipped_sets() if path.startswith("src/")]
    assert sum(len(questions(path)) for path in built_in) >= 24


@in_each_set
def test_texts_are_short(path: str) -> None:
    for task in exercise_set(path).tasks:
        assert len(task.prompt) <= 150
        assert len(task.hint) <= 130
        assert len(task.after) <= 150


@in_each_set
def test_every_task_opens_in_a_state_of_its_own(path: str) -> None:
    """So it does not depend on what was done before."""
    first, *others = exercise_set(path).tasks
    assert first.initial == exercise_set(path).initial
    assert all(task.resets_state for task in others)


@in_each_set
def test_a_number_that_is_asked_for_is_not_in_the_prompt(path: str) -> None:
    for task in questions(path):
        question = task.question
        if not isinstance(question, NumberQuestion):
            continue
        shown = question.quantity.shown(
            question.quantity.value(view := EvalContext(exercise_set(path).lesson, task.initial)), view
        )
        assert shown.split()[0] not in re.findall(r"[−∞\d./]+", task.prompt.partition("?")[0])


@in_each_set
def test_the_prompt_does_not_tell_the_right_choice(path: str) -> None:
    for task in questions(path):
        question = task.question
        if isinstance(question, ChoiceQuestion):
            told = [choice in task.prompt for choice in question.choices]
            assert not told[question.answer] or all(told[:2]), task.prompt


ANSWERS = {
    (ENTROPY, 3): 0.8476,
    (ENTROPY, 4): 1.0,
    (ENTROPY, 6): 2.5611,
    (ENTROPY, 9): 1.9,
    (KL, 1): 2.2195,
    (KL, 2): 0.8069,
    (KL, 3): 2.0,
    (KL, 6): -0.1905,
    (KL, 7): math.inf,
    (CROSS_ENTROPY, 3): -0.999,
    (CROSS_ENTROPY, 6): 6.0074,
    (CROSS_ENTROPY, 10): math.inf,
    (CROSS_ENTROPY, 11): 0.4498,
    (HISTORY, 1): 2.6482,
}
"""The numbers that are asked for, by set and task, from the definitions by hand."""


def test_the_answers_in_numbers() -> None:
    asked = {}
    for path in shipped_sets():
        for number, task in enumerate(exercise_set(path).tasks, 1):
            if isinstance(task.question, NumberQuestion):
                view = EvalContext(exercise_set(path).lesson, task.initial)
                asked[path, number] = task.question.quantity.value(view)
    assert asked == pytest.approx(ANSWERS, abs=5e-5)


GIVEN_AWAY = {
    (ENTROPY, 2): {"entropy"},
    (ENTROPY, 7): {"entropy"},
    (KL, 1): {"kl_pq"},
    (KL, 2): {"kl_qp"},
    (KL, 3): {"kl_qp"},
    (KL, 4): {"kl_pq", "kl_qp"},
    (KL, 5): {"kl_pq", "kl_qp"},
    (KL, 6): {"entropy_q"},
    (KL, 7): {"kl_qp"},
    (KL, 10): {"js"},
    (KL, 11): {"kl_pq", "forward_best"},
    (KL, 13): {"kl_qp", "reverse_minima"},
    (KL, 15): {"kl_qp", "reverse_minima"},
    (CROSS_ENTROPY, 4): {"q", "loss"},
    (CROSS_ENTROPY, 5): {"q", "gradient"},
    (CROSS_ENTROPY, 7): {"loss"},
    (CROSS_ENTROPY, 8): {"entropy_p", "loss"},
    (CROSS_ENTROPY, 12): {"accuracy"},
    (CROSS_ENTROPY, 13): {"finite_loss", "best_temperature"},
    (HISTORY, 2): {"miller_madow", "chao_shen"},
}
"""Readings that would show the answer, at once or after an edit (a swap, the step that is asked about)."""


@pytest.mark.parametrize(("path", "number"), GIVEN_AWAY)
def test_no_edit_before_the_answer_shows_it(path: str, number: int) -> None:
    progress = Progress(exercise_set(path), number - 1)
    assert progress.cover(progress.task.initial.state).names >= GIVEN_AWAY[path, number]


STATED = [
    (ENTROPY, "1.846", "entropy 0.4 0.3 0.2 0.1", "entropy", "bits"),
    (ENTROPY, "1.846", "entropy 0.1 0.2 0.3 0.4", "entropy", "bits"),
    (ENTROPY, "1.585", "entropy 1/3 1/3 1/3 0", "entropy", "bits"),
    (ENTROPY, "1.895", "entropy 0.1 0.3 0.3 0.3", "entropy", "bits"),
    (ENTROPY, "1.5", "entropy 17/19 1/19 1/19", "perplexity", "bits"),
    (ENTROPY, "2.322", "entropy 1/5 1/5 1/5 1/5 1/5", "entropy", "bits"),
    (KL, "1.0166", "kl --p 0 1 --q 2 1.5", "kl_pq", "nats"),
    (KL, "0.50", "kl --p 0 1.77 --q 0 1", "kl_pq", "nats"),
    (KL, "0.5", "kl --p 0 1 --q 1 1", "kl_pq", "nats"),
    (KL, "4.5", "kl --p 0 1 --q 3 1", "kl_pq", "nats"),
    (KL, "1.875", "kl categorical --p 1/2 1/4 1/8 1/16 1/16 --q 1/2 1/2 0 0 0", "entropy_p", "bits"),
    (CROSS_ENTROPY, "6.91", "cross-entropy binary --p 0.001 --label 1", "loss", "nats"),
    (CROSS_ENTROPY, "0.515", f"{MULTICLASS} 1 2 0.5 -0.5", "loss", "nats"),
    (CROSS_ENTROPY, "0.598", f"{MULTICLASS} 1 2 0.5 -0.5", "q.2", "nats"),
    (CROSS_ENTROPY, "0.839", f"{MULTICLASS} 2 4 1 -1", "q.2", "nats"),
    (CROSS_ENTROPY, "0.795", f"{MULTICLASS} 0 2.9 3 0", "loss", "nats"),
    (CROSS_ENTROPY, "1.3863", f"{MULTICLASS} 0 0 0 0", "loss", "nats"),
    (CROSS_ENTROPY, "0.35", f"{MULTICLASS} 0 0 0 0 --smoothing 0.1", "entropy_p", "nats"),
    (CROSS_ENTROPY, "0.349", f"{MULTICLASS} 0 0 0 0 --smoothing 0.1", "entropy_p", "nats"),
    (CROSS_ENTROPY, "0.134", DATA, "predicted_entropy", "nats"),
    (CROSS_ENTROPY, "1.93", DATA, "best_temperature", "nats"),
    (HISTORY, "2.648", "entropy --counts shell_history.txt", "entropy", "bits"),
    (HISTORY, "2.703", "entropy --counts shell_history.txt", "miller_madow", "bits"),
    (HISTORY, "3.700", "entropy --counts shell_history.txt", "maximum_entropy", "bits"),
]
"""Numbers in the texts of a set, each with a command and the reading that it is."""


@pytest.mark.parametrize(("path", "text", "line", "name", "unit"), STATED)
def test_a_stated_number_is_what_the_program_computes(
    path: str, text: str, line: str, name: str, unit: str
) -> None:
    assert text in (ROOT / path).read_text()
    digits = len(text.partition(".")[2])
    assert f"{value_at(path, line, name, unit):.{digits}f}" == text


def test_the_choices_by_their_readings() -> None:
    """What the right choices claim, computed on both sides of the question."""
    widened = value_at(KL, "kl --p 0 1 --q 2 2", "kl_pq", "nats")
    assert widened < value_at(KL, "kl --p 0 1 --q 2 1", "kl_pq", "nats")
    wider = "kl --p 0 1 --q 0 3"
    assert value_at(KL, wider, "kl_pq", "nats") < value_at(KL, wider, "kl_qp", "nats")
    apart = "kl categorical --p 1/2 1/2 0 --q 0 0 1"
    assert value_at(KL, apart, "js", "bits") == 1
    assert value_at(KL, TWO_MODES, "sd_p", "nats") == pytest.approx(math.sqrt(10))
    assert value_at(KL, TWO_MODES, "reverse_minima.count", "nats") == 3
    assert value_at(KL, CLOSER_MODES, "reverse_minima.count", "nats") == 1
    assert value_at(KL, CLOSER_MODES, "reverse_minima.1.mu", "nats") == pytest.approx(0, abs=1e-9)
    shifted, before = (
        value_at(CROSS_ENTROPY, f"{MULTICLASS} {z}", "loss", "nats") for z in ("6 7 5.5 4.5", "1 2 0.5 -0.5")
    )
    assert shifted == pytest.approx(before, rel=1e-13)
    hot, cold = (value_at(CROSS_ENTROPY, f"{DATA} --temperature {t}", "accuracy", "nats") for t in (5, 1))
    assert hot == cold == 0.89
    fitted, first = (
        value_at(CROSS_ENTROPY, f"{DATA} --temperature {t}", "finite_loss", "nats") for t in (1.93, 1)
    )
    assert fitted < first - 0.1


def test_the_formulas_in_the_texts() -> None:
    assert math.sqrt(5) == pytest.approx(2.24, abs=0.005)  # the best σ_q with the mean 2 off
    assert 1 / math.sqrt(2 * math.pi * math.e) == pytest.approx(0.242, abs=0.0005)  # where h(p) is 0
    assert pytest.approx(0.40, abs=0.005) == 1 / (1 + 1.506)  # the peak of H along p(A)
    assert pytest.approx(0.28, abs=0.005) == 1 - 2.648 / 3.700


def mean_sample_entropy(k: int, n: int) -> float:
    """The expected entropy in bits of n symbols from k equally likely classes, by its definition."""
    p = 1 / k
    shares = ((math.comb(n, x) * p**x * (1 - p) ** (n - x), x / n) for x in range(1, n + 1))
    return -k * math.fsum(weight * share * math.log2(share) for weight, share in shares)


def test_the_bias_of_a_sample() -> None:
    assert 3 - mean_sample_entropy(8, 10) == pytest.approx(0.6, abs=0.01)
    assert math.log2(9) - mean_sample_entropy(9, 100) == pytest.approx(0.058, abs=0.001)
