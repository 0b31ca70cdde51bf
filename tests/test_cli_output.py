"""Writing after the screen has closed: nobody may read standard error, and the program still ends."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from io import StringIO

from infotui.cli_output import write_if_ready

LINE = "infotui kl categorical --p " + " ".join(["1/4"] * 2000)


def test_a_pipe_that_is_read_gets_the_line() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader, os.fdopen(writing, "w", encoding="utf-8") as stream:
        write_if_ready(stream, LINE)
        stream.close()
        assert reader.read().decode() == f"{LINE}\n"


def test_a_full_pipe_is_given_up_after_the_time() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, bytes(4096))
    os.read(reading, 4096)  # there is room for a part of the line
    os.set_blocking(writing, True)
    with os.fdopen(reading, "rb"), os.fdopen(writing, "w", encoding="utf-8") as stream:
        start = time.monotonic()
        write_if_ready(stream, LINE, seconds=0.1)
        assert 0.1 <= time.monotonic() - start < 2


def test_a_stream_that_is_no_file_gets_the_line() -> None:
    stream = StringIO()
    write_if_ready(stream, LINE)
    assert stream.getvalue() == f"{LINE}\n"


def test_a_closed_stream_is_no_error() -> None:
    write_if_ready(None, LINE)
