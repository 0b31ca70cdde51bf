"""The style of each role: the names of its colours, whose values the theme gives, and its weight.

`role_styles` looks the colours up and returns Rich styles, indexed by role. Colours are never named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from infotui.canvas.roles import Role


class RoleStyle(NamedTuple):
    """The names of the foreground and background colour, and the weight."""

    colour: str
    background: str = "background"
    is_bold: bool = False


_ROLE_STYLES = {
    Role.TEXT: RoleStyle("ink"),
    Role.MUTED: RoleStyle("muted"),
    Role.TITLE: RoleStyle("ink", is_bold=True),
    Role.P: RoleStyle("dist-p"),
    Role.Q: RoleStyle("dist-q"),
    Role.P_BRIGHT: RoleStyle("dist-p-bright", is_bold=True),
    Role.Q_BRIGHT: RoleStyle("dist-q-bright", is_bold=True),
    Role.POSITIVE: RoleStyle("positive"),
    Role.NEGATIVE: RoleStyle("negative"),
    Role.MAXIMUM: RoleStyle("maximum"),
    Role.POINT: RoleStyle("point", is_bold=True),
    Role.TRACK: RoleStyle("track"),
    Role.SELECTED: RoleStyle("on-selected", "dist-p-bright", is_bold=True),
    Role.LOCKED: RoleStyle("locked"),
    Role.ERROR: RoleStyle("wrong"),
    Role.GRID: RoleStyle("rule"),
    Role.CURVE: RoleStyle("ink"),
    Role.KEY: RoleStyle("key", "surface", is_bold=True),
    Role.KEY_LINE: RoleStyle("muted", "surface"),
}

_ORDERED = [_ROLE_STYLES[role] for role in Role]


def role_styles(colours: Mapping[str, str]) -> tuple[Style, ...]:
    """The style of every role, indexed by `Role`, in `colours`: the theme's variables by name.

    Raises:
        KeyError: `colours` lacks a name.
    """
    default = Color.parse(colours["background"])
    return tuple(
        _style(colours[role.colour], colours[role.background], default, role.is_bold) for role in _ORDERED
    )


@lru_cache(maxsize=256)
def _style(colour: str, background: str, default: Color, is_bold: bool) -> Style:
    """The style; `default` replaces a transparent background."""
    parsed = Color.parse(background)
    behind = parsed if parsed.a else default
    style = Style.from_color(Color.parse(colour).rich_color, behind.rich_color)
    return style + Style(bold=True) if is_bold else style
