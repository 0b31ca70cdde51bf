"""The exercises of the KL screen, solved."""

from __future__ import annotations

from support.pointer import Hand, Pointer

from .way import Way


def gaussian(**notches: int) -> Hand:
    """Turn the wheel over parameters of the Gaussians: `p_mu`, `q_sigma` and so on."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            curve, parameter = name.split("_")
            head = mouse.search(f"[─━] {curve} [─━]{{4}}")
            row = mouse.find({"mu": "μ  ", "sigma": "σ  "}[parameter], below=head.y)
            await mouse.wheel(row.moved(x=8), turns)

    return solve


async def pair_bar(mouse: Pointer, bar: str, notches: int) -> None:
    """Turn the wheel over a bar of a pair: `pA` is the bar of p of the first class."""
    curve, name = bar[0], bar[1]
    y = mouse.search(r"^ *p +[01]\.\d").y - 1
    a, b = (mouse.search(rf"^.*?({letter})[ ►]", below=y - 1) for letter in "AB")
    width = b.x - a.x
    half = width // 2 if curve == "q" else 0
    await mouse.wheel(a.moved(x="ABCDE".index(name) * width + half, y=-1), notches)


def pair_bars(**notches: int) -> Hand:
    """Turn the wheel over bars of a pair in turn."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            await pair_bar(mouse, name, turns)

    return solve


def rows(**notches: int) -> Hand:
    """Turn the wheel over sliders of the mixture: `μ1`, `μq` and so on."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            label = name.translate(str.maketrans("12", "₁₂"))
            await mouse.wheel(mouse.find(f"{label} ").moved(x=8), turns)

    return solve


def click(*words: str) -> Hand:
    """Click words of the screen."""
    return lambda mouse: mouse.click(*words)


WAYS = (
    Way("Make both divergences equal but not 0", "tab down pagedown", gaussian(q_sigma=-10)),
    Way(
        "Put both means in one place",
        "tab enter 0 enter down enter 0.565 enter",
        gaussian(q_mu=-20, p_sigma=19, q_sigma=-8),
    ),
    Way("p stays N(0, 1)", "tab down enter 6 enter", gaussian(q_sigma=130)),
    Way("Make the differential entropy", "down enter 0.2 enter", gaussian(p_sigma=-16)),
    Way("Make KL(p‖q) infinite", "tab home", pair_bars(qA=-30)),
    Way("Make both divergences equal, with", "tab u", click("presets", "equal both ways")),
    Way("Find powers of ½", "tab enter '1/2 1/8 1/8 1/8 1/8' enter", click("presets", "dyadic p and q")),
    Way("Bring the Jensen-Shannon", "end tab home", pair_bars(pA=60, qA=-30)),
    Way("Cover both modes", "=", click("◆ KL(p‖q)")),
    Way("Catch one mode", "pageup =", click("◇ KL(q‖p)")),
    Way("Move the modes apart", "up up enter 2.85 enter up up up enter -2.85 enter", rows(μ2=9, μ1=-8)),
    Way("Find a local minimum", "enter '0 2.7' enter =", click("2.7438")),
)
