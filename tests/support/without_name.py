"""Run the app where one private name of Textual looks as if it were missing, and print what it shows.

Usage: python -m support.without_name NAME. Every check that infotui makes finds the name missing.
"""

from __future__ import annotations

import builtins
import sys

from textual import _compositor, screen

HIDDEN = sys.argv[1]
_hasattr = builtins.hasattr


def _hiding(owner: object, name: str) -> bool:
    return name != HIDDEN and _hasattr(owner, name)


def main() -> None:
    """Hide the name, run the app, and print the text of its widgets."""
    if HIDDEN == "Compositor":
        assert screen  # Textual has imported it already
        del _compositor.Compositor
    builtins.hasattr = _hiding
    from infotui.app import InfotuiApp
    from infotui.ui.textual_internals import Capabilities
    from infotui.ui.widgets.cell_widget import CellWidget
    from support.clock import run_simulated

    async def act() -> str:
        app = InfotuiApp("kl")
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("right", "right", "question_mark", "escape", "t", "b", "ctrl+p", "escape")
            await pilot.pause(0.3)
            missing = Capabilities.check(app, app.screen)
            lines = [f"missing: {' '.join(name for group in missing for name in group)}"]
            for widget in app.screen.query(CellWidget):
                if widget.region.area:
                    lines += [strip.text for strip in widget.render_lines(widget.size.region)]
            return "\n".join(lines)

    shown = run_simulated(lambda clock: act())
    sys.stdout.write(shown)


if __name__ == "__main__":
    main()
