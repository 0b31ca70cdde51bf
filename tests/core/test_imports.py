"""What a start loads, and what it does not: told by interpreters of their own."""

import subprocess
import sys
from importlib import import_module

import pytest

from infotui.lessons import LESSONS, LessonEntry
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS

NO_MIXTURE = """
NOT_OPENED = ("mixture",)  # integrals of mixtures take arrays
"""
ONLY_GAUSSIANS = """
NOT_OPENED = ("categorical", "mixture")
"""
READ = """
from infotui.core.reading import Unit
for module in (entropy, gaussian_kl, cross_entropy):
    lesson = module.LESSON
    for unit in Unit:
        for preset in lesson.presets:
            if preset.reads_file:  # that takes arrays
                continue
            state = preset.apply(lesson.initial)
            if getattr(state, "mode", "") in NOT_OPENED:
                continue
            assert lesson.summarize(state, lesson.readings(state, unit))
"""
DRAW = """
from infotui.lessons.cross_entropy.model.binary import loss_curve, loss_stops
from infotui.lessons.cross_entropy.model.state import INITIAL as loss
from infotui.lessons.entropy.model.entropy_path import entropy_path
from infotui.lessons.entropy.model.state import INITIAL as bars
from infotui.lessons.gaussian_kl.model.curves import Curves, lobe_areas
from infotui.lessons.gaussian_kl.model.state import INITIAL as pair
from infotui.lessons.gaussian_kl.ui.axis_ranges import update_ranges
entropy_path(bars.p, bars.selected, 401, Unit.BITS)
window = update_ranges(None, pair, Unit.NATS)
Curves(pair, window.x.low, window.x.high, Unit.NATS)
lobe_areas(pair, Unit.NATS)
loss_curve(loss.binary.label, 5.0, 201, Unit.NATS)
loss_stops(loss.binary.label, Unit.NATS)
"""
EVERY_MODULE = """
import infotui
from importlib import import_module
from pkgutil import walk_packages
names = [module.name for module in walk_packages(infotui.__path__, "infotui.")]
taught = [name for name in names if ".model" in name or name.split(".")[1] in ("core", "exercises")]
assert "infotui.exercises.goals" in taught and "infotui.lessons.entropy.model.state" in taught
ARRAYS = ("numbers", "tables", "pictures", "rows", "row_details", "row_in_editor")
for name in taught:
    module = name.rpartition(".")[2].removeprefix("prediction_")
    if module not in ARRAYS:  # arrays are its business
        import_module(name)
"""
IMPORTS = """
from infotui.lessons.cross_entropy.model import lesson as cross_entropy
from infotui.lessons.entropy.model import lesson as entropy
from infotui.lessons.gaussian_kl.model import lesson as gaussian_kl
"""


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code`."""
    tell = "\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code + tell], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_no_lesson_needs_numpy_to_be_read_and_drawn() -> None:
    assert "numpy" not in loaded(EVERY_MODULE + IMPORTS + NO_MIXTURE + READ + DRAW)


def test_lessons_load_what_their_opening_shows_and_no_more() -> None:
    later = {"argparse", "shlex", "json", "tomllib", "decimal", "random", "difflib"}
    shown = {"maths.huffman", "maths.quadrature", "lessons.entropy.model.theory"}
    not_shown = {"lessons.entropy.model.sampling", "core.help_text", "core.text_report"}
    not_shown |= {"maths.mixture_fit", "lessons.gaussian_kl.model.categorical_readings"}
    found = loaded(IMPORTS + ONLY_GAUSSIANS + READ + "from infotui.core.launch import snapshot_from_args")
    assert not found & later
    assert {name for name in shown | not_shown if f"infotui.{name}" in found} == shown
    assert not any(name.startswith("infotui.exercises") for name in found)


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.folder)
def test_a_lesson_is_what_its_outline_says(entry: LessonEntry) -> None:
    assert {name: getattr(entry.lesson, name) for name in entry.info._fields} == entry.info._asdict()


def test_outlines_load_no_lesson() -> None:
    found = {name for name in loaded("import infotui.lessons") if name.startswith("infotui.")}
    lesson_infos = {f"infotui.lessons.{entry.folder}" for entry in LESSONS}
    core = {
        "infotui.core",
        *(f"infotui.core.{name}" for name in ("cover", "lesson", "lesson_info", "reading")),
    }
    assert found == {"infotui.lessons"} | core | lesson_infos


SHOW = """
import asyncio
from infotui.app import InfotuiApp

async def show():
    for name in ("entropy", "kl", "cross-entropy"):
        app = InfotuiApp(name)
        async with app.run_test() as pilot:
            await pilot.press("right", "b")
            if name != "kl":
                await pilot.press("m")

asyncio.run(show())
"""


def test_no_screen_needs_numpy_before_data_are_open() -> None:
    assert "numpy" not in loaded(SHOW)


FIRST_FRAME = """
import asyncio
from infotui.app import InfotuiApp

async def show():
    async with InfotuiApp({name!r}).run_test(size=(120, 36)):
        pass

asyncio.run(show())
"""
STANDARD_MODULES = {"argparse", "json", "numpy", "shlex", "tomllib"}
DIALOGS = {
    "commands",
    "modals",
    "palette_provider",
    "help_screen",
    "preset_picker",
    "loading_screen",
    "open_file",
}
DIALOGS |= {"answer_field", "reread", "value_typing"}
NOT_IN_A_FIRST_FRAME = {
    *STANDARD_MODULES,
    *("infotui.palette", "infotui.exercises", "infotui.ui.no_color", "infotui.ui.reduced_themes"),
    *(f"infotui.core.{name}" for name in ("argument_parser", "help_text", "launch", "text_report")),
    *(f"infotui.ui.screens.{name}" for name in DIALOGS),
    *(f"infotui.ui.widgets.{name}" for name in ("exercise_panel", "progress_bar", "value_prompt")),
}
"""Modules, and packages with all that is in them."""
OTHER_MODES = {
    "entropy": {"model.counted_sample", "model.sample_input", "ui.sample_panel", "ui.sample_table"},
    "gaussian_kl": {
        *("model.categorical_readings", "model.mixture_descent", "model.mixture_readings"),
        *("ui.categorical_view", "ui.mixture_controls", "ui.mixture_view", "ui.pair_table"),
    },
    "cross_entropy": {
        *("model.prediction_numbers", "model.prediction_pictures", "model.prediction_rows"),
        *("ui.data_view", "ui.data_view_models", "ui.loss_histogram", "ui.row_list"),
    },
}
"""What the modes of a lesson need that it does not open in."""
MOST_MODULES = {"entropy": 130, "gaussian_kl": 142, "cross_entropy": 135}
"""Modules of infotui: each takes a tenth of a millisecond at least."""
MOST_DATACLASSES = {"entropy": 10, "gaussian_kl": 11, "cross_entropy": 9}
"""Dataclasses of infotui besides messages: each takes six times as long to define as a named tuple."""


@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.folder)
def test_a_first_frame_imports_only_what_it_shows(entry: LessonEntry) -> None:
    found = loaded(FIRST_FRAME.format(name=entry.info.name))
    others = {other.folder for other in LESSONS if other != entry}
    unwanted = NOT_IN_A_FIRST_FRAME | {f"infotui.lessons.{name}.model" for name in others}
    unwanted |= {f"infotui.lessons.{entry.folder}.{name}" for name in OTHER_MODES[entry.folder]}
    assert not {name for name in found for start in unwanted if f"{name}.".startswith(f"{start}.")}
    ours = [import_module(name) for name in found if name.startswith("infotui.")]
    assert len(ours) <= MOST_MODULES[entry.folder]
    defined = [(module.__name__, value) for module in ours for value in vars(module).values()]
    dataclasses = [
        value
        for name, value in defined
        if isinstance(value, type) and value.__module__ == name and "__dataclass_params__" in vars(value)
    ]
    assert len(dataclasses) <= MOST_DATACLASSES[entry.folder], dataclasses


def test_a_file_imports_the_reader_of_its_format_only() -> None:
    read = "from infotui.data.predictions import read_predictions\n"
    others = {"numpy.ma", "infotui.data.array_file", "infotui.data.json_predictions"}
    assert not others & loaded(f"{read}read_predictions({str(SHIPPED_PREDICTIONS)!r})")
