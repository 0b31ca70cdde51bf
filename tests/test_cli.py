from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from infotui import __version__
from infotui.cli import main


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """infotui in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "infotui", *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@pytest.mark.parametrize(
    ("words", "named", "reason"),
    [
        (["0.5", "0.6"], "1.1", "sum"),
        (["a", "b"], "'a'", "not a number"),
        (["nan", "1"], "'nan'", "not a finite number"),
        (["-0.1", "1.1"], "-0.1", "negative"),
        (["-1e-3", "1.001"], "-0.001", "negative"),
        (["1"], "1", "2 to 26"),
        (["1/27"] * 27, "27", "2 to 26"),
        (["1/0", "1"], "'1/0'", "divides by zero"),
        (["0.5", "0.5", "--unit", "dits"], "dits", "choose from"),
        (["0.5", "0.5", "--lock", "3"], "'3'", "1 to 2"),
        (["0.5", "0.5", "--select", "x"], "'x'", "1 to 2"),
        (["0.5", "0.5", "--names", "a"], "names", "2"),
        (["0.5", "0.5", "--names", "a", "a"], "'a'", "another class"),
        (["0.5", "0.5", "--nonsense"], "--nonsense", "unrecognized"),
    ],
)
def test_a_bad_value_is_one_line_that_names_it_and_says_why(
    words: list[str], named: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(main(["entropy", *words, "--json"]))
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("infotui")
    assert named in shown.err
    assert reason in shown.err


def test_a_dyadic_distribution_has_exactly_its_bits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "1/2", "1/4", "1/8", "1/8", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["lesson"] == "entropy"
    assert found["state"] == {"p": [0.5, 0.25, 0.125, 0.125]}
    readings = found["readings"]
    assert readings["entropy"] == {"value": 1.75, "unit": "bits"}
    assert readings["surprisal"] == {"value": [1.0, 2.0, 3.0, 3.0], "unit": "bits"}
    assert readings["terms"] == {"value": [0.5, 0.5, 0.375, 0.375], "unit": "bits"}
    assert readings["maximum_entropy"]["value"] == 2
    assert readings["efficiency"] == {"value": 0.875, "unit": None}
    assert readings["perplexity"]["value"] == pytest.approx(2**1.75, rel=1e-15)


def test_a_class_that_never_comes_has_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "1/2", "1/4", "1/4", "0", "--json"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["code_lengths"] == {"value": [1, 2, 2, None], "unit": "bits"}
    assert readings["mean_code_length"] == {"value": 1.5, "unit": "bits"}
    assert main(["entropy", "1", "0", "--json", "--unit", "nats"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["code_lengths"] == {"value": [0, None], "unit": "bits"}
    assert readings["mean_code_length"] == {"value": 0.0, "unit": "nats"}


def test_without_words_it_is_the_entropy_explorer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lesson"], found["readings"]["entropy"]["value"]) == ("entropy", 2.0)


def test_infinity_is_a_word_and_nats_are_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "1", "0", "--unit", "nats", "--json"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["surprisal"] == {"value": [0.0, "inf"], "unit": "nats"}
    assert readings["entropy"] == {"value": 0.0, "unit": "nats"}


def test_plain_sentences_say_the_numbers_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "0.87", "0.11", "0.02", "--text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "entropy: 0.638 bits." in lines
    assert "efficiency: 40.3 %." in lines


@pytest.mark.parametrize(
    "words", [["--json"], ["--text"], ["kl", "--json"], ["cross-entropy", "multiclass", "--json"]]
)
def test_what_is_printed_imports_neither_textual_nor_numpy(words: list[str]) -> None:
    code = (
        f"import sys; from infotui.cli import main; assert main({words}) == 0;"
        "assert not {'numpy', 'textual'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_version_imports_next_to_nothing() -> None:
    code = (
        "import sys; from infotui.cli import main; main(['--version']);"
        "assert not {'numpy', 'argparse', 'textual'} & set(sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout == f"infotui {__version__}\n"


def test_without_a_terminal_it_says_so_in_one_line() -> None:
    ended = run()
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("infotui: ")
    assert ended.stderr.count("\n") == 1


def test_help_names_every_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    assert "entropy" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--help"], ["cross-entropy", "--help"], ["kl", "--text"]])
def test_a_terminal_of_another_encoding_gets_question_marks_not_a_traceback(words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "infotui", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert ended.stdout.isascii()
