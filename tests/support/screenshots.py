"""Screenshots for the README: `.venv/bin/python -m support.screenshots`, run in `tests`, renews them.

Textual exports SVG text in the reader's font. Blocks, braille and box-drawing characters are drawn here as
shapes instead, as terminals draw them, so that bars are solid and curves are smooth.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from pathlib import Path

from infotui.app import InfotuiApp
from infotui.core.launch import parse_command
from infotui.lessons import LESSONS

FOLDER = Path(__file__).parents[2] / "docs"
SIZE = (100, 30)
SHOWN = {
    "entropy": ("infotui entropy 0.45 0.3 0.15 0.1", ""),
    "kl": ("infotui kl", ""),
    "cross-entropy": ("infotui cross-entropy multiclass --true 1 --smoothing 0.1", "g " * 8),
}
"""What each screenshot shows: a command line, and keys pressed after it."""

_CELL_WIDTH, _CELL_HEIGHT, _ABOVE_BASELINE = 12.2, 24.4, 18.5
_TEXT = re.compile(
    r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"'
    r' clip-path="([^"]+)">([^<]*)</text>'
)
_BLANK = "\N{NO-BREAK SPACE}"
_FROM_BELOW, _FROM_LEFT = "▁▂▃▄▅▆▇█", "▏▎▍▌▋▊▉█"
_SHADES = {"░": 4, "▒": 2, "▓": 1}
"""One box in so many is filled."""
_ARMS = {
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "┤": "lud", "├": "rud", "┬": "lrd",
    "┴": "lru", "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
    "━": "lr", "┃": "ud", "┏": "rd", "┓": "ld", "┗": "ru", "┛": "lu",
}  # fmt: skip
_BRAILLE, _BRAILLE_DOTS = 0x2800, ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))

Box = tuple[float, float, float, float]
"""Left, top, width and height, in cells."""


def solid(svg: str) -> str:
    """`svg` with every block, dot and line drawn as a shape."""
    drawn = _TEXT.sub(lambda found: _redrawn(*found.groups()), svg)
    # Without it, a viewer leaves a seam between neighbouring cells.
    return drawn.replace("<style>", "<style>path { shape-rendering: crispEdges }", 1)


def _redrawn(style: str, x: str, y: str, length: str, clip: str, content: str) -> str:
    text = html.unescape(content)
    drawn, rest = "", ""
    for i, char in enumerate(text):
        drawing = list(boxes(char))
        rest += _BLANK if drawing else char
        path = "".join(
            _outline(float(x) + i * _CELL_WIDTH, float(y) - _ABOVE_BASELINE, box) for box in drawing
        )
        if path:
            drawn += f'<path class="{style}" d="{path}"/>'
    if rest.strip(_BLANK + " "):
        words = html.escape(rest).replace(_BLANK, "&#160;")
        drawn += (
            f'<text class="{style}" x="{x}" y="{y}" textLength="{length}" clip-path="{clip}">{words}</text>'
        )
    return drawn.replace(f'"/><path class="{style}" d="', "")


def boxes(char: str) -> Iterator[Box]:
    """The boxes that draw `char`; none for other characters."""
    if char in _FROM_BELOW:
        height = (_FROM_BELOW.index(char) + 1) / 8
        yield 0, 1 - height, 1, height
    elif char in _FROM_LEFT:
        yield 0, 0, (_FROM_LEFT.index(char) + 1) / 8, 1
    elif char == "▐":
        yield 0.5, 0, 0.5, 1
    elif char == "▀":
        yield 0, 0, 1, 0.5
    elif char == "▔":
        yield 0, 0, 1, 0.125
    elif char in _SHADES:
        yield from _pattern(_SHADES[char])
    elif char in _ARMS:
        yield from (_arm(arm) for arm in _ARMS[char])
    elif char == "╌":
        yield from ((0.05, 0.475, 0.3, 0.05), (0.6, 0.475, 0.3, 0.05))
    elif char == "╎":
        yield from ((0.45, 0.05, 0.1, 0.3), (0.45, 0.6, 0.1, 0.3))
    elif _BRAILLE < ord(char) < _BRAILLE + 256:
        for bit, (column, row) in enumerate(_BRAILLE_DOTS):
            if ord(char) - _BRAILLE >> bit & 1:
                yield 0.06 + column / 2, 0.03 + row / 4, 0.38, 0.19


def _pattern(every: int) -> Iterator[Box]:
    """A cell in small boxes, one in `every` filled, shifted from row to row."""
    for row in range(8):
        for column in range(4):
            if (column + row * (every // 2)) % every == 0:
                yield column / 4, row / 8, 0.25, 0.125


def _arm(arm: str) -> Box:
    return {
        "l": (0, 0.475, 0.55, 0.05),
        "r": (0.45, 0.475, 0.55, 0.05),
        "u": (0.45, 0, 0.1, 0.525),
        "d": (0.45, 0.475, 0.1, 0.525),
    }[arm]


def _outline(x: float, y: float, box: Box) -> str:
    left, top, width, height = box
    width, height = round(width * _CELL_WIDTH, 2), round(height * _CELL_HEIGHT, 2)
    return f"M{x + left * _CELL_WIDTH:.5g} {y + top * _CELL_HEIGHT:.5g}h{width}v{height}h-{width}z"


async def screenshot(
    line: str, size: tuple[int, int] = SIZE, theme: str | None = None, press: str = ""
) -> str:
    """An SVG of the command `line` at `size`, after the keys in `press`."""
    lesson, snapshot = parse_command(line, [entry.lesson for entry in LESSONS])
    app = InfotuiApp(lesson.name, {lesson.name: snapshot})
    async with app.run_test(size=size) as pilot:
        app.theme = theme or app.theme
        await pilot.press(*press.split())
        await pilot.pause()
        return solid(app.export_screenshot(title=line))


def main() -> None:
    """Write all screenshots."""
    FOLDER.mkdir(exist_ok=True)
    for name, (line, keys) in SHOWN.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(screenshot(line, press=keys)), encoding="utf-8")


if __name__ == "__main__":
    main()
