from __future__ import annotations

from infotui.terminal.flow_control import Pace


def test_a_terminal_that_keeps_up_is_never_behind() -> None:
    pace = Pace()
    asked = 0
    for _ in range(1000):
        if pace.asks(500):
            asked += 1
            pace.answered()
        assert not pace.is_behind
    assert 500_000 / 8192 < asked < 500_000 / 4096 + 1


def test_what_is_on_its_way_is_bounded() -> None:
    pace = Pace()
    sent = 0
    while not pace.is_behind:
        pace.asks(500)
        sent += 500
    assert sent < 3 * 4096
    pace.answered()
    assert not pace.is_behind


def test_who_never_answers_is_not_asked_again() -> None:
    pace = Pace()
    assert pace.asks(5000)
    pace.asks(5000)
    assert pace.is_behind
    pace.give_up()
    assert not pace.is_behind
    assert not pace.asks(50_000)


def test_who_answers_late_is_asked_again() -> None:
    pace = Pace()
    assert pace.asks(5000)
    pace.answered()
    assert pace.asks(5000)
    pace.give_up()
    assert pace.asks(5000)
