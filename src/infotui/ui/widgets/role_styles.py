"""How roles look: each in colours that are named here, and given by the theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from infotui.canvas.roles import Role


class RoleStyle(NamedTuple):
    """The names of a colour and of the ground it stands on, and its weight."""

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
    """The style of every role, in the order of the roles, where `colours` are those of the theme by name.

    Raises:
        KeyError: a theme lacks a colour.
    """
    behind = Color.parse(colours["background"])
    return tuple(
        _style(colours[look.colour], colours[look.background], behind, look.is_bold) for look in _ORDERED
    )


@lru_cache(maxsize=256)
def _style(colour: str, ground: str, behind: Color, is_bold: bool) -> Style:
    on = Color.parse(ground)
    style = Style.from_color(Color.parse(colour).rich_color, (on if on.a else behind).rich_color)
    return style + Style(bold=True) if is_bold else style
