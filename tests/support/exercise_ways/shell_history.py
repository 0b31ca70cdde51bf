"""The exercises of docs/exercises/shell_history.toml, solved."""

from __future__ import annotations

from support.pointer import Hand, Pointer

from .way import Way

_POWERS = " ".join(f"1/{2**i}" for i in range(1, 13)) + " 1/4096"


def preset(name: str) -> Hand:
    """Choose a preset."""
    return lambda mouse: mouse.click("p presets", name)


async def git(mouse: Pointer) -> None:
    """Make the most frequent command more frequent."""
    await mouse.wheel(mouse.find("►git"), 50)


WAYS = (
    Way("159 commands of one day", "u", preset("all classes equally likely"), "3.7"),
    Way("The sample has 2.648 bits", "pageup " * 5, git, "less"),
    Way("From the data again", f"enter '{_POWERS}' enter", preset("powers of ½")),
)
