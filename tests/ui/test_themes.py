"""Colours, judged by the numbers of the theme that is shown: contrast, and what the colour-blind see."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from infotui.app import InfotuiApp
from infotui.ui.themes import (
    CONTRAST_ON_TINTS,
    DARK,
    LIGHT,
    NON_TEXT_ROLES,
    ON_PANELS,
    TINTS,
    contrast,
    roles,
    uses_ansi_colours,
)

THEMES = [DARK, LIGHT, *(theme for theme in BUILTIN_THEMES.values() if not uses_ansi_colours(theme))]
ANSI_THEMES = [theme for theme in BUILTIN_THEMES.values() if uses_ansi_colours(theme)]

# Machado, Oliveira & Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", table 1, severity 1.0: linear RGB in, linear RGB out.
VISIONS = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
APART = [
    ("dist-p", "dist-q"),
    ("dist-p-bright", "dist-q-bright"),
    ("positive", "negative"),
    ("dist-p", "locked"),
]
LEAST_DIFFERENCE = 15.0
"""In CIELAB; about 2.3 is the least that is noticed side by side."""
LEAST_TINT_DIFFERENCE = 5.0


def linear(colour: Color) -> NDArray[np.float64]:
    rgb = np.array(colour.normalized)
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIELAB of linear sRGB, white point D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def colours(theme: Theme) -> dict[str, Color]:
    """What the stylesheets get: the variables of an app that shows `theme`."""
    app = InfotuiApp()
    app.theme = theme.name
    variables = app.get_css_variables()
    return {name: Color.parse(variables[name]) for name in (*roles(theme), "background", "surface")}


def named(theme: Theme) -> str:
    return theme.name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("black"), Color.parse("white")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("white")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_every_role_stands_out_from_what_it_stands_on(theme: Theme) -> None:
    seen = colours(theme)
    for role in roles(theme).keys() - {"on-selected", *TINTS}:
        least = 3.0 if role in NON_TEXT_ROLES else 4.5
        backgrounds = ["background", "surface"] if role in ON_PANELS else ["background"]
        for background in backgrounds:
            assert contrast(seen[role], seen[background]) >= least, f"{role} on {background}"


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_text_and_curves_stand_out_from_the_areas_under_them(theme: Theme) -> None:
    seen = colours(theme)
    for role, least in CONTRAST_ON_TINTS.items():
        for tint in TINTS:
            assert contrast(seen[role], seen[tint]) >= least, f"{role} on {tint}"


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_areas_differ_from_the_background_and_each_other(theme: Theme) -> None:
    seen = colours(theme)
    areas = [lab(linear(seen[name])) for name in ("background", *TINTS)]
    for i, one in enumerate(areas):
        for other in areas[:i]:
            assert float(np.linalg.norm(one - other)) >= LEAST_TINT_DIFFERENCE


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_text_in_filled_areas_can_be_read(theme: Theme) -> None:
    seen = colours(theme)
    for area in ("dist-p", "dist-q", "positive", "negative", "locked"):
        assert contrast(seen["on-selected"], seen[area]) >= 4.5, area


@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_what_is_selected_can_be_read(theme: Theme) -> None:
    seen = colours(theme)
    assert contrast(seen["on-selected"], seen["dist-p-bright"]) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES, ids=named)
def test_colours_that_must_differ_do_in_every_eye(theme: Theme, vision: str) -> None:
    seen = colours(theme)
    for one, other in APART:
        here, there = (lab(VISIONS[vision] @ linear(seen[role])) for role in (one, other))
        assert float(np.linalg.norm(here - there)) >= LEAST_DIFFERENCE, f"{one} and {other}"


@pytest.mark.parametrize("theme", ANSI_THEMES, ids=named)
async def test_a_theme_of_the_terminal_leaves_every_colour_to_it(theme: Theme) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.name
        await pilot.pause()
        assert all(value.startswith("ansi_") for value in roles(app.current_theme).values())
        shown = [segment.style for strip in app.screen._compositor.render_strips() for segment in strip]
    colours_shown = {style.color for style in shown if style is not None and style.color is not None}
    assert all(colour.triplet is None for colour in colours_shown)


@pytest.mark.parametrize("theme", [theme.name for theme in (*THEMES, *ANSI_THEMES)])
async def test_every_theme_is_there_to_choose(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    assert InfotuiApp().theme == theme


def test_an_unknown_theme_keeps_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert InfotuiApp().theme == DARK.name
    monkeypatch.setenv("TEXTUAL_THEME", "nonsense")
    assert InfotuiApp().theme == DARK.name
