"""infotui in a terminal: on each screen, at rest, during a drag and while it samples or trains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pytest

from support.pseudo_terminal import INFOTUI, Cell, Terminal, mouse_report


class Scenario(NamedTuple):
    """How infotui is started, a text it then shows, the keys typed after that, and an unfinished drag."""

    arguments: tuple[str, ...]
    shows: str
    keys: str = ""
    drag: tuple[Cell, ...] = ()

    def start(self, program: Sequence[str] = INFOTUI, **options: Any) -> Terminal:
        """A terminal of 80 by 24 in which the scenario has been set up."""
        terminal = Terminal([*program, *self.arguments], **options)
        terminal.wait_for(self.shows, seconds=30)
        terminal.read(0.05)
        before = terminal.text
        terminal.type(self.keys)
        for i, cell in enumerate(self.drag):
            terminal.type(mouse_report("move" if i else "press", cell))
        if self.keys or self.drag:
            terminal.wait_until(lambda: terminal.text != before)
        return terminal


AT_REST = {
    "entropy": Scenario((), "2.000 bits"),
    "Gaussians": Scenario(("kl",), "1.0166"),
    "categorical": Scenario(
        ("kl", "categorical", "--p", "1/2", "1/2", "--q", "3/4", "1/4", "--unit", "bits"), "0.2075"
    ),
    "mixture": Scenario(("kl", "mixture"), "4.3107"),
    "binary": Scenario(("cross-entropy",), "0.3567"),
    "multiclass": Scenario(("cross-entropy", "multiclass"), "0.5147"),
}
DRAGGING = {
    "entropy, dragging": AT_REST["entropy"]._replace(drag=((5, 9), (5, 10), (5, 11))),
    "Gaussians, dragging": AT_REST["Gaussians"]._replace(drag=((20, 4), (22, 4), (24, 4))),
    "categorical, dragging": AT_REST["categorical"]._replace(drag=((6, 9), (6, 7), (6, 5))),
    "mixture, dragging": AT_REST["mixture"]._replace(drag=((26, 4), (28, 4), (30, 4))),
    "binary, dragging": AT_REST["binary"]._replace(drag=((30, 15), (25, 15), (20, 15))),
    "multiclass, dragging": AT_REST["multiclass"]._replace(drag=((10, 6), (13, 6), (16, 6))),
}
RUNNING = {
    "multiclass, training": Scenario(("cross-entropy", "multiclass", "--rate", "0.01"), "0.5147", keys="G"),
    "mixture, fitting": Scenario(("kl", "mixture", "--rate", "0.01"), "4.3107", keys="G"),
    "entropy, sampling": AT_REST["entropy"]._replace(keys="S"),
}
SCENARIOS = AT_REST | DRAGGING | RUNNING
_RESTING = ("entropy", "mixture")
_BUSY = ("entropy, dragging", "multiclass, training")


def _each(scenarios: dict[str, Scenario], always: Collection[str]) -> pytest.MarkDecorator:
    """A test for each scenario. Those that are not in `always` run only with the long tests."""
    marked = [
        pytest.param(scenario, marks=() if name in always else pytest.mark.long)
        for name, scenario in scenarios.items()
    ]
    return pytest.mark.parametrize("scenario", marked, ids=scenarios.keys())


in_each_scenario = _each(SCENARIOS, _BUSY)
"""Every scenario; most of them only with the long tests."""
at_rest = _each(AT_REST, _RESTING)
"""Every scenario at rest; most of them only with the long tests."""
