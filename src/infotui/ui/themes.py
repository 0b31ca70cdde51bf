"""The themes: two of our own, and the colour of every role in them and in Textual's themes.

Colours are named in this file only. In Textual's themes our colours are lightened or darkened until their
contrast is high enough. Smaller colour systems are in `reduced_themes`.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

from infotui.terminal.color_reduction import MARK_CONTRAST, TEXT_CONTRAST
from infotui.terminal.color_reduction import contrast as rgb_contrast

DARK_ROLES = {
    "plain-text": "#e2e8f0",
    "muted": "#94a3b8",
    "heading": "#6ee7b7",
    "key": "#fde047",
    "tab": "#a7f3d0",
    "error-text": "#fb7185",
    "dist-p": "#34d399",
    "dist-p-bright": "#a7f3d0",
    "dist-q": "#6094fb",
    "dist-q-bright": "#b4c6ff",
    "positive": "#fbbf24",
    "negative": "#e879f9",
    "maximum": "#fde047",
    "point": "#fde047",
    "locked": "#fb923c",
    "track": "#5b6b82",
    "grid": "#64748b",
}

LIGHT_ROLES = {
    "plain-text": "#0f172a",
    "muted": "#475569",
    "heading": "#065f46",
    "key": "#9f1239",
    "tab": "#064e3b",
    "error-text": "#be123c",
    "dist-p": "#047857",
    "dist-p-bright": "#064e3b",
    "dist-q": "#1d4ed8",
    "dist-q-bright": "#1e1b8a",
    "positive": "#b45309",
    "negative": "#a21caf",
    "maximum": "#be123c",
    "point": "#be123c",
    "locked": "#9a3412",
    "track": "#8391a5",
    "grid": "#64748b",
}

ANSI_DARK_ROLES = {
    "plain-text": "ansi_default",
    "muted": "ansi_white",
    "heading": "ansi_bright_green",
    "tab": "ansi_bright_green",
    "key": "ansi_bright_yellow",
    "error-text": "ansi_bright_red",
    "dist-p": "ansi_green",
    "dist-p-bright": "ansi_bright_green",
    "dist-q": "ansi_bright_blue",
    "dist-q-bright": "ansi_bright_cyan",
    "positive": "ansi_yellow",
    "negative": "ansi_bright_magenta",
    "maximum": "ansi_bright_yellow",
    "point": "ansi_bright_yellow",
    "locked": "ansi_yellow",
    "track": "ansi_bright_black",
    "grid": "ansi_bright_black",
    "on-selected": "ansi_black",
    "p-tint": "ansi_default",
    "q-tint": "ansi_default",
    "pq-tint": "ansi_default",
}

ANSI_LIGHT_ROLES = {
    "plain-text": "ansi_default",
    "muted": "ansi_bright_black",
    "heading": "ansi_green",
    "tab": "ansi_green",
    "key": "ansi_red",
    "error-text": "ansi_red",
    "dist-p": "ansi_green",
    "dist-p-bright": "ansi_green",
    "dist-q": "ansi_blue",
    "dist-q-bright": "ansi_blue",
    "positive": "ansi_red",
    "negative": "ansi_magenta",
    "maximum": "ansi_red",
    "point": "ansi_red",
    "locked": "ansi_red",
    "track": "ansi_bright_black",
    "grid": "ansi_bright_black",
    "on-selected": "ansi_bright_white",
    "p-tint": "ansi_default",
    "q-tint": "ansi_default",
    "pq-tint": "ansi_default",
}

ON_PANELS = ("plain-text", "muted", "heading", "key", "error-text")
"""The roles that are used on panels as well as on the background."""
NON_TEXT_ROLES = ("track", "grid")
"""The roles that are never text."""

_STEP = 0.04
CONTRAST_ON_TINTS = {
    "plain-text": TEXT_CONTRAST,
    "dist-p": MARK_CONTRAST,
    "dist-q": MARK_CONTRAST,
    "dist-p-bright": TEXT_CONTRAST,
    "dist-q-bright": TEXT_CONTRAST,
}
"""The roles drawn on the area under a curve, and their least contrast there."""
TINTS = ("p-tint", "q-tint", "pq-tint")
"""The roles that are backgrounds."""
_TINT_SHARES = (0.30, 0.28, 0.26, 0.24, 0.22, 0.20, 0.18, 0.16, 0.14, 0.12, 0.10)
"""How much of the curve's colour the area under it has; the first share with enough contrast is taken."""
_OVERLAP = 1.3
"""How much stronger the tint is where both areas overlap."""

DARK = Theme(
    name="infotui-dark",
    primary="#34d399",
    secondary="#6094fb",
    accent="#fde047",
    foreground="#e2e8f0",
    background="#0f172a",
    surface="#1e293b",
    panel="#1e293b",
    error="#fb7185",
    warning="#fbbf24",
    success="#34d399",
    dark=True,
    variables={
        "scrollbar": "#64748b",
        "scrollbar-hover": "#94a3b8",
        "scrollbar-background": "#1e293b",
        "scrollbar-background-hover": "#1e293b",
        "scrollbar-background-active": "#1e293b",
    },
)

LIGHT = Theme(
    name="infotui-light",
    primary="#047857",
    secondary="#1d4ed8",
    accent="#9f1239",
    foreground="#0f172a",
    background="#f8fafc",
    surface="#e9eef5",
    panel="#e9eef5",
    error="#be123c",
    warning="#b45309",
    success="#047857",
    dark=False,
    variables={
        "scrollbar": "#64748b",
        "scrollbar-hover": "#475569",
        "scrollbar-background": "#e9eef5",
        "scrollbar-background-hover": "#e9eef5",
        "scrollbar-background-active": "#e9eef5",
    },
)


def uses_ansi_colours(theme: Theme) -> bool:
    """Whether `theme` leaves its colours to the terminal.

    Textual says so since 8.2.5. Before, textual-ansi was the only such theme.
    """
    return getattr(theme, "ansi", theme.name == "textual-ansi")


def roles(theme: Theme) -> dict[str, str]:
    """The colour of every role in `theme`, adjusted to its backgrounds.

    In a theme of ANSI colours, roles have ANSI colours too, so that the terminal decides.
    """
    if uses_ansi_colours(theme):
        return ANSI_DARK_ROLES if theme.dark else ANSI_LIGHT_ROLES
    colours = theme.to_color_system().generate()
    background, panel = Color.parse(colours["background"]), Color.parse(colours["surface"])
    ours = (DARK_ROLES if theme.dark else LIGHT_ROLES) | _chrome(theme, colours)
    adjusted = {
        role: _ensure_contrast(
            Color.parse(colour),
            (background, panel) if role in ON_PANELS else (background,),
            MARK_CONTRAST if role in NON_TEXT_ROLES else TEXT_CONTRAST,
            theme.dark,
        )
        for role, colour in ours.items()
    }
    adjusted |= _tints(background, adjusted)
    # Selected text is drawn on the bright colour of p, which has the contrast of text to the background.
    adjusted["on-selected"] = background
    return {role: colour.hex for role, colour in adjusted.items()}


def _chrome(theme: Theme, colours: dict[str, str]) -> dict[str, str]:
    """The colours of tabs, lit frames and keys that a theme of Textual's brings; ours are in the tables."""
    if theme.name in (DARK.name, LIGHT.name):
        return {}
    return {"heading": colours["primary"], "tab": colours["primary"], "key": colours["accent"]}


def _tints(background: Color, shown: dict[str, Color]) -> dict[str, Color]:
    """The backgrounds of the areas under p and q: as strong as text and curves on them allow."""
    p, q = shown["dist-p"], shown["dist-q"]
    tints: dict[str, Color] = {}
    for share in _TINT_SHARES:
        tints = {
            "p-tint": background.blend(p, share, 1.0),
            "q-tint": background.blend(q, share, 1.0),
            "pq-tint": background.blend(p.blend(q, 0.5, 1.0), share * _OVERLAP, 1.0),
        }
        if all(
            contrast(shown[role], tint) >= least
            for role, least in CONTRAST_ON_TINTS.items()
            for tint in tints.values()
        ):
            break
    return tints


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    return rgb_contrast(one.rgb, other.rgb)


def _ensure_contrast(colour: Color, backgrounds: tuple[Color, ...], least: float, on_dark: bool) -> Color:
    """`colour`, blended with white or black until its contrast to every background is at least `least`."""
    end = Color.parse("white" if on_dark else "black")
    steps = range(round(1 / _STEP) + 1)
    shades = (colour.blend(end, step * _STEP, 1.0) for step in steps)
    return next((shade for shade in shades if min(contrast(shade, b) for b in backgrounds) >= least), end)
