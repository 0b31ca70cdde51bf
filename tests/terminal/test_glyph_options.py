"""The characters to draw with: --ascii, --blocks, INFOTUI_GLYPHS and the palette."""

from __future__ import annotations

import re
import sys

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.cli import main
from support.pseudo_terminal import Terminal

_BRAILLE = re.compile("[\u2801-\u28ff]")


def sent_by(*arguments: str, **environment: str) -> str:
    """What infotui sends until it has quit."""
    with Terminal([sys.executable, "-m", "infotui", *arguments], environment=environment) as terminal:
        terminal.wait_for("2.000 bits")
        terminal.type("q")
        assert terminal.status() == 0
        return terminal.sent.decode()


@pytest.mark.wall_clock
@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--blocks"], {}), ([], {"INFOTUI_GLYPHS": "block"}), (["--blocks"], {"INFOTUI_GLYPHS": "ascii"})],
)
def test_blocks_are_used_on_request(arguments: list[str], environment: dict[str, str]) -> None:
    sent = sent_by(*arguments, **environment)
    assert not _BRAILLE.search(sent)
    assert "│" in sent


@pytest.mark.wall_clock
def test_infotui_glyphs_asks_for_ascii() -> None:
    assert sent_by(INFOTUI_GLYPHS="ascii").isascii()


@pytest.mark.wall_clock
def test_infotui_glyphs_overrides_the_guess() -> None:
    assert _BRAILLE.search(sent_by(INFOTUI_GLYPHS="braille", TERM="linux"))


def test_ascii_and_blocks_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["entropy", "--ascii", "--blocks"])
    assert stop.value.code == 2
    assert "not allowed with argument --ascii" in capsys.readouterr().err


def lines(app: InfotuiApp) -> list[str]:
    """The text of the whole screen."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("glyphs", GlyphSet)
async def test_the_palette_changes_the_glyphs_of_every_screen(glyphs: GlyphSet) -> None:
    changed, fresh = InfotuiApp(), InfotuiApp(glyphs=glyphs)
    shown: list[list[list[str]]] = []
    for app in (changed, fresh):
        async with app.run_test(size=(100, 30)) as pilot:
            for key in "321":
                await pilot.press(key)
                await pilot.pause(0.1)
            if app is changed:
                offered = {entry.title for entry in app.palette_entries()}
                titles = {GlyphSet.BRAILLE: "Draw with braille", GlyphSet.BLOCK: "Draw with blocks"}
                title = titles.get(glyphs, "Draw with ASCII")
                assert (title in offered) == (glyphs is not GlyphSet.BRAILLE)
                app.change_glyphs(glyphs)
                await pilot.pause(0.1)
            screens = []
            for key in "123":
                await pilot.press(key)
                await pilot.pause(0.1)
                screens.append(lines(app))
            shown.append(screens)
    assert shown[0] == shown[1]
