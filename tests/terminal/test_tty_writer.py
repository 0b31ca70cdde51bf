from __future__ import annotations

import asyncio
import fcntl
import os
import select
import time
from collections.abc import Iterator

import pytest

from infotui.terminal import tty_writer
from infotui.terminal.tty_writer import TtyWriter
from support.app_parts import until
from support.processes import SLACK

pytestmark = pytest.mark.wall_clock

MUCH = b"x" * 200_000
"""More bytes than the kernel buffers for a terminal that does not read."""


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The master and the slave of a pseudo-terminal."""
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
async def test_writes_do_not_block_on_a_stalled_terminal(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch, reopens: bool
) -> None:
    if not reopens:
        monkeypatch.setattr(tty_writer, "open_nonblocking", lambda descriptor, access: None)
    master, slave = terminal
    drained: list[float] = []
    writer = TtyWriter(slave, asyncio.get_running_loop(), lambda: drained.append(time.monotonic()))
    began = time.monotonic()
    writer.write(MUCH)
    writer.write(b"end")
    assert time.monotonic() - began < 0.1 * SLACK
    assert writer.busy
    assert not drained
    assert await read(master, len(MUCH) + 3) == MUCH + b"end"
    await until(lambda: bool(drained))
    assert not writer.busy
    assert len(drained) == 1
    writer.close()


async def test_small_writes_are_immediate(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    writer = TtyWriter(slave, asyncio.get_running_loop(), lambda: pytest.fail("the writer was never busy"))
    writer.write(b"abc")
    assert not writer.busy
    assert os.read(master, 10) == b"abc"
    writer.close()


async def test_the_final_write_drops_the_backlog(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    writer = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    writer.write(MUCH)
    began = time.monotonic()
    writer.write_final(b"final", timeout=0.1)
    assert time.monotonic() - began < 0.3 * SLACK
    writer.close()
    found = b""
    while select.select([master], [], [], 0.05)[0]:
        found += os.read(master, 65536)
    assert found.endswith(b"final")


async def test_the_shared_descriptor_stays_blocking(terminal: tuple[int, int]) -> None:
    _, slave = terminal
    writer = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    assert not fcntl.fcntl(slave, fcntl.F_GETFL) & os.O_NONBLOCK
    writer.close()


async def test_writes_after_a_hang_up_are_dropped() -> None:
    master, slave = os.openpty()
    writer = TtyWriter(slave, asyncio.get_running_loop(), lambda: None)
    os.close(master)
    writer.write(MUCH)
    assert not writer.busy
    writer.write_final(b"final", timeout=0.1)
    writer.close()
    os.close(slave)
