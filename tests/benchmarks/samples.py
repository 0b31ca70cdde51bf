"""`python -m benchmarks.samples`, in `tests`: how fast counts, symbols and bytes become numbers, as ratios.

Each program and its baseline take turns, A B A B, and medians are compared. Generated files are the same in
every run, and are gone at the end.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

_JSON = [sys.executable, "-m", "infotui", "entropy"]
_SYMBOLS, _DISTINCT = 1_000_000, 47_000
"""Drawn by Zipf's law, of which some 46,500 occur."""
_BLOCK = 1 << 16


def main() -> None:
    """Measure, and print a line for each demand."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.samples", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="turns of each (7)")
    parser.add_argument("--megabytes", type=int, default=400, help="size of the file of bytes (400)")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        _symbols(folder / "symbols.txt", options.rounds)
        _counts(folder / "counts.txt", options.rounds)
        _bytes(folder / "bytes.bin", options.megabytes, options.rounds)


def _symbols(path: Path, rounds: int) -> None:
    weights = list(accumulate(1 / (rank + 10) for rank in range(_DISTINCT)))
    drawn = random.Random(1).choices(range(_DISTINCT), cum_weights=weights, k=_SYMBOLS)
    path.write_text("".join(f"symbol-{i}\n" for i in drawn))

    def count() -> None:
        with path.open("rb") as file:
            Counter(file)

    start, whole, counter = _in_turns(rounds, _run(), _run("--symbols", str(path)), count)
    _print(f"--symbols, 1 M lines, {len(set(drawn)):,} distinct", start, whole, "Counter", counter, 1.3)


def _counts(path: Path, rounds: int) -> None:
    path.write_text("".join(f"{i % 97 + 1:7} label-{i}\n" for i in range(100_000)))
    start, whole = _in_turns(rounds, _run(), _run("--counts", str(path)))
    print(f"--counts, 100,000 lines: {whole - start:.3f} s above a start of {start:.3f} s (demand: 0.15 s)")


def _bytes(path: Path, megabytes: int, rounds: int) -> None:
    import numpy as np

    block = np.random.default_rng(1).integers(0, 256, 1_000_000, dtype=np.uint8).tobytes()
    with path.open("wb") as file:
        for _ in range(megabytes):
            file.write(block)

    def count() -> None:
        counts = np.zeros(256, dtype=np.int64)
        with path.open("rb") as file:
            while part := file.read(_BLOCK):
                counts += np.bincount(np.frombuffer(part, dtype=np.uint8), minlength=256)

    imported = _run_command([sys.executable, "-c", "import numpy, infotui.cli, argparse, json"])
    start, whole, blocks = _in_turns(rounds, imported, _run("--bytes", str(path)), count)
    _print(f"--bytes, {megabytes} MB", start, whole, "bincount in blocks", blocks, 1.2)


def _print(what: str, start: float, whole: float, baseline: str, seconds: float, demand: float) -> None:
    ratio = (whole - start) / seconds
    print(f"{what}: {ratio:.2f} × {baseline} (demand: {demand})")
    print(f"    {whole:.3f} s, of which start {start:.3f} s; {baseline} {seconds:.3f} s")


def _run(*words: str) -> Callable[[], None]:
    return _run_command([*_JSON, *words, "--json"])


def _run_command(command: list[str]) -> Callable[[], None]:
    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return run


def _in_turns(rounds: int, *subjects: Callable[[], None]) -> list[float]:
    """The median seconds of each subject."""
    times: list[list[float]] = [[] for _ in subjects]
    for _ in range(rounds):
        for found, subject in zip(times, subjects, strict=True):
            begin = time.perf_counter()
            subject()
            found.append(time.perf_counter() - begin)
    return list(map(median, times))


if __name__ == "__main__":
    main()
