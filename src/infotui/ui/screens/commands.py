"""What can be done, as it is bound to keys: the one list behind the key line, the help and the palette."""

from __future__ import annotations

from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode


class Command(NamedTuple):
    """Something that keys do: where it is bound, what it is in a word, and at length."""

    node: DOMNode
    keys: tuple[str, ...]
    label: str
    description: str
    action: str
    group: object

    async def run(self) -> None:
        """Do it."""
        await self.node.app.run_action(self.action, self.node)


def commands(node: DOMNode) -> list[Command]:
    """What infotui binds on `node`, its own kind's first."""
    return [
        Command(
            node,
            tuple(binding.key.split(",")),
            binding.description,
            binding.tooltip or binding.description,
            binding.action,
            binding.group or binding.action.partition("(")[0],
        )
        for cls in type(node).__mro__
        if cls.__module__.startswith("infotui.")
        for binding in cls.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]


def rows(found: list[Command]) -> list[tuple[Command, ...]]:
    """The commands by what goes together: previous and next, more and less."""
    return [tuple(together) for _, together in groupby(found, lambda command: command.group)]


def keys_of(row: tuple[Command, ...]) -> list[tuple[str, Command]]:
    """Each key of a row with its command: first those that come first, `← →`, then others, `h l`."""
    by_rank = zip_longest(*([(key, command) for key in command.keys] for command in row))
    return [found for found in chain.from_iterable(by_rank) if found is not None]
