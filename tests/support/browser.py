"""Headless Chromium with a terminal page, driven by the Chrome DevTools Protocol.

What the page's terminal shows is read from the WebSocket frames that the server sends to it.
"""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pyte

from support.emulator import FilteredStream

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_BINARY_FRAME = 2
_SIZE = "JSON.stringify(document.querySelector('.xterm-screen').getBoundingClientRect())"


class TerminalPage:
    """The page of a web terminal: its screen, and keys, mouse and size as a person changes them."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._replies: dict[int, asyncio.Future[Any]] = {}
        self._count = 0
        self.screen = pyte.Screen(80, 24)
        self._stream = FilteredStream(self.screen)

    @property
    def text(self) -> str:
        """The text on the screen."""
        return "\n".join(self.screen.display)

    async def listen(self) -> None:
        """Handle replies and events until the connection ends."""
        async for message in self._socket:
            event = json.loads(message.data)
            if reply := self._replies.pop(event.get("id", 0), None):
                reply.set_result(event.get("result", event))
            elif event.get("method") == "Network.webSocketFrameReceived":
                frame = event["params"]["response"]
                if frame["opcode"] == _BINARY_FRAME:
                    self._stream.feed(base64.b64decode(frame["payloadData"]))
            elif event.get("method") == "Network.webSocketFrameSent":
                self._on_sent(event["params"]["response"]["payloadData"])

    def _on_sent(self, data: str) -> None:
        with suppress(ValueError):
            kind, *rest = json.loads(data)
            if kind == "resize":
                self.screen.resize(rest[0]["height"], rest[0]["width"])

    async def send(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol and return its result."""
        self._count += 1
        reply = self._replies[self._count] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._count, "method": method, "params": parameters})
        return await asyncio.wait_for(reply, 20)

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        found = await self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def type(self, text: str) -> None:
        """Type characters; they reach the terminal once it has been clicked."""
        for character in text:
            for kind in ("keyDown", "keyUp"):
                pressed = {"text": character} if kind == "keyDown" else {}
                await self.send("Input.dispatchKeyEvent", type=kind, key=character, **pressed)

    async def click(self, cell: tuple[int, int]) -> None:
        """Press and release the left button."""
        await self.drag(cell)

    async def drag(self, *cells: tuple[int, int]) -> None:
        """Press the left button at the first cell, move over the others, release at the last."""
        points = [await self._point(cell) for cell in cells]
        await self._mouse("mousePressed", points[0])
        for point in points[1:]:
            await self._mouse("mouseMoved", point)
        await self._mouse("mouseReleased", points[-1])

    async def _mouse(self, kind: str, point: tuple[float, float]) -> None:
        x, y = point
        await self.send(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1
        )

    async def _point(self, cell: tuple[int, int]) -> tuple[float, float]:
        area = json.loads(await self.evaluate(_SIZE))
        width, height = area["width"] / self.screen.columns, area["height"] / self.screen.lines
        return area["x"] + (cell[0] + 0.5) * width, area["y"] + (cell[1] + 0.5) * height

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the window, in pixels."""
        await self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def wait_for(self, wanted: str) -> None:
        """Wait until the screen shows `wanted`."""
        await self.wait_until(lambda: wanted in self.text, repr(wanted))

    async def wait_until(self, holds: Callable[[], bool], wanted: str, seconds: float = 30) -> None:
        """Wait until `holds` returns true."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"{wanted} did not come in\n{self.text}"
            await asyncio.sleep(0.05)


@asynccontextmanager
async def browse(url: str, folder: Path) -> AsyncIterator[TerminalPage]:
    """Open `url` in Chromium, whose profile is in `folder`."""
    assert CHROMIUM is not None
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1000,700"]
    chromium = await asyncio.create_subprocess_exec(
        *(CHROMIUM, *options, f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _debugging_port(folder)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
                pages = [page for page in await response.json() if page["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = TerminalPage(socket)
                listening = asyncio.create_task(page.listen())
                for domain in ("Network", "Page", "Runtime"):
                    await page.send(f"{domain}.enable")
                await page.send("Emulation.setFocusEmulationEnabled", enabled=True)
                await page.send("Page.navigate", url=url)
                yield page
            await listening
    finally:
        with suppress(ProcessLookupError):
            chromium.terminate()
        await chromium.wait()


async def _debugging_port(folder: Path) -> int:
    """The port that Chromium writes into its profile when it is ready."""
    path, deadline = folder / "DevToolsActivePort", time.monotonic() + 30
    while not (path.exists() and path.read_text().count("\n")):
        assert time.monotonic() < deadline, "Chromium does not start"
        await asyncio.sleep(0.1)
    return int(path.read_text().split("\n")[0])
