"""The exercises of the entropy screen, solved."""

from __future__ import annotations

from support.pointer import Hand, Pointer

from .way import Way


async def bar(mouse: Pointer, name: str, hundredths: int) -> None:
    """Take a bar to 0 by a press on its name, and from there by wheel to so many hundredths."""
    label = mouse.search(rf"┃ .*[ ►◆]({name}) +.*┃")
    await mouse.drag(label, label)
    await mouse.wheel(label, hundredths)


def bars(*hundredths: int) -> Hand:
    """Set bars in turn to hundredths; each but the last is locked once it is there."""

    async def solve(mouse: Pointer) -> None:
        for i, wanted in enumerate(hundredths):
            await bar(mouse, "ABCDEFGHI"[i], wanted)
            if i < len(hundredths) - 1:
                await mouse.click("Space")

    return solve


async def three_alike(mouse: Pointer) -> None:
    """Make all classes equally likely, then rule out the first."""
    await mouse.click("p presets", "all classes equally likely")
    await bar(mouse, "A", 0)


WAYS = (
    Way("Four equally likely classes", "enter '1/2 1/4 1/4 0' enter", bars(50, 25, 25)),
    Way("A to D are worth", "enter '0.1 0.2 0.3 0.4' enter", bars(10, 20, 30), "smaller"),
    Way("A fair coin has 1 bit", "pageup", bars(94), "1.5"),
    Way("A and B are equally likely", "u home", three_alike, "2"),
    Way("Bring the efficiency to 50 %", "enter '1/2 1/2 0 0' enter", bars(50, 50)),
    Way("The perplexity is 2^H", "pageup up", bars(81), "0.5"),
    Way("Only p(A) moves", "pageup pageup pageup up up up up", bars(40), "at 1/4"),
    Way("p(A) is 0.1", "pageup pageup pageup up up", bars(42)),
    Way("H is 1.846 bits", "enter '1/2 1/4 1/8 1/8' enter", bars(50, 50), "1.846"),
    Way("Eight equally likely classes", "o", bars(100), "equal to H"),
    Way("Nine equally likely classes", "home right home right home right home", bars(0, 0, 0, 0)),
)
