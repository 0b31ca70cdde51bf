"""Our themes in terminals with 256 and with 16 colours, chosen by hand for contrast and hue.

Each role has one of xterm's 256 colours and one of the 16 ANSI colours. Text has a contrast of at least 4.5
and marks of 3, as in true colour. Users can change the 16 colours: there the usual ones are measured.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from infotui.terminal.color_reduction import RGB

from .themes import DARK, LIGHT, roles

DARK_256 = {
    "background": 233,
    "surface": 235,
    "plain-text": 254,
    "muted": 248,
    "heading": 79,
    "key": 221,
    "tab": 158,
    "error-text": 210,
    "dist-p": 43,
    "dist-p-bright": 158,
    "dist-q": 75,
    "dist-q-bright": 153,
    "positive": 214,
    "negative": 213,
    "maximum": 221,
    "point": 221,
    "locked": 208,
    "track": 243,
    "grid": 245,
    "p-tint": 22,
    "q-tint": 17,
    "pq-tint": 23,
}
"""Of xterm's 256 colours. The backgrounds are greys: the nearest blue is far too saturated."""

LIGHT_256 = {
    "background": 231,
    "surface": 255,
    "plain-text": 234,
    "muted": 240,
    "heading": 23,
    "key": 125,
    "tab": 23,
    "error-text": 160,
    "dist-p": 28,
    "dist-p-bright": 23,
    "dist-q": 26,
    "dist-q-bright": 18,
    "positive": 130,
    "negative": 127,
    "maximum": 160,
    "point": 160,
    "locked": 88,
    "track": 245,
    "grid": 243,
    "p-tint": 194,
    "q-tint": 189,
    "pq-tint": 195,
}

DARK_16 = {
    "background": 0,
    "surface": 0,
    "plain-text": 15,
    "muted": 7,
    "heading": 10,
    "key": 11,
    "tab": 10,
    "error-text": 9,
    "dist-p": 2,
    "dist-p-bright": 10,
    "dist-q": 6,
    "dist-q-bright": 14,
    "positive": 11,
    "negative": 13,
    "maximum": 11,
    "point": 11,
    "locked": 11,
    "track": 12,
    "grid": 12,
    "p-tint": 0,
    "q-tint": 0,
    "pq-tint": 0,
}
"""ANSI colours that are readable on black in xterm, in PuTTY and on the Linux console alike.

Blue is too dark there for q, and grey for tracks.
"""

LIGHT_16 = {
    "background": 15,
    "surface": 15,
    "plain-text": 0,
    "muted": 0,
    "heading": 4,
    "key": 1,
    "tab": 0,
    "error-text": 1,
    "dist-p": 5,
    "dist-p-bright": 0,
    "dist-q": 4,
    "dist-q-bright": 12,
    "positive": 1,
    "negative": 12,
    "maximum": 1,
    "point": 1,
    "locked": 1,
    "track": 8,
    "grid": 8,
    "p-tint": 15,
    "q-tint": 15,
    "pq-tint": 15,
}
"""The only ANSI colours with enough contrast to white are black, red, blue, magenta and bright blue."""


def reduced_colors(theme: Theme, system: ColorSystem) -> Mapping[RGB, int]:
    """The numbers of our themes' colours in a terminal with 256 or 16 colours; other themes have no table."""
    if theme.name not in (DARK.name, LIGHT.name):
        return {}
    tables = {
        ColorSystem.EIGHT_BIT: (DARK_256, LIGHT_256),
        ColorSystem.STANDARD: (DARK_16, LIGHT_16),
    }
    numbers = tables[system][not theme.dark] if system in tables else {}
    colours = {**roles(theme), "background": str(theme.background), "surface": str(theme.surface)}
    return {Color.parse(colours[role]).rgb: number for role, number in numbers.items()}
