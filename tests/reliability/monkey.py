"""Randomised (monkey) test: random events from a seed, shared among processes; memory must not grow."""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, chdir
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from support.app_harness import HarnessApp, Usage
from support.clock import Clock, run_simulated
from support.monkey_files import write_files
from support.tmux_emulator import HAS_TMUX, TmuxEmulator

from .random_events import Monkey

_GC_THRESHOLD = (20_000, 20, 20)
"""With the default thresholds, garbage collection takes a quarter of the time."""
_MIN_PERIODS = 20
_EACH = 125_000
"""A fault ends its seed only: the others go on."""


def print_line(line: str) -> None:
    """Print to the real standard output, which the app replaces."""
    print(line, file=sys.__stdout__, flush=True)


def soak(
    count: int, seed: int, report: Callable[[str], None] = print_line, period: int = 5000
) -> list[Usage]:
    """Send `count` events; returns the resources used after each `period` of them.

    Raises:
        Exception: what went wrong, with a note of the command that reproduces it.
    """

    further = TmuxEmulator(80, 24) if HAS_TMUX else None

    async def act(clock: Clock) -> list[Usage]:
        app, found = HarnessApp(), []
        app.further = further
        began = time.perf_counter()
        async with app.run_test(headless=False, size=(80, 24), notifications=True, tooltips=True):
            monkey = Monkey(app, clock, seed, further)
            while monkey.count < count:
                await monkey.play(min(monkey.count + period, count))
                found.append(Usage())
                rate = monkey.count / (time.perf_counter() - began)
                report(f"seed {seed}: {monkey.summary}, {rate:.0f} a second, {found[-1]}, {monkey.digest}")
            app.exit()
        return found

    with TemporaryDirectory() as folder, chdir(folder), ExitStack() as stack:
        if further is not None:
            stack.callback(further.close)
        write_files(Path(folder))
        files = sorted(Path().iterdir())
        usage = run_simulated(act)
        assert sorted(Path().iterdir()) == files, "files were written"
        return usage


def work(count: int, seed: int) -> bool:
    """Play one seed's share; returns whether nothing was wrong. From half-way on, memory must not grow.

    By then Textual's caches are full: they hold up to 16,384 styled or cropped texts.
    """
    gc.set_threshold(*_GC_THRESHOLD)
    try:
        usage = soak(count, seed)
        warm = usage[len(usage) // 2]
        print_line(f"seed {seed}: done, half-way {warm}, at the end {usage[-1]}")
        if len(usage) >= _MIN_PERIODS:
            usage[-1].assert_no_more_than(warm)
    except Exception:
        traceback.print_exc()
        return False
    return True


def main() -> int:
    """Share the events among seeds, each of which is played in a process of its own."""
    parser = ArgumentParser(prog="python -m reliability.monkey", description=__doc__)
    parser.add_argument("count", type=int, help="events of all seeds together")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; the others follow (0)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (one per core)")
    parser.add_argument("--each", type=int, default=_EACH, help=f"events of one seed at most ({_EACH})")
    asked = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"  # fixes the order of sets
    seeds = range(asked.seed, asked.seed + max(asked.workers, -(-asked.count // asked.each)))
    share = -(-asked.count // len(seeds))
    with ProcessPoolExecutor(asked.workers, get_context("spawn"), max_tasks_per_child=1) as pool:
        sound = list(pool.map(work, [share] * len(seeds), seeds))
    failed = [seed for seed, is_sound in zip(seeds, sound, strict=True) if not is_sound]
    found = f"failures with seeds {', '.join(map(str, failed))}, see above" if failed else "no failure"
    print_line(f"{asked.count} events, {len(seeds)} seeds, {asked.workers} workers: {found}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
