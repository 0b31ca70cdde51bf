"""The speed of mode data, as ratios to what numpy does: `python -m benchmarks.predictions` in `tests/`.

Each row measures processor time, ours and the baseline's in turn, and prints the ratio of the medians
beside the most that is allowed. The files are made in a temporary directory (about 150 MB).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.core.reading import Unit
from infotui.data.source import open_quietly
from infotui.lessons.cross_entropy.model.predictions import PredictionRequest, PredictionState, load
from infotui.lessons.cross_entropy.model.predictions_readings import prediction_readings
from infotui.maths.batch import Scores, cross_entropy_losses
from infotui.maths.loss_summary import worst_rows
from infotui.maths.temperature import HermiteCurve, hermite_curve, temperature_nodes, temperature_terms

_ROWS, _CLASSES = 1_000_000, 10
_REPETITIONS = 3
_BLOCK = 4096


class Row(NamedTuple):
    """One measurement: ours, its baseline, and the most that their ratio may be."""

    what: str
    ours: Callable[[], object]
    baseline: Callable[[], object]
    most: float


def main() -> None:
    """Measure every row and print its ratio."""
    random = np.random.default_rng(0)
    z = (2 * random.normal(size=(_ROWS, _CLASSES))).astype(np.float32)
    y = (z + random.gumbel(size=z.shape)).argmax(axis=1)
    with TemporaryDirectory() as directory:
        folder = Path(directory)
        _write(folder, z, y)
        for row in (*_file_rows(folder), *_array_rows(z, y)):
            _measure(row)
        _print_start(folder)


def _write(folder: Path, z: NDArray[np.float32], y: NDArray[np.int64]) -> None:
    np.savez(folder / "predictions.npz", logits=z, labels=y)
    np.savez(folder / "thousand.npz", logits=z[:1000], labels=y[:1000])
    with (folder / "predictions.csv").open("w") as out:
        out.write(",".join(["label", *(f"z_{k}" for k in range(_CLASSES))]) + "\n")
        for label, row in zip(y.tolist(), z.tolist(), strict=True):
            out.write(f"{label}," + ",".join(f"{value:.5f}" for value in row) + "\n")


def _file_rows(folder: Path) -> tuple[Row, ...]:
    csv, npz = (str(folder / f"predictions.{suffix}") for suffix in ("csv", "npz"))

    def load_csv() -> None:
        np.loadtxt(csv, delimiter=",", skiprows=1)

    def load_npz() -> None:
        with np.load(npz) as arrays:
            found = arrays["logits"], arrays["labels"]
        for _ in range(5):
            _one_pass(found[0], found[1])

    return (
        Row(
            "CSV to all numbers / loadtxt",
            lambda: _numbers(csv),
            load_csv,
            1.3,
        ),
        Row("NPZ to all numbers / load and 5 passes", lambda: _numbers(npz), load_npz, 1.0),
    )


def _array_rows(z: NDArray[np.float32], y: NDArray[np.int64]) -> tuple[Row, ...]:
    scores = Scores(z)
    losses = cross_entropy_losses(scores, y)
    nodes = temperature_nodes()
    curve = _small_curve(scores, y, nodes)
    return (
        Row(
            "losses at another T / one plain pass",
            lambda: cross_entropy_losses(scores, y, temperature=1.5),
            lambda: _one_pass(z, y),
            2.0,
        ),
        Row("L(T) from the curve / one plain pass", lambda: curve.at(1.5), lambda: _one_pass(z, y), 0.02),
        Row(
            "worst 1,000 rows / full sort",
            lambda: worst_rows(losses, 1000),
            lambda: np.argsort(-losses, kind="stable"),
            0.3,
        ),
    )


def _small_curve(scores: Scores, y: NDArray[np.int64], nodes: NDArray[np.float64]) -> HermiteCurve:
    few = scores.take(slice(None, None, 100))
    return hermite_curve(nodes, [temperature_terms(few, y[::100], float(t)) for t in nodes])


def _numbers(path: str) -> object:
    state = load(PredictionState(PredictionRequest(path)), open_quietly)
    return prediction_readings(state, Unit.NATS)


def _one_pass(z: NDArray[np.float32], y: NDArray[np.int64]) -> float:
    """The plainest mean loss in float64, in blocks of 4,096 rows."""
    total = 0.0
    for start in range(0, len(z), _BLOCK):
        block = np.ascontiguousarray(z[start : start + _BLOCK].T, np.float64)
        labels = y[start : start + _BLOCK]
        block -= block.max(axis=0)
        own = block[labels, np.arange(len(labels))]
        np.exp(block, out=block)
        total += float((np.log(block.sum(axis=0)) - own).sum())
    return total / len(z)


def _measure(row: Row) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_REPETITIONS):
        for task, found in zip((row.ours, row.baseline), times, strict=True):
            start = time.process_time()
            task()
            found.append(time.process_time() - start)
    ours, baseline = map(median, times)
    verdict = "ok" if ours <= row.most * baseline else "SLOWER THAN ALLOWED"
    print(
        f"{row.what:42} {ours / baseline:7.3f}  at most {row.most:g}"
        f"  ({1000 * ours:.1f} and {1000 * baseline:.1f} ms)  {verdict}"
    )


def _print_start(folder: Path) -> None:
    """`--json` of 1,000 rows beside `--json` without data, in processes of their own."""
    infotui = [sys.executable, "-m", "infotui", "cross-entropy"]
    path = str(folder / "thousand.npz")
    numpy = [sys.executable, "-c", "import numpy"]
    lines = ([*infotui, "data", path, "--json"], [*infotui, "--json"], numpy, [sys.executable, "-c", ""])
    times: list[list[float]] = [[] for _ in lines]
    for _ in range(5):
        for line, found in zip(lines, times, strict=True):
            start = time.perf_counter()
            subprocess.run(line, check=True, capture_output=True)
            found.append(time.perf_counter() - start)
    data, plain, with_numpy, bare = map(median, times)
    allowed = 1.2 * plain + with_numpy - bare
    print(f"1,000 rows --json: {1000 * data:.0f} ms, at most {1000 * allowed:.0f} ms")


if __name__ == "__main__":
    main()
