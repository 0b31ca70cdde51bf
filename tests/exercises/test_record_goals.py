import pytest

from infotui.core.lesson import Snapshot
from infotui.core.reading import Unit
from infotui.exercises.goals import EvalContext, Quantity
from infotui.exercises.loader import read_exercises
from infotui.exercises.values import Value
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL, Mode

MIXTURE = EvalContext(LESSON, Snapshot(INITIAL.with_mode(Mode.MIXTURE), Unit.NATS))


@pytest.mark.parametrize(
    ("name", "part", "value"),
    [
        ("forward_best", "mu", 0.0),
        ("forward_best", "kl", pytest.approx(0.4619946135, abs=1e-10)),
        ("forward_best", "weight", None),
        ("reverse_minima", "count", 3),
        ("reverse_minima", "1.mu", pytest.approx(-2.984306, abs=1e-7)),
        ("reverse_minima", "3.kl", pytest.approx(0.840621431, abs=1e-9)),
        ("reverse_minima", "4.kl", None),
        ("reverse_minima", "1", None),
        ("reverse_minima", "", None),
    ],
)
def test_a_goal_can_name_a_part_of_a_fit(name: str, part: str, value: Value | None) -> None:
    assert Quantity(name, part, Unit.NATS).value(MIXTURE) == value


@pytest.mark.parametrize(
    ("name", "part", "value"),
    [
        ("p", "count", 2),
        ("p", "2.mu", 3.0),
        ("p", "1.weight", 0.5),
        ("q", "sigma", 1.0),
        ("mode", "", "mixture"),
    ],
)
def test_a_goal_can_name_a_part_of_the_mixture(name: str, part: str, value: Value) -> None:
    assert Quantity(name, part, None).value(MIXTURE) == value


@pytest.mark.parametrize(
    ("name", "part", "shown"),
    [("forward_best", "sigma", "3.1623"), ("reverse_minima", "1.mu", "−2.9843"), ("sd_p", "", "3.1623")],
)
def test_a_part_of_a_fit_is_shown_without_unit(name: str, part: str, shown: str) -> None:
    quantity = Quantity(name, part, Unit.NATS)
    assert quantity.shown(quantity.value(MIXTURE), MIXTURE) == shown


def test_a_set_opens_a_mode() -> None:
    text = 'title = "t"\nopens = "infotui kl mixture"\n[[task]]\nprompt = "p"\n'
    text += 'goal = { reading = "kl_pq", equals = "forward_best.kl", within = 0.01 }\n'
    (task,) = read_exercises(text, [LESSON]).tasks
    assert task.initial.state.mode == "mixture"
