"""Checks of the private API of Textual that is used here.

A failure after an upgrade names the part to look at: the display and the driver would fall back
to slower code, or fail.
"""

from __future__ import annotations

import inspect
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual import _compositor, constants
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._cells import cell_len
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, TextArea

from infotui.terminal.display import CellDisplay
from infotui.terminal.driver import Driver as OurDriver

ROOT = Path(__file__).parents[2]


def parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]


def test_the_version_is_in_the_range_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "textual>=6.12,<9" in project["dependencies"]
    assert (6, 12) <= tuple(map(int, version("textual").split(".")[:2])) < (9, 0)


def test_the_app_displays_what_the_compositor_made() -> None:
    assert parameters(App._display) == parameters(CellDisplay._display) == ["self", "screen", "renderable"]
    assert parameters(App._end_batch) == parameters(CellDisplay._end_batch) == ["self"]
    assert parameters(App._build_driver) == ["self", "headless", "inline", "mouse", "size"]
    app = App[None]()
    for name in ("_driver", "_running", "_closed", "_batch_count", "_sync_available", "cursor_position"):
        assert hasattr(app, name), name
    assert (SYNC_START, SYNC_END) == ("\x1b[?2026h", "\x1b[?2026l")


def test_nothing_of_the_display_hides_something_of_the_app() -> None:
    ours = {name for name, value in vars(CellDisplay).items() if inspect.isfunction(value)}
    ours |= set(CellDisplay.__annotations__)
    assert ours & (set(dir(App)) | set(vars(App[None]()))) == {"_display", "_end_batch"}


def test_a_layout_is_strips_in_a_region() -> None:
    assert parameters(LayoutUpdate.__init__) == ["self", "strips", "region"]
    assert {kind.__name__ for kind in CompositorUpdate.__subclasses__()} == {
        "LayoutUpdate",
        "InlineUpdate",
        "ChopsUpdate",
    }


def test_chops_are_strips_by_column_in_spans() -> None:
    assert parameters(ChopsUpdate.__init__) == ["self", "chops", "spans", "chop_ends"]
    update = ChopsUpdate([{0: Strip([]), 3: None}], [(0, 0, 3)], [[3, 5]])
    assert (update.chops[0][3], update.spans, update.chop_ends) == (None, [(0, 0, 3)], [[3, 5]])
    assert parameters(_compositor.Compositor.render_update) == ["self", "full", "screen_stack", "simplify"]
    assert tuple(LayoutUpdate([], Region(0, 0, 4, 2)).region) == (0, 0, 4, 2)


def test_styles_are_rendered_as_codes() -> None:
    assert parameters(Strip.render_ansi) == ["style", "color_system"]
    assert Strip.render_ansi(Style.parse("bold #010203 on red"), ColorSystem.TRUECOLOR) == "1;38;2;1;2;3;41"
    assert Console(color_system="256")._color_system == ColorSystem.EIGHT_BIT
    assert cell_len("a漢") == 3


def test_what_holds_a_cursor_says_where() -> None:
    assert hasattr(Input, "cursor_screen_offset")
    assert hasattr(TextArea, "cursor_screen_offset")


def test_a_driver_is_made_and_spoken_to_as_before() -> None:
    abstract = {"write", "start_application_mode", "disable_input", "stop_application_mode"}
    assert set(Driver.__abstractmethods__) == abstract
    for name in ("__init__", "write", "send_message", "process_message", "close", "suspend_application_mode"):
        assert parameters(getattr(OurDriver, name)) == parameters(getattr(Driver, name)), name
    assert inspect.isclass(Driver.SignalResume)
    assert isinstance(App.message_queue_size, property)
    assert pytest.approx(0.1) == constants.ESCAPE_DELAY


def test_the_parser_names_keys_and_reads_the_mouse() -> None:
    assert parameters(XTermParser._sequence_to_key_events) == ["self", "sequence", "alt"]
    assert parameters(XTermParser.parse_mouse_code) == ["self", "code"]
    parser = XTermParser()
    assert [key.key for key in parser._sequence_to_key_events("\x1b[A")] == ["up"]
    assert not parser.mouse_pixels


def test_without_posix_textual_uses_its_own_driver() -> None:
    code = (
        "import sys; sys.modules['termios'] = None\n"
        "from infotui.terminal import driver_class; assert driver_class() is None\n"
        "import infotui.terminal.display"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
