from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from infotui.cli import main
from support.exercise_files import BROKEN, FIVE_LINES, Broken
from support.pseudo_terminal import infotui


def written(text: str, folder: Path) -> str:
    file = folder / "set.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("check", [["--check"], []], ids=["check", "open"])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_is_one_line_and_status_2(
    broken: Broken, check: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(broken.text, tmp_path)
    assert main(["exercises", *check, name]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    (line,) = shown.err.splitlines()
    assert line.startswith(f"{name}:{broken.line}: ")
    for word in broken.words:
        assert word in line


def test_a_set_without_a_mistake_says_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", "--check", written(FIVE_LINES, tmp_path)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "Week 3" in shown.out
    assert "1 task on entropy" in shown.out


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", "--check", name]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert name in err


def test_a_missing_file_argument_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["exercises"])
    assert caught.value.code == 2
    assert "FILE.toml" in capsys.readouterr().err


def test_standard_input_is_a_file_named_with_a_dash() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "infotui", "exercises", "--check", "-"],
        input=FIVE_LINES,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("-: Week 3")


def test_an_empty_name_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", ""]) == 2
    assert capsys.readouterr().err == "infotui exercises: the name of the file is empty\n"


def test_without_a_terminal_the_plain_text_is_suggested(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "infotui", "exercises", written(FIVE_LINES, tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "--text" in ended.stderr
    assert "--json" not in ended.stderr


def test_a_set_can_be_read_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f'{FIVE_LINES}hold = ["p.count"]\nhint = "Try ½."\nafter = "H ≤ log k."\n'
    assert main(["exercises", "--text", written(text, tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Week 3: 1 task on Entropy.",
        "Task 1: Make the entropy one and a half bits.",
        "Held fixed: number of classes.",
        "Goal: H(p) = 1.5 bits.",
        "Hint: Try one half.",
        "Afterwards: H is at most log k.",
    ]


def test_help_describes_the_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["exercises", "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    for word in ("--check", "[[task]]", "at_least", "opening", "hold"):
        assert word in out


def test_checking_needs_no_textual(tmp_path: Path) -> None:
    code = (
        "import sys; from infotui.cli import main;"
        f"assert main(['exercises', '--check', {written(FIVE_LINES, tmp_path)!r}]) == 0;"
        "assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_an_instructors_set_opens_its_lesson_with_the_panel(tmp_path: Path) -> None:
    text = FIVE_LINES.replace("infotui entropy 0.7 0.1 0.1 0.1", "infotui kl --q 1 1").replace(
        'reading = "entropy", equals = 1.5', 'reading = "kl_pq", equals = 2'
    )
    with infotui("exercises", written(text, tmp_path)) as terminal:
        terminal.wait_for("Week 3")
        terminal.wait_for("○ KL(p‖q) = 2 nats")
        terminal.wait_for("N(1, 1²)")
        terminal.type("e")
        terminal.read(0.5)
        assert "Week 3" not in terminal.text
        terminal.type("q")
        assert terminal.status() == 0
