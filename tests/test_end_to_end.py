"""A short session with the real program in a real pseudo-terminal."""

from __future__ import annotations

from support.pseudo_terminal import infotui


def test_keys_a_drag_undo_and_quit() -> None:
    with infotui() as terminal:
        terminal.wait_for("2.000 bits")
        assert "100.0 %" in terminal.text
        terminal.type("o")
        terminal.wait_for("0.000 bits")
        assert "nan" not in terminal.text
        assert "-0.0" not in terminal.text
        assert "−0.0" not in terminal.text
        terminal.type("u")
        terminal.wait_for("100.0 %")
        terminal.drag((5, 10), (5, 8), (5, 5))
        terminal.read(0.5)
        assert "100.0 %" not in terminal.text
        terminal.type("zq")
        assert terminal.status() == 0
