from __future__ import annotations

import pytest
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from infotui.app import InfotuiApp
from infotui.canvas.roles import ROLE_LIMIT, Role, Tint
from infotui.ui.themes import roles, uses_ansi_colours
from infotui.ui.widgets.role_styles import role_styles


def test_every_role_has_a_look_in_every_theme() -> None:
    app = InfotuiApp()
    for name, theme in app.available_themes.items():
        app.theme = name
        app.get_css_variables()
        found = role_styles(app.theme_variables)
        assert len(found) == len(Tint) * ROLE_LIMIT
        if not uses_ansi_colours(theme):
            assert all(style.color != style.bgcolor for style in found)


def test_a_look_is_in_the_colours_of_the_theme() -> None:
    app = InfotuiApp()
    colours = roles(app.current_theme)
    found = role_styles(app.theme_variables)
    assert found[Role.P] == Style.parse(f"{colours['dist-p']} on {app.current_theme.background}")
    assert found[Role.KEY] == Style.parse(f"bold {colours['key']} on {app.current_theme.surface}")


@pytest.mark.skipif("ansi-dark" not in BUILTIN_THEMES, reason="ansi-dark came with Textual 8.2.5")
def test_a_ground_that_is_not_there_lets_the_background_through() -> None:
    app = InfotuiApp()
    app.theme = "ansi-dark"
    app.get_css_variables()
    assert found_ground(app, Role.KEY) == found_ground(app, Role.TEXT)


def found_ground(app: InfotuiApp, role: Role) -> object:
    return role_styles(app.theme_variables)[role].bgcolor


def test_a_colour_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="plain-text"):
        role_styles({"background": "#000000"})
