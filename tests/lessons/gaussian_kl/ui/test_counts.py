"""Two files of counts on the KL screen: what the reader did, and edits that leave the counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from infotui.app import InfotuiApp
from support.app_parts import note_of
from support.gaussian_kl_app import screen_of
from support.kl_modes_app import categorical, opened

P = "14 GET\n3 PUT\n5 GET\n22 total\n"
Q = "1 GET\n7 PUT\n2 HEAD\n"
LEFT = "What is shown of the counts is edited now; z returns to the counts"


@pytest.fixture
def app(tmp_path: Path) -> InfotuiApp:
    """The screen with two small files."""
    (tmp_path / "p.txt").write_text(P)
    (tmp_path / "q.txt").write_text(Q)
    return opened(f"infotui kl categorical --p-counts {tmp_path}/p.txt --q-counts {tmp_path}/q.txt")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_what_the_reader_did_is_shown(app: InfotuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        notes = categorical(app).notes
        shown = " ".join(" ".join(notes.paint(*notes.size).lines()).split())
        assert "Note: p: the last line, total 22, is the sum of the others: left out" in shown
        whole = "Note: p: GET is on 2 lines: was it sorted? Added up"
        assert whole in shown or "more lines: see --text" in shown
        await pilot.press("up")
        assert not notes.display
        await pilot.press("z")
        assert notes.display


@pytest.mark.parametrize("key", ["up", "u", "o", "plus", "x", "equals_sign"])
async def test_an_edit_that_leaves_the_counts_says_so(app: InfotuiApp, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        opening = screen_of(app).state
        assert opening.categorical.counts is not None
        await pilot.press(key)
        assert screen_of(app).state.categorical.counts is None
        assert note_of(app) == LEFT
        await pilot.press("z")
        assert screen_of(app).state == opening
        assert note_of(app) == ""


async def test_a_lock_keeps_the_counts(app: InfotuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "t")
        assert screen_of(app).state.categorical.counts is not None
        assert note_of(app) == ""
