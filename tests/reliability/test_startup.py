"""Start-up in any environment: it works, or it prints one line and exits with status 2."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.roles import Role
from infotui.lessons.cross_entropy.ui.logit_editor import LogitEditor
from infotui.lessons.gaussian_kl.ui.density_plot import DensityPlot
from support.pseudo_terminal import INFOTUI, Terminal
from support.pty_process import Stream
from support.scenarios import AT_REST

_STYLE = re.compile(rb"\x1b\[[\d;:]*m")
_BRAILLE = re.compile("[\u2800-\u28ff]")
_KEYS_TO_ALL_SCREENS = ("2", "3", "m", "g", "?", "p", "e", "1")
_MODAL_TEXT = {"?": "keys and theory", "p": "Enter applies"}
"""What the keys of screens that Escape closes show."""


Streams = dict[int, Stream]

REFUSED: dict[str, Streams] = {
    "stdin is /dev/null": {0: "/dev/null"},
    "stdin closed": {0: None},
    "stdout is /dev/null": {1: "/dev/null"},
    "stdout closed": {1: None},
    "stdin and stdout closed": {0: None, 1: None},
}
ACCEPTED: dict[str, Streams] = {
    "stderr closed": {2: None},
    "stderr full": {2: "/dev/full"},
    "stderr is /dev/null": {2: "/dev/null"},
}
ENVIRONMENTS = {
    "TERM vt100, LANG C": {"TERM": "vt100", "COLORTERM": "", "LANG": "C", "LC_ALL": "C"},
    "Textual's variables, a size, an unknown theme": {
        "COLUMNS": "20",
        "LINES": "5",
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DRIVER": "no_such_module:Driver",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_FILTERS": "dim",
        "TEXTUAL_LOG": "/no/such/directory/log",
        "TEXTUAL_THEME": "no-such-theme",
    },
}
ASCII_ONLY = {
    "ASCII by PYTHONIOENCODING": {"PYTHONIOENCODING": "ascii"},
    "ASCII by LC_ALL": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
COLOURS = {
    "16": ({"TERM": "xterm", "COLORTERM": ""}, rb"[34]8;[25];"),
    "256": ({"TERM": "xterm-256color", "COLORTERM": ""}, rb"[34]8;2;"),
    "greys": ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, rb"[34]8;2;(\d+);(?!\1;\1[;m])"),
}


def assert_works(terminal: Terminal) -> None:
    """It draws, edits and quits."""
    terminal.wait_for("2.000 bits")
    terminal.type("o")
    terminal.wait_for("0.000 bits")
    terminal.type("q")
    assert terminal.status() == 0


def close(terminal: Terminal, text: str) -> None:
    """Close with Escape what shows `text`."""
    terminal.type("\x1b")
    terminal.wait_until(lambda: text not in terminal.text)


def visit_all_screens(terminal: Terminal) -> bytes:
    """Open every screen; returns all bytes sent.

    Escape waits until it has taken effect: together with the next key it would be read as Alt and that key.
    """
    for key in _KEYS_TO_ALL_SCREENS:
        terminal.type(key)
        terminal.read(0.05)
        if text := _MODAL_TEXT.get(key):
            terminal.wait_for(text)
            close(terminal, text)
    assert_works(terminal) if "2.000 bits" in terminal.text else terminal.type("q")
    return terminal.sent


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe that nobody reads or writes: its two ends."""
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def assert_refused(streams: Streams) -> None:
    """It says in one line that there is no terminal."""
    with Terminal(INFOTUI, streams=streams) as terminal:
        assert terminal.status() == 2
        assert len(terminal.text.split("\n\n")[0].strip().splitlines()) <= 2
        assert "not a terminal" in terminal.text
        assert b"\x1b" not in terminal.sent


@pytest.mark.parametrize("streams", REFUSED.values(), ids=REFUSED.keys())
def test_a_missing_terminal_is_an_error_in_a_line(streams: Streams) -> None:
    assert_refused(streams)


@pytest.mark.parametrize("number", [0, 1])
def test_a_pipe_is_not_a_terminal(number: int, pipe: tuple[int, int]) -> None:
    assert_refused({number: pipe[number]})


def test_it_works_while_standard_error_is_a_full_pipe(pipe: tuple[int, int]) -> None:
    os.set_blocking(pipe[1], False)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe[1], bytes(4096))
    os.set_blocking(pipe[1], True)
    with Terminal(INFOTUI, streams={2: pipe[1]}) as terminal:
        assert_works(terminal)


def test_an_error_that_cannot_be_printed_still_exits_with_2() -> None:
    with Terminal(["sh", "-c", '"$0" -m infotui </dev/null 2>/dev/full', INFOTUI[0]]) as terminal:
        assert terminal.status() == 2


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_an_unsupported_terminal_is_an_error_in_a_line(term: str) -> None:
    with Terminal(INFOTUI, environment={"TERM": term}) as terminal:
        assert terminal.status() == 2
        assert terminal.sent.count(b"\n") == 1
        assert f"TERM={term}" in terminal.text


@pytest.mark.parametrize("streams", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_it_works_without_a_standard_error(streams: Streams) -> None:
    with Terminal(INFOTUI, streams=streams) as terminal:
        assert_works(terminal)


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS.keys())
def test_it_works_in_any_environment(environment: dict[str, str]) -> None:
    with Terminal(INFOTUI, environment=environment) as terminal:
        assert_works(terminal)


def test_it_works_without_term() -> None:
    with Terminal(["env", "-u", "TERM", "-u", "COLORTERM", *INFOTUI]) as terminal:
        assert_works(terminal)


@pytest.mark.parametrize("environment", ASCII_ONLY.values(), ids=ASCII_ONLY.keys())
def test_an_ascii_terminal_gets_only_ascii(environment: dict[str, str]) -> None:
    with AT_REST["entropy"].start(environment=environment) as terminal:
        assert visit_all_screens(terminal).isascii()


def test_the_linux_console_gets_no_braille() -> None:
    with AT_REST["entropy"].start(environment={"TERM": "linux"}) as terminal:
        sent = visit_all_screens(terminal).decode()
        assert "█" in sent
        assert not _BRAILLE.search(sent)


@pytest.mark.parametrize(("environment", "too_many"), COLOURS.values(), ids=COLOURS.keys())
def test_no_more_colours_than_the_terminal_has(environment: dict[str, str], too_many: bytes) -> None:
    with AT_REST["Gaussians"].start(environment=environment) as terminal:
        terminal.type("?\x1b")
        terminal.read(0.2)
        styles = b"".join(_STYLE.findall(terminal.sent))
        assert styles
        assert not re.search(too_many, styles)


def test_without_colour_p_and_q_differ_in_their_glyphs() -> None:
    with AT_REST["Gaussians"].start(environment={"NO_COLOR": "1"}) as terminal:
        plot = [line[:42] for line in terminal.text.splitlines()[2:8]]
        p, q = ((row, line.index(name)) for name in "pq" for row, line in enumerate(plot) if name in line)
        assert p[0] < q[0], "each name stands above the peak of its curve"
        assert p[1] < q[1]
        outer_flanks = "".join(line[: p[1]] for line in plot), "".join(line[q[1] :] for line in plot)
        assert mean_dots(outer_flanks[0]) > 1.3 * mean_dots(outer_flanks[1])


async def test_curves_and_bars_of_p_and_q_differ_in_their_glyphs() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        picture = app.screen.query_one(DensityPlot).paint(90, 20)
        assert dots_a_cell(picture, Role.P) > 1.3 * dots_a_cell(picture, Role.Q)
        await pilot.press("3", "m")
        picture = app.screen.query_one(LogitEditor).paint(60, 20)
        ticks = set(glyphs(picture, Role.P_BRIGHT))
        assert ticks
        assert bars(picture, Role.Q)
        assert not ticks & bars(picture, Role.Q)


def glyphs(picture: CellBuffer, role: Role) -> str:
    """Every character of `picture` in `role`."""
    runs = (run for y in range(picture.height) for run in picture.runs(y, 0, picture.width))
    return "".join(text for text, of in runs if of == role)


def dots_a_cell(picture: CellBuffer, role: Role) -> float:
    """The mean number of braille dots in a cell of the curves in `role`."""
    return mean_dots(glyphs(picture, role))


def mean_dots(text: str) -> float:
    """The mean number of dots in the braille characters of `text`."""
    braille = [ord(glyph) - 0x2800 for glyph in _BRAILLE.findall(text)]
    return sum(cell.bit_count() for cell in braille) / len(braille)


def bars(picture: CellBuffer, role: Role) -> set[str]:
    """The block characters of the bars in `role`."""
    return {glyph for glyph in glyphs(picture, role) if "\u2580" <= glyph <= "\u259f"}


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (59, 19), (0, 0), (1000, 300)])
def test_it_starts_at_any_size(size: tuple[int, int]) -> None:
    with Terminal(INFOTUI, *size) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.sent)
        terminal.wait_for("2.000 bits" if min(size) > 20 else "")
        terminal.type("q")
        assert terminal.status() == 0


@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_unwritable_output_is_an_error_in_a_line(target: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m infotui --json >{target}', INFOTUI[0]], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert re.fullmatch(r"infotui: standard output: .*\n", done.stderr)
