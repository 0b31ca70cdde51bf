"""Commands, as keys bind them: the one list behind the key bar, the help and the palette."""

from __future__ import annotations

from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode


class Command(NamedTuple):
    """Something that keys do: where it is bound, a word for it, and a sentence."""

    node: DOMNode
    keys: tuple[str, ...]
    label: str
    description: str
    action: str
    group: object

    async def run(self) -> None:
        """Run the action."""
        await self.node.app.run_action(self.action, self.node)


def bindings_of(cls: type[DOMNode]) -> list[Binding]:
    """What infotui binds in `cls` and its base classes, its own bindings first."""
    return [
        binding
        for base in cls.__mro__
        if base.__module__.startswith("infotui.")
        for binding in base.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]


def commands(node: DOMNode) -> list[Command]:
    """The commands of `node`."""
    return [
        Command(
            node,
            tuple(binding.key.split(",")),
            binding.description,
            binding.tooltip or binding.description,
            binding.action,
            binding.group or binding.action.partition("(")[0],
        )
        for binding in bindings_of(type(node))
    ]


def rows(found: list[Command]) -> list[tuple[Command, ...]]:
    """The commands in groups that belong together: previous and next, more and less."""
    return [tuple(together) for _, together in groupby(found, lambda command: command.group)]


def keys_of(row: tuple[Command, ...]) -> list[tuple[str, Command]]:
    """Each key of a row with its command: first the main keys, `← →`, then the others, `h l`."""
    by_rank = zip_longest(*([(key, command) for key in command.keys] for command in row))
    return [found for found in chain.from_iterable(by_rank) if found is not None]
