"""The field in which the answer to the question of an exercise is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from infotui.exercises.goals import EvalContext
from infotui.exercises.prediction import Question


class AnswerField(NamedTuple):
    """A question at `view`; `take` takes the answer."""

    question: Question
    view: EvalContext
    take: Callable[[float], None]

    @property
    def value_prompt(self) -> str:
        """What is asked for."""
        return f"{self.question.label(self.view)}:"

    @property
    def value_text(self) -> str:
        """Nothing yet."""
        return ""

    @property
    def value_hint(self) -> str:
        """What can be typed."""
        return self.question.hint

    def apply_text(self, text: str) -> None:
        """Take the answer; ValueError with a sentence if it is none."""
        self.take(self.question.read(text, self.view))
