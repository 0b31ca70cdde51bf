"""Gradient steps on the logits of the cross-entropy screen."""

from __future__ import annotations

from typing import Any

from infotui.core.lesson import Snapshot
from infotui.lessons.cross_entropy.model.gradient_descent import next_step, progress, start, status_text
from infotui.lessons.cross_entropy.model.state import ALL_LOGITS, Mode, Multiclass
from infotui.ui.screens.gradient_run import GradientRun, RunFunctions


class LearningRun(GradientRun[Multiclass]):
    """Gradient descent on the logits. Selecting another logit does not end a run."""

    FUNCTIONS = RunFunctions(start, next_step, progress, status_text)
    REFUSAL = "Gradient steps are taken on logits: press m for the multi-class mode"

    def state_in(self, snapshot: Snapshot[Any]) -> Multiclass | None:
        """The multi-class classifier, if it is shown."""
        return None if snapshot.state.mode is Mode.BINARY else snapshot.state.multiclass

    def is_same(self, one: Multiclass, other: Multiclass) -> bool:
        """Whether two classifiers differ in the selected logit only."""
        return one.with_selected(ALL_LOGITS) == other.with_selected(ALL_LOGITS)
