"""Sampling on the entropy screen. The sample is not part of the state."""

from __future__ import annotations

from textual.timer import Timer

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.entropy.model.sampling import (
    FIRST_SEED,
    Sampler,
    mean_surprisal,
    miller_madow,
    plug_in,
    surprisal_std,
    symbols_per_second,
)
from infotui.lessons.entropy.model.state import EntropyState
from infotui.maths.distributions import Categorical

from .sample_plot import SampleView

FRAMES_PER_SECOND = 30


class SamplingRun:
    """A sample of one distribution, drawn one by one or by `clock`, which ticks only during a run.

    A sample belongs to its p: any other p clears it. The seed stays until another one is set, so that the
    same p and seed give the same sample again.
    """

    def __init__(self, clock: Timer) -> None:
        self.seed = FIRST_SEED
        self._clock = clock
        self._sampler: Sampler | None = None
        self._is_running = False
        self._due = 0.0

    @property
    def exists(self) -> bool:
        """Whether there is a sample."""
        return self._sampler is not None

    @property
    def is_running(self) -> bool:
        """Whether symbols are being drawn."""
        return self._is_running

    def draw_one(self, p: Categorical) -> None:
        """Draw one symbol; this stops a run."""
        self.stop()
        self._of(p).draw(1)

    def run_or_stop(self, p: Categorical) -> None:
        """Start a run, or stop it."""
        if self._is_running:
            self.stop()
        elif not self._of(p).is_full:
            self._of(p).draw(1)
            self._is_running = True
            self._clock.resume()

    def stop(self) -> None:
        """Draw no more symbols; the sample stays."""
        self._is_running = False
        self._due = 0.0
        self._clock.pause()

    def clear(self) -> None:
        """Clear the sample."""
        self.stop()
        self._sampler = None

    def reseed(self, seed: int) -> None:
        """Set another seed, and clear the sample of the old one."""
        self.clear()
        self.seed = seed

    def keep_to(self, p: Categorical) -> None:
        """Clear a sample that is not from `p`."""
        if self._sampler is not None and self._sampler.p != p.p:
            self.clear()

    def pause(self) -> None:
        """Draw nothing while the screen is hidden."""
        self._clock.pause()

    def resume(self) -> None:
        """Go on with a run."""
        if self._is_running:
            self._clock.resume()

    def tick(self) -> None:
        """Draw the symbols that are due since the last tick of a run."""
        sampler = self._sampler
        if sampler is None or not self._is_running:
            return
        self._due += symbols_per_second(sampler.count) / FRAMES_PER_SECOND
        symbols = int(self._due)
        self._due -= symbols
        sampler.draw(symbols)
        if sampler.is_full:
            self.stop()

    @property
    def frequencies(self) -> tuple[float, ...]:
        """How often each class came, as a share of the sample; empty where there is none."""
        sample = self._sampler.sample if self._sampler is not None else None
        return tuple(n / sample.count for n in sample.counts) if sample and sample.count else ()

    def view(self, snapshot: Snapshot[EntropyState], h: Reading) -> SampleView | None:
        """The sample in the unit of the snapshot; None without one."""
        if self._sampler is None:
            return None
        sample, p, unit = self._sampler.sample, snapshot.state.p, snapshot.unit
        return SampleView(
            sample.seed,
            sample.count,
            "" if sample.last is None else p.names[sample.last],
            tuple((n, mean * unit.one_bit) for n, mean in sample.running_means),
            tuple((n, own * unit.one_bit) for n, own in sample.running_plug_in),
            mean_surprisal(sample, p.p, unit),
            plug_in(sample, unit),
            miller_madow(sample, unit),
            h,
            surprisal_std(p.p, unit),
            self._is_running,
        )

    def _of(self, p: Categorical) -> Sampler:
        self.keep_to(p)
        if self._sampler is None:
            self._sampler = Sampler(p.p, self.seed)
        return self._sampler
