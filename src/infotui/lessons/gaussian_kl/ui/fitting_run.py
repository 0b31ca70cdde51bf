"""Gradient steps on q in the mixture mode: one at a time, or a run of them."""

from __future__ import annotations

from textual.timer import Timer

from infotui.lessons.gaussian_kl.model.mixture_descent import DescentRun, next_step, start

from .mixture_controls import MixtureControls

_STEPS_A_SECOND = 60


class FittingRun:
    """Makes steps on the state that the controls hold; all steps of one run are one undo step."""

    def __init__(self, controls: MixtureControls) -> None:
        self._controls = controls
        self._run: DescentRun | None = None
        self._timer: Timer | None = None

    @property
    def is_running(self) -> bool:
        """Whether steps are being made."""
        return self._timer is not None

    @property
    def present(self) -> DescentRun | None:
        """The run that came to the state that the controls hold; None if anything was changed since."""
        if self._run is not None and self._run.state != self._controls.distribution:
            self._run = None
            self.stop()
        return self._run

    def step(self) -> None:
        """Make one step; a run stops for it."""
        self.stop()
        self._advance(object())

    def toggle(self) -> None:
        """Start or stop a run."""
        run = self.present
        if self.is_running:
            self.stop()
        elif run is not None and run.outcome.is_over:
            self._advance(object())
        else:
            self._run = run or start(self._controls.distribution)
            self._timer = self._controls.set_interval(1 / _STEPS_A_SECOND, self._tick)

    def _tick(self) -> None:
        if not self._controls.screen.is_current:
            return
        if self.present is not None:
            self._advance(self._timer)

    def _advance(self, gesture: object) -> None:
        controls = self._controls
        run = self.present or start(controls.distribution)
        if not run.outcome.is_over:
            run = next_step(run)
        self._run = run
        controls.gesture = gesture
        controls.distribution = run.state
        controls.end_gesture()
        if run.outcome.is_over or controls.distribution != run.state:  # an exercise may hold q
            self.stop()

    def stop(self) -> None:
        """Make no more steps."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
