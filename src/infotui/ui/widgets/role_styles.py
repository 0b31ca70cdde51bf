"""The style of each role: the names of its colours, whose values the theme gives, and its weight.

`role_styles` looks the colours up and returns Rich styles, indexed by role. Colours are never named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from infotui.canvas.roles import ROLE_LIMIT, Role, Tint


class RoleStyle(NamedTuple):
    """The names of the foreground and background colour, and the weight."""

    colour: str
    background: str = "background"
    is_bold: bool = False


_ROLE_STYLES = {
    Role.TEXT: RoleStyle("plain-text"),
    Role.MUTED: RoleStyle("muted"),
    Role.TITLE: RoleStyle("plain-text", is_bold=True),
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
    Role.ERROR: RoleStyle("error-text"),
    Role.GRID: RoleStyle("grid"),
    Role.CURVE: RoleStyle("plain-text"),
    Role.KEY: RoleStyle("key", "surface", is_bold=True),
    Role.KEY_LINE: RoleStyle("muted", "surface"),
    Role.FOCUS: RoleStyle("heading", is_bold=True),
    Role.ON_P: RoleStyle("on-selected", "dist-p", is_bold=True),
    Role.ON_Q: RoleStyle("on-selected", "dist-q", is_bold=True),
    Role.ON_POSITIVE: RoleStyle("on-selected", "positive", is_bold=True),
    Role.ON_NEGATIVE: RoleStyle("on-selected", "negative", is_bold=True),
    Role.ON_LOCKED: RoleStyle("on-selected", "locked", is_bold=True),
    Role.TAB: RoleStyle("on-selected", "tab", is_bold=True),
    Role.HOT_KEY: RoleStyle("key", is_bold=True),
}

_TINTS = {Tint.P: "p-tint", Tint.Q: "q-tint", Tint.PQ: "pq-tint"}


def _with_tints() -> list[RoleStyle]:
    """The style of every role on every tint, in the order of ``role | tint``."""
    plain = [_ROLE_STYLES[role] for role in Role]
    plain += [_ROLE_STYLES[Role.TEXT]] * (ROLE_LIMIT - len(plain))
    tinted = [
        look._replace(background=name) if look.background == "background" else look
        for name in _TINTS.values()
        for look in plain
    ]
    return [*plain, *tinted]


_ORDERED = _with_tints()


def role_styles(colours: Mapping[str, str]) -> tuple[Style, ...]:
    """The style of every role on every tint, in the order of ``role | tint``.

    Args:
        colours: the theme's variables by name.

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
