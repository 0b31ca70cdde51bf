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
    y = mouse.search(r"^[┃│ ]*p +[01]\.\d").y - 1
    a, b = (mouse.search(rf"^.*?({letter})[ ►]", below=y - 1) for letter in "AB")
    width = b.x - a.x
    beside = 2 if curve == "q" else -2  # the name stands where both bars meet
    await mouse.wheel(a.moved(x="ABCDE".index(name) * width + beside, y=-1), notches)


def pair_bars(**notches: int) -> Hand:
    """Turn the wheel over bars of a pair in turn."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            await pair_bar(mouse, name, turns)

    return solve


def rows(**notches: int) -> Hand:
    """Turn the wheel over sliders of the mixture: `μ1`, `μ_q` and so on."""

    async def solve(mouse: Pointer) -> None:
        for name, turns in notches.items():
            label = name.translate(str.maketrans("12", "₁₂"))
            await mouse.wheel(mouse.find(f"{label} ").moved(x=8), turns)

    return solve


def click(*words: str) -> Hand:
    """Click words of the screen."""
    return lambda mouse: mouse.click(*words)


WAYS = (
    Way("KL(p‖q) is 1.0166 nats", "tab down pagedown", gaussian(q_sigma=-10), "1.0166"),
    Way("Both means are 0", "down enter 1.77 enter", gaussian(p_sigma=-1, q_sigma=2), "0"),
    Way("If the means are 1 apart", "tab enter 3 enter", gaussian(q_mu=10), "1"),
    Way("KL(p‖q) is 2 nats", "tab down enter 2.2 enter", gaussian(q_sigma=24), "larger"),
    Way("q is three times as wide", "tab down enter 6 enter", gaussian(q_sigma=60), "equal"),
    Way("p is narrow", "down right", gaussian(p_sigma=1), "0.2"),
    Way("q rules out C", "x", click("x swap"), "0"),
    Way("Make both divergences equal", "tab u", click("presets", "equal both ways")),
    Way(
        "Find powers of ½",
        "tab enter '1/2 1/8 1/8 1/8 1/8' enter",
        click("presets", "dyadic p and q"),
    ),
    Way("KL can be infinite", "end tab home", pair_bars(pA=60, qA=-30), "∞"),
    Way("p has modes at −3 and 3, each", "=", click("◆ KL(p‖q)"), "about 2"),
    Way("Catch one mode", "pageup =", click("◇ KL(q‖p)")),
    Way("Now the modes are at −2 and 2", "=", click("◇ KL(q‖p)"), "at a mode"),
    Way("Move the modes apart", "up up enter 2.85 enter up up up enter -2.85 enter", rows(μ2=9, μ1=-8)),
    Way("p has modes at −3 and 3. How", "enter '0 2.7' enter =", click("2.7438"), "two"),
)
