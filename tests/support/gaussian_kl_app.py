"""Helpers for tests of the Gaussian KL screen: its text, its numbers, its plot coordinates."""

from __future__ import annotations

from infotui.app import InfotuiApp
from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.curves import height
from infotui.lessons.gaussian_kl.ui.density_painter import CAPTION
from infotui.lessons.gaussian_kl.ui.plot_frame import plot_frame
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.maths.distributions import Gaussian
from support.app_parts import current_screen

SIZE = (80, 24)


def screen_of(app: InfotuiApp) -> GaussianKLScreen:
    """The current screen, which must be the Gaussian KL screen."""
    return current_screen(app, GaussianKLScreen)


def numbers(screen: GaussianKLScreen) -> tuple[str, str]:
    """KL(p‖q) and KL(q‖p) in nats, as shown."""
    lines = screen.table.paint(*screen.table.size).lines()
    shown = [
        [word for word in line.split() if word not in ("nats", "bits")] for line in lines if "KL(" in line
    ]
    return shown[0][-2], shown[1][-2]


def transform(screen: GaussianKLScreen) -> PlotTransform:
    """The transform from data to cells of the plot."""
    shown = screen.plot.view
    assert shown is not None
    return plot_frame(*screen.plot.size, shown.x, shown.y, CAPTION, screen.plot.glyphs, False).transform


def cell(screen: GaussianKLScreen, gaussian: Gaussian, z: float) -> tuple[int, int]:
    """The cell of a curve at `z` standard deviations from its mean."""
    found = transform(screen).cell(gaussian.mu + z * gaussian.sigma, height(gaussian, z))
    assert found is not None
    return found
