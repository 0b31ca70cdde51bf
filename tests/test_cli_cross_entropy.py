from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import Any

import pytest

from infotui.cli import main
from support.pseudo_terminal import infotui


def report(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What `--json` prints, read again."""
    assert main(["cross-entropy", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_binary_json_at_the_opening(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys)
    assert found["lesson"] == "cross-entropy"
    assert found["state"] == {"mode": "binary", "p": 0.7, "label": 1}
    assert list(found["readings"]) == ["loss", "gradient", "derivative_p", "logit", "q", "uniform_guess"]
    assert found["readings"]["loss"] == {"value": pytest.approx(0.356674943938732), "unit": "nats"}
    assert found["readings"]["gradient"]["value"] == pytest.approx(-0.3)


def test_multiclass_json_at_the_opening(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, "multiclass")
    assert list(found["state"]) == ["mode", "logits", "true", "smoothing", "temperature", "rate"]
    assert found["state"]["true"] == 2
    names = ["loss", "q", "target", "entropy_p", "kl_pq", "gradient", "uniform_guess"]
    assert list(found["readings"]) == names
    assert found["readings"]["loss"]["value"] == pytest.approx(0.514675, abs=1e-6)
    assert found["readings"]["target"]["value"] == [0, 1, 0, 0]


def test_json_does_not_import_textual() -> None:
    forbidden = "{'textual', 'rich', 'plotext'} & {*sys.modules}"
    code = f"import sys, infotui.cli as cli; cli.main(['cross-entropy', '--json']); assert not {forbidden}"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "line",
    [
        "multiclass --logits -1 1/2 -1e-3 --true 3 --smoothing .1 --temperature 1/2 --unit bits",
        "multiclass --unit bits --temperature 0.5 --smoothing 1/10 --true 3 --logits -1 0.5 -0.001",
    ],
)
def test_arguments_in_any_order_and_negative_numbers(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, *shlex.split(line))
    assert found["state"] == {
        "mode": "multiclass",
        "logits": [-1.0, 0.5, -0.001],
        "true": 3,
        "smoothing": 0.1,
        "temperature": 0.5,
        "rate": 1.0,
    }
    assert found["readings"]["loss"]["unit"] == "bits"
    assert found["readings"]["gradient"]["unit"] == "nats"


def test_extremes_are_written_as_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(capsys, "binary", "--p", "0")["readings"]["loss"]["value"] == "inf"
    assert report(capsys, "binary", "--p", "1")["readings"]["loss"]["value"] == 0
    huge = report(capsys, "multiclass", "--logits", "1000", "0", "0", "0")
    assert huge["readings"]["loss"]["value"] == 1000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("binary --p 1.2", "argument --p: 1.2 is not a probability"),
        ("binary --p -1", "argument --p: -1 is not a probability"),
        ("binary --p nan", "argument --p: 'nan' is not a finite number"),
        ("binary --p", "argument --p: expected one argument"),
        ("binary --label 2", "argument --label: '2' is not a label"),
        ("binary --logits 1 2", "argument --logits: belongs to multiclass"),
        ("multiclass --true 9", "argument --true: '9' is not a class number, 1 to 4"),
        ("multiclass --smoothing 1", "argument --smoothing: 1 is not a smoothing"),
        ("multiclass --temperature 0", "argument --temperature: 0 is not a temperature"),
        ("multiclass --logits 1", "argument --logits: z has length 1"),
        ("multiclass --logits nan 1", "argument --logits: 'nan' is not a finite number"),
        ("multiclass --logits -inf 1", "argument --logits: '-inf' is not a finite number"),
        ("multiclass --logits 1 2 --true -1", "argument --true: '-1' is not a class number, 1 to 2"),
        ("multiclass --p 0.5", "argument --p: belongs to binary"),
        ("ternary", "argument mode: 'ternary' is none of binary, multiclass and data"),
    ],
)
def test_bad_arguments_are_one_line_errors(
    line: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(["cross-entropy", *shlex.split(line)])
    except SystemExit as end:
        status = int(end.code or 0)
    shown = capsys.readouterr()
    assert status == 2
    assert shown.out == ""
    assert reason in shown.err
    assert shown.err.count("\n") == 1


def test_a_drag_to_infinite_loss_and_a_run_to_the_minimum() -> None:
    with infotui("cross-entropy", "binary") as terminal:
        terminal.wait_for("costs 0.3567 nats")
        slider = terminal.row_of(" q ──")
        terminal.drag((30, slider), (20, slider), (3, slider), (1, slider))
        terminal.wait_for("−∞")
        terminal.wait_for("Certain and wrong: the loss is infinite.")
        terminal.type("z")
        terminal.wait_for("costs 0.3567 nats")
        terminal.drag((20, 8), (30, 15), (42, 19))
        terminal.wait_for("Certain and right: it costs nothing.")
        terminal.type("m")
        terminal.wait_for("minimum H(p)")
        terminal.type("\t")
        terminal.wait_for("►ε")
        terminal.type("\x1b[5~\x1b[5~G")
        terminal.wait_for("Converged", 30)
        assert "minimum H(p) 0.5875" in terminal.text
        terminal.type("z")
        terminal.wait_for("g: one step")
        terminal.type("q")
        assert terminal.status() == 0
