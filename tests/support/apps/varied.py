"""An app with many kinds of widgets, to compare our display with Textual's renderer."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, DataTable, Footer, Header, Input, ProgressBar, Static

from infotui.terminal.display import CellDisplay


class Line(Widget):
    """Painted by the line API; only the cells that change are refreshed."""

    text = "0" * 200

    def change(self, column: int, text: str) -> None:
        self.text = self.text[:column] + text + self.text[column + len(text) :]
        self.refresh(Region(column, 0, len(text), 1))

    def render_line(self, y: int) -> Strip:
        middle = self.size.width // 2
        style = self.rich_style
        segments = [
            Segment(self.text[:middle], style),
            Segment(self.text[middle:], style + style.parse("bold")),
        ]
        return Strip(segments).crop(0, self.size.width)


class Question(ModalScreen[None]):
    CSS = """
    Question { align: center middle; }
    #box { width: 30; height: 5; border: round $accent; background: $panel; }
    """

    def compose(self) -> ComposeResult:
        yield Static("漢字 over what is behind", id="box")


class Other(Screen[None]):
    CSS = "Other #table { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable(id="table", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("class", "p", "−log p")
        table.add_rows([(f"k{row}", f"{row / 10:.3f}", "∞") for row in range(40)])


class Varied(CellDisplay):
    CSS = """
    Line { height: 1; background: $boost; }
    #under { text-style: underline; color: $success; height: 2; }
    #floating { layer: above; width: 16; height: 3; border: heavy $error; offset: 10 4; }
    Screen { layers: below above; }
    VerticalScroll { height: 1fr; }
    """
    BINDINGS = [("q", "quit", "quit"), ("d", "toggle_dark", "theme")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Line()
        yield Static("several words, σ and ∞", id="under", markup=False)
        with Horizontal():
            with VerticalScroll():
                for number in range(20):
                    yield Static(f"row {number} ⣿⡇ ▁▂▃▄▅▆▇█", classes="row", markup=False)
            with VerticalScroll():
                yield ProgressBar(total=100, show_eta=False)
                yield Input(placeholder="type")
                yield Button("press")
        yield Static("floating", id="floating")
        yield Footer()
