from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from infotui import __version__
from infotui.cli import main
from infotui.core.argument_parser import Parser, UsageError


def run(*words: str, stdout: int | IO[str] = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """infotui in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "infotui", *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
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
def test_a_bad_value_is_a_one_line_error(
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


def test_a_class_of_probability_0_has_no_codeword(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "1/2", "1/4", "1/4", "0", "--json"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["code_lengths"] == {"value": [1, 2, 2, None], "unit": "bits"}
    assert readings["mean_code_length"] == {"value": 1.5, "unit": "bits"}
    assert main(["entropy", "1", "0", "--json", "--unit", "nats"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["code_lengths"] == {"value": [0, None], "unit": "bits"}
    assert readings["mean_code_length"] == {"value": 0.0, "unit": "bits"}


def test_the_default_lesson_is_entropy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lesson"], found["readings"]["entropy"]["value"]) == ("entropy", 2.0)


def test_infinity_is_a_word_and_nats_are_a_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "1", "0", "--unit", "nats", "--json"]) == 0
    readings = json.loads(capsys.readouterr().out)["readings"]
    assert readings["surprisal"] == {"value": [0.0, "inf"], "unit": "nats"}
    assert readings["entropy"] == {"value": 0.0, "unit": "nats"}


def test_plain_text_has_the_numbers_of_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entropy", "0.87", "0.11", "0.02", "--text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "entropy: 0.638 bits." in lines
    assert "efficiency: 40.3 %." in lines


@pytest.mark.parametrize(
    "words", [["--json"], ["--text"], ["kl", "--json"], ["cross-entropy", "multiclass", "--json"]]
)
def test_printing_imports_neither_textual_nor_numpy(words: list[str]) -> None:
    code = (
        f"import sys; from infotui.cli import main; assert main({words}) == 0;"
        "assert not {'numpy', 'textual'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_command_imports_no_other_lesson() -> None:
    code = (
        "import sys; from infotui.cli import main; assert main(['kl', 'mixture', '--json']) == 0;"
        "found = [name for name in sys.modules if name.startswith('infotui.lessons.')];"
        "sys.exit(' '.join(name for name in found if '.model' in name and 'gaussian_kl' not in name) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_version_imports_no_large_module() -> None:
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
def test_an_ascii_terminal_gets_notation_in_ascii(words: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "infotui", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert ended.stdout.isascii()
    assert words[0] != "kl" or b"KL(p||q)" in ended.stdout or b"?" not in ended.stdout


@pytest.mark.parametrize("words", [["kl", "--text"], ["--json"], ["--version"], ["kl", "--help"]])
def test_a_closed_pipe_is_no_error(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        ended = run(*words, stdout=closed)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
@pytest.mark.parametrize("words", [["--help"], ["entropy", "--help"], ["--json"], ["--version"]])
def test_a_full_device_is_an_error_for_everything_printed(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = run(*words, stdout=full)
    assert ended.returncode == 2
    assert ended.stderr == "infotui: standard output: No space left on device\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["entropi"], "infotui: 'entropi' is not a lesson: did you mean entropy? (see infotui --help)"),
        (
            ["0.5", "0.5"],
            "infotui: '0.5' is not a lesson: there are entropy, kl, cross-entropy, exercises"
            " (see infotui --help)",
        ),
        (
            ["kl", "--jsno"],
            "infotui kl: unrecognized arguments: --jsno: did you mean --json? (see infotui kl --help)",
        ),
        (
            ["kl", "--p", "0", "1", "2"],
            "infotui kl: unrecognized arguments: 2 (--p takes MU SIGMA) (see infotui kl --help)",
        ),
        (
            ["entropy", "0,5", "0,5"],
            "infotui entropy: argument P: '0,5' is not a number: write 0.5 with a point"
            " (see infotui entropy --help)",
        ),
        (
            ["entropy", "0.333", "0.333", "0.333"],
            "infotui entropy: argument P: p sums to 0.999: probabilities must sum to 1 within 1e-9"
            " (write 1/3) (see infotui entropy --help)",
        ),
    ],
)
def test_misspelt_arguments_get_a_suggestion(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(main(words))
    assert caught.value.code == 2
    assert capsys.readouterr().err == f"{line}\n"


def test_an_option_is_never_taken_for_a_value() -> None:
    parser = Parser(prog="infotui kl")
    parser.add_argument("--p", nargs=2)
    parser.add_argument("--json", action="store_true")
    with pytest.raises(UsageError, match=r"argument --p: expected 2 arguments"):
        parser.parse_args(["--p", "0", "--json"])


def test_the_help_of_a_mode_has_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["cross-entropy", "multiclass", "--help"])
    page = capsys.readouterr().out
    assert "infotui cross-entropy multiclass --logits" in page
    assert "infotui cross-entropy binary --p" not in page
    assert "entropy_p" in page
