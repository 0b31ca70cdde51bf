"""What a picture loads, and what it does not: told by an interpreter of its own."""

import subprocess
import sys

CODE = """
import sys
from importlib import import_module
from pkgutil import iter_modules
import infotui.canvas, infotui.widgets
from infotui.canvas.axes import axes
from infotui.canvas.curves import level, polyline, signed_fill

modules = [
    f"{package.__name__}.{module.name}"
    for package in (infotui.canvas, infotui.widgets)
    for module in iter_modules(package.__path__)
]
assert {"infotui.canvas.grid", "infotui.widgets.sample_plot"} <= set(modules)
for name in modules:
    import_module(name)
grid, mapping = axes(60, 20, (0.0, 1.0), (-1.0, 1.0))
grid = grid.copy()
level(grid, mapping, 0.5)
signed_fill(grid, mapping, [0.0, 1.0], [-1.0, 1.0])
polyline(grid, mapping, [0.0, 1.0], [-1.0, 1.0])
sys.exit("numpy is loaded" if "numpy" in sys.modules else None)
"""


def test_no_picture_needs_numpy() -> None:
    assert subprocess.run([sys.executable, "-c", CODE], check=False).returncode == 0
