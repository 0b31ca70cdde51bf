from __future__ import annotations

from pathlib import Path

import pytest

from infotui.core.launch import parse_command
from infotui.lessons.entropy.model.lesson import LESSON


@pytest.mark.parametrize(
    ("repeats", "once", "words"),
    [
        (0, 2, "no estimate can be trusted"),
        (4, 1, "1 occurred once, so about 20.0 % of the next symbols will be new."),
        (1999, 1, "1 occurred once, so about 1 of the next 2,000 symbols will be new."),
        (4, 0, "none occurred once."),
    ],
)
def test_how_many_of_the_next_symbols_are_new(tmp_path: Path, repeats: int, once: int, words: str) -> None:
    file = tmp_path / "symbols.txt"
    file.write_text("a\n" * (repeats // 2) + "b\n" * (repeats - repeats // 2) + "c\nd\n"[: 2 * once])
    lesson, snapshot = parse_command(f"infotui entropy --symbols {file}", [LESSON])
    assert words in lesson.summarize(snapshot.state, lesson.readings(snapshot.state, snapshot.unit))
