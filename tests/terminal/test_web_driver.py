"""infotui behind textual-serve: frames and keys go through pipes, as packets of Textual's web driver."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO

import pytest

pytestmark = pytest.mark.wall_clock


def read_packet(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """The type and the payload of one packet: a letter, a length of four bytes, the bytes."""
    kind, size = stream.read(1), int.from_bytes(stream.read(4), "big")
    return kind, stream.read(size)


def test_it_runs_and_quits_behind_textual_serve() -> None:
    environ = {
        **os.environ,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": "100",
        "ROWS": "30",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "infotui"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"__GANGLION__\n"
        shown = b""
        while b"perplexity" not in shown:
            kind, payload = read_packet(process.stdout)
            shown += payload if kind == b"D" else b""
        process.stdin.write(b"D" + (1).to_bytes(4, "big") + b"q")
        process.stdin.flush()
        process.stdin.close()
        process.stdout.read()
        assert process.wait(10) == 0
