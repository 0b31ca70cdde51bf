"""The colours that infotui sends to terminals with many colours, with few, and with none."""

from __future__ import annotations

import re
import sys

import pytest

from support.pseudo_terminal import Terminal

pytestmark = pytest.mark.wall_clock

_SGR = re.compile(rb"\x1b\[([\d;]*)m")


def sgr_parameters(environment: dict[str, str]) -> tuple[set[str], bytes]:
    """The sets of SGR parameters that are sent until infotui has quit, and all bytes."""
    command = [sys.executable, "-m", "infotui"]
    with Terminal(command, environment={"COLORTERM": "", **environment}) as terminal:
        terminal.wait_for("2.000 bits")
        for keys in ("\x1b[A", "?", "\x1b", "p", "\x1b"):
            terminal.type(keys)
            terminal.read(0.2)
        terminal.type("q")
        assert terminal.status() == 0
        terminal.read(0.05)
        return {match.decode() for match in _SGR.findall(terminal.sent)}, terminal.sent


def colours(parameters: set[str]) -> set[str]:
    """The parameter sets that select a colour other than the terminal's own."""
    return {found for found in parameters if re.search(r"(^|;)([34][0-8]|9\d|10\d)(;|$)", found)}


@pytest.mark.parametrize("term", ["alacritty", "foot", "xterm-ghostty", "wezterm", "xterm-direct"])
def test_true_colour_by_the_name_of_the_terminal(term: str) -> None:
    parameters, _ = sgr_parameters({"TERM": term})
    assert any("38;2;226;232;240" in found for found in parameters)


def test_256_colours_are_those_of_the_table() -> None:
    parameters, _ = sgr_parameters({"TERM": "xterm-256color"})
    assert any("48;5;233" in found for found in parameters)
    assert not any("48;5;17" in found or ";2;" in found for found in parameters)


def test_16_colours_have_no_bold_black() -> None:
    parameters, _ = sgr_parameters({"TERM": "xterm"})
    assert any("102" in found.split(";") for found in parameters), "the selected row"
    assert not any(re.search(r"(^|;)1;3[0-6](;|$)|[34]8;", found) for found in parameters)


@pytest.mark.parametrize("theme", ["infotui-dark", "infotui-light", "ansi-dark", "ansi-light"])
def test_no_color_means_no_colour(theme: str) -> None:
    parameters, _ = sgr_parameters({"NO_COLOR": "1", "TERM": "xterm-256color", "TEXTUAL_THEME": theme})
    assert not colours(parameters)
    assert any("7" in found.split(";") for found in parameters)
    assert any("1" in found.split(";") for found in parameters)


def test_an_empty_no_color_is_unset() -> None:
    assert colours(sgr_parameters({"NO_COLOR": "", "TERM": "xterm-256color"})[0])


def test_an_unknown_colour_system_is_ignored() -> None:
    parameters, _ = sgr_parameters({"TEXTUAL_COLOR_SYSTEM": "nonsense", "TERM": "xterm-256color"})
    assert any("48;5;233" in found for found in parameters)


def test_an_unknown_theme_is_named_after_quitting() -> None:
    _, sent = sgr_parameters({"TEXTUAL_THEME": "nonsense", "TERM": "xterm-256color"})
    shell = sent[sent.rindex(b"\x1b[?1049l") :]
    assert b"infotui: TEXTUAL_THEME: unknown theme 'nonsense'" in shell
