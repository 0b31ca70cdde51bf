"""Randomised (monkey) test of the program in a terminal: Ctrl+Z under a shell, quitting, rest, redraws."""

from __future__ import annotations

import os
import random
import shlex
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from support.expected_cells import difference
from support.monkey_files import PREDICTION_FILES, write_files
from support.processes import children, is_idle
from support.pseudo_terminal import INFOTUI, mouse_report, wheel_report
from support.replying_terminal import ReplyingTerminal

_KEYS = (
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "h", "j", "k", "l", "J", "K", "\x1b[5~", "\x1b[6~") * 2,
    *("\x1b[H", "\x1b[F", "\t", "\x1b[Z", " ", "+", "-", "=", "u", "o", "t", "x", "m", "g", "G", "s", "S"),
    *("d", "v", "b", "z", "y", "r", "c", "c", "p", "e", "n", "i", ".", ",", "/", "f", "?", "\r", "\x10"),
    *("1", "2", "3", "\x1b", "\x1b", "\x1b", "7", "0.3\r", "\x7f", "v7\rS", "v12\r"),
)
_QUICK_KEYS = ("1", "2", "3", "S", "s", "g", "u", "o", "x", "t", "b", "z", "y", "\x1b[A", "\x1b[B", "1v7\rS")
"""Keys after which no prompt is open: there q is a letter."""
_SIZES = ((80, 24), (80, 24), (60, 20), (120, 36), (200, 50))
_TERMS = (("xterm-256color", "truecolor"), ("xterm-256color", ""), ("screen", ""), ("linux", ""))
_LINES = (
    *("", "entropy --ascii", "entropy 0.5 0.3 0.2", "kl", "kl mixture", "cross-entropy multiclass"),
    *(
        "kl categorical --p 1/2 1/4 1/4 --q 1/8 3/8 1/2",
        "cross-entropy",
        "cross-entropy data predictions.csv",
    ),
    *("cross-entropy data three.csv --ascii", "entropy --counts counts.csv", "entropy --text words.txt"),
)
_GAPS = (0.0, 0.001, 0.005, 0.02)
_DELAYS = (0.0, 0.0, 0.03, None)
_PROMPT = "READY>"
_BURSTS = 60
"""Bursts of one program's life."""
_QUIT_LIMIT, _QUIT_TIMEOUT = 1.0, 20.0
_REST, _REST_TIMEOUT = 0.4, 10.0


class Life:
    """One run of the program in a shell, from its start to `q`."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = random.Random(seed)
        self.kinds: Counter[str] = Counter()
        self.log: list[str] = []
        self.quit_seconds = 0.0
        self.size = self.random.choice(_SIZES)
        term, color = self.random.choice(_TERMS)
        theme = self.random.choice(("infotui-dark", "infotui-light"))
        self.line = self.random.choice(_LINES)
        delay = self.random.choice(_DELAYS)
        self.about = (
            f"seed {seed}: infotui {self.line}, {self.size}, {term} {color}, {theme}, replies {delay}"
        )
        environment = {"PS1": f"{_PROMPT} ", "PS2": "", "HISTFILE": "/dev/null", "TEXTUAL_THEME": theme}
        environment |= {"TERM": term, "COLORTERM": color}
        self.terminal = ReplyingTerminal(
            ["bash", "--norc", "-i"], *self.size, delay=delay, environment=environment
        )
        self.terminal.wait_for(_PROMPT)
        self.terminal.type(f"cd {shlex.quote(str(folder))}; clear; {shlex.join(INFOTUI)} {self.line}\n")

    def play(self) -> None:
        """Send events, and quit."""
        terminal = self.terminal
        terminal.wait_until(lambda: "infotui  " in terminal.text and "\n" in terminal.text.strip(), 60)
        self._rest(20)
        for burst in range(_BURSTS):
            self._burst()
            if burst % 12 == 11:
                self._suspend()
            if burst % 6 == 5:
                self._redraw()
            else:
                terminal.rest(0.03, 1)
        self._quit()

    def _send(self, data: str, kind: str) -> None:
        self.kinds[kind] += 1
        self.log.append(data)
        self.terminal.type(data)

    def _burst(self) -> None:
        gap = self.random.choice(_GAPS)
        self.log.append(f"{1000 * gap:g} ms")
        x, y = self._cell()
        held = self.random.random() < 0.3
        if held:
            self._send(mouse_report("press", (x, y)), "mouse reports")
        for _ in range(self.random.randrange(1, 8)):
            time.sleep(gap)
            roll = self.random.random()
            if held:
                x, y = min(max(x + self.random.randrange(-4, 5), 0), self.size[0] - 1), y
                self._send(mouse_report("move", (x, y)), "mouse reports")
            elif roll < 0.75:
                self._send(self.random.choice(_KEYS), "keys")
            elif roll < 0.85:
                self._send(wheel_report(self._cell(), up=roll < 0.8), "mouse reports")
            else:
                self._send(mouse_report("hover", self._cell()), "mouse reports")
        if held:
            self._send(mouse_report("release", (x, y)), "mouse reports")
        if self.random.random() < 0.02:
            self._open_file()

    def _open_file(self) -> None:
        self._send("f", "keys")
        self.terminal.rest(0.05, 1)
        self._send(f"{self.random.choice(PREDICTION_FILES)}\r", "keys")

    def _cell(self) -> tuple[int, int]:
        return self.random.randrange(self.size[0]), self.random.randrange(self.size[1])

    def _suspend(self) -> None:
        """Ctrl+Z while the mouse moves, and fg."""
        terminal = self.terminal
        self._escape()
        gap = self.random.choice(_GAPS)
        for key in ("", "\x1a", ""):
            self._send(key, "stops") if key else None
            for _ in range(self.random.randrange(6)):
                self._send(mouse_report("hover", self._cell()), "mouse reports")
                time.sleep(gap)
        before = len(terminal.sent)
        terminal.wait_until(
            lambda: b"Stopped" in terminal.sent[before - 4000 :], 20, "Ctrl+Z did not stop it"
        )
        terminal.rest(0.1, 2)
        shown = len(terminal.sent)
        terminal.type("\x15fg\n")
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.sent[shown:], 20, "fg did not continue it")
        self._rest(5)
        shown = len(terminal.sent)
        self._send("b", "keys")
        terminal.wait_until(lambda: len(terminal.sent) > shown, 10, "dead after fg")

    def _escape(self) -> None:
        """Close prompts and modal screens, and end a run."""
        for _ in range(4):
            self._send("\x1b", "keys")
            self.terminal.rest(0.12, 0.5)

    def _rest(self, longest: float) -> bool:
        """Read until nothing comes and the program has nothing to do; False if it always has."""
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            is_quiet = self.terminal.rest(_REST, longest)
            jobs = children(self.terminal.pid)
            if is_quiet and jobs and is_idle(jobs[0], 0.2) and not self.terminal.read_chunk(0):
                return True
        return False

    def _redraw(self) -> None:
        """The screen rests; Ctrl+L changes nothing; the second emulator shows the same."""
        terminal = self.terminal
        self._rest(_REST_TIMEOUT)  # a tooltip appears some time after the mouse has moved
        self._send("Z", "keys")  # no command: hides the note and the tooltip, as Ctrl+L does too
        if not self._rest(_REST_TIMEOUT):
            self._escape()
            self._send("u", "keys")  # another state ends every run
            self._send("r", "keys")
            assert self._rest(2 * _REST_TIMEOUT), "the screen does not come to rest"
        before, second = terminal.looks(), terminal.second_looks()
        found = difference(second, before)
        assert not found, f"pyte and tmux differ: {found}"
        self._send("\x0c", "redraws")
        assert self._rest(2 * _REST_TIMEOUT), "the screen does not come to rest after Ctrl+L"
        found = difference(before, terminal.looks())
        assert not found, f"Ctrl+L changes the screen: {found}"

    def _quit(self) -> None:
        """`q` after quick keys ends the program within a second."""
        terminal = self.terminal
        self._escape()
        self._rest(_REST_TIMEOUT)
        gap = self.random.choice(_GAPS)
        for _ in range(self.random.randrange(12)):
            self._send(self.random.choice(_QUICK_KEYS), "keys")
            time.sleep(gap)
        began, before = time.monotonic(), len(terminal.sent)
        self._send("q", "keys")
        terminal.wait_until(lambda: b"\x1b[?1049l" in terminal.sent[before:], _QUIT_TIMEOUT, "q did not quit")
        self.quit_seconds = time.monotonic() - began


def play(seed: int, folder: Path) -> tuple[Counter[str], float, str]:
    """One life: events by kind, seconds that `q` took, and what was wrong."""
    life = Life(seed, folder)
    try:
        life.play()
    except AssertionError as error:
        recent = " ".join(map(ascii, life.log[-60:]))
        return life.kinds, life.quit_seconds, f"{life.about}\n{error}\nafter {recent}\n{life.terminal.text}"
    finally:
        life.terminal.close()
    return life.kinds, life.quit_seconds, ""


def main() -> int:
    """Play lives until so many events were sent."""
    parser = ArgumentParser(prog="python -m reliability.terminal_monkey", description=__doc__)
    parser.add_argument("count", type=int, help="events")
    parser.add_argument(
        "--seed", type=int, default=0, help="the seed of the first life; the others follow (0)"
    )
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    failed, slow, seed = [], [], asked.seed
    with tempfile.TemporaryDirectory() as name:
        write_files(Path(name))
        while total.total() < asked.count:
            kinds, seconds, found = play(seed, Path(name))
            total += kinds
            if found:
                failed.append(seed)
                print(found, flush=True)
            if seconds > _QUIT_LIMIT:
                slow.append((seed, round(seconds, 1), os.getloadavg()[0]))
            print(f"seed {seed}: {total.total()} events, {dict(total)}, q {seconds:.2f} s", flush=True)
            seed += 1
    print(f"{seed - asked.seed} lives, failures with seeds {failed}, slow q (seed, seconds, load) {slow}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
