"""Randomised (monkey) test: random events from a seed, shared among processes; memory must not grow."""

from __future__ import annotations

import gc
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from multiprocessing import get_context

from support.app_harness import HarnessApp, Usage
from support.clock import Clock, run_simulated

from .random_events import Monkey

_GC_THRESHOLD = (20_000, 20, 20)
"""With the default thresholds, garbage collection takes a quarter of the time."""
_MIN_PERIODS = 20


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

    async def act(clock: Clock) -> list[Usage]:
        app, found = HarnessApp(), []
        began = time.perf_counter()
        async with app.run_test(headless=False, size=(80, 24), notifications=True, tooltips=True):
            monkey = Monkey(app, clock, seed)
            while monkey.count < count:
                await monkey.play(min(period, count - monkey.count))
                found.append(Usage())
                rate = monkey.count / (time.perf_counter() - began)
                report(
                    f"seed {seed}: {monkey.count} events, {rate:.0f} a second, {found[-1]}, {monkey.digest}"
                )
            app.exit()
        return found

    return run_simulated(act)


def work(count: int, seed: int) -> None:
    """One worker's share. From half-way on, memory must not grow.

    By then Textual's caches are full: they hold up to 16,384 styled or cropped texts.
    """
    gc.set_threshold(*_GC_THRESHOLD)
    usage = soak(count, seed)
    warm = usage[len(usage) // 2]
    print_line(f"seed {seed}: done, half-way {warm}, at the end {usage[-1]}")
    if len(usage) >= _MIN_PERIODS:
        usage[-1].assert_no_more_than(warm)


def main() -> int:
    """Share the events among worker processes, each with its own seed."""
    parser = ArgumentParser(prog="python -m reliability.monkey", description=__doc__)
    parser.add_argument("count", type=int, help="events of all workers together")
    parser.add_argument(
        "--seed", type=int, default=0, help="the seed of the first worker; the others follow (0)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (one per core)")
    asked = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"  # fixes the order of sets
    spawn = get_context("spawn")
    seeds = range(asked.seed, asked.seed + asked.workers)
    workers = [spawn.Process(target=work, args=(-(-asked.count // len(seeds)), seed)) for seed in seeds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    failed = [seed for seed, worker in zip(seeds, workers, strict=True) if worker.exitcode]
    found = f"failures with seeds {', '.join(map(str, failed))}, see above" if failed else "no failure"
    print_line(f"{asked.count} events, {len(seeds)} workers: {found}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
