"""Other processes, as /proc shows them."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

SLACK = 5
"""A factor for shared machines, which may delay a process; on an idle machine 1 is enough."""


def cpu_seconds(pid: int) -> float:
    """Processor time used so far, in user and kernel mode."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_alive(pid: int) -> bool:
    """Whether the process runs or is stopped, and is not a zombie."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return _stat(pid)[0] != "Z"
    return False


def is_idle(pid: int, seconds: float) -> bool:
    """Whether the process sleeps all the time; on a busy machine one that is quiet may still have work."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _stat(pid)[0] != "S":
            return False
        time.sleep(0.004)
    return True


def children(pid: int) -> list[int]:
    """The processes whose parent is `pid`."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if int(_stat(int(path.name))[1]) == pid:
                found.append(int(path.name))
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on (proc(5), field 3)."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
