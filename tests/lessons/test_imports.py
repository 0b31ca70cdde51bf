"""What a start loads, and what it does not: told by interpreters of their own."""

import subprocess
import sys

import pytest

from infotui.screens import LESSONS, Entry

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
from infotui.lessons.gaussian_kl_curves import Curves, lobe_areas
from infotui.lessons.gaussian_kl_state import OPENING as pair
from infotui.lessons.gaussian_kl_window import follow
entropy.entropy_path(bars.p, bars.selected, 401, Unit.BITS)
window = follow(None, pair, Unit.NATS)
Curves(pair, window.x.low, window.x.high, Unit.NATS)
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
IMPORTS = "from infotui.lessons import cross_entropy, entropy, gaussian_kl\n"


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code`."""
    tell = "\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code + tell], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_no_lesson_needs_numpy_to_be_read_and_drawn() -> None:
    assert "numpy" not in loaded(EVERY_MODULE + IMPORTS + READ + DRAW)


def test_lessons_load_what_their_opening_shows_and_no_more() -> None:
    later = {"argparse", "shlex", "json", "tomllib", "decimal", "random", "difflib"}
    ours = {"coding", "entropy_theory", "sampling", "exercises", "manual", "prose", "quadrature"}
    found = loaded(IMPORTS + READ + "from infotui.lessons.opening import moment_of")
    assert not found & later
    assert {name for name in ours if f"infotui.lessons.{name}" in found} == {"coding", "entropy_theory"}


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.module)
def test_a_lesson_is_what_its_outline_says(entry: Entry) -> None:
    assert {name: getattr(entry.lesson, name) for name in entry.outline._fields} == entry.outline._asdict()


def test_outlines_load_no_lesson() -> None:
    found = {name for name in loaded("import infotui.screens") if name.startswith("infotui.lessons.")}
    outlines = {f"infotui.lessons.{entry.module}_outline" for entry in LESSONS}
    assert found == {f"infotui.lessons.{name}" for name in ("lesson", "outline", "reading")} | outlines
