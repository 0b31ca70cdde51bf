"""Start an installed infotui in a real pseudo-terminal and see it draw: `check_installed.py PROGRAM`."""

from __future__ import annotations

import sys

from support.session import Session


def main(program: str) -> None:
    """The screen shows two bits, `e` the exercises that were shipped, and `q` ends it with status 0."""
    with Session(command=[program]) as session:
        session.wait_for("2.000 bits", seconds=60)
        session.write("e")
        session.wait_for("Entropy, by hand")
        session.write("q")
        status = session.wait()
    if status != 0:
        raise SystemExit(f"{program} ended with status {status}")
    print(f"{program} draws 2.000 bits and ends with status 0")


if __name__ == "__main__":
    main(sys.argv[1])
