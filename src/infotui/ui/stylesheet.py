"""The rules of the screen: each stylesheet is read when first needed, and parsed once for its colours."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.css.stylesheet import Stylesheet

from .resources import stylesheet


def load_rules(app: App[Any], name: str) -> None:
    """Let the rules of the file `name` hold in `app` from now on."""
    path = stylesheet(name)
    if not app.stylesheet.has_source(str(path)):
        app.stylesheet.read(path)
        app.stylesheet.reparse()


class CachedStylesheet(Stylesheet):
    """Textual's, but what is parsed is kept while its variables stay the same.

    A start would otherwise parse all of it again when the theme is set, when the first screen is shown, and
    when new widgets bring rules of their own.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parsed_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables; with the same ones, what was parsed still holds."""
        if variables != self._parsed_with:
            self._parsed_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is not yet parsed with these variables."""
        self.parse()
