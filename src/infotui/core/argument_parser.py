"""The parser of the command line: argparse with errors as exceptions, in plain words."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from .number_parsing import did_you_mean


class UsageError(ValueError):
    """Arguments that a parser does not accept. `prog` is the command that refuses them."""

    def __init__(self, prog: str, message: str) -> None:
        super().__init__(message)
        self.prog = prog


class Parser(ArgumentParser):
    """An ArgumentParser that raises `UsageError`, and that suggests the option meant by a misspelt one."""

    about: Callable[[], str | None] | None = None
    """Computes the epilog when help is asked for, since it imports more than parsing does."""

    def format_help(self) -> str:
        """The help page, with the epilog that `about` computes."""
        if self.about is not None:
            self.epilog = self.about()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with the message in one line."""
        raise UsageError(self.prog, message.replace("  ", " ").replace("\n", "\ufffd"))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Namespace, list[str]]:
        """As argparse does; arguments that are left over are an error here."""
        words = list(args or ())
        found, extras = super().parse_known_args(words, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}{self._meant(words, extras[0])}")
        # Recent Pythons take an option for a value of the one before it.
        for name, values in vars(found).items():
            option = next((v for v in values if v.startswith("--")), None) if _is_words(values) else None
            if option:
                self.error(f"argument --{name}: expected {len(values)} arguments, found {option}")
        return found, extras

    def _meant(self, words: list[str], extra: str) -> str:
        """A suggestion for the first unknown argument."""
        if extra.startswith("-"):
            return did_you_mean(extra.partition("=")[0], self._option_string_actions)
        before = words[: words.index(extra)] if extra in words else []
        option = next((word for word in reversed(before) if word.startswith("--")), "")
        action = self._option_string_actions.get(option)
        if action is None or action.metavar in (None, SUPPRESS) or not isinstance(action.nargs, int):
            return ""
        metavar = action.metavar if isinstance(action.metavar, tuple) else (action.metavar,)
        return f" ({option} takes {' '.join(map(str, metavar))})"


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
