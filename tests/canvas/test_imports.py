"""Imports of the drawing code, checked in a new interpreter."""

import subprocess
import sys

CODE = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import infotui
from infotui.canvas.axes import axes
from infotui.canvas.plots import axhline, polyline

modules = [
    module.name
    for module in walk_packages(infotui.__path__, "infotui.")
    if ".ui." in module.name or ".canvas." in module.name
]
arrays = ("data_view", "data_view_models", "reliability_plot", "row_table")  # imported when a file is open
modules = [name for name in modules if name.rpartition(".")[2] not in arrays]
assert {"infotui.canvas.cell_buffer", "infotui.lessons.entropy.ui.sample_plot"} <= set(modules)
for name in modules:
    import_module(name)
buffer, transform = axes(60, 20, (0.0, 1.0), (-1.0, 1.0))
buffer = buffer.copy()
axhline(buffer, transform, 0.5)
polyline(buffer, transform, [0.0, 1.0], [-1.0, 1.0])
sys.exit("numpy is loaded" if "numpy" in sys.modules else None)
"""


def test_drawing_does_not_import_numpy() -> None:
    assert subprocess.run([sys.executable, "-c", CODE], check=False).returncode == 0
