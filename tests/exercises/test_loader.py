from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.exercises.builtin import builtin_set
from infotui.exercises.file_format import __doc__ as format_description
from infotui.exercises.loader import ExerciseError, Mistake, load_exercises, read_exercises
from infotui.exercises.model import Progress
from infotui.lessons import LESSONS
from support.exercise_files import BROKEN, FIVE_LINES, Broken

ALL = [entry.lesson for entry in LESSONS]


def test_five_lines_are_a_valid_set() -> None:
    assert FIVE_LINES.count("\n") == 5
    found = read_exercises(FIVE_LINES, ALL)
    assert found.title == "Week 3"
    assert found.lesson.name == "entropy"
    (task,) = found.tasks
    (tick,) = Progress(found).statuses(task.initial)
    assert (tick.text, tick.is_met, tick.now) == ("H(p) = 1.5 bits", False, "1.357 bits")


def test_the_format_description_begins_with_a_valid_set() -> None:
    assert format_description is not None
    lines = [line.strip() for line in format_description.splitlines() if line.startswith("    ")][:5]
    assert read_exercises("\n".join(lines), ALL).title == "Week 3"


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_mistake_is_named_with_its_line(broken: Broken) -> None:
    with pytest.raises(ExerciseError) as caught:
        read_exercises(broken.text, ALL)
    first = caught.value.mistakes[0]
    assert first.line == broken.line
    assert "\n" not in first.what
    for word in broken.words:
        assert word in first.what


def test_one_mistake_is_reported_once() -> None:
    assert len(BROKEN) >= 25
    for name, broken in BROKEN.items():
        with pytest.raises(ExerciseError) as caught:
            read_exercises(broken.text, ALL)
        assert len(caught.value.mistakes) == 1, (name, caught.value.mistakes)


def test_all_mistakes_are_reported_in_order() -> None:
    text = FIVE_LINES.replace("title", "tilte").replace('"entropy"', '"entropie"') + 'hint = 3\nhold = "p"\n'
    with pytest.raises(ExerciseError) as caught:
        read_exercises(text, ALL)
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 1, 5, 6, 7]


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_crlf_and_a_byte_order_mark_are_accepted(change: object, tmp_path: Path) -> None:
    assert callable(change)
    file = tmp_path / "set.toml"
    file.write_bytes(change(FIVE_LINES).encode())
    assert load_exercises(file, ALL).title == "Week 3"


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (FIVE_LINES.encode() + b'hint = "\xff"\n', 6, "UTF-8"),
        (b"x = " + b"[" * 100_000, 1, ""),
        (b"# " + b"x" * 1_000_001, 1, "larger"),
        (b"x = 1\x00", 1, "not TOML"),
    ],
)
def test_files_that_are_no_text_are_refused(data: bytes, line: int, word: str, tmp_path: Path) -> None:
    file = tmp_path / "set.toml"
    file.write_bytes(data)
    with pytest.raises(ExerciseError) as caught:
        load_exercises(file, ALL)
    assert caught.value.mistakes[0].line == line
    assert word in caught.value.mistakes[0].what


KEYS = ["reading", "state", "over", "unit", "equals", "above", "within", "say", "all", "any", "goal", "x"]
ATOMS = ['"entropy"', '"p.1"', '"opening"', '"bits"', "1.5", "-1", "inf", "nan", "true", "07:32:00"]
VALUES = st.recursive(
    st.sampled_from(
        ['"entropy"', '"p.1"', '"opening"', '"bits"', "1.5", "-1", "inf", "nan", "true", "07:32:00"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=8,
)


@given(goal=VALUES, hold=VALUES, prompt=VALUES, opens=st.sampled_from(["entropy", "kl", "cross-entropy"]))
def test_any_content_gives_a_set_or_mistakes(goal: str, hold: str, prompt: str, opens: str) -> None:
    text = (
        f'title = "t"\nopens = "infotui {opens}"\n[[task]]\nprompt = {prompt}\nhold = {hold}\ngoal = {goal}\n'
    )
    mistakes: tuple[Mistake, ...] = ()
    is_met = False
    try:
        found = read_exercises(text, ALL)
        is_met = all(tick.is_met for tick in Progress(found).statuses(found.initial))
    except ExerciseError as error:
        mistakes = error.mistakes
    assert not is_met
    assert all(1 <= line <= 6 and what.strip() for line, what in mistakes)


@pytest.mark.parametrize("lesson", ALL, ids=lambda lesson: lesson.name)
def test_every_lesson_has_a_set_without_a_mistake(lesson: object) -> None:
    found = builtin_set(next(other for other in ALL if other is lesson))
    assert found is not None
    assert len(found.tasks) >= 4
    assert all(task.hint and task.after for task in found.tasks)
