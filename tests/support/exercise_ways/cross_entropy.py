"""The exercises of the cross-entropy screen, solved."""

from __future__ import annotations

from support.pointer import Hand, Pointer

from .way import Way


def slide_q(hundredths: int) -> Hand:
    """Turn the wheel over the slider of q of the binary loss."""
    return lambda mouse: mouse.wheel(mouse.find("  q ──").moved(x=8), hundredths)


def logits(**notches: int) -> Hand:
    """Turn the wheel over logits: `z1`, `shift` and so on."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            label = name.removeprefix("z")
            await mouse.wheel(mouse.search(rf"┃[ ►]({label})✓? .*┃").moved(x=8), turns)

    return solve


def clicks(word: str, count: int) -> Hand:
    """Click a word several times."""
    return lambda mouse: mouse.click(*[word] * count)


async def five(mouse: Pointer) -> None:
    """Drag the slider of T to its end."""
    knob = mouse.search("T temperature  ─*(●)")
    await mouse.drag(knob, knob.moved(x=40))


WAYS = (
    Way("The true label is 1", "pagedown pagedown", slide_q(-20)),
    Way("The label is still 1", "enter 0.0498 enter", slide_q(-65)),
    Way("Find other logits", "up" + " pageup" * 6, logits(shift=55)),
    Way("With smoothing", "enter '0 3.6 0 0' enter", clicks("gG learn", 60)),
    Way("Be confident and wrong", "pageup " * 6, logits(z1=65)),
    Way("Be wrong and still beat", "down enter 2.9 enter", logits(z2=29)),
    Way("500 predictions of a classifier", "down " * 4, clicks("402      a402", 1)),
    Way("This model is overconfident", "G", clicks("gG learn", 5)),
    Way("What can a temperature not change?", "tab enter 5 enter", five),
    Way("A and B are the same model", "G", clicks("gG learn", 5)),
    Way("The mean loss is ∞", "t" * 9, clicks("t class", 9)),
)
