from __future__ import annotations

import pytest

from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.data.source import open_quietly
from infotui.lessons.cross_entropy.model.lesson import LESSON, shown_readings
from infotui.lessons.cross_entropy.model.predictions import PredictionRequest, PredictionState, load
from infotui.lessons.cross_entropy.model.predictions_readings import prediction_readings
from support.data_app import data_state
from support.make_predictions import CLASSES, PATH, WRONG_ROWS, make_predictions


@pytest.fixture(scope="module")
def found() -> dict[str, Reading]:
    state = load(PredictionState(PredictionRequest(str(PATH))), open_quietly)
    assert state.loaded.classes == CLASSES
    return readings_by_name(prediction_readings(state, Unit.NATS))


def test_the_file_is_what_its_script_makes() -> None:
    assert PATH.read_text(encoding="ascii") == make_predictions()
    assert PATH.stat().st_size <= 40_000


def test_the_wrong_labels_are_the_worst_rows(found: dict[str, Reading]) -> None:
    assert {row.get("row") for row in found["worst"].records} == set(WRONG_ROWS)


def test_the_model_is_overconfident_and_some_rows_are_infinite(found: dict[str, Reading]) -> None:
    assert found["infinite"].number == 4
    assert found["accuracy"].number == 0.89
    assert found["best_temperature"].number == pytest.approx(1.93, abs=0.01)
    assert "row sums are from 0.999998 to 1.000002" in found["notes"].text


def test_some_probabilities_are_exactly_1() -> None:
    ones = [line for line in make_predictions().splitlines() if "1" in line.split(",")[2:]]
    assert 1 <= len(ones) < 50


def test_the_lecture_example_is_a_row() -> None:
    assert make_predictions().splitlines()[1] == "a000,dog,0,0.87,0.11,0,0,0,0,0,0,0.02"


def test_the_screen_has_all_readings_but_the_tables() -> None:
    state = data_state()
    every = {reading.name: reading for reading in LESSON.readings(state, Unit.BITS)}
    shown = shown_readings(state, Unit.BITS)
    assert every.keys() - {reading.name for reading in shown} == {"classes", "worst"}
    assert all(every[reading.name] == reading for reading in shown)
