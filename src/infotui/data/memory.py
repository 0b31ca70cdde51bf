"""Whether an array fits into the memory that is free."""

from __future__ import annotations

import os
from collections.abc import Callable

from .source import DataError


def require_memory(size: int, error: Callable[[str], DataError]) -> None:
    """Raise the error unless `size` bytes of memory are free."""
    free = free_memory()
    if free is not None and size > free:
        raise error(f"{_gigabytes(size)} are needed, and {_gigabytes(free)} of memory are free")


def free_memory() -> int | None:
    """The bytes of memory that are free, or None where the system does not say."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:  # noqa: PTH123 - a pseudo-file
            sizes = dict(line.split(":", 1) for line in lines)
        return int(sizes["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        try:
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError):
            return None


def _gigabytes(size: int) -> str:
    return f"{size / 2**30:,.1f} GiB"
