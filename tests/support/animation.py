"""The animated picture of a drag for the README: `.venv/bin/python -m support.animation`, run in `tests`.

The program itself is dragged, and every frame is what it shows. Frame 0 is drawn whole; of the others only
the cells that differ from it, which SMIL shows for as long as the frame lasts. The drag goes forth and back,
so that each frame is drawn once and shown twice.
"""

from __future__ import annotations

import asyncio
import html
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from rich.color import Color
from rich.segment import Segment

from infotui.app import InfotuiApp
from infotui.lessons.gaussian_kl.ui.density_plot import DensityPlot
from support.mouse import move, press, release
from support.screenshots import FOLDER, boxes

FILE = FOLDER / "drag.svg"
SIZE = (80, 24)
STEPS = 13
"""Columns that the peak of p is dragged over."""
_WIDTH, _HEIGHT = 8, 16
_BASELINE, _FONT_SIZE = 12, 13.3
_MARGIN = 8
_FRAME_SECONDS, _PAUSE_SECONDS = 0.09, 1.2
_BRAILLE, _DOTS = 0x2800, ((2, 2), (2, 6), (2, 10), (6, 2), (6, 6), (6, 10), (2, 14), (6, 14))


class Cell(NamedTuple):
    """What a cell shows."""

    char: str
    color: str
    background: str
    bold: bool


Frame = dict[tuple[int, int], Cell]
"""Cells by column and row."""


def shown_cells(app: InfotuiApp) -> Frame:
    """The cells on the screen of `app`."""
    found: Frame = {}
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            for char in segment.text:
                found[x, y] = _cell(char, segment, app)
                x += 1
    return found


def _cell(char: str, segment: Segment, app: InfotuiApp) -> Cell:
    style, theme = segment.style, app.current_theme
    assert style is not None
    color = _hex(style.color, theme.foreground or "#ffffff")
    background = _hex(style.bgcolor, theme.background or "#000000")
    if style.reverse:
        color, background = background, color
    return Cell(char, color, background, bool(style.bold))


def _hex(color: Color | None, default: str) -> str:
    return default if color is None or color.is_default else color.get_truecolor().hex


async def dragged_frames() -> tuple[list[Frame], list[tuple[int, int]]]:
    """The frames of a drag of the peak of p, and the cells that the pointer is on."""
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        plot = app.screen.query_one(DensityPlot)
        (column, row) = next(cell for cell in plot_cells(plot) if plot.hit_test(*cell) is not None)
        corner = plot.region.offset
        frames, pointer = [], []
        await press(pilot, plot, (column, row))
        for step in range(STEPS + 1):
            await move(pilot, plot, (column + step, row))
            await pilot.pause()
            frames.append(shown_cells(app))
            pointer.append((corner.x + column + step, corner.y + row))
        await release(pilot, plot, (column + STEPS, row))
    return frames, pointer


def plot_cells(plot: DensityPlot) -> Iterator[tuple[int, int]]:
    """The cells with a dot, from the top: the first is the peak of p."""
    for y, line in enumerate(plot.paint(*plot.size).lines()):
        yield from ((x, y) for x, char in enumerate(line) if char == "●")


def svg(frames: list[Frame], pointer: list[tuple[int, int]]) -> str:
    """The animated picture."""
    order = [*range(len(frames)), *range(len(frames) - 2, 0, -1)]
    lasts = [_PAUSE_SECONDS if i in (0, len(frames) - 1) else _FRAME_SECONDS for i in order]
    total = sum(lasts)
    starts = [sum(lasts[:i]) / total for i in range(len(order))]
    width, height = (cells * size + 2 * _MARGIN for cells, size in zip(SIZE, (_WIDTH, _HEIGHT), strict=True))
    styles = _Styles(frames[0][0, 0].background)
    drawn = [f"<g>{styles.drawn(frames[0])}</g>"]
    for i, frame in enumerate(frames[1:], 1):
        changed = {at: cell for at, cell in frame.items() if cell != frames[0][at]}
        values = ["visible" if shown == i else "hidden" for shown in order]
        drawn.append(f'<g visibility="hidden">{_discrete("visibility", values, starts, total)}')
        drawn.append(f"{styles.drawn(changed, is_patch=True)}</g>")
    places = [f"{pointer[i][0] * _WIDTH + 3} {pointer[i][1] * _HEIGHT + 8}" for i in order]
    arrow = "M0 0v13l3-3 2 5 2-1-2-5h4z"
    moves = _discrete("transform", places, starts, total, 'animateTransform type="translate"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_MARGIN} {-_MARGIN} {width} {height}">'
        f"<title>infotui: a drag of a density changes every number at once</title><style>{styles.css}</style>"
        f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{width}" height="{height}" rx="6"'
        f' fill="{styles.page}"/>{"".join(drawn)}'
        f'<path d="{arrow}" fill="#fff" stroke="#000" stroke-width=".8">{moves}</path></svg>\n'
    )


def _discrete(
    name: str, values: list[str], starts: list[float], total: float, element: str = "animate"
) -> str:
    """The element that sets an attribute at the start of each frame; equal values in a row are one."""
    kept = [i for i in range(len(values)) if not i or values[i] != values[i - 1]]
    times = ";".join(f"{starts[i]:.4g}" for i in kept)
    found = ";".join(values[i] for i in kept)
    return (
        f'<{element} attributeName="{name}" dur="{total:.4g}s" repeatCount="indefinite" calcMode="discrete"'
        f' values="{found}" keyTimes="{times}"/>'
    )


class _Styles:
    """Short class names for the colours of cells, and cells drawn with them."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._names: dict[tuple[str, str], str] = {}

    @property
    def css(self) -> str:
        """The rules of all classes that were used."""
        rules = [
            f"text{{font:{_FONT_SIZE}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}}",
            ".w{font-weight:700}",
            "path{shape-rendering:crispEdges}",
        ]
        for (kind, color), name in self._names.items():
            if kind == "dot":
                rules.append(f".{name}{{stroke:{color};fill:none;stroke-width:3;stroke-linecap:square}}")
            else:
                rules.append(f".{name}{{fill:{color}}}")
        return "".join(rules)

    def drawn(self, cells: Frame, is_patch: bool = False) -> str:
        """The backgrounds, dots, shapes and texts of `cells`; a patch also covers what was there."""
        return "".join(
            (
                *self._backgrounds(cells, is_patch),
                *self._dots(cells),
                *self._shapes(cells),
                *self._texts(cells),
            )
        )

    def _class(self, kind: str, color: str) -> str:
        return self._names.setdefault((kind, color), f"{kind[0]}{len(self._names)}")

    def _backgrounds(self, cells: Frame, is_patch: bool) -> Iterator[str]:
        paths: dict[str, str] = {}
        for x, y, run in _runs(cells, lambda cell: cell.background):
            color = run[0].background
            if is_patch or color != self.page:
                paths[color] = paths.get(color, "") + _box(
                    x * _WIDTH, y * _HEIGHT, len(run) * _WIDTH, _HEIGHT
                )
        for color, path in paths.items():
            yield f'<path class="{self._class("fill", color)}" d="{path}"/>'

    def _dots(self, cells: Frame) -> Iterator[str]:
        paths: dict[str, str] = {}
        for (x, y), cell in cells.items():
            bits = ord(cell.char) - _BRAILLE
            if 0 < bits < 256:
                dots = (dot for bit, dot in enumerate(_DOTS) if bits >> bit & 1)
                path = "".join(f"M{x * _WIDTH + dx} {y * _HEIGHT + dy}h0" for dx, dy in dots)
                paths[cell.color] = paths.get(cell.color, "") + path
        for color, path in paths.items():
            yield f'<path class="{self._class("dot", color)}" d="{path}"/>'

    def _shapes(self, cells: Frame) -> Iterator[str]:
        paths: dict[str, str] = {}
        for x, y, run in _runs(cells, lambda cell: (cell.char, cell.color)):
            if _is_braille(run[0].char):
                continue
            for left, top, width, height in boxes(run[0].char):
                is_whole = left == 0 and width == 1
                places = [(x, len(run))] if is_whole else [(x + i, 1) for i in range(len(run))]
                for at, count in places:
                    box = _box(
                        (at + left) * _WIDTH, (y + top) * _HEIGHT, width * count * _WIDTH, height * _HEIGHT
                    )
                    paths[run[0].color] = paths.get(run[0].color, "") + box
        for color, path in paths.items():
            yield f'<path class="{self._class("fill", color)}" d="{path}"/>'

    def _texts(self, cells: Frame) -> Iterator[str]:
        for x, y, run in _runs(cells, lambda cell: (_is_text(cell.char), cell.color, cell.bold)):
            words = "".join(cell.char for cell in run)
            if not _is_text(run[0].char):
                continue
            bold = " w" if run[0].bold else ""
            name = self._class("fill", run[0].color)
            yield (
                f'<text class="{name}{bold}" x="{x * _WIDTH}" y="{y * _HEIGHT + _BASELINE}"'
                f' textLength="{len(words) * _WIDTH}">{html.escape(words, quote=False)}</text>'
            )


def _runs(cells: Frame, key: Callable[[Cell], object]) -> Iterator[tuple[int, int, list[Cell]]]:
    """Neighbouring cells of a row with the same key: the first column, the row, the cells."""
    ordered = sorted(cells.items(), key=lambda item: (item[0][1], item[0][0]))
    numbered = enumerate(ordered)
    for _, group in groupby(numbered, lambda n: (n[1][0][1], n[1][0][0] - n[0], key(n[1][1]))):
        items = [item for _, item in group]
        (x, y), _ = items[0]
        yield x, y, [cell for _, cell in items]


def _is_braille(char: str) -> bool:
    return _BRAILLE < ord(char) < _BRAILLE + 256


def _is_text(char: str) -> bool:
    """Whether a character is drawn as text, and not as shapes or not at all."""
    return not char.isspace() and not any(True for _ in boxes(char))


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.4g} {y:.4g}h{width:.3g}v{height:.3g}h{-width:.3g}z"


def main() -> None:
    """Write the picture."""
    FILE.write_text(svg(*asyncio.run(dragged_frames())), encoding="utf-8")


if __name__ == "__main__":
    main()
