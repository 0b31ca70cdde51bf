"""Questions that a task asks before it shows, and what is said about an answer. Nothing is graded."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infotui.core.number_parsing import parse_number, quoted
from infotui.core.reading import Reading, Unit, format_number

from .goals import EvalContext, Quantity
from .values import plain

_INFINITE = {"∞": math.inf, "inf": math.inf, "infinity": math.inf}
_MINUS = ("-", "−")


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """A question for the value of a reading.

    Attributes:
        quantity: The reading, or a part of it.
        within: How far off an answer may be and is still called right.
    """

    quantity: Quantity
    within: float

    def applies(self, view: EvalContext) -> bool:
        """Whether the mode that is shown has the reading."""
        return self.quantity.value(view) is not None

    def label(self, view: EvalContext) -> str:
        """What is asked for: `KL(q‖p) in nats`."""
        unit = self._unit(view)
        return f"{self.quantity.symbol(view)} in {unit}" if unit else self.quantity.symbol(view)

    @property
    def hint(self) -> str:
        """What can be typed."""
        return "2.5, 1/3, 50 %, exp(-3) or inf"

    def read(self, text: str, view: EvalContext) -> float:
        """The number that was typed; ValueError with a sentence if it is none."""
        words = text.split()
        unit = self._unit(view)
        if len(words) > 1 and words[-1] in tuple(Unit):
            if words[-1] != unit:
                raise ValueError(f"the question is {f'in {unit}' if unit else 'for a pure number'}")
            words = words[:-1]
        return _number("".join(words))

    def verdict(self, said: float | None, view: EvalContext) -> str:
        """What was said, what it is at `view`, and how far off that was; None if nothing was said."""
        value = self.quantity.value(view)
        is_now = f"it is {self.quantity.shown(value, view)}"
        if said is None or not isinstance(value, int | float):
            return is_now
        return f"you said {self._said(said, view)}, {is_now}{self._difference(said, value, view)}"

    def _difference(self, said: float, value: float, view: EvalContext) -> str:
        off, form = abs(said - value), self._reading(view).form
        is_share = form.endswith("%")
        if said == value or off <= self.within:
            width = f"{plain(100 * self.within)} percentage points" if is_share else plain(self.within)
            return ": right" if said == value else f": right, within {width}"
        if math.isinf(off):
            return ""
        text = plain(off) if form.endswith("d") else format_number(off, form)
        if is_share:
            text = text.replace(" %", " percentage points")
        return f": {text} too {'low' if said < value else 'high'}"

    def _said(self, said: float, view: EvalContext) -> str:
        return f"{plain(100 * said)} %" if self._reading(view).form.endswith("%") else plain(said)

    def _unit(self, view: EvalContext) -> Unit | None:
        return self._reading(view).unit

    def _reading(self, view: EvalContext) -> Reading:
        assert self.quantity.unit is not None, "a reading has a unit to be computed in"
        return view.readings(self.quantity.unit)[self.quantity.name]


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    """A question with a few possible answers, of which `answer`, counted from 0, is right."""

    choices: tuple[str, ...]
    answer: int

    def applies(self, view: EvalContext) -> bool:
        """Always: a choice needs no reading."""
        return True

    def label(self, view: EvalContext) -> str:
        """What is asked for."""
        return "your answer"

    @property
    def numbered(self) -> tuple[str, ...]:
        """The choices as they are offered: with their number, unless they are numbers themselves."""
        if any(choice.isdigit() for choice in self.choices):
            return self.choices
        return tuple(f"{number} {choice}" for number, choice in enumerate(self.choices, 1))

    @property
    def hint(self) -> str:
        """What can be typed."""
        return ", ".join(self.numbered)

    def read(self, text: str, view: EvalContext) -> int:
        """The choice that was typed, counted from 0: its words, how they begin, or its number."""
        word = " ".join(text.split()).casefold()
        choices = [choice.casefold() for choice in self.choices]
        if word in choices:
            return choices.index(word)
        begin = [index for index, choice in enumerate(choices) if word and choice.startswith(word)]
        if len(begin) == 1:
            return begin[0]
        if word.isdecimal() and 1 <= int(word) <= len(choices):
            return int(word) - 1
        raise ValueError(f"{quoted(text.strip())} is no answer: there are {self.hint}")

    def verdict(self, said: float | None, view: EvalContext) -> str:
        """What was said and what is right; None if nothing was said."""
        right = f"it is {self.choices[self.answer]}"
        if said is None:
            return right
        given = f"you said {self.choices[int(said)]}"
        return f"{given}: right" if said == self.answer else f"{given}, {right}"


Question = NumberQuestion | ChoiceQuestion


def _number(text: str) -> float:
    """A number as people type it, or ∞; ValueError with a sentence if it is none."""
    sign = -1 if text.startswith(_MINUS) else 1
    infinite = _INFINITE.get(text.lstrip("+-−").casefold())
    return parse_number(text.replace("−", "-")) if infinite is None else sign * infinite
