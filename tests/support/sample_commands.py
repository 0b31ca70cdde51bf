"""Runs `infotui entropy` on a sample: in this process, or in one of its own with a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from infotui.cli import main


def run(*words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "infotui", *words],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def report_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["entropy", *words, "--json"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    found: dict[str, Any] = json.loads(shown.out)
    return found


def values_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    return {name: reading["value"] for name, reading in report_of(capsys, *words)["readings"].items()}
