from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.screens import LESSONS, Entry
from infotui.themes import DARK, LIGHT


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)
def test_a_screen_opens_as_accepted(
    entry: Entry, size: tuple[int, int], theme: str, same_as_before: SameAsBefore
) -> None:
    same_as_before(InfotuiApp(entry.lesson.name), size, theme=theme)
