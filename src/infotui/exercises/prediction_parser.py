"""The parser of what a task asks and hides: tables of an exercise file become questions, or mistakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from infotui.core.cover import make_cover
from infotui.core.number_parsing import quoted

from .condition_parser import ConditionReader
from .goals import EvalContext, Goal, Quantity, comparisons
from .prediction import ChoiceQuestion, NumberQuestion, Question
from .toml_lines import KeyPath

_NUMBER_KEYS, _CHOICE_KEYS = ("reading", "unit", "within"), ("choices", "is")
_MOST_CHOICES, _LONGEST_CHOICE = 9, 40
_BY_KEY = "key"


class PredictionReader:
    """Parses `ask`, `hide` and `reveal` of a task that opens at `view`.

    Every mistake is passed to `wrong`.
    """

    def __init__(self, view: EvalContext, wrong: Callable[[KeyPath, str], None]) -> None:
        self._view = view
        self._wrong = wrong
        self._disclosure = view.lesson.disclosure(view.snapshot.state)

    def question(self, at: KeyPath, table: Any) -> Question | None:
        """The question of the table `ask`; None after a mistake."""
        if not isinstance(table, dict):
            self._wrong(at, 'ask is a table: { reading = "entropy" } or { choices = ["p", "q"], is = "q" }')
            return None
        known = (*_NUMBER_KEYS, *_CHOICE_KEYS)
        unknown = [key for key in table if key not in known]
        for key in unknown:
            self._wrong((*at, key), f"unknown key {quoted(key)} of ask: {_meant(key, known)}")
        if unknown:
            return None
        if ("reading" in table) == ("choices" in table):
            both = (
                "both reading and choices: ask for one"
                if "reading" in table
                else "neither reading nor choices"
            )
            self._wrong(at, both)
            return None
        asks_number = "reading" in table
        misplaced = [key for key in table if key in (_CHOICE_KEYS if asks_number else _NUMBER_KEYS)]
        if misplaced:
            kind, other = ("a reading", "choices") if asks_number else ("choices", "a reading")
            self._wrong((*at, misplaced[0]), f"{misplaced[0]} belongs to {other}: this asks for {kind}")
            return None
        return self._number_question(at, table) if asks_number else self._choice_question(at, table)

    def _number_question(self, at: KeyPath, table: dict[str, Any]) -> NumberQuestion | None:
        found = ConditionReader(self._view, self._wrong).reading_and_tolerance(at, table)
        if found is None:
            return None
        quantity, within = found
        value = quantity.value(self._view)
        if isinstance(value, tuple):
            self._wrong(at, f"{quantity.path} has several values: ask for one, as {quantity.path}.largest")
        elif isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(at, f"{quantity.path} has no number at the opening")
        else:
            return NumberQuestion(quantity, within)
        return None

    def _choice_question(self, at: KeyPath, table: dict[str, Any]) -> ChoiceQuestion | None:
        path, listed = (*at, "choices"), table["choices"]
        if not isinstance(listed, list) or not all(isinstance(choice, str) for choice in listed):
            self._wrong(path, 'choices is not a list of words: ["p", "q", "equal"]')
            return None
        choices = tuple(" ".join(choice.split()) for choice in listed)
        folded = [choice.casefold() for choice in choices]
        twice = [choice for i, choice in enumerate(choices) if folded[i] in folded[:i]]
        if not 2 <= len(choices) <= _MOST_CHOICES:
            self._wrong(path, f"choices has {len(choices)}: 2 to {_MOST_CHOICES} can be offered")
        elif twice:
            self._wrong(path, f"the choice {quoted(twice[0])} occurs twice")
        elif not all(0 < len(choice) <= _LONGEST_CHOICE and choice.isprintable() for choice in choices):
            self._wrong(path, f"a choice is 1 to {_LONGEST_CHOICE} printable characters")
        elif "is" not in table:
            self._wrong(at, "no is: name the right one of the choices")
        elif table["is"] not in listed:
            self._wrong(
                (*at, "is"), f"is {quoted(str(table['is']))} is not among the choices: {', '.join(choices)}"
            )
        else:
            return ChoiceQuestion(choices, listed.index(table["is"]))
        return None

    def hidden(self, at: KeyPath, names: Any, held: Sequence[Quantity]) -> tuple[str, ...]:
        """The names of the list `hide`: readings, views and distributions."""
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._wrong(at, 'hide is not a list of names: ["entropy", "curve"]')
            return ()
        views, distributions = tuple(self._disclosure.views), self._disclosure.distributions
        readings = tuple(self._view.readings(self._view.snapshot.unit))
        is_held = {quantity.path for quantity in held}
        for i, name in enumerate(names):
            if name in distributions and name not in is_held:
                self._wrong((*at, i), f'{name} is hidden but not held: add hold = ["{name}"]')
            elif name not in (*readings, *views, *distributions):
                near = _meant(name, (*readings, *views, *distributions), views)
                self._wrong((*at, i), f"unknown reading or view {quoted(name)}: {near}")
        return tuple(names)

    def reveal(self, at: KeyPath, value: Any, has_cover: bool) -> bool:
        """Whether the task stays covered until a key is pressed."""
        if value is None:
            return False
        if value != _BY_KEY:
            self._wrong(at, f'unknown reveal {quoted(str(value))}: there is "{_BY_KEY}", which is Enter')
        elif not has_cover:
            self._wrong(at, "nothing to reveal: add ask or hide")
        return True

    def check_goals(self, at: KeyPath, hidden: Sequence[str], goals: Sequence[Goal]) -> None:
        """Note that every quantity of the goals is hidden until they are met."""
        covered = make_cover(hidden, self._disclosure).names
        needed = [part for goal in goals for part in comparisons(goal.condition)]
        if needed and all(part.names & covered for part in needed):
            names = sorted(frozenset.union(*(part.names for part in needed)) & covered)
            self._wrong(
                at,
                f'hide covers {", ".join(names)}, all that the goal shows: add ask, or reveal = "{_BY_KEY}"',
            )


def _meant(name: str, known: Sequence[str], listed: Sequence[str] = ()) -> str:
    """The known name that is similar, or else all that are worth listing."""
    near = get_close_matches(name, known, 1)
    if near:
        return f"did you mean {near[0]}?"
    return (
        f"there are the views {', '.join(listed)}, and the readings"
        if listed
        else f"there are {', '.join(known)}"
    )
