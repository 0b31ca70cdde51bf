"""infotui writes no file, opens no connection, starts no process, and unpickles nothing."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import infotui
from infotui.cli import main
from support.pseudo_terminal import script
from support.scenarios import AT_REST, Scenario

from .test_input_fuzzing import escape

AUDITED = script("audited")
EVERYTHING = (
    "2",
    "t",
    "x",
    "3",
    "m",
    "g",
    "G",
    "G",
    "1",
    "s",
    "S",
    "S",
    "e",
    "i",
    "c",
    "b",
    "u",
    "o",
    "z",
    "y",
)
NAMES = {
    "markup": "[b]x[/b]",
    "unclosed markup": "[/x]",
    "an action": "[@click=q]x",
    "wide characters": "漢字",
    "combining marks": "e\u0301\u0302\u0303",
    "braces and signs": "{0} $x %s",
}
REFUSED = {
    "escapes": "\x1b[31mred",
    "a title": "\x1b]0;title\x07",
    "controls": "a\x08c\x9bd\x7f",
    "lines": "a\nb\r\tc",
    "an emoji of several parts": "👩‍👧‍👦",
    "right to left": "\u202eabc\u2066",
    "length": "x" * 500,
}
FORBIDDEN = {
    "pickle",
    "shelve",
    "marshal",
    "socket",
    "urllib",
    "http",
    "ssl",
    "ftplib",
    "smtplib",
    "webbrowser",
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "system", "popen"}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def test_no_file_no_connection_and_no_process(home: Path, tmp_path: Path) -> None:
    report = tmp_path / "audit"
    environment = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "AUDIT": str(report),
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_LOG": str(home / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        **{f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "CACHE", "DATA", "STATE")},
    }
    command = ["sh", "-c", 'cd "$HOME"; exec "$@"', "sh", *AUDITED]
    with AT_REST["entropy"].start(command, environment=environment) as terminal:
        for key in EVERYTHING:
            terminal.type(key)
            terminal.read(0.01)  # shorter than a frame, so that runs do not end first
        for command_word in ("screenshot", "save", "theme"):
            terminal.type("\x10" + command_word)
            terminal.read(0.25)
            terminal.type("\r")
            terminal.read(0.25)
            escape(terminal)
        terminal.type("q")
        assert terminal.status() == 0
    assert tree(home) == {}
    logged = report.read_text().splitlines()
    # The event loop wakes itself through a socket pair.
    assert [line for line in logged if not line.startswith("socket.__new__")] == []
    assert all("<AddressFamily.AF_UNIX" in line or " 1, " in line for line in logged), logged


def test_no_module_contains_such_a_call() -> None:
    for path in Path(infotui.__file__).parent.rglob("*.py"):
        assert_harmless(ast.parse(path.read_text()))


def assert_harmless(module: ast.AST) -> None:
    """The module does not unpickle, connect, or evaluate strings."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            assert not FORBIDDEN & {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").partition(".")[0] not in FORBIDDEN
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in FORBIDDEN_CALLS or getattr(getattr(node.func, "value", None), "id", "") == "re"


def test_names_from_the_command_line_are_text() -> None:
    p = ("0.25", "0.25", *["0.125"] * (len(NAMES) - 2))
    with Scenario(("entropy", *p, "--names", *NAMES.values()), "2.500 bits").start() as terminal:
        for name in NAMES.values():
            if name.isascii():
                assert name[:5] in terminal.text
                terminal.type("\r")
                terminal.wait_for(f"p({name})")
            for key in ("\x1b", "c", "s", "?", "\x1b", "p", "\x1b", "\x1b[C"):
                terminal.type(key)
                terminal.read(0.04)
            escape(terminal)
        terminal.type("q")
        assert terminal.status() == 0


def test_json_returns_names_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    for name in NAMES.values():
        assert main(["entropy", "0.5", "0.5", "--names", name, "B", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["state"]["names"] == [name, "B"]


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED.keys())
def test_error_messages_contain_no_control_characters(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ("entropy", "1/2", "1/2", "--names", words, "B"),
        ("exercises", words),
        ("kl", f"--{words}"),
    ):
        with pytest.raises(SystemExit, match="2"):
            raise SystemExit(main(list(arguments)))
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert err.rstrip("\n").isprintable() or "\ufffd" in err
        assert not set(err) & set("\x1b\x07\x08\x9b\x7f\r\t\u202e")
