"""Mode data on the command line: `infotui cross-entropy data FILE|- [options]`, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.number_parsing import parse_number, quoted
from infotui.core.reading import Json

from .predictions import DEFAULT_ROWS, PredictionRequest, PredictionState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

KINDS = ("logits", "probabilities", "log-probabilities")
ARGUMENTS = (
    "file",
    "as",
    "labels",
    "labels_from",
    "label_column",
    "name_column",
    "columns",
    "skip_bad",
    "ignore",
    "rows",
    "class",
    "against",
)
"""The arguments that only this mode has, as they are in a namespace."""

MAX_ROWS = 1_000_000


def add_prediction_arguments(parser: ArgumentParser) -> None:
    """Declare the file and the options of mode data."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="data: a file of predictions, - for standard input"
    )
    data = parser.add_argument_group("data")
    data.add_argument(
        "--as", metavar="KIND", help=f"what the scores are: {', '.join(KINDS)} (told by the file)"
    )
    data.add_argument("--labels", metavar="FILE", help="a file of the labels: NPY, NPZ or one a line")
    data.add_argument("--labels-from", metavar="{0,1}", help="the number of the first class")
    data.add_argument(
        "--label-column", metavar="COLUMN", help="the column of the labels, by name or number from 1"
    )
    data.add_argument("--name-column", metavar="COLUMN", help="the column of the rows' names")
    data.add_argument("--columns", metavar="COLUMN", nargs="+", help="the columns of the classes")
    data.add_argument("--skip-bad", action="store_const", const=True, help="leave out rows with bad scores")
    data.add_argument("--ignore", metavar="LABEL", action="append", help="leave out rows with this label")
    data.add_argument("--class", metavar="NAME", help="only rows whose true class this is")
    data.add_argument("--rows", metavar="N", help=f"how many of the worst rows are listed ({DEFAULT_ROWS})")
    data.add_argument("--against", metavar="FILE", help="a second model's predictions on the same rows")


def parse_predictions(given: Namespace, temperature: float) -> PredictionState:
    """The state that the arguments describe, its files unread; ValueError naming the argument."""
    options = vars(given)
    if options["file"] is None:
        raise ValueError("argument FILE: mode data needs a file of predictions, or - for standard input")
    if options["file"] == options["against"] == "-":
        raise ValueError("argument --against: standard input is read once")
    kind = options["as"]
    if kind is not None and kind not in KINDS:
        raise ValueError(f"argument --as: {quoted(kind)} is none of {', '.join(KINDS)}")
    request = PredictionRequest(
        file=options["file"].strip() if options["file"].strip() == "-" else options["file"],
        kind=kind,
        labels=options["labels"],
        labels_from=_labels_from(options["labels_from"]),
        label_column=options["label_column"],
        name_column=options["name_column"],
        columns=tuple(options["columns"] or ()),
        skip_bad=bool(options["skip_bad"]),
        ignore=tuple(word.strip() for word in options["ignore"] or ()),
        against=options["against"],
    )
    return PredictionState(
        request, temperature=temperature, class_name=options["class"], rows=_rows(options["rows"])
    )


def format_predictions(state: PredictionState) -> list[str]:
    """The words that open this state."""
    request = state.request
    words = ["data", request.file]
    pairs = {
        "--as": request.kind,
        "--labels": request.labels,
        "--labels-from": request.labels_from,
        "--label-column": request.label_column,
        "--name-column": request.name_column,
        "--class": state.class_name,
        "--against": request.against,
        "--temperature": state.temperature if state.temperature != 1 else None,
        "--rows": state.rows if state.rows != DEFAULT_ROWS else None,
    }
    for option, value in pairs.items():
        words += [] if value is None else [option, str(value)]
    for label in request.ignore:
        words += ["--ignore", label]
    words += ["--columns", *request.columns] if request.columns else []
    return [*words, "--skip-bad"] if request.skip_bad else words


def predictions_to_json(state: PredictionState) -> dict[str, Json]:
    """The state as in `--json`."""
    found = state.loaded
    return {
        "mode": "data",
        "file": state.request.file,
        "kind": found.kind.value,
        "n": found.n,
        "k": found.k,
        "classes": list(found.classes),
        "labels_from": found.labels_from,
        "temperature": state.temperature,
        "class": state.class_name,
    }


def _labels_from(word: str | None) -> int | None:
    if word is not None and word.strip() not in ("0", "1"):
        raise ValueError(f"argument --labels-from: {quoted(word)} is neither 0 nor 1")
    return None if word is None else int(word)


def _rows(word: str | None) -> int:
    if word is None:
        return DEFAULT_ROWS
    try:
        number = parse_number(word)
    except ValueError as error:
        raise ValueError(f"argument --rows: {error}") from None
    if not (number.is_integer() and 0 <= number <= MAX_ROWS):
        raise ValueError(f"argument --rows: {quoted(word.strip())} is no number of rows, 0 to {MAX_ROWS:,}")
    return int(number)
