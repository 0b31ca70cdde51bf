from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infotui.cli import main
from support.reference_predictions import reference_predictions, write_reference

COMMAND = [sys.executable, "-m", "infotui", "cross-entropy", "data"]
READINGS = [
    *("loss", "standard_error", "perplexity", "uniform_loss", "base_rate_entropy", "saved", "skill"),
    *("predicted_entropy", "overconfidence", "best_temperature", "best_loss", "accuracy", "ties", "ece"),
    *("infinite", "skipped", "median", "p90", "p99", "max", "worst_share", "row_sums"),
    *("others", "classes", "worst", "selected", "notes"),
]
REFERENCE = {
    "loss": 1.0601754068088015,
    "standard_error": 0.0331865467859338,
    "uniform_loss": 1.6094379124341003,
    "base_rate_entropy": 1.5772628006244398,
    "saved": 1.5772628006244398 - 1.0601754068088015,
    "skill": 0.3278384512783304,
    "predicted_entropy": 1.0963389829247823,
    "overconfidence": 1.0601754068088015 - 1.0963389829247823,
    "best_temperature": 0.941112579502215,
    "best_loss": 1.059063095852844,
    "accuracy": 0.8,
    "ties": 24,
    "ece": 0.2456825669397941,
    "infinite": 0,
    "skipped": 0,
    "max": 5.344753341970259,
}
SKLEARN = {"logits": 1.0601754068088014, "clipped": 10.32203299165202, "sum 0.99": 0.9009049025407783}
"""What `sklearn.metrics.log_loss` of scikit-learn 1.9.1 printed."""


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["cross-entropy", "data", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def run_piped(path: Path, *words: str) -> Any:
    command = [*COMMAND, "-", *words, "--json"]
    ran = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=True)
    assert ran.stderr == b""
    return json.loads(ran.stdout)


def values(report: Any) -> dict[str, Any]:
    return {name: reading["value"] for name, reading in report["readings"].items()}


@pytest.mark.parametrize("suffix", ["csv", "npy", "npz", "jsonl"])
@pytest.mark.parametrize("is_pipe", [False, True], ids=["file", "pipe"])
def test_references_from_every_format(
    suffix: str, is_pipe: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"r.{suffix}"
    write_reference(path, 1000, 5)
    words = ["--labels", str(path.with_suffix(".labels.npy"))] if suffix == "npy" else []
    report = run_piped(path, *words) if is_pipe else run(capsys, str(path), *words)
    assert report["lesson"] == "cross-entropy"
    assert report["state"] == {
        "mode": "data",
        "file": "-" if is_pipe else str(path),
        "kind": "logits",
        "n": 1000,
        "k": 5,
        "classes": ["0", "1", "2", "3", "4"],
        "labels_from": None if suffix == "csv" else 0,
        "temperature": 1.0,
        "class": None,
    }
    found = values(report)
    assert list(found) == READINGS
    assert {name: found[name] for name in REFERENCE} == pytest.approx(REFERENCE, rel=2e-14)
    assert found["worst_share"] == pytest.approx(0.047055789, abs=5e-10)
    assert [found[name] for name in ("median", "p90", "p99")] == pytest.approx(
        [0.62936457, 2.55722634, 4.74449731], abs=5e-9
    )
    assert found["others"] == pytest.approx(
        {"sklearn": SKLEARN["logits"], "keras": SKLEARN["logits"], "softmax_twice": 1.3655901494049913},
        rel=1e-14,
    )
    assert [row["row"] for row in found["worst"][:2]] == [156, 976]
    assert len(found["worst"]) == 10
    assert set(found["worst"][0]) == {"row", "name", "true", "predicted", "q_true", "loss"}
    assert set(found["classes"][0]) == {"name", "n", "loss", "accuracy", "mistaken_for"}


def test_small_reference(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_reference(tmp_path / "r.csv", 8, 3)
    found = values(run(capsys, str(tmp_path / "r.csv")))
    wanted = {
        "loss": 0.7270176130748936,
        "best_temperature": 0.974822292462017,
        "best_loss": 0.7268683927425331,
        "predicted_entropy": 0.7386499394744936,
        "base_rate_entropy": 0.9743147528693494,
        "skill": 0.2538164787776923,
        "accuracy": 0.75,
        "ece": 0.2234099681108631,
    }
    assert {name: found[name] for name in wanted} == pytest.approx(wanted, rel=1e-14)


def test_bits_and_a_temperature(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_reference(tmp_path / "r.npz", 8, 3)
    path = str(tmp_path / "r.npz")
    bits = run(capsys, path, "--unit", "bits", "--temperature", "0.974822292462017")
    assert bits["readings"]["loss"] == {
        "value": pytest.approx(0.7268683927425331 / np.log(2)),
        "unit": "bits",
    }
    assert bits["readings"]["uniform_loss"]["value"] == pytest.approx(np.log2(3))
    assert bits["state"]["temperature"] == 0.974822292462017
    assert values(bits)["overconfidence"] == pytest.approx(0, abs=1e-14)
    assert values(bits)["others"]["sklearn"] == pytest.approx(0.7270176130748936 / np.log(2))


def test_infinite_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "p.npz"
    np.savez(path, probs=np.array([[0.0, 1], [0, 1]]), y=[0, 1])
    found = values(run(capsys, str(path)))
    assert (found["loss"], found["finite_loss"], found["infinite"]) == ("inf", 0, 1)
    assert (found["perplexity"], found["saved"], found["skill"]) == ("inf", "-inf", "-inf")
    assert (found["standard_error"], found["worst_share"], found["best_temperature"]) == (None, None, 0)
    assert found["worst"][0]["loss"] == "inf"
    assert found["worst"][0]["q_true"] == 0
    assert round(found["others"]["sklearn"] * 2, 2) == 36.04
    assert round(found["others"]["keras"] * 2, 2) == 16.12
    assert main(["cross-entropy", "data", str(path), "--text"]) == 0
    text = capsys.readouterr().out
    assert "loss: infinity." in text
    assert "1 row gave the true class probability 0, so the mean is infinite; the other 1 cost 0.0000" in text
    np.savez(path, probs=np.array([[0.0, 1], [1, 0]]), y=[1, 0])
    perfect = values(run(capsys, str(path)))
    assert (perfect["loss"], perfect["skill"], perfect["best_temperature"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("z", "y", "best", "said"),
    [
        ([[2, 0, 0], [0, 1, 0], [0, 0, 3]], [0, 1, 2], 0, "Every row is right"),
        ([[2, 0, 0], [0, 1, 0], [0, 0, 3]], [1, 2, 0], "inf", "No better than guessing"),
        (
            [[9, 0], [9, 0], [9, 0], [0, 9]],
            [0, 0, 1, 1],
            None,
            "Overconfident: it expects a loss of",
        ),
        (
            [[1, 0], [1, 0], [2, 0]] * 9 + [[1, 0]],
            [0] * 27 + [1],
            None,
            "Underconfident: it expects a loss",
        ),
    ],
)
def test_the_sentence(
    z: Any, y: Any, best: Any, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.npz"
    np.savez(path, logits=np.array(z, float), y=y)
    found = values(run(capsys, str(path)))
    assert best is None or found["best_temperature"] == best
    assert main(["cross-entropy", "data", str(path), "--text"]) == 0
    assert said in capsys.readouterr().out


def test_one_row_constant_labels_and_one_class(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("truth,dog,wolf,other\ndog,0.87,0.11,0.02\n")
    found = values(run(capsys, str(path)))
    assert found["loss"] == pytest.approx(-np.log(0.87))
    assert (found["standard_error"], found["base_rate_entropy"], found["skill"]) == (None, 0, None)
    assert found["row_sums"] == [1.0, 1.0]
    assert found["worst"] == [
        {
            "row": 0,
            "name": None,
            "true": "dog",
            "predicted": "dog",
            "q_true": pytest.approx(0.87),
            "loss": pytest.approx(0.13926206733350766),
        }
    ]
    path.write_text("truth,a,b\na,1,2\nb,3,4\na,5,6\n")
    only = run(capsys, str(path), "--class", "a", "--rows", "1")
    assert only["state"]["class"] == "a"
    assert values(only)["loss"] == pytest.approx(np.log1p(np.e))
    assert values(only)["worst"][0]["row"] == 0
    assert values(only)["skill"] is None


def test_what_scikit_learn_prints(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "p.npz"
    z, y = reference_predictions(1000, 5)
    z[:, 0] = -40
    np.savez(path, logits=z, labels=y)
    assert values(run(capsys, str(path)))["others"]["sklearn"] == pytest.approx(SKLEARN["clipped"], rel=1e-13)
    text = tmp_path / "p.csv"
    text.write_text("y,p_0,p_1\n0,.33,.66\n1,.50,.50\n")
    assert values(run(capsys, str(text)))["others"]["sklearn"] == pytest.approx(
        SKLEARN["sum 0.99"], rel=1e-14
    )


def test_soft_labels(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "p.npz"
    p = np.array([[0.5, 0.5], [0.25, 0.75]])
    np.savez(path, probs=p, labels=p)
    found = values(run(capsys, str(path)))
    assert found["kl"] == pytest.approx(0, abs=1e-16)
    assert found["loss"] == pytest.approx(found["target_entropy"])
    assert found["best_temperature"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["data"], "argument FILE: mode data needs a file"),
        (["data", "missing.csv", "--json"], "missing.csv: No such file or directory"),
        (["data", "x", "--as", "odds"], "argument --as: 'odds' is none of logits, probabilities"),
        (["data", "x", "--labels-from", "2"], "argument --labels-from: '2' is neither 0 nor 1"),
        (["data", "x", "--rows", "1.5"], "argument --rows: '1.5' is no number of rows"),
        (["data", "x", "--temperature", "0"], "argument --temperature: 0 is not a temperature"),
        (["data", "x", "--p", "0.5"], "argument --p: belongs to binary, and this is data"),
        (["data", "x", "--logits", "1", "2"], "argument --logits: belongs to multiclass, and this is data"),
        (["binary", "x"], "argument FILE: belongs to data, and this is binary"),
        (["binary", "--skip-bad"], "argument --skip-bad: belongs to data, and this is binary"),
        (["multiclass", "--against", "x"], "argument --against: belongs to data"),
        (["data", "-", "--against", "-"], "argument --against: standard input is read once"),
        (["data", "x"], "x: No such file or directory"),
    ],
)
def test_bad_words_are_answered_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cross-entropy", *words]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert (shown.out, shown.err.count("\n")) == ("", 1)


def test_an_unknown_class(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_reference(tmp_path / "r.csv", 8, 3)
    assert main(["cross-entropy", "data", str(tmp_path / "r.csv"), "--class", "cat", "--json"]) == 2
    assert "argument --class: there are '0', '1', '2'" in capsys.readouterr().err


def test_the_command_that_reopens_a_state() -> None:
    from argparse import ArgumentParser

    from infotui.core.launch import add_arguments, escape_negatives
    from infotui.core.lesson import Snapshot, command
    from infotui.lessons.cross_entropy.model.lesson import LESSON

    line = [
        *("data", "preds.csv", "--as", "logits", "--labels", "y.npy", "--labels-from", "1"),
        *("--label-column", "3", "--name-column", "id", "--class", "cat", "--against", "b.csv"),
        *("--temperature", "2.5", "--rows", "3", "--ignore", "-1", "--columns", "a", "b", "--skip-bad"),
    ]
    parser = ArgumentParser()
    add_arguments(parser, LESSON)
    state = LESSON.command_line.parse(parser.parse_args(escape_negatives(line)))
    assert LESSON.command_line.format(state) == line
    opened = command(LESSON, Snapshot(state, LESSON.unit))
    assert opened.startswith("infotui cross-entropy data preds.csv --as logits")
    piped = LESSON.command_line.parse(parser.parse_args(["data", "-"]))
    assert command(LESSON, Snapshot(piped, LESSON.unit)) == "from a pipe: save it to a file to reopen it"
