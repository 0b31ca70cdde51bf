"""infotui in a real browser by textual-serve: keys, a drag, a resize, and the end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="textual-serve is in the browser extra")

from support.browser import CHROMIUM, browse
from support.pseudo_terminal import INFOTUI

pytestmark = [
    pytest.mark.long,
    pytest.mark.wall_clock,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
_SERVE = (
    "import sys; from textual_serve.server import Server; Server(sys.argv[1], port=int(sys.argv[2])).serve()"
)


@contextlib.asynccontextmanager
async def served(command: str) -> AsyncIterator[str]:
    """The address at which textual-serve serves `command`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = os.pathsep.join(filter(None, sys.path))
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _SERVE, command, str(port)),
        env={**os.environ, "PYTHONPATH": paths},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("localhost", port), timeout=1).close()
                break
            await asyncio.sleep(0.1)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        await server.wait()


async def test_keys_drag_resize_and_quit_in_a_browser(tmp_path: Path) -> None:
    async with served(shlex.join(INFOTUI)) as url, browse(url, tmp_path) as page:
        await page.wait_for("2.000 bits")
        await page.click((1, 0))  # gives the terminal the focus
        await page.type("o")
        await page.wait_for("0.000 bits")
        await page.type("u")
        await page.wait_for("100.0 %")
        await page.drag((5, 9), (5, 7), (5, 5))
        await page.wait_until(lambda: "100.0 %" not in page.text, "another efficiency")
        before = page.screen.columns
        await page.resize(1400, 900)
        await page.wait_until(lambda: page.screen.columns > before, "a wider terminal")
        await page.type("2")
        await page.wait_for("1.0166")
        await page.wait_until(lambda: "q quit" in page.screen.display[-1], "the key bar in the last row")
        await page.type("q")
        deadline = asyncio.get_running_loop().time() + 20
        while "-closed" not in str(await page.evaluate("document.body.className")):
            assert asyncio.get_running_loop().time() < deadline, "the session does not end"
            await asyncio.sleep(0.1)
