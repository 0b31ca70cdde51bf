"""The reference cases of mode data, from every format and from a pipe: the same digits."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import numpy as np
import pytest

from infotui.core.reading import Unit, readings_by_name
from infotui.data.source import open_quietly
from infotui.lessons.cross_entropy.model.predictions import PredictionRequest, PredictionState, load
from infotui.lessons.cross_entropy.model.predictions_readings import prediction_readings
from infotui.maths.batch import evaluate
from infotui.maths.calibration import expected_calibration_error
from support.reference_predictions import reference_predictions

INF = math.inf


class Case(NamedTuple):
    """Scores of a kind, labels, and the readings they must have (None: no value)."""

    key: str
    scores: Any
    labels: Sequence[int]
    readings: dict[str, float | None]


def formula(n: int, k: int, **readings: float) -> Case:
    z, y = reference_predictions(n, k)
    return Case("logits", z, y.tolist(), {**readings, "infinite": 0})


CASES = {
    "8x3": formula(
        8,
        3,
        loss=0.7270176130748936,
        best_temperature=0.974822292462017,
        best_loss=0.7268683927425331,
        predicted_entropy=0.7386499394744936,
        base_rate_entropy=0.9743147528693494,
        skill=0.2538164787776923,
        accuracy=0.75,
        ece=0.2234099681108631,
    ),
    "1000x5": formula(
        1000,
        5,
        loss=1.0601754068088015,
        standard_error=0.0331865467859338,
        best_temperature=0.941112579502215,
        best_loss=1.059063095852844,
        predicted_entropy=1.0963389829247823,
        base_rate_entropy=1.5772628006244398,
        skill=0.3278384512783304,
        accuracy=0.8,
        ties=24,
        ece=0.2456825669397941,
        max=5.344753341970259,
    ),
    "infinite": Case(
        "probs", [[0, 1], [0, 1]], [0, 1], {"loss": INF, "finite_loss": 0, "infinite": 1, "skill": -INF}
    ),
    "perfect": Case("probs", [[0, 1], [1, 0]], [1, 0], {"loss": 0, "skill": 1, "best_temperature": 0}),
    "masked": Case("logits", [[1, 2, -INF], [0, 0, 5]], [0, 2], {"max": 1.3132616875182228, "infinite": 0}),
    "masked-truth": Case("logits", [[1, 2, -INF], [0, 0, 5]], [2, 0], {"loss": INF, "infinite": 1}),
    "tiny": Case("logits", [[40, 0]], [0], {"loss": 4.248354255291589e-18, "standard_error": None}),
    "huge": Case("logits", [[1000, 0, 0, 0]], [1], {"loss": 1000.0}),
    "cold": Case("logits", [[2, 0, 0], [0, 1, 0], [0, 0, 3]], [0, 1, 2], {"best_temperature": 0}),
    "hot": Case("logits", [[2, 0, 0], [0, 1, 0], [0, 0, 3]], [1, 2, 0], {"best_temperature": INF}),
    "binary": Case(
        "logits", [2, -1, 0.5, 3, -2, 1], [1, 0, 0, 1, 0, 1], {"best_temperature": 0.527944745525492925}
    ),
}
BINS_10 = Case("probs", [[0.95, 0.05], [0.95, 0.05], [1.0, 0.0], [1.0, 0.0]], [0, 1, 0, 1], {})
FORMATS = ("csv", "tsv", "npy", "npz", "jsonl")


def written(case: Case, suffix: str, folder: Path) -> PredictionRequest:
    """The case in a file of that format, and what is asked for."""
    path, values = folder / f"p.{suffix}", np.array(case.scores, float)
    kind = {"logits": "logits", "probs": "probabilities"}[case.key]
    if suffix == "npy":
        np.save(path, values)
        np.save(folder / "y.npy", np.array(case.labels))
        return PredictionRequest(str(path), kind=kind, labels=str(folder / "y.npy"), labels_from=0)
    if suffix == "npz":
        np.savez(path, **{case.key: values}, labels=np.array(case.labels))  # type: ignore[arg-type]
    elif suffix == "jsonl":
        rows = zip(values.tolist(), case.labels, strict=True)
        path.write_text("".join(json.dumps({case.key: row, "label": y}) + "\n" for row, y in rows))
    else:
        mark = "\t" if suffix == "tsv" else ","
        prefix = {"logits": "logit_", "probs": "prob_"}[case.key]
        columns = [prefix + str(k) for k in range(values.shape[1])] if values.ndim == 2 else [prefix + "1"]
        lines = [["label", *columns]]
        for row, label in zip(np.atleast_2d(values.T).T, case.labels, strict=True):
            lines.append([str(label), *map(repr, row.tolist())])
        path.write_text("".join(mark.join(line) + "\n" for line in lines))
    return PredictionRequest(str(path), labels_from=0 if suffix in ("npz", "jsonl") else None)


def opened(case: Case, suffix: str, folder: Path, is_pipe: bool) -> PredictionState:
    request = written(case, suffix, folder)
    if is_pipe:
        path, pipe = Path(request.file), folder / "pipe"
        os.mkfifo(pipe)
        Thread(target=pipe.write_bytes, args=(path.read_bytes(),)).start()
        request = PredictionRequest(str(pipe), request.kind, request.labels, request.labels_from)
    return load(PredictionState(request), open_quietly)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("is_pipe", [False, True], ids=["file", "pipe"])
@pytest.mark.parametrize("name", CASES)
def test_a_reference(name: str, suffix: str, is_pipe: bool, tmp_path: Path) -> None:
    state = opened(CASES[name], suffix, tmp_path, is_pipe)
    found = readings_by_name(prediction_readings(state, Unit.NATS))
    for reading, wanted in CASES[name].readings.items():
        assert found[reading].value == (wanted if wanted is None else pytest.approx(wanted, rel=1e-14)), (
            reading
        )


@pytest.mark.parametrize("suffix", FORMATS)
def test_confidences_of_1_are_in_the_last_bin(suffix: str, tmp_path: Path) -> None:
    predictions = opened(BINS_10, suffix, tmp_path, is_pipe=False).loaded
    assert predictions.targets is not None
    found = evaluate(predictions.scores, predictions.targets, bins=10)
    assert expected_calibration_error(found) == pytest.approx(0.475, abs=1e-15)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_temperature_of_probabilities_is_that_of_logits(suffix: str, tmp_path: Path) -> None:
    z, y = reference_predictions(1000, 5)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    state = opened(Case("probs", p, y.tolist(), {}), suffix, tmp_path, is_pipe=False)
    best = readings_by_name(prediction_readings(state, Unit.NATS))["best_temperature"]
    assert best.number == pytest.approx(0.941112579502215, rel=1e-9)


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_models(suffix: str, tmp_path: Path) -> None:
    z, y = reference_predictions(1000, 5)
    (tmp_path / "b").mkdir()
    other = written(Case("logits", 0.8 * z, y.tolist(), {}), suffix, tmp_path / "b")
    first = written(Case("logits", z, y.tolist(), {}), suffix, tmp_path)
    request = PredictionRequest(first.file, "logits", first.labels, first.labels_from, against=other.file)
    found = readings_by_name(prediction_readings(load(PredictionState(request), open_quietly), Unit.NATS))[
        "against"
    ]
    against = dict(found.records[0].fields)
    assert against["difference"] == pytest.approx(-0.020798621505768, rel=1e-12)
    assert against["standard_error"] == pytest.approx(0.006601551493135, rel=1e-12)
    assert (against["wins"], against["ties"]) == (800, 24)
    kl: Any = against["kl"]
    assert kl.get("mean") == pytest.approx(0.0135659062825717, rel=1e-12)
    assert kl.get("median") == pytest.approx(0.0140277353797324, rel=1e-12)
    assert kl.get("max") == pytest.approx(0.0264491245060456, rel=1e-12)
    assert kl.get("same_top") == 1
