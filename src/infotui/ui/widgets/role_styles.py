"""How roles look: each in colours that are named here, and given by the theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from infotui.canvas.roles import Role


class Look(NamedTuple):
    """The names of a colour and of the ground it stands on, and its weight."""

    colour: str
    ground: str = "background"
    is_bold: bool = False


_LOOKS = {
    Role.TEXT: Look("ink"),
    Role.MUTED: Look("muted"),
    Role.TITLE: Look("ink", is_bold=True),
    Role.P: Look("dist-p"),
    Role.Q: Look("dist-q"),
    Role.P_BRIGHT: Look("dist-p-bright", is_bold=True),
    Role.Q_BRIGHT: Look("dist-q-bright", is_bold=True),
    Role.POSITIVE: Look("positive"),
    Role.NEGATIVE: Look("negative"),
    Role.MAXIMUM: Look("maximum"),
    Role.POINT: Look("point", is_bold=True),
    Role.TRACK: Look("track"),
    Role.SELECTED: Look("on-selected", "dist-p-bright", is_bold=True),
    Role.LOCKED: Look("locked"),
    Role.ERROR: Look("wrong"),
    Role.GRID: Look("rule"),
    Role.CURVE: Look("ink"),
    Role.KEY: Look("key", "surface", is_bold=True),
    Role.KEY_LINE: Look("muted", "surface"),
}

_ORDERED = [_LOOKS[role] for role in Role]


def looks(colours: Mapping[str, str]) -> tuple[Style, ...]:
    """The style of every role, in the order of the roles, where `colours` are those of the theme by name.

    Raises:
        KeyError: a theme lacks a colour.
    """
    behind = Color.parse(colours["background"])
    return tuple(
        _style(colours[look.colour], colours[look.ground], behind, look.is_bold) for look in _ORDERED
    )


@lru_cache(maxsize=256)
def _style(colour: str, ground: str, behind: Color, is_bold: bool) -> Style:
    on = Color.parse(ground)
    style = Style.from_color(Color.parse(colour).rich_color, (on if on.a else behind).rich_color)
    return style + Style(bold=True) if is_bold else style
