"""Stylesheets: each is read when it is first needed, and parsed once for the present colours."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.css.stylesheet import Stylesheet

from .resources import stylesheet


def load_rules(app: App[Any], name: str) -> None:
    """Apply the rules of the file `name` in `app` from now on."""
    path = stylesheet(name)
    if not app.stylesheet.has_source(str(path)):
        app.stylesheet.read(path)
        app.stylesheet.reparse()


class CachedStylesheet(Stylesheet):
    """A stylesheet that is parsed again only when its variables change.

    Defect of Textual 8.2.8: everything is parsed again when the theme is set, when the first screen is shown,
    and when new widgets bring rules of their own.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parsed_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use other variables; with the same ones the parsed rules stay."""
        if variables != self._parsed_with:
            self._parsed_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse the rules that are not parsed yet with these variables."""
        self.parse()
