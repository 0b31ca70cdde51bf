"""Gradient steps on q in the mixture mode."""

from __future__ import annotations

from typing import Any

from infotui.core.lesson import Snapshot
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.model.mixture_descent import next_step, progress, start, status_text
from infotui.lessons.gaussian_kl.model.modes import Mode
from infotui.ui.screens.gradient_run import GradientRun, RunFunctions

from .mode_view import FITTING_REFUSAL


class FittingRun(GradientRun[MixtureKLState]):
    """Gradient descent of q on the shown divergence."""

    FUNCTIONS = RunFunctions(start, next_step, progress, status_text)
    REFUSAL = FITTING_REFUSAL

    def state_in(self, snapshot: Snapshot[Any]) -> MixtureKLState | None:
        """The mixture and q, if they are shown."""
        return snapshot.state.mixture if snapshot.state.mode is Mode.MIXTURE else None
