from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import Any

import pytest

from infotui.cli import main


def report(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What `--json` prints, read again."""
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_at_the_opening(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, "kl")
    assert found["lesson"] == "kl"
    assert found["state"] == {
        "p": {"mu": 0.0, "sigma": 1.0},
        "q": {"mu": 2.0, "sigma": 1.5},
        "reverse": False,
    }
    readings = found["readings"]
    names = ["kl_pq", "kl_qp", "kl_gap", "entropy_p", "entropy_q", "cross_entropy_pq"]
    assert list(readings) == [*names, "lobe_positive", "lobe_negative"]
    assert {reading["unit"] for reading in readings.values()} == {"nats"}
    assert readings["kl_pq"]["value"] == pytest.approx(1.0165762192, abs=1e-10)
    assert readings["kl_qp"]["value"] == pytest.approx(2.2195348919, abs=1e-10)


def test_json_does_not_import_textual() -> None:
    code = "import sys, infotui.cli as cli; cli.main(['kl', '--json']); assert 'textual' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "line",
    [
        "kl --p -1e0 2 --q -.5 1/4 --reverse --unit bits",
        "kl --unit bits --q -.5 1/4 --reverse --p -1 2",
    ],
)
def test_arguments_in_any_order_and_negative_numbers(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, *shlex.split(line))
    assert found["state"] == {
        "p": {"mu": -1.0, "sigma": 2.0},
        "q": {"mu": -0.5, "sigma": 0.25},
        "reverse": True,
    }
    assert found["readings"]["kl_pq"]["unit"] == "bits"


def test_equal_gaussians_have_exactly_no_divergence(capsys: pytest.CaptureFixture[str]) -> None:
    readings = report(capsys, "kl", "--p", "1/3", "0.7", "--q", "1/3", "0.7")["readings"]
    assert [readings[name]["value"] for name in ("kl_pq", "kl_qp", "kl_gap")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("words", "named", "reason"),
    [
        (["--p", "0", "0"], "--p", "0"),
        (["--p", "0", "-1"], "--p", "-1"),
        (["--q", "nan", "1"], "--q", "'nan' is not a finite number"),
        (["--q", "0", "nan"], "--q", "'nan' is not a finite number"),
        (["--q", "0", "-inf"], "--q", "'-inf' is not a finite number"),
        (["--p", "0"], "--p", "expected 2 arguments"),
        (["--p"], "--p", "expected 2 arguments"),
        (["--p", "0", "1", "2"], "2", "unrecognized"),
        (["--q", "zero", "1"], "--q", "'zero' is not a number"),
        (["--q", "1/0", "1"], "--q", "'1/0' divides by zero"),
        (["--rev"], "--rev", "unrecognized"),
        (["--reverse=1"], "--reverse", "ignored explicit argument"),
        (["0.5", "0.5"], "0.5", "unrecognized"),
    ],
)
def test_a_bad_value_is_a_one_line_error(
    words: list[str], named: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        raise SystemExit(main(["kl", *words, "--json"]))
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("infotui")
    assert named in shown.err
    assert reason in shown.err
