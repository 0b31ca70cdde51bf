"""The exercises of the cross-entropy screen, solved."""

from __future__ import annotations

from support.pointer import Hand, Pointer

from .way import Way


def slide_q(hundredths: int) -> Hand:
    """Turn the wheel over the slider of q of the binary loss."""
    return lambda mouse: mouse.wheel(mouse.search("  (q) [─●]").moved(x=8), hundredths)


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
    Way("Now make the loss 3 nats", "enter 0.0498 enter", slide_q(-45)),
    Way("The label is 1 and q = 0.001", "home", slide_q(-2), "-6.9"),
    Way("The loss is 0.515 nats. Add 6", "up" + " pageup" * 6, logits(shift=55), "larger"),
    Way(
        "Class 2 is the likeliest",
        "enter '2 4 1 -1' enter",
        logits(z1=10, z2=20, z3=5, z4=-5),
        "the same",
    ),
    Way("The model is 99 % sure", "down enter 5.9 enter", logits(z2=59), "1"),
    Way("Class 3 comes first", "enter '0 0.1 0 0' enter", logits(z2=-28, z3=-30), "above log 4"),
    Way("Label smoothing", "enter '0 3.6 0 0' enter", logits(z1=-10, z2=16, z3=-5, z4=5), "ε = 0.1"),
    Way("500 predictions, ten labels", "down " * 4, clicks("402      a402", 1)),
    Way("4 of 500 rows", "t" * 9, clicks("t class", 9), "0.45"),
    Way("By its own q", "G", clicks("gG learn", 5), "0.134"),
    Way("At T = 1 the accuracy", "tab enter 5 enter", five, "lower"),
    Way("A and B are the same model", "G", clicks("gG learn", 5), "equal"),
)
