"""Every role in every theme and colour system: contrast, weight, and colours that must differ."""

from __future__ import annotations

from math import dist

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from infotui.app import InfotuiApp
from infotui.canvas.roles import Role, Tint
from infotui.terminal.color_reduction import RGB, XTERM_16, ColorReducer, _lab, contrast, palette
from infotui.ui.reduced_themes import reduced_colors
from infotui.ui.themes import DARK, LIGHT, uses_ansi_colours
from infotui.ui.widgets.role_styles import role_styles

THEMES = [DARK, LIGHT, *(theme for theme in BUILTIN_THEMES.values() if not uses_ansi_colours(theme))]
SYSTEMS = [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD]
NON_TEXT = {Role.TRACK, Role.GRID}
FILLED = {Role.SELECTED, Role.ON_P, Role.ON_Q, Role.ON_POSITIVE, Role.ON_NEGATIVE, Role.ON_LOCKED, Role.TAB}
CONSOLE_16: tuple[RGB, ...] = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0)),
    *((0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
"""The Linux console's colours."""
PUTTY_16: tuple[RGB, ...] = (
    *((0, 0, 0), (187, 0, 0), (0, 187, 0), (187, 187, 0)),
    *((0, 0, 187), (187, 0, 187), (0, 187, 187), (187, 187, 187)),
    *CONSOLE_16[8:],
)
USUAL_16 = {DARK.name: [XTERM_16, CONSOLE_16, PUTTY_16], LIGHT.name: [XTERM_16, PUTTY_16]}
"""The console has no bright backgrounds, so the light theme is grey there."""


def reduced_styles(theme: Theme, system: ColorSystem) -> dict[Role, Style]:
    """The style of every role in `theme`, reduced to `system`."""
    app = InfotuiApp()
    app.theme = theme.name
    app.get_css_variables()
    reducer = ColorReducer(system, reduced_colors(theme, system), dark=theme.dark)
    styles = role_styles(app.theme_variables)
    return {role: reducer.reduce(styles[role]) for role in Role}


def number(style: Style, *, background: bool = False) -> int:
    color = style.bgcolor if background else style.color
    assert color is not None
    assert color.number is not None
    return color.number


def name(value: object) -> str:
    return str(getattr(value, "name", value))


@pytest.mark.parametrize("system", SYSTEMS, ids=name)
@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_every_role_has_enough_contrast(theme: Theme, system: ColorSystem) -> None:
    palettes = [palette(system)]
    if system is ColorSystem.STANDARD:
        palettes = [dict(enumerate(colours)) for colours in USUAL_16.get(theme.name, [XTERM_16])]
    for role, style in reduced_styles(theme, system).items():
        for colours in palettes:
            ratio = contrast(colours[number(style)], colours[number(style, background=True)])
            assert ratio >= (3.0 if role in NON_TEXT else 4.5), f"{role.name}: {ratio:.2f}"


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_no_dark_ansi_colour_is_bold(theme: Theme) -> None:
    for style in reduced_styles(theme, ColorSystem.STANDARD).values():
        assert not (style.bold and number(style) in range(7))


@pytest.mark.parametrize("system", SYSTEMS, ids=name)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.P, Role.Q),
        (Role.P_BRIGHT, Role.Q_BRIGHT),
        (Role.POSITIVE, Role.NEGATIVE),
        (Role.P, Role.LOCKED),
        (Role.P, Role.P_BRIGHT),
        (Role.Q, Role.Q_BRIGHT),
        (Role.P, Role.TEXT),
        (Role.Q, Role.TRACK),
    ],
)
def test_roles_that_must_differ_do(theme: Theme, system: ColorSystem, one: Role, other: Role) -> None:
    styles, colours = reduced_styles(theme, system), palette(system)
    first, second = (_lab(colours[number(styles[role])]) for role in (one, other))
    assert dist(first, second) >= 15


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name)
def test_backgrounds_are_grey(theme: Theme) -> None:
    for system in SYSTEMS:
        for role, style in reduced_styles(theme, system).items():
            red, green, blue = palette(system)[number(style, background=True)]
            assert role in FILLED or red == green == blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=name)
def test_areas_differ_in_256_colours_and_curves_keep_contrast(theme: Theme) -> None:
    app = InfotuiApp()
    app.theme = theme.name
    app.get_css_variables()
    system = ColorSystem.EIGHT_BIT
    reducer = ColorReducer(system, reduced_colors(theme, system), dark=theme.dark)
    styles, colours = role_styles(app.theme_variables), palette(system)
    tinted = set()
    for tint in Tint:
        for role in (Role.P, Role.Q, Role.TEXT, Role.P_BRIGHT, Role.Q_BRIGHT):
            style = reducer.reduce(styles[role | tint])
            background = number(style, background=True)
            least = 3.0 if role in (Role.P, Role.Q) else 4.5
            assert contrast(colours[number(style)], colours[background]) >= least, (role.name, tint.name)
        tinted.add(background)
    assert len(tinted) == len(Tint)
