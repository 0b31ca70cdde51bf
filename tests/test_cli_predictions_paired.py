from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infotui.cli import main
from support.reference_predictions import reference_predictions


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["cross-entropy", "data", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def values(report: Any) -> dict[str, Any]:
    return {name: reading["value"] for name, reading in report["readings"].items()}


def test_two_models(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    z, y = reference_predictions(1000, 5)
    np.savez(tmp_path / "a.npz", logits=z, labels=y)
    np.savez(tmp_path / "b.npz", logits=0.8 * z)
    found = values(run(capsys, str(tmp_path / "a.npz"), "--against", str(tmp_path / "b.npz"), "--rows", "3"))
    against = found["against"]
    assert against["difference"] == pytest.approx(-0.020798621505768, rel=1e-12)
    assert against["standard_error"] == pytest.approx(0.006601551493135, rel=1e-12)
    assert against["interval"] == pytest.approx([-0.03374, -0.00786], abs=5e-6)
    assert (against["wins"], against["ties"]) == (800, 24)
    assert against["kl"] == pytest.approx(
        {
            "mean": 0.0135659062825717,
            "median": 0.0140277353797324,
            "p99": 0.0264491245060456,
            "max": 0.0264491245060456,
            "same_top": 1,
        },
        rel=1e-12,
    )
    assert len(against["rows"]) == 3
    gaps = [abs(row["difference"]) for row in against["rows"]]
    assert gaps == sorted(gaps, reverse=True)


def test_two_models_pair_by_name_and_without_labels(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("id,label,p_a,p_b\nr1,a,0.5,0.5\nr2,b,0.25,0.75\n")
    (tmp_path / "b.csv").write_text("id,p_b,p_a\nr2,0.5,0.5\nr1,0.5,0.5\n")
    words = (str(tmp_path / "a.csv"), "--against", str(tmp_path / "b.csv"), "--name-column", "id")
    against = values(run(capsys, *words))["against"]
    assert against["difference"] == pytest.approx((np.log(0.5) - np.log(0.75)) / 2)
    assert (against["wins"], against["ties"]) == (1, 1)
    assert against["rows"][0]["name"] == "r2"
    found = values(run(capsys, str(tmp_path / "b.csv"), "--against", str(tmp_path / "b.csv")))
    assert list(found) == ["against", "notes"]
    assert found["against"]["kl"]["max"] == 0


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "y,p_a,p_b\na,.5,.5\nb,.5,.5\n",
            "y,p_a,p_b\na,.5,.5\na,.5,.5\n",
            "row 1 (counted from 0) differ: 'b' and 'a'",
        ),
        ("y,p_a,p_b\na,.5,.5\n", "y,p_a,p_b\na,.5,.5\na,.5,.5\n", "1 and 2 rows: --name-column"),
        ("y,p_a,p_b\na,.5,.5\n", "y,p_a,p_c\na,.5,.5\n", "class 'b' is in the first file only"),
        ("y,p_a,p_b\na,.5,.5\n", "y,p_a,p_b,p_c\na,.5,.5,0\n", "2 and 3 classes"),
    ],
)
def test_models_that_do_not_pair(
    first: str, second: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a.csv", first), ("b.csv", second)):
        (tmp_path / name).write_text(text)
    words = [str(tmp_path / "a.csv"), "--against", str(tmp_path / "b.csv"), "--json"]
    assert main(["cross-entropy", "data", *words]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
