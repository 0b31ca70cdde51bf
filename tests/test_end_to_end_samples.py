"""A person's own sample in a real terminal: read from a file or a pipe, and used with keys."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from support.pseudo_terminal import INFOTUI, Terminal, infotui, pipe


def test_a_pipe_of_counts_is_shown_and_keys_work() -> None:
    """`history | awk '{print $2}' | sort | uniq -c | infotui entropy -`."""
    history = r"printf 'git\nls\ngit\ncd\ngit\nls\nvim\n' | sort | uniq -c"
    with pipe(history, "entropy", "-") as terminal:
        terminal.wait_for("7 symbols, 4 distinct")
        terminal.wait_for("1.842 bits")
        terminal.type("b")
        terminal.wait_for("1.277 nats")
        terminal.type("b\t\x1b[B")  # Tab to the table, one class down
        terminal.wait_for("PgDn page")
        terminal.type("\x1b[Z\x1b[A")  # back to the bars, and one step up
        terminal.wait_for("equally likely classes")
        terminal.type("z")
        terminal.wait_for("7 symbols, 4 distinct")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_file_is_read_after_the_first_frame(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1 POST\n")
    with infotui("entropy", "--counts", str(path)) as terminal:
        terminal.wait_for("4 symbols, 2 distinct")
        terminal.type("r")
        terminal.read(0.3)
        terminal.type("q")
        assert terminal.status() == 0


def test_bad_content_is_a_note_on_the_opening_screen(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1,234 POST\n")
    with infotui("entropy", "--counts", str(path), columns=120) as terminal:
        terminal.wait_for("is not a count")
        terminal.wait_for("2.000 bits")
        terminal.type("q")
        assert terminal.status() == 0


def test_escape_ends_the_reading_of_a_file_without_end(tmp_path: Path) -> None:
    with infotui("entropy", "--bytes", "/dev/zero") as terminal:
        terminal.wait_for("Esc cancels")
        terminal.wait_for("MB a second")
        terminal.type("\x1b")
        terminal.wait_for("2.000 bits")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    program = shlex.join([*INFOTUI, "entropy", "--counts", str(path)])
    line = f"{{ sleep 0.3; printf '3 GET\\n1 POST\\n'; }} > {path} & {program}"
    with Terminal(["sh", "-c", line]) as terminal:
        terminal.wait_for("4 symbols, 2 distinct")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_pipe_of_bad_input_ends_with_one_line() -> None:
    with pipe(r"printf '3\n1\n'", "entropy", "-") as terminal:
        terminal.wait_for("counts or symbols")
        assert terminal.status() == 2
