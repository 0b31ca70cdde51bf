"""Helpers for tests of the cross-entropy screen."""

from __future__ import annotations

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.state import INITIAL, Binary, Multiclass
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.maths.distributions import Logits
from support.app_parts import current_screen


def binary_app(p: float = 0.7, label: int = 1) -> InfotuiApp:
    """The app, opened in the binary mode."""
    return app_at(LESSON, INITIAL.with_binary(Binary(p, label)))


def multiclass_app(state: Multiclass | None = None) -> InfotuiApp:
    """The app, opened in the multi-class mode."""
    return app_at(LESSON, INITIAL.with_multiclass(state or Multiclass()))


def logits(*z: float, true: int = 1, smoothing: float = 0.0) -> Multiclass:
    """A multi-class state with these logits."""
    return Multiclass(Logits(z), true, smoothing)


def screen_of(app: InfotuiApp) -> CrossEntropyScreen:
    """The current screen, which must be the cross-entropy screen."""
    return current_screen(app, CrossEntropyScreen)
