from __future__ import annotations

import os
import subprocess
import sys
from typing import TextIO, cast

import pytest

from infotui.terminal import driver_class
from infotui.terminal.environment import (
    detect_glyphs,
    holds_escape_back,
    sanitize_environment,
    strip_size_env,
    unsupported_reason,
)


def output(code: str) -> str:
    """The standard output of a process that runs `code`."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.check_output([sys.executable, "-c", code], text=True, env=environ)


class Stream:
    def __init__(self, terminal: bool, closed: bool = False) -> None:
        self._terminal, self._closed = terminal, closed

    def isatty(self) -> bool:
        if self._closed:
            raise ValueError("I/O operation on closed file")
        return self._terminal


TERMINAL, FILE, CLOSED = (
    cast(TextIO, stream) for stream in (Stream(True), Stream(False), Stream(True, closed=True))
)


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "nonsense", ""])
def test_a_terminal_is_accepted(term: str) -> None:
    assert unsupported_reason({"TERM": term}, (TERMINAL, TERMINAL)) is None
    assert unsupported_reason({}, (TERMINAL, TERMINAL)) is None


@pytest.mark.parametrize(
    ("environ", "stdin", "stdout", "about"),
    [
        ({}, FILE, TERMINAL, "standard input"),
        ({}, None, TERMINAL, "standard input"),
        ({}, CLOSED, TERMINAL, "standard input"),
        ({}, TERMINAL, FILE, "standard output"),
        ({}, TERMINAL, None, "standard output"),
        ({"TERM": "dumb"}, TERMINAL, TERMINAL, "TERM=dumb"),
        ({"TERM": "unknown"}, TERMINAL, TERMINAL, "TERM=unknown"),
    ],
)
def test_an_unsupported_terminal_is_named_in_one_line(
    environ: dict[str, str], stdin: TextIO | None, stdout: TextIO | None, about: str
) -> None:
    reason = unsupported_reason(environ, (stdin, stdout))
    assert reason is not None
    assert about in reason
    assert "\n" not in reason


@pytest.mark.parametrize(
    ("environ", "encoding", "level"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", "braille"),
        ({}, None, "braille"),
        ({"TERM": "linux"}, "utf-8", "block"),
        ({"TERM": "xterm"}, "cp437", "block"),
        ({"TERM": "xterm"}, "ascii", "ascii"),
        ({"TERM": "linux"}, "ANSI_X3.4-1968", "ascii"),
        ({"TERM": "xterm"}, "iso8859-1", "ascii"),
        ({"TERM": "xterm"}, "no such encoding", "ascii"),
    ],
)
def test_the_glyph_set_fits_terminal_and_encoding(environ: dict[str, str], encoding: str, level: str) -> None:
    assert detect_glyphs(environ, encoding) == level


@pytest.mark.parametrize("level", ["braille", "block", "ascii"])
@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_infotui_glyphs_selects_the_glyph_set(level: str, term: str) -> None:
    assert detect_glyphs({"INFOTUI_GLYPHS": level.upper(), "TERM": term}, "ascii") == level
    assert detect_glyphs({"INFOTUI_GLYPHS": "nonsense", "TERM": "linux"}, "utf-8") == "block"


WEB = "textual.drivers.web_driver:WebDriver"


def test_the_driver_of_textual_serve_is_allowed() -> None:
    environ = {"TEXTUAL_DRIVER": WEB, "TERM": "dumb", "COLUMNS": "80", "ROWS": "24", "TEXTUAL_PRESS": "q"}
    assert unsupported_reason(environ, (FILE, FILE)) is None
    sanitize_environment(environ)
    assert environ == {"TEXTUAL_DRIVER": WEB, "TERM": "dumb", "COLUMNS": "80", "ROWS": "24"}


@pytest.mark.parametrize("driver", ["", "web_driver", WEB + " ", "os:system"])
def test_no_other_driver_is_allowed(driver: str) -> None:
    environ = {"TEXTUAL_DRIVER": driver}
    assert unsupported_reason(environ, (FILE, FILE)) is not None
    sanitize_environment(environ)
    assert environ == {}


def test_our_driver_makes_way_for_that_of_textual_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    assert driver_class() is not None
    monkeypatch.setenv("TEXTUAL_DRIVER", WEB)
    assert driver_class() is None


@pytest.mark.parametrize(
    ("term", "system"),
    [
        ("alacritty", "truecolor"),
        ("foot", "truecolor"),
        ("xterm-ghostty", "truecolor"),
        ("xterm-kitty", "truecolor"),
        ("wezterm", "truecolor"),
        ("xterm-direct", "truecolor"),
        ("tmux-direct", "truecolor"),
        ("xterm", None),
        ("xterm-256color", None),
        ("tmux-256color", None),
        ("screen", None),
        ("", None),
    ],
)
def test_terminals_with_true_colour_by_name(term: str, system: str | None) -> None:
    environ = {"TERM": term}
    sanitize_environment(environ)
    assert environ.get("TEXTUAL_COLOR_SYSTEM") == system
    environ = {"TERM": term, "TEXTUAL_COLOR_SYSTEM": "256"}
    sanitize_environment(environ)
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"


def test_unknown_and_empty_variables_are_unset() -> None:
    environ = {"TEXTUAL_COLOR_SYSTEM": "nonsense", "NO_COLOR": "", "TEXTUAL_THEME": "nonsense"}
    sanitize_environment(environ)
    assert environ == {"TEXTUAL_THEME": "nonsense"}
    environ = {"NO_COLOR": "1"}
    sanitize_environment(environ)
    assert environ == {"NO_COLOR": "1"}


def test_exported_sizes_are_removed() -> None:
    environ = {"COLUMNS": "20", "LINES": "5", "TERM": "xterm"}
    strip_size_env(environ)
    assert environ == {"TERM": "xterm"}


def test_descriptors_of_closed_streams_are_taken() -> None:
    code = (
        "import os; os.close(2); import sys; sys.stderr = None\n"
        "from infotui.terminal.environment import prepare; prepare()\n"
        "print(os.open(os.devnull, os.O_RDONLY), sys.stderr.fileno())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(result[0]) > 2
    assert result[1] == "2"


def test_environment_imports_neither_textual_nor_numpy() -> None:
    code = "import sys, infotui.terminal.environment; print('textual' in sys.modules, 'numpy' in sys.modules)"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )
    assert result.stdout == "False False\n"


@pytest.mark.parametrize(("environ", "is_held"), [({}, False), ({"STY": "1.pts-0"}, True)])
def test_gnu_screen_holds_escape_back(environ: dict[str, str], is_held: bool) -> None:
    assert holds_escape_back(environ) is is_held
