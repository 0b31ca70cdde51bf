from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from array import array
from pathlib import Path

from support.reference_predictions import write_reference

COMMAND = [sys.executable, "-m", "infotui", "cross-entropy", "data"]


def test_textual_is_not_imported_and_numpy_only_here(tmp_path: Path) -> None:
    write_reference(tmp_path / "r.npz", 8, 3)
    code = (
        "import sys, infotui.cli as cli\n"
        "cli.main(['cross-entropy', '--json']); assert 'numpy' not in sys.modules\n"
        f"cli.main(['cross-entropy', 'data', {str(tmp_path / 'r.npz')!r}, '--json'])\n"
        "assert not {'textual', 'rich', 'plotext'} & {*sys.modules}; assert 'numpy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_an_interrupt_while_reading_ends_with_130() -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "--json"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"label,a,b\n0,1,2\n")
        process.stdin.flush()
        wait_until_read(process.stdin.fileno())
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""


def wait_until_read(pipe: int) -> None:
    """Wait until the other end of `pipe` has read everything that was written."""
    unread, deadline = array("i", [1]), time.monotonic() + 20
    while unread[0]:
        assert time.monotonic() < deadline, "nobody reads"
        time.sleep(0.02)
        fcntl.ioctl(pipe, termios.FIONREAD, unread)


INTERRUPTED_IMPORT = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "infotui.core.argument_parser":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
from infotui.cli import main
sys.exit(main(["entropy", "1", "--json"]))
"""


def test_an_interrupt_while_starting_ends_with_130() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED_IMPORT], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_terminal_as_standard_input_is_told_how_it_ends() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "-", "--json"], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        time.sleep(0.5)
        os.write(ours, b"label,0,1\n0,1,2\n\x04")
        out, err = process.communicate(timeout=60)
    os.close(ours)
    assert err.decode().count("\n") == 1
    assert "Ctrl+D" in err.decode()
    assert json.loads(out)["state"]["n"] == 1
