from __future__ import annotations

from typing import Any

import pytest

from infotui.core.launch import parse_command
from infotui.core.lesson import Snapshot
from infotui.exercises.goals import EvalContext
from infotui.exercises.loader import read_exercises
from infotui.exercises.model import ExerciseSet, Progress
from infotui.lessons import LESSONS

ALL = [entry.lesson for entry in LESSONS]


def a_set(opens: str, *goals: str, more: str = "") -> ExerciseSet:
    listed = ", ".join(goals)
    text = f"title = 't'\nopens = 'infotui {opens}'\n[[task]]\nprompt = 'p'\n{more}\ngoals = [{listed}]\n"
    return read_exercises(text, ALL)


def at(line: str) -> Snapshot[Any]:
    return parse_command(f"infotui {line}", ALL)[1]


ENTROPY, KL = "entropy 0.7 0.1 0.1 0.1", "kl"
MIXTURE = "kl mixture --reverse"
MULTI = "cross-entropy multiclass --logits 1 2 0.5 -0.5 --true 2"


@pytest.mark.parametrize(
    ("opens", "goal", "met", "unmet"),
    [
        (ENTROPY, "{reading='entropy', equals=1.5}", "entropy 1/2 1/4 1/4 0", "entropy 1/2 1/2"),
        (ENTROPY, "{reading='entropy', equals=1, unit='nats'}", "entropy 0.547 0.253 0.2", ENTROPY),
        (ENTROPY, "{reading='efficiency', at_least=1}", "entropy 1/4 1/4 1/4 1/4", ENTROPY),
        (ENTROPY, "{reading='mean_code_length', equals='entropy'}", "entropy 1/2 1/4 1/8 1/8", ENTROPY),
        (ENTROPY, "{state='p.largest', at_most=0.5}", "entropy 1/2 1/2", "entropy 0.6 0.4"),
        (ENTROPY, "{state='p.count', equals=3}", "entropy 1/3 1/3 1/3", "entropy 1/2 1/2"),
        (ENTROPY, "{state='p', equals=[0.5, 0.5]}", "entropy 1/2 1/2", "entropy 1/2 1/2 0"),
        (ENTROPY, "{reading='surprisal.largest', equals=inf}", "entropy 1 0", "entropy 1/2 1/2"),
        (
            ENTROPY,
            "{reading='entropy', above=1.5, below=1.6}",
            "entropy 1/3 1/3 1/3",
            "entropy 1/4 1/4 1/4 1/4",
        ),
        (
            ENTROPY,
            "{any=[{state='p.count', equals=2}, {all=[{state='p.1', equals=0}, {state='p.2', equals=0}]}]}",
            "entropy 0 0 1",
            "entropy 0 1/2 1/2",
        ),
        (KL, "{reading='kl_qp', over='kl_pq', above=10}", "kl --p 0 0.3 --q 0 3", "kl --p 0 3 --q 0 0.3"),
        (KL, "{state='p.mu', equals='q.mu'}", "kl --p 1 1 --q 1 2", "kl --p 1 1 --q 1.1 2"),
        (KL, "{state='reverse', equals=true}", "kl --reverse", "kl"),
        (KL, "{state='q.mu', differs='opening'}", "kl --q 3 1.5", "kl --p 1 1"),
        (MULTI, "{state='mode', equals='binary'}", "cross-entropy binary", MULTI),
        (MULTI, "{reading='q.largest', above=0.9}", "cross-entropy multiclass --logits 9 0", "cross-entropy"),
        (
            MULTI,
            "{all=[{reading='q', equals='opening'}, {state='logits.smallest', at_least=5}]}",
            "cross-entropy multiclass --logits 7 8 6.5 5.5 --true 2",
            "cross-entropy multiclass --logits 7 8 6.5 5.6 --true 2",
        ),
    ],
)
def test_goals_are_met_in_the_right_states(opens: str, goal: str, met: str, unmet: str) -> None:
    progress = Progress(a_set(opens, goal))
    assert [tick.is_met for tick in progress.statuses(at(met))] == [True]
    assert [tick.is_met for tick in progress.statuses(at(unmet))] == [False]


@pytest.mark.parametrize(
    ("opens", "goal", "text", "now"),
    [
        (ENTROPY, "{reading='entropy', equals=1.5}", "H(p) = 1.5 bits", "1.357 bits"),
        (ENTROPY, "{reading='entropy', equals=1}", "H(p) = 1 bit", "1.357 bits"),
        (ENTROPY, "{reading='efficiency', at_most=0.5}", "H / log k ≤ 50 %", "67.8 %"),
        (ENTROPY, "{reading='surprisal.1', above=1}", "−log p of A > 1 bit", "0.515 bits"),
        (ENTROPY, "{state='p.smallest', equals=0}", "smallest p = 0", "0.1"),
        (ENTROPY, "{state='p.count', equals=5}", "number of classes = 5", "4"),
        (ENTROPY, "{state='p', equals=[0.5, 0.5]}", "p = 0.5 0.5", ""),
        (ENTROPY, "{reading='entropy', differs='opening'}", "H(p) not as at the opening", "1.357 bits"),
        (ENTROPY, "{reading='entropy', equals=1, say='one bit'}", "one bit", "1.357 bits"),
        (KL, "{reading='kl_pq', below='kl_qp', at_most=1}", "KL(p‖q) < KL(q‖p) and KL(p‖q) ≤ 1 nat", ""),
        (KL, "{reading='kl_qp', over='kl_pq', above=10}", "KL(q‖p) / KL(p‖q) > 10", "2.18"),
        (KL, "{state='p.mu', equals='q.mu'}", "μ of p = μ of q", "0, 2"),
        (KL, "{state='reverse', equals=true}", "reverse = true", "false"),
        (MIXTURE, "{reading='reverse_minima.count', equals=1}", "number of minima of KL(q‖p) = 1", "3"),
        (MIXTURE, "{state='p.count', equals=3}", "number of components of p = 3", "2"),
        (MULTI, "{state='mode', equals='binary'}", "mode = binary", "multiclass"),
    ],
)
def test_a_goal_shows_its_text_and_the_present_value(opens: str, goal: str, text: str, now: str) -> None:
    found = a_set(opens, goal)
    (tick,) = Progress(found).statuses(found.initial)
    assert (tick.text, tick.now) == (text, now)


def test_the_default_tolerance_is_half_a_digit() -> None:
    goals = ["{reading='entropy', equals=1}", "{reading='entropy', equals=1, within=1e-12}"]
    progress = Progress(a_set(ENTROPY, *goals))
    assert [tick.is_met for tick in progress.statuses(at("entropy 0.51 0.49"))] == [True, False]
    assert [tick.is_met for tick in progress.statuses(at("entropy 0.52 0.48"))] == [False, False]
    assert [tick.is_met for tick in progress.statuses(at("entropy 1/2 1/2"))] == [True, True]


@pytest.mark.parametrize(
    ("hold", "before", "after", "moved"),
    [
        ("p.count", ENTROPY, "entropy 1/2 1/2", ("number of classes",)),
        ("p.count", ENTROPY, "entropy 1/4 1/4 1/4 1/4", ()),
        ("p.1", ENTROPY, "entropy 0.7 0.3 0 0", ()),
        ("p.1", ENTROPY, "entropy 0.6 0.4 0 0", ("p(A)",)),
        ("p", KL, "kl --q 0 1", ()),
        ("p", KL, "kl --p 0 1.05", ("p",)),
        ("p.sigma", KL, "kl --p 1 1", ()),
        ("p.sigma", KL, "kl --p 1 2", ("σ of p",)),
        ("logits", MULTI, "cross-entropy binary", ("logits",)),
    ],
)
def test_changes_of_held_quantities_are_detected(
    hold: str, before: str, after: str, moved: tuple[str, ...]
) -> None:
    goal = "{reading='entropy', equals=1}" if before == ENTROPY else "{reading='loss', below=0.1}"
    goal = "{reading='kl_pq', below=0.1}" if before == KL else goal
    found = a_set(before, goal, more=f"hold = ['{hold}']")
    assert found.tasks[0].violated_holds(found.lesson, at(before).state, at(after).state) == moved


def test_a_held_class_is_called_by_its_name() -> None:
    opens = "entropy 0.7 0.2 0.1 --names cat dog fox"
    found = a_set(opens, "{reading='entropy', equals=1}", more="hold = ['p.1']")
    (task,) = found.tasks
    assert found.initial == task.initial
    locked = found.lesson.hold(task.initial.state, ["p.1"], True)
    moved = locked.with_p(locked.p.with_probability(1, 0.3))
    assert task.violated_holds(found.lesson, task.initial.state, moved) == ()
    assert task.held[0].symbol(EvalContext(found.lesson, task.initial)) == "p(cat)"


def test_a_solved_task_stays_solved_and_the_next_has_no_hint() -> None:
    text = "title='t'\nopens='infotui kl'\n" + 2 * "[[task]]\nprompt='p'\ngoal={reading='kl_pq', equals=0}\n"
    progress = Progress(read_exercises(text, ALL))
    progress = progress.with_results(progress.statuses(at("kl")))
    assert not progress.is_solved
    progress = progress.with_results(progress.statuses(at("kl --p 0 1 --q 0 1")))
    assert progress.is_solved
    assert progress.with_results(progress.statuses(at("kl"))) is progress
    assert progress.with_task(-1) is progress
    assert progress.with_hint_toggled().is_hinted
    other = progress.with_hint_toggled().with_task(1)
    assert (other.index, other.is_hinted, other.is_solved, other.solved) == (1, False, False, frozenset({0}))
    assert other.with_task(1) is other


def test_a_ratio_to_0_is_infinite_and_0_to_0_is_undefined() -> None:
    progress = Progress(a_set(KL, "{reading='kl_qp', over='kl_pq', above=10}"))
    assert not progress.statuses(at("kl --p 0 1 --q 0 1"))[0].is_met
    progress = Progress(a_set(ENTROPY, "{reading='maximum_entropy', over='entropy', above=10}"))
    (tick,) = progress.statuses(at("entropy 1 0"))
    assert tick.is_met
    assert tick.now == "∞"
