from __future__ import annotations

import pytest

from infotui.core.reading import Unit
from infotui.lessons.cross_entropy.model import row_details as module
from infotui.lessons.cross_entropy.model.prediction_rows import rows_in_order
from infotui.lessons.cross_entropy.model.row_details import row_details
from support.data_app import data_state


@pytest.mark.parametrize("unit", list(Unit))
def test_known_rows_are_those_computed_alone(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_KNOWN", 5)
    state = data_state().opened_data.with_temperature(1.7)
    places = rows_in_order(state, 0, 12)
    alone = []
    for place in places:
        module._known_details.cache_clear()
        alone += row_details(state, [place], unit)
    for start, stop in ((3, 8), (0, 12), (0, 4), (2, 12)):
        assert row_details(state, places[start:stop], unit) == alone[start:stop]


def test_rows_are_known_for_one_temperature_and_unit_only() -> None:
    state = data_state().opened_data
    place = rows_in_order(state, 10, 11)
    losses = {
        row_details(at, place, unit)[0].loss
        for at in (state, state.with_temperature(2.0))
        for unit in (Unit.NATS, Unit.BITS)
    }
    assert len(losses) == 4
