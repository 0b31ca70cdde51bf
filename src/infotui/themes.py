"""The colours. Roles are named here only; a theme of Textual's gets those that suit its lightness."""

from __future__ import annotations

from textual.theme import Theme

DARK_ROLES = {
    "dist-p": "#34d399",
    "dist-p-bright": "#a7f3d0",
    "dist-q": "#60a5fa",
    "dist-q-bright": "#bfdbfe",
    "positive": "#fbbf24",
    "negative": "#e879f9",
    "maximum": "#f8fafc",
    "point": "#fde047",
    "muted": "#94a3b8",
    "track": "#334155",
    "rule": "#64748b",
    "locked": "#fb923c",
    "wrong": "#fb7185",
}

LIGHT_ROLES = {
    "dist-p": "#047857",
    "dist-p-bright": "#065f46",
    "dist-q": "#1d4ed8",
    "dist-q-bright": "#1e3a8a",
    "positive": "#b45309",
    "negative": "#a21caf",
    "maximum": "#0f172a",
    "point": "#be123c",
    "muted": "#475569",
    "track": "#cbd5e1",
    "rule": "#94a3b8",
    "locked": "#9a3412",
    "wrong": "#be123c",
}

DARK = Theme(
    name="infotui-dark",
    primary="#34d399",
    secondary="#60a5fa",
    accent="#fde047",
    foreground="#e2e8f0",
    background="#0f172a",
    surface="#1e293b",
    panel="#1e293b",
    error="#fb7185",
    warning="#fbbf24",
    success="#34d399",
    dark=True,
    variables=DARK_ROLES,
)

LIGHT = Theme(
    name="infotui-light",
    primary="#047857",
    secondary="#1d4ed8",
    accent="#be123c",
    foreground="#0f172a",
    background="#f8fafc",
    surface="#e2e8f0",
    panel="#e2e8f0",
    error="#be123c",
    warning="#b45309",
    success="#047857",
    dark=False,
    variables=LIGHT_ROLES,
)


def roles(dark: bool) -> dict[str, str]:
    """The colour of every role on a dark or a light ground."""
    return DARK_ROLES if dark else LIGHT_ROLES
