from __future__ import annotations

from infotui.terminal.flow_control import FlowControl


def test_prompt_replies_prevent_congestion() -> None:
    flow = FlowControl()
    queries = 0
    for _ in range(1000):
        if flow.count_sent(500):
            queries += 1
            flow.reply_received()
        assert not flow.is_congested
    assert 500_000 / 8192 < queries < 500_000 / 4096 + 1


def test_unanswered_bytes_are_bounded() -> None:
    flow = FlowControl()
    sent = 0
    while not flow.is_congested:
        flow.count_sent(500)
        sent += 500
    assert sent < 3 * 4096
    flow.reply_received()
    assert not flow.is_congested


def test_a_terminal_that_never_replies_is_not_asked_again() -> None:
    flow = FlowControl()
    assert flow.count_sent(5000)
    flow.count_sent(5000)
    assert flow.is_congested
    flow.timed_out()
    assert not flow.is_congested
    assert not flow.count_sent(50_000)


def test_a_late_reply_keeps_queries_going() -> None:
    flow = FlowControl()
    assert flow.count_sent(5000)
    flow.reply_received()
    assert flow.count_sent(5000)
    flow.timed_out()
    assert flow.count_sent(5000)
