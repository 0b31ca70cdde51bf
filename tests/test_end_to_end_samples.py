"""A person's own sample in a real terminal: read from a file or a pipe, and used with keys."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from support.session import Session

PROGRAM = f"{sys.executable} -m infotui"


def shell(line: str, **size: int) -> Session:
    """A shell that runs `line` in a terminal."""
    return Session(command=["sh", "-c", line], environment={"LC_ALL": "C.UTF-8"}, **size)


def test_a_pipe_of_counts_is_shown_and_keys_work() -> None:
    """`history | awk '{print $2}' | sort | uniq -c | infotui entropy -`."""
    history = r"printf 'git\nls\ngit\ncd\ngit\nls\nvim\n' | sort | uniq -c"
    with shell(f"{history} | {PROGRAM} entropy -") as session:
        session.wait_for("7 symbols, 4 distinct")
        session.wait_for("1.842 bits")
        session.write("b")
        session.wait_for("1.277 nats")
        session.write("b\t\x1b[B")  # Tab to the table, one class down
        session.wait_for("PgDn page")
        session.write("\x1b[Z\x1b[A")  # back to the bars, and one step up
        session.wait_for("equally likely classes")
        session.write("z")
        session.wait_for("7 symbols, 4 distinct")
        session.write("q")
        assert session.wait() == 0


def test_a_file_is_read_after_the_first_frame(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1 POST\n")
    with Session(["entropy", "--counts", str(path)]) as session:
        session.wait_for("4 symbols, 2 distinct")
        session.write("r")
        session.read(0.3)
        session.write("q")
        assert session.wait() == 0


def test_bad_content_is_a_note_on_the_opening_screen(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1,234 POST\n")
    with Session(["entropy", "--counts", str(path)], columns=120) as session:
        session.wait_for("is not a count")
        session.wait_for("2.000 bits")
        session.write("q")
        assert session.wait() == 0


def test_escape_ends_the_reading_of_a_file_without_end(tmp_path: Path) -> None:
    with Session(["entropy", "--bytes", "/dev/zero"]) as session:
        session.wait_for("Esc cancels")
        session.wait_for("MB a second")
        session.write("\x1b")
        session.wait_for("2.000 bits")
        session.write("q")
        assert session.wait() == 0


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    line = f"{{ sleep 0.3; printf '3 GET\\n1 POST\\n'; }} > {path} & {PROGRAM} entropy --counts {path}"
    with shell(line) as session:
        session.wait_for("4 symbols, 2 distinct")
        session.write("q")
        assert session.wait() == 0


def test_a_pipe_of_bad_input_ends_with_one_line() -> None:
    with shell(f"printf '3\\n1\\n' | {PROGRAM} entropy -") as session:
        session.wait_for("counts or symbols")
        assert session.wait() == 2
