from __future__ import annotations

from infotui.terminal.flow_control import FlowControl


def test_a_terminal_that_keeps_up_is_never_behind() -> None:
    pace = FlowControl()
    asked = 0
    for _ in range(1000):
        if pace.count_sent(500):
            asked += 1
            pace.reply_received()
        assert not pace.is_congested
    assert 500_000 / 8192 < asked < 500_000 / 4096 + 1


def test_what_is_on_its_way_is_bounded() -> None:
    pace = FlowControl()
    sent = 0
    while not pace.is_congested:
        pace.count_sent(500)
        sent += 500
    assert sent < 3 * 4096
    pace.reply_received()
    assert not pace.is_congested


def test_who_never_answers_is_not_asked_again() -> None:
    pace = FlowControl()
    assert pace.count_sent(5000)
    pace.count_sent(5000)
    assert pace.is_congested
    pace.timed_out()
    assert not pace.is_congested
    assert not pace.count_sent(50_000)


def test_who_answers_late_is_asked_again() -> None:
    pace = FlowControl()
    assert pace.count_sent(5000)
    pace.reply_received()
    assert pace.count_sent(5000)
    pace.timed_out()
    assert pace.count_sent(5000)
