"""An app for tests of single widgets: it defines the colours of the roles and nothing else."""

from __future__ import annotations

from textual.app import App

from infotui.ui.themes import roles


class RoleApp(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return roles(self.current_theme)
