"""infotui with an audit hook: it logs files written, connections, processes and pickles to $AUDIT."""

from __future__ import annotations

import os
import sys

REPORT = os.open(os.environ["AUDIT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
WATCHED = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.", "shutil."),
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"),
)
TERMINAL = ("/dev/", "/proc/self/fd/")


def audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if writes and isinstance(path, str) and not path.startswith(TERMINAL):
            log(event, path)
    elif event == "import" and str(arguments[0]).startswith("evil"):
        log(event, arguments[0])
    elif event.startswith(WATCHED):
        log(event, arguments)


def log(event: str, what: object) -> None:
    os.write(REPORT, f"{event} {what!r}\n".encode())


sys.addaudithook(audit)

if __name__ == "__main__":
    sys.dont_write_bytecode = True
    from infotui.cli import main

    sys.exit(main())
