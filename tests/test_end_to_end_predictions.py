"""Predictions in a real terminal: read from a file or a pipe, and used with keys and the mouse."""

from __future__ import annotations

from pathlib import Path

from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from support.pseudo_terminal import infotui, pipe


def test_a_pipe_is_used_with_keys_and_mouse() -> None:
    source = f"cat {SHIPPED_PREDICTIONS}"
    with pipe(source, "cross-entropy", "data", "-", columns=120, rows=36) as terminal:
        terminal.wait_for("standard input: 500 rows", 20)
        terminal.wait_for("0.4498 nats")
        terminal.type("\x1b[B\x1b[B")
        terminal.wait_for("►258")
        terminal.click((4, terminal.row_of(" 402 ")))
        terminal.wait_for("►402")
        terminal.type("G")
        terminal.wait_for("T 1.93")
        terminal.type("z")
        terminal.wait_for("T 1.00")
        y = terminal.row_of("T temperature")
        terminal.click((terminal.screen.display[y].index("○"), y))
        terminal.wait_for("T 1.9")
        terminal.type("/a007\r")
        terminal.wait_for("►7 ")
        terminal.type("\r")
        terminal.wait_for("m or z returns to the list")
        terminal.type("m")
        terminal.wait_for("►7 ")
        terminal.type("r")
        terminal.wait_for("Standard input is read once")
        terminal.type("c")
        terminal.wait_for("from a pipe: save it to a file to reopen it")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_file_and_labels_from_a_pipe(tmp_path: Path) -> None:
    """All inputs are read before the first frame where one of them is the pipe."""
    path = tmp_path / "scores.csv"
    path.write_text("2,0,0\n0,1,0\n0,0,3\n")
    arguments = ["cross-entropy", "data", str(path), "--labels", "-"]
    with pipe(r"printf '0\n1\n2\n'", *arguments, columns=120, rows=36) as terminal:
        terminal.wait_for("3 rows", 20)
        terminal.wait_for("Every row is right")
        terminal.type("q")
        assert terminal.status() == 0


def test_a_file_is_read_after_the_first_frame_and_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    lines = SHIPPED_PREDICTIONS.read_text().splitlines()
    path.write_text("\n".join([lines[0], *lines[1:] * 1000]) + "\n")
    with infotui("cross-entropy", "data", str(path), columns=120, rows=36) as terminal:
        terminal.wait_for("Esc cancels", 20)
        terminal.type("\x1b")
        terminal.wait_for("Cancelled: nothing was read")
        terminal.wait_for("q = 0.7000")  # the note covers the summary
        terminal.type("q")
        assert terminal.status() == 0


def test_bad_content_is_a_note_on_the_opening_screen(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("label,a,b\na,0.5,x\n")
    with infotui("cross-entropy", "data", str(path), columns=120) as terminal:
        terminal.wait_for("bad.csv:2")
        terminal.type("q")
        assert terminal.status() == 0
