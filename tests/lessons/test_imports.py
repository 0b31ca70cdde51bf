"""What a start loads, and what it does not: told by interpreters of their own."""

import subprocess
import sys

import pytest

from infotui.lessons import cross_entropy, entropy, gaussian_kl, outline

READ = """
from infotui.lessons.reading import Unit
for module in (entropy, gaussian_kl, cross_entropy):
    lesson = module.LESSON
    for unit in Unit:
        for preset in lesson.presets:
            state = preset.apply(lesson.opening)
            assert lesson.sentence(state, lesson.readings(state, unit))
"""
DRAW = """
from infotui.lessons.cross_entropy_binary import loss_curve, loss_stops
from infotui.lessons.cross_entropy_state import OPENING as loss
from infotui.lessons.entropy_state import OPENING as bars
from infotui.lessons.gaussian_kl_curves import curves, lobe_areas
from infotui.lessons.gaussian_kl_state import OPENING as pair
from infotui.lessons.gaussian_kl_window import follow
entropy.entropy_path(bars.p, bars.selected, 401, Unit.BITS)
window = follow(None, pair, Unit.NATS)
curves(pair, window.x.low, window.x.high, Unit.NATS)
lobe_areas(pair, Unit.NATS)
loss_curve(loss.binary.label, 5.0, 201, Unit.NATS)
loss_stops(loss.binary.label, Unit.NATS)
"""
EVERY_MODULE = """
import infotui.lessons
from importlib import import_module
from pkgutil import iter_modules
names = [module.name for module in iter_modules(infotui.lessons.__path__)]
assert "exercises" in names
for name in names:
    import_module(f"infotui.lessons.{name}")
"""
LESSONS = "from infotui.lessons import cross_entropy, entropy, gaussian_kl\n"


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code`."""
    tell = "\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code + tell], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_no_lesson_needs_numpy_to_be_read_and_drawn() -> None:
    assert "numpy" not in loaded(EVERY_MODULE + LESSONS + READ + DRAW)


def test_lessons_load_what_their_opening_shows_and_no_more() -> None:
    later = {"argparse", "shlex", "json", "tomllib", "decimal", "random", "difflib"}
    ours = {"coding", "entropy_theory", "sampling", "exercises", "manual", "prose", "quadrature"}
    found = loaded(LESSONS + READ + "from infotui.lessons.opening import moment_of")
    assert not found & later
    assert {name for name in ours if f"infotui.lessons.{name}" in found} == {"coding", "entropy_theory"}


@pytest.mark.parametrize(
    ("told", "lesson"),
    [
        (outline.ENTROPY, entropy.LESSON),
        (outline.GAUSSIAN_KL, gaussian_kl.LESSON),
        (outline.CROSS_ENTROPY, cross_entropy.LESSON),
    ],
)
def test_a_lesson_is_what_its_outline_says(told: outline.Outline, lesson: object) -> None:
    assert {name: getattr(lesson, name) for name in told._fields} == told._asdict()


def test_outlines_load_no_lesson() -> None:
    found = loaded("import infotui.lessons.outline")
    assert {name for name in found if name.startswith("infotui.lessons.")} == {
        "infotui.lessons.outline",
        "infotui.lessons.reading",
    }
