"""When the first frame is sent."""

from __future__ import annotations

from typing import Any

from textual.driver import Driver

from infotui.app import InfotuiApp
from support.recorder import Recorder


async def test_the_first_frame_is_sent_as_soon_as_the_app_has_started() -> None:
    frames: list[int] = []

    class Starting(InfotuiApp):
        def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
            self._driver = self.recorder = Recorder(self, size=size)
            return self.recorder

        def _end_batch(self) -> None:
            super()._end_batch()
            if not self._batch_count:
                frames.append(self.recorder.frames)

    async with Starting().run_test(headless=False) as pilot:
        await pilot.pause()
        assert frames[0] == 1
