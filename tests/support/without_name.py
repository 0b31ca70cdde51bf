"""Run the app where private names of Textual look as if they were missing, and print what it shows.

Usage: python -m support.without_name NAME... The app runs once for each name. Every check that infotui makes
then finds that name missing. Checks made at import see the first name only. The output is a JSON list of
[missing names, text of the widgets].
"""

from __future__ import annotations

import builtins
import json
import sys

from textual import _compositor, screen

_hasattr = builtins.hasattr
_hidden = sys.argv[1]


def _hiding(owner: object, name: str) -> bool:
    return name != _hidden and _hasattr(owner, name)


def main() -> None:
    """Hide each name in turn, run the app, and print the text of its widgets."""
    global _hidden
    if _hidden == "Compositor":
        assert screen  # Textual has imported it already
        del _compositor.Compositor
    builtins.hasattr = _hiding
    from infotui.app import InfotuiApp
    from infotui.ui.textual_internals import Capabilities
    from infotui.ui.widgets.cell_widget import CellWidget
    from support.clock import run_simulated

    async def act() -> tuple[list[str], str]:
        app = InfotuiApp("kl")
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("right", "right", "question_mark", "escape", "t", "b", "ctrl+p", "escape")
            await pilot.pause(0.3)
            missing = Capabilities.check(app, app.screen)
            lines = []
            for widget in app.screen.query(CellWidget):
                if widget.region.area:
                    lines += [strip.text for strip in widget.render_lines(widget.size.region)]
            return [name for group in missing for name in group], "\n".join(lines)

    found = []
    for _hidden in sys.argv[1:]:
        found.append(run_simulated(lambda clock: act()))
    builtins.hasattr = _hasattr
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
