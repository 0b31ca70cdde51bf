"""A fourth lesson is one folder, one stylesheet and one registry entry: everything else follows.

The fixture copies the source tree, adds the three, and the tests use the copy as a person would.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.pseudo_terminal import Terminal

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).parent / "support" / "fourth_lesson"
COPIED = ("pyproject.toml", "src/infotui", "styles", "tests/conftest.py", "tests/support")
SNAPSHOTS = "tests/ui/screens/test_snapshots.py"
ENTRY = 'LessonEntry(geometric.INFO, "geometric"),'


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree with the fourth lesson in it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in (*COPIED, SNAPSHOTS):
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    lessons = copy / "src/infotui/lessons"
    shutil.copytree(TEMPLATE, lessons / "geometric", ignore=shutil.ignore_patterns("*.tcss", "__pycache__"))
    shutil.copy(TEMPLATE / "geometric.tcss", copy / "styles")
    registry = lessons / "__init__.py"
    text = registry.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(from \. import .*)$", r"\1, geometric", text, count=1)
    text = re.sub(r"(LESSONS = \((?:\n    .*)+)\n\)", rf"\1\n    {ENTRY}\n)", text)
    assert ENTRY in text
    registry.write_text(text, encoding="utf-8")
    return copy


def environment(tree: Path) -> dict[str, str]:
    """Variables with which Python imports infotui from the copy."""
    return {**os.environ, "PYTHONPATH": str(tree / "src")}


def run(tree: Path, *words: str) -> str:
    """The output of a Python command that must succeed."""
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, env=environment(tree), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def drawn(tree: Path, *arguments: str) -> Terminal:
    """The copy in a terminal."""
    return Terminal([sys.executable, "-m", "infotui", *arguments], 100, 30, environment=environment(tree))


def test_a_fourth_lesson_prints_json(tree: Path) -> None:
    found = json.loads(run(tree, "-m", "infotui", "geometric", "--success", "1/4", "--json"))
    assert found["lesson"] == "geometric"
    assert found["state"] == {"success": 0.25}
    assert found["readings"]["entropy"] == {"value": pytest.approx(3.2451124978365313), "unit": "bits"}
    assert found["readings"]["mean_trials"] == {"value": 4, "unit": None}


def test_a_fourth_lesson_prints_text(tree: Path) -> None:
    found = run(tree, "-m", "infotui", "geometric", "--text")
    assert "Geometric: the entropy of a geometric distribution, in bits." in found
    assert "mean trials: 2.000." in found


def test_a_fourth_lesson_is_in_the_help_of_the_command_line(tree: Path) -> None:
    assert "the entropy of a geometric distribution" in run(tree, "-m", "infotui", "--help")
    found = run(tree, "-m", "infotui", "geometric", "--help")
    assert "--success P" in found
    assert "infotui geometric --success 0.5" in found


def test_a_fourth_lesson_has_a_tab_and_a_number_key(tree: Path) -> None:
    with drawn(tree) as terminal:
        terminal.wait_for("4 Geometric")
        terminal.type("4")
        terminal.wait_for("A success takes 2.000 trials on average, and 2.000 bits to describe.")
        terminal.type("\x1b[C")
        terminal.wait_for("1.961")
        terminal.type("z\r1/4\r")
        terminal.wait_for("4.000 trials")
        terminal.click((terminal.text.splitlines()[0].index("1 Entropy"), 0))
        terminal.wait_for("100.0 %")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_fourth_lesson_is_in_palette_and_help(tree: Path) -> None:
    with drawn(tree) as terminal:
        terminal.wait_for("4 Geometric")
        terminal.type("\x10")
        terminal.wait_for("Search")
        terminal.type("geometric")
        terminal.read(0.3)
        terminal.type("\r")
        terminal.wait_for("A success takes")
        terminal.type("?")
        terminal.wait_for("Waiting for a success")


def test_a_fourth_lesson_opens_from_the_command_line(tree: Path) -> None:
    with drawn(tree, "geometric", "--success", "0.1", "--unit", "nats") as terminal:
        terminal.wait_for("10.000 trials on average, and 3.251 nats")


@pytest.mark.snapshot
def test_a_fourth_lesson_is_part_of_the_snapshot_tests(tree: Path) -> None:
    words = ["-q", "-n", "0", "-p", "no:cacheprovider", "-k", "geometric and 80x24", SNAPSHOTS]
    run(tree, "-m", "pytest", *words, "--snapshot-update")
    pictures = list((tree / SNAPSHOTS).parent.rglob("*geometric*80x24*.svg"))
    assert len(pictures) == 2
    assert all("mean" in picture.read_text(encoding="utf-8") for picture in pictures)
    run(tree, "-m", "pytest", *words)


def test_a_fourth_lesson_is_covered_by_the_import_contracts(tree: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is in the dev extra")
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    assert "0 broken" in run(tree, "-c", check)
    model = tree / "src/infotui/lessons/geometric/model/lesson.py"
    text = model.read_text(encoding="utf-8")
    model.write_text(f"import textual\n{text}", encoding="utf-8")
    try:
        with pytest.raises(AssertionError, match=r"lessons\.geometric\.model\.lesson -> textual"):
            run(tree, "-c", check)
    finally:
        model.write_text(text, encoding="utf-8")
