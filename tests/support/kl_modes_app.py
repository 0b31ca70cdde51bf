"""The parts of the categorical and the mixture mode, for tests."""

from __future__ import annotations

from infotui.app import InfotuiApp
from infotui.core.launch import parse_command
from infotui.lessons import LESSONS
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.ui.categorical_view import CategoricalView
from infotui.lessons.gaussian_kl.ui.mixture_painter import CAPTION
from infotui.lessons.gaussian_kl.ui.mixture_view import MixtureView
from infotui.lessons.gaussian_kl.ui.plot_frame import plot_frame
from infotui.maths.mixture import Mixture

from .gaussian_kl_app import screen_of

MISCODING = "infotui kl categorical --p 1/2 1/4 1/8 1/16 1/16 --q 1/2 1/8 1/8 1/8 1/8 --unit bits"
TWO_MODES = "infotui kl mixture --p 0.5 -3 1 0.5 3 1 --q 1 1"
TWO_PEAKS = Mixture.of((0.5, -3.0, 1.0), (0.5, 3.0, 1.0))
"""The mixture of `TWO_MODES`."""


def opened(line: str) -> InfotuiApp:
    """The application that a command line opens."""
    lesson, snapshot = parse_command(line, [entry.lesson for entry in LESSONS])
    return InfotuiApp(lesson.name, {lesson.name: snapshot})


def categorical(app: InfotuiApp) -> CategoricalView:
    """The view of the categorical mode, which must be shown."""
    view = screen_of(app).mode_view
    assert isinstance(view, CategoricalView)
    return view


def mixture(app: InfotuiApp) -> MixtureView:
    """The view of the mixture mode, which must be shown."""
    view = screen_of(app).mode_view
    assert isinstance(view, MixtureView)
    return view


def cell(view: MixtureView, x: float, y: float) -> tuple[int, int]:
    """The cell of a point of the plot of the mixture."""
    shown = view.plot.view
    assert shown is not None
    frame = plot_frame(*view.plot.size, shown.x, shown.y, CAPTION, view.plot.glyphs, False)
    found = frame.transform.cell(x, y)
    assert found is not None
    return found


def mixture_state(app: InfotuiApp) -> MixtureKLState:
    """The mixture and q shown."""
    return screen_of(app).state.mixture
