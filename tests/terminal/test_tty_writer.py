from __future__ import annotations

import asyncio
import fcntl
import os
import select
import time
from collections.abc import Iterator

import pytest

from infotui.terminal import tty_writer as output
from infotui.terminal.tty_writer import TtyWriter

pytestmark = pytest.mark.wall_clock

MUCH = b"x" * 200_000
"""More than a terminal takes that does not read."""


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: what it reads, and what a program writes to."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


async def read(master: int, count: int) -> bytes:
    found = b""
    while len(found) < count:
        found += await asyncio.to_thread(os.read, master, 65536)
    return found


@pytest.mark.parametrize("reopens", [True, False])
async def test_a_terminal_that_does_not_read_holds_nobody_up(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch, reopens: bool
) -> None:
    if not reopens:
        monkeypatch.setattr(output, "_reopen", lambda descriptor: None)
    master, slave = terminal
    drained: list[float] = []
    out = TtyWriter(slave, asyncio.get_running_loop(), lambda: drained.append(time.monotonic()))
    began = time.monotonic()
    out.write(MUCH)
    out.write(b"end")
    assert time.monotonic() - began < 0.1
    assert out.busy
    assert not drained
    assert await read(master, len(MUCH) + 3) == MUCH + b"end"
    await asyncio.sleep(0.05)
    assert not out.busy
    assert len(drained) == 1
    out.close()


async def test_what_fits_is_sent_at_once(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    out = TtyWriter(slave, asyncio.get_running_loop(), lambda: pytest.fail("it was never busy"))
    out.write(b"abc")
    assert not out.busy
    assert os.read(master, 10) == b"abc"
    out.close()


async def test_the_last_words_do_not_wait_for_the_rest(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    out = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    out.write(MUCH)
    began = time.monotonic()
    out.write_final(b"good-bye", timeout=0.1)
    assert time.monotonic() - began < 0.3
    out.close()
    found = b""
    while select.select([master], [], [], 0.05)[0]:
        found += os.read(master, 65536)
    assert found.endswith(b"good-bye")


async def test_the_flag_of_the_shell_is_left_alone(terminal: tuple[int, int]) -> None:
    _, slave = terminal
    out = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    assert not fcntl.fcntl(slave, fcntl.F_GETFL) & os.O_NONBLOCK
    out.close()


async def test_a_terminal_that_is_gone_takes_everything() -> None:
    master, slave = os.openpty()
    out = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    os.close(master)
    out.write(MUCH)
    assert not out.busy
    out.write_final(b"good-bye", timeout=0.1)
    out.close()
    os.close(slave)
