"""The speed and memory of mode data, as ratios to what numpy does: `python -m benchmarks.predictions`.

Run in `tests/`. A row of the first table measures processor time, ours and the baseline's in turn, and prints
the ratio of the medians beside the most that is allowed. The second table is the peak memory of `--json`
over that of a small file, relative to the array in float32. The files are made in a temporary directory:
about 250 MB, and 2.5 GB with `--large`, which adds 10 M x 10 and 5,000 x 50,257 and takes a minute or two.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.core.reading import Unit
from infotui.data.source import open_quietly
from infotui.lessons.cross_entropy.model import prediction_numbers
from infotui.lessons.cross_entropy.model.predictions import PredictionRequest, PredictionState, load
from infotui.lessons.cross_entropy.model.predictions_readings import prediction_readings
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.maths.batch import Scores, cross_entropy_losses
from infotui.maths.loss_summary import worst_rows
from infotui.maths.temperature import HermiteCurve, hermite_curve, temperature_nodes, temperature_terms

from .measure import INFOTUI, RIGHT_LEFT, Subject

_ROWS, _CLASSES = 1_000_000, 10
_LARGE = ((10_000_000, 10), (5_000, 50_257))
_REPETITIONS = 3
_FRAME = 1000 / 60
_BLOCK_ROWS, _BLOCK_NUMBERS, _MANY_CLASSES = 4096, 1 << 17, 64
_JSON = (
    "import sys; from infotui.cli import main; main(sys.argv[1:]); print(open('/proc/self/status').read())"
)


class Row(NamedTuple):
    """One measurement: ours, its baseline, and the most that their ratio may be."""

    what: str
    ours: Callable[[], object]
    baseline: Callable[[], object]
    most: float


def main() -> None:
    """Measure every row and print its ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predictions", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 10 M x 10 and 5,000 x 50,257")
    options = parser.parse_args()
    with TemporaryDirectory() as directory:
        folder = Path(directory)
        z, y = _predictions(_ROWS, _CLASSES)
        _write(folder, z, y)
        for row in (*_file_rows(folder), *_array_rows(z, y)):
            _measure(row)
        del z, y
        _print_memory(folder)
        _print_start(folder)
        _print_keys(folder)
        for shape in _LARGE if options.large else ():
            _measure(_large_row(folder, *shape), repetitions=1)


def _predictions(n: int, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    random = np.random.default_rng(0)
    z, y = np.empty((n, k), np.float32), np.empty(n, np.int64)
    for rows in _blocks(n, k):
        block = 2 * random.standard_normal(z[rows].shape, np.float32)
        z[rows], y[rows] = block, (block + random.gumbel(size=block.shape)).argmax(axis=1)
    return z, y


def _write(folder: Path, z: NDArray[np.float32], y: NDArray[np.int64]) -> None:
    np.savez(folder / "predictions.npz", logits=z, labels=y)
    np.savez(folder / "thousand.npz", logits=z[:1000], labels=y[:1000])
    np.save(folder / "predictions.npy", z)
    np.save(folder / "labels.npy", y)
    with (folder / "predictions.csv").open("w") as out:
        out.write(",".join(["label", *(f"z_{k}" for k in range(_CLASSES))]) + "\n")
        for label, row in zip(y.tolist(), z.tolist(), strict=True):
            out.write(f"{label}," + ",".join(f"{value:.5f}" for value in row) + "\n")


def _file_rows(folder: Path) -> tuple[Row, ...]:
    csv, npz, npy = (folder / f"predictions.{suffix}" for suffix in ("csv", "npz", "npy"))
    labels = folder / "labels.npy"

    def load_npz() -> None:
        with np.load(npz) as arrays:
            found = arrays["logits"], arrays["labels"]
        for _ in range(5):
            _one_pass(*found)

    def load_npy() -> None:
        found = np.load(npy), np.load(labels)
        for _ in range(5):
            _one_pass(*found)

    return (
        Row(
            "CSV to all numbers / loadtxt",
            lambda: _numbers(csv),
            lambda: np.loadtxt(csv, delimiter=",", skiprows=1),
            1.3,
        ),
        Row("NPZ to all numbers / load and 5 passes", lambda: _numbers(npz), load_npz, 1.0),
        Row("NPY to all numbers / load and 5 passes", lambda: _numbers(npy, labels), load_npy, 1.0),
    )


def _large_row(folder: Path, n: int, k: int) -> Row:
    file, labels = folder / f"{n}.npy", folder / f"{n}.labels.npy"
    z, y = _predictions(n, k)
    np.save(file, z)
    np.save(labels, y)
    del z

    def one_pass() -> None:
        _one_pass(np.load(file, mmap_mode="r"), y)

    return Row(f"{n:,} x {k:,} to all numbers / one pass", lambda: _numbers(file, labels), one_pass, 10)


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


def _numbers(path: Path, labels: Path | None = None) -> None:
    request = PredictionRequest(str(path), labels=None if labels is None else str(labels), labels_from=0)
    prediction_readings(load(PredictionState(request), open_quietly), Unit.NATS)
    for kept in (prediction_numbers.rows_of_class, prediction_numbers.evaluation):
        kept.cache_clear()


def _one_pass(z: NDArray[np.float32], y: NDArray[np.int64]) -> float:
    """The plainest mean loss in float64, in blocks that fit the processor's cache."""
    total = 0.0
    for rows in _blocks(*z.shape):
        block = np.array(z[rows].T, np.float64, order="C" if z.shape[1] < _MANY_CLASSES else "F")
        labels = y[rows]
        block -= block.max(axis=0)
        own = block[labels, np.arange(len(labels))]
        np.exp(block, out=block)
        total += float((np.log(block.sum(axis=0)) - own).sum())
    return total / len(z)


def _blocks(n: int, k: int) -> Iterator[slice]:
    rows = max(1, min(_BLOCK_ROWS, _BLOCK_NUMBERS // k))
    return (slice(start, start + rows) for start in range(0, n, rows))


def _measure(row: Row, repetitions: int = _REPETITIONS) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repetitions):
        for task, found in zip((row.ours, row.baseline), times, strict=True):
            start = time.process_time()
            task()
            found.append(time.process_time() - start)
    ours, baseline = map(median, times)
    milliseconds = f"({1000 * ours:.1f} and {1000 * baseline:.1f} ms)"
    print(f"{row.what:46} {_ratio(ours / baseline, row.most)}  {milliseconds}", flush=True)


def _ratio(ratio: float, most: float) -> str:
    return f"{ratio:7.3f}  at most {most:g}  {'ok' if ratio <= most else 'ABOVE THE LIMIT'}"


def _print_memory(folder: Path) -> None:
    least = _peak(str(folder / "thousand.npz"))
    array = _ROWS * _CLASSES * np.dtype(np.float32).itemsize
    limits = {"npy": 1.3, "npz": 1.3, "csv": 2.5}
    for suffix, most in limits.items():
        words = ["--labels", str(folder / "labels.npy")] if suffix == "npy" else []
        ratio = (_peak(str(folder / f"predictions.{suffix}"), *words) - least) / array
        print(f"memory, {suffix.upper()} / the array in float32".ljust(46), _ratio(ratio, most), flush=True)


def _peak(*words: str) -> int:
    """The peak memory of a process that prints all numbers of a file, in bytes."""
    command = [sys.executable, "-c", _JSON, "cross-entropy", "data", *words, "--json"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return 1024 * int(re.findall(r"^VmHWM:\s+(\d+)", out, re.MULTILINE)[0])


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
    print(f"1,000 rows --json: {1000 * data:.0f} ms, at most {1000 * allowed:.0f} ms", flush=True)


def _print_keys(folder: Path) -> None:
    """Keys that move T while a file of 1 M x 10 is read behind the screen, beside keys without that."""
    command = [*INFOTUI, "cross-entropy", "data", str(SHIPPED_PREDICTIONS)]
    subject = Subject(command, 120, 36, RIGHT_LEFT, setup=b"\t")
    with subject.program as program:
        idle = _median_key(subject, 24)
        program.write(b"f")
        program.read_chunks(0.2, patience=1)
        program.write(str(folder / "predictions.csv").encode() + b"\r")
        busy = _median_key(subject, 24)
    verdict = "ok" if busy <= idle + _FRAME else "ABOVE THE LIMIT"
    print(f"a key while 1 M x 10 is read: {busy:.1f} ms, idle {idle:.1f} ms, at most a frame more  {verdict}")


def _median_key(subject: Subject, keys: int) -> float:
    return median(wait for wait in (subject.key()["key"] for _ in range(keys)) if wait == wait)


if __name__ == "__main__":
    main()
