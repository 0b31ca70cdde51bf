"""Mouse events at cells of a widget, sent through the pilot."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget


async def press(pilot: Pilot[None], widget: Widget, cell: tuple[int, int]) -> None:
    """Press the left button on a cell of `widget`."""
    await pilot.mouse_down(widget, offset=cell)


async def move(pilot: Pilot[None], widget: Widget, cell: tuple[int, int]) -> None:
    """Move to a cell, relative to `widget` and perhaps outside it, with the left button held."""
    x, y = widget.region.x + cell[0], widget.region.y + cell[1]
    event = events.MouseMove(
        widget, *cell, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )
    widget.post_message(event)
    await pilot.pause()


async def release(pilot: Pilot[None], widget: Widget, cell: tuple[int, int]) -> None:
    """Release the left button on a cell of `widget`."""
    await pilot.mouse_up(widget, offset=cell)


async def drag(pilot: Pilot[None], widget: Widget, start: tuple[int, int], *stops: tuple[int, int]) -> None:
    """Press at `start`, move over `stops`, release at the last."""
    await press(pilot, widget, start)
    for stop in stops:
        await move(pilot, widget, stop)
    await release(pilot, widget, (start, *stops)[-1])


async def wheel(pilot: Pilot[None], widget: Widget, cell: tuple[int, int], by: int) -> None:
    """Turn the wheel one notch over a cell of `widget`: up if `by` is 1, else down."""
    x, y = widget.region.x + cell[0], widget.region.y + cell[1]
    kind = events.MouseScrollUp if by > 0 else events.MouseScrollDown
    event = kind(widget, *cell, 0, by, 0, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
    widget.post_message(event)
    await pilot.pause()
