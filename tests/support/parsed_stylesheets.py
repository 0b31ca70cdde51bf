"""Rules that are parsed once in a test run: Textual parses those of every widget again for every app."""

from __future__ import annotations

from typing import Any

from textual.css.stylesheet import Stylesheet

_PARSED: dict[tuple[str, ...], _Rules] = {}
"""The parsed rules for the values of the variables."""


class _Rules(dict[Any, Any]):
    """Rules that are kept when a stylesheet gets other variables: it then takes others from `_PARSED`."""

    def clear(self) -> None:
        """Keep them."""


def share_parsed_rules() -> None:
    """Let all stylesheets with the same variables share Textual's cache of parsed rules."""
    parse = Stylesheet.parse

    def parse_new(self: Stylesheet) -> None:
        variables = tuple(word for item in self._variables.items() for word in item)
        self._parse_cache = _PARSED.setdefault(variables, _Rules())  # type: ignore[assignment]
        parse(self)

    Stylesheet.parse = parse_new  # type: ignore[method-assign]


def forget_parsed_rules() -> None:
    """Parse everything again."""
    _PARSED.clear()
