"""The seed of the sample as a value that can be typed."""

from __future__ import annotations

from collections.abc import Callable

from infotui.lessons.entropy.model.sampling import parse_seed


class SeedField:
    """The present seed, and what is done with another one: `reseed` is called with it."""

    value_prompt = "seed ="
    value_hint = "a whole number"

    def __init__(self, seed: int, reseed: Callable[[int], None]) -> None:
        self._seed = seed
        self._reseed = reseed

    @property
    def value_text(self) -> str:
        """The seed as it would be typed."""
        return str(self._seed)

    def apply_text(self, text: str) -> None:
        """Use the seed that `text` stands for; ValueError with a sentence if it is none."""
        self._reseed(parse_seed(text))
