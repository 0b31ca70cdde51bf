"""Samples from standard input: pipes that are read, refused, endless or silent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter

import pytest

from support.sample_commands import run


def test_a_pipe_is_read_by_its_content() -> None:
    ended = run("entropy", "-", "--json", data=b"     16 alter\n     17 create\n")
    assert ended.returncode == 0
    assert ended.stderr == b""
    found = json.loads(ended.stdout)
    assert found["state"] == {
        "counts": "-",
        "file": "-",
        "n": 33,
        "classes": 2,
        "p": [16 / 33, 17 / 33],
        "names": ["alter", "create"],
        "layout": "count label",
    }
    assert [row["name"] for row in found["readings"]["top"]["value"]] == ["create", "alter"]
    ended = run("-", "--text", data=b"git\nls\ngit\n")
    assert b"symbols: standard input.\n" in ended.stdout
    sentence = (
        b"3 symbols, 2 distinct: 0.92 bits each, 1.16 after correction; 1 occurred once, so about 33.3 % of"
        b" the next symbols will be new.\n"
    )
    assert sentence in ended.stdout


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "infotui entropy: standard input: it is empty"),
        (b"1\n2\n", "infotui entropy: standard input: every line is a number alone: counts or symbols?"),
    ],
)
def test_a_bad_pipe_is_one_line(data: bytes, message: str) -> None:
    ended = run("entropy", "-", "--json", data=data)
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert ended.stderr.count(b"\n") == 1
    assert message in ended.stderr.decode()


def test_a_pipe_is_not_read_where_nothing_can_be_drawn() -> None:
    """It ends at once, though the pipe never does."""
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        found = subprocess.run(
            [sys.executable, "-m", "infotui", "entropy", "-"],
            stdin=endless.stdout,
            capture_output=True,
            check=False,
            timeout=60,
        )
        endless.kill()
    assert found.returncode == 2
    assert found.stderr.startswith(b"infotui: standard output is not a terminal")
    assert found.stderr.count(b"\n") == 1


@pytest.mark.wall_clock
def test_an_endless_pipe_says_how_far_it_is_and_ends_with_ctrl_c() -> None:
    with (
        subprocess.Popen(["yes"], stdout=subprocess.PIPE) as yes,
        subprocess.Popen(
            [sys.executable, "-m", "infotui", "entropy", "-", "--json"],
            stdin=yes.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as program,
    ):
        assert program.stderr is not None
        first = program.stderr.readline()
        with_rows = next(line for line in program.stderr if b" rows" in line)
        program.send_signal(signal.SIGINT)
        out, rest = program.communicate(timeout=60)
        yes.kill()
    assert first.startswith(b"standard input: ")
    assert with_rows.startswith(b"standard input: ")
    assert out == b""
    assert b"Traceback" not in rest
    assert program.returncode == 130


@pytest.mark.wall_clock
def test_ctrl_c_ends_the_wait_for_a_silent_pipe() -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "infotui", "entropy", "--counts", "-", "--json"],
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stderr is not None
        assert program.stderr.readline().startswith(b"standard input: 0.0 MB")
        program.send_signal(signal.SIGINT)
        out, _ = program.communicate(timeout=60)
    os.close(reading)
    os.close(writing)
    assert (program.returncode, out) == (130, b"")


def test_the_published_pipeline() -> None:
    history = "git\nls\ngit\ncd\ngit\nls\n"
    counted = subprocess.run(
        "sort | uniq -c", shell=True, input=history.encode(), capture_output=True, check=True
    )
    ended = run("entropy", "-", "--json", data=counted.stdout)
    found = json.loads(ended.stdout)
    counts = dict(zip(found["state"]["names"], [round(6 * p) for p in found["state"]["p"]], strict=True))
    assert counts == Counter(history.split())


@pytest.mark.wall_clock
@pytest.mark.parametrize("typed", [b"3 a\n4 b\n", b"a\n"])
def test_counts_typed_on_a_terminal_end_with_one_ctrl_d(typed: bytes) -> None:
    main_end, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "infotui", "entropy", "-", "--json"],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stderr is not None
        assert b"Ctrl+D ends it" in program.stderr.readline()
        os.write(main_end, typed + b"\x04")
        out, _ = program.communicate(timeout=60)
    os.close(main_end)
    os.close(terminal)
    assert json.loads(out)["state"]["n"] == (7 if b"3" in typed else 1)
