from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.data.source import (
    Cancelled,
    DataError,
    Progress,
    ProgressReporter,
    Source,
    open_source,
)


def test_a_file_is_read_whole_and_its_progress_reported(tmp_path: Path) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(b"x" * 3_000_000)
    seen: list[Progress] = []
    with open_source(str(path), ProgressReporter(seen.append, interval=0)) as source:
        assert source.peek(3) == b"xxx"
        source.rows = 7
        assert source.read() == b"x" * 3_000_000
    assert seen[-1] == Progress(3_000_000, 3_000_000, 7)
    assert [at.done for at in seen] == sorted(at.done for at in seen)


def test_reports_are_at_least_an_interval_apart() -> None:
    now = 0.0
    seen: list[Progress] = []
    reporter = ProgressReporter(seen.append, lambda: now, 4 / 128)
    for step in range(100):
        now = step / 128
        reporter.update(Progress(step, 100))
    assert [progress.done for progress in seen] == list(range(4, 100, 4))


def test_a_fraction_is_known_only_where_the_end_is() -> None:
    assert Progress(1, 4).fraction == 0.25
    assert Progress(5, 4).fraction == 1  # the file grew
    assert Progress(5, None).fraction is None
    assert Progress(0, 0).fraction is None


def test_a_report_can_cancel(tmp_path: Path) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(b"x" * 3_000_000)

    def cancel(progress: Progress) -> None:
        raise Cancelled

    with open_source(str(path), ProgressReporter(cancel, interval=0)) as source, pytest.raises(Cancelled):
        source.read()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(source.fd)


def test_a_silent_pipe_can_be_cancelled() -> None:
    reading, writing = os.pipe()

    def cancel(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Source("-", reading, ProgressReporter(cancel, interval=0)).read()
    os.close(reading)
    os.close(writing)


def test_a_fifo_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    writer = Thread(target=path.write_bytes, args=(b"1,2\n3,4\n",))
    writer.start()
    with open_source(str(path)) as source:
        assert source.total is None
        assert list(source.line_blocks()) == [[b"1,2", b"3,4"]]
    writer.join()


@pytest.mark.parametrize(("words", "shown"), [("data", b"4"), ("", b"0")])
def test_standard_input_is_read_to_its_end(words: str, shown: bytes) -> None:
    code = "from infotui.data.source import open_source\nwith open_source('-') as s: print(len(s.read()))"
    run = subprocess.run([sys.executable, "-c", code], input=words.encode(), capture_output=True, check=True)
    assert run.stdout.strip() == shown


def test_a_closed_standard_input_is_one_line() -> None:
    code = "from infotui.data.source import open_source\nwith open_source('-') as s: s.read()"
    run = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" <&-', sys.executable, code], capture_output=True, text=True, check=False
    )
    assert "DataError: standard input: Bad file descriptor" in run.stderr


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.csv", "missing.csv: No such file or directory"),
        (".", "Is a directory"),
        ("a\x1b[1m", "a\ufffd[1m: No such file or directory"),
        ("a\0b", "embedded null"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_cannot_be_opened_is_one_line(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as found, open_source(str(tmp_path / name)):
        pass
    assert reason in str(found.value)
    assert str(found.value).isprintable()


def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0)
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    with pytest.raises(DataError, match="secret: Permission denied"), open_source(str(path)):
        pass


def test_errors_name_the_line() -> None:
    assert str(Source("-", 0).error("not a number", 3)) == "standard input:3: not a number"


@given(st.lists(st.sampled_from([b"", b"a", b"a longer line", b"\r", b"x\ry"])), st.booleans(), st.booleans())
def test_lines_are_those_of_the_text(lines: list[bytes], windows: bool, ended: bool) -> None:
    end = b"\r\n" if windows else b"\n"
    text = end.join(lines) + (end if ended and lines else b"")
    reading, writing = os.pipe()
    os.write(writing, text)
    os.close(writing)
    found = [line for block in Source("-", reading).line_blocks() for line in block]
    os.close(reading)
    wanted = text.split(b"\n")
    assert found == [line.removesuffix(b"\r") for line in (wanted if wanted[-1] else wanted[:-1])]


def test_a_line_may_span_many_chunks(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"a\n" + b"x" * 5_000_000 + b"\r\nb")
    with open_source(str(path)) as source:
        lines = [line for block in source.line_blocks() for line in block]
    assert [len(line) for line in lines] == [1, 5_000_000, 1]


def test_bytes_can_be_read_into_a_buffer(tmp_path: Path) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(bytes(range(256)) * 20_000)
    with open_source(str(path)) as source:
        assert source.peek(2) == b"\0\1"
        head, rest = bytearray(1_500_000), bytearray(5_000_000)
        assert source.read_into(memoryview(head)) == len(head)
        assert source.read_into(memoryview(rest)) == 5_120_000 - len(head)
    assert (head + rest).startswith(path.read_bytes())
