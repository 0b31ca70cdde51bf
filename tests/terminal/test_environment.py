from __future__ import annotations

import os
import subprocess
import sys
from typing import TextIO, cast

import pytest

from infotui.terminal.environment import detect_glyphs, strip_size_env, unsupported_reason


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
