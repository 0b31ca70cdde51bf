from __future__ import annotations

import asyncio
import fcntl
import os
import termios
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from infotui.terminal import tty_device, tty_reader
from infotui.terminal.tty_reader import TtyReader

pytestmark = pytest.mark.wall_clock


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The master and the slave of a pseudo-terminal."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


@pytest.fixture(params=[True, False], ids=["reopened", "shared"])
def can_reopen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(tty_reader, "open_nonblocking", lambda descriptor, access: None)
    return bool(request.param)


@pytest.mark.usefixtures("can_reopen")
async def test_a_read_does_not_block_in_canonical_mode(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    assert termios.tcgetattr(slave)[3] & termios.ICANON
    reader = TtyReader(slave, asyncio.get_running_loop(), lambda: None)
    os.write(master, b"no end of line")
    watchdog = threading.Timer(2, os.write, (master, b"\n"))  # so that a failure is no hang
    watchdog.start()
    began = time.monotonic()
    assert reader.read() is None
    assert reader.read(0.05) is None
    assert time.monotonic() - began < 1
    watchdog.cancel()
    reader.close()


@pytest.mark.usefixtures("can_reopen")
async def test_arriving_bytes_are_reported_and_read(terminal: tuple[int, int]) -> None:
    master, slave = terminal
    arrived = asyncio.Event()
    reader = TtyReader(slave, asyncio.get_running_loop(), arrived.set)
    reader.start()
    await asyncio.sleep(0.03)
    assert not arrived.is_set()
    os.write(master, b"abc\n")
    await asyncio.wait_for(arrived.wait(), 60)
    assert reader.read() == b"abc\n"
    assert not fcntl.fcntl(slave, fcntl.F_GETFL) & os.O_NONBLOCK
    reader.close()


async def test_a_descriptor_that_cannot_be_watched_is_polled(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(22, "kqueue cannot watch /dev/tty")

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "add_reader", refuse)
    master, slave = terminal
    arrived = asyncio.Event()
    watch = tty_device.Watch(loop, slave, arrived.set)
    watch.start()
    os.write(master, b"abc\n")
    await asyncio.wait_for(arrived.wait(), 60)
    watch.stop()
    arrived.clear()
    await asyncio.sleep(0.05)
    assert not arrived.is_set()


async def test_a_hang_up_is_an_empty_read() -> None:
    master, slave = os.openpty()
    reader = TtyReader(slave, asyncio.get_running_loop(), lambda: None)
    os.close(master)
    assert reader.read() == b""
    reader.close()
    os.close(slave)
