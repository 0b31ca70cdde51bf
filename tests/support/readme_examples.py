"""The output of the README's console examples: `.venv/bin/python -m support.readme_examples` renews it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
_EXAMPLE = re.compile(r"(?m)^\$ (infotui .*)\n((?:(?!\$ |```).*\n)*)")


def renewed(example: re.Match[str]) -> str:
    """The command with its present output."""
    command = example[1].replace("infotui", f'"{sys.executable}" -m infotui', 1)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    return f"$ {example[1]}\n{done.stdout}"


def main() -> None:
    """Renew all examples."""
    text = README.read_text(encoding="utf-8")
    blocks = re.compile(r"```console\n.*?```", re.DOTALL)
    README.write_text(blocks.sub(lambda block: _EXAMPLE.sub(renewed, block[0]), text), encoding="utf-8")


if __name__ == "__main__":
    main()
