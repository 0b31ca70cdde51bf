"""Inside tmux and over a real sshd: drawing, editing, dragging, resizing, quitting, no orphans."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from support.processes import is_alive
from support.pseudo_terminal import INFOTUI, Terminal
from support.scenarios import AT_REST

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PRIVILEGE_SEPARATION = Path("/run/sshd")

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
needs_sshd = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None,
    reason="sshd, ssh or ssh-keygen is not installed",
)


def exercise(terminal: Terminal) -> None:
    """Draw, edit, drag, and resize."""
    terminal.wait_for("2.000 bits")
    terminal.type("o")
    terminal.wait_for("0.000 bits")
    terminal.type("u")
    terminal.wait_for("100.0 %")
    terminal.read(0.1)
    terminal.drag((5, 9), (5, 7), (5, 5))
    terminal.wait_until(lambda: "100.0 %" not in terminal.text)
    terminal.type("2")
    terminal.wait_for("1.0166")
    for size in ((120, 40), (50, 10), (90, 30)):
        terminal.resize(*size)
        terminal.read(0.2)
    terminal.wait_for("1.0166")
    assert "? help  q quit" in terminal.text.splitlines()[29]


def run_in(folder: Path, name: str) -> list[str]:
    """A command that runs infotui and writes its pid and its status to files in `folder`."""
    inner = f"echo $$ > {name}.pid; exec {shlex.join(INFOTUI)}"
    return ["sh", "-c", f"cd {shlex.quote(str(folder))}; sh -c {shlex.quote(inner)}; echo $? > {name}.status"]


def pid_of(folder: Path, name: str) -> int:
    return int((folder / f"{name}.pid").read_text())


@needs_tmux
@pytest.mark.parametrize("term", ["screen-256color", "tmux-256color", "xterm"])
def test_in_tmux(term: str, tmp_path: Path) -> None:
    config = tmp_path / "tmux.conf"
    config.write_text(
        f"set -g default-terminal {term}\nset -g mouse on\nset -g status off\nset -s escape-time 0\n"
    )
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(config)]
    command = shlex.join(run_in(tmp_path, "app"))
    with Terminal([*tmux, "new-session", command], environment={"LC_ALL": "C.UTF-8"}) as terminal:
        try:
            exercise(terminal)
            assert is_alive(pid_of(tmp_path, "app"))
            terminal.type("q")
            assert terminal.status() == 0
            assert (tmp_path / "app.status").read_text() == "0\n"
        finally:
            subprocess.run([*tmux, "kill-server"], capture_output=True)


@needs_tmux
def test_killing_the_tmux_server_ends_infotui(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", os.devnull]
    command = shlex.join(run_in(tmp_path, "app"))
    with Terminal([*tmux, "new-session", command], environment={"LC_ALL": "C.UTF-8"}) as terminal:
        try:
            terminal.wait_for("2.000 bits")
            pid = pid_of(tmp_path, "app")
        finally:
            subprocess.run([*tmux, "kill-server"], check=True)
        terminal.wait_until(lambda: not is_alive(pid))


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[list[str]]:
    """The command that logs in to an sshd of our own, with a key of its own."""
    assert SSHD is not None
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / key)], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": tmp_path / "host",
        "AuthorizedKeysFile": tmp_path / "user.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "PrintMotd": "no",
    }
    config = tmp_path / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    if os.geteuid() == 0:  # sshd needs it; its service makes it too
        _PRIVILEGE_SEPARATION.mkdir(mode=0o755, exist_ok=True)
    log = (tmp_path / "sshd.log").open("w")
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=log)
    options = {
        "StrictHostKeyChecking": "no",
        "UserKnownHostsFile": os.devnull,
        "IdentitiesOnly": "yes",
        "LogLevel": "ERROR",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    command = ["ssh", "-tt", "-F", os.devnull, "-i", str(tmp_path / "user"), "-p", str(port), *words]
    try:
        _wait_for_port(port)
        yield [*command, f"{getpass.getuser()}@127.0.0.1"]
    finally:
        server.terminate()
        server.wait()
        log.close()


def _wait_for_port(port: int, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "sshd does not answer"
            time.sleep(0.05)
        else:
            return


def remote(folder: Path) -> Sequence[str]:
    """The remote command: infotui from this source tree."""
    path = os.pathsep.join(sys.path)
    inner = f"PYTHONPATH={shlex.quote(path)} LC_ALL=C.UTF-8 {shlex.join(run_in(folder, 'app'))}"
    return [inner]


@needs_sshd
def test_over_ssh(ssh: list[str], tmp_path: Path) -> None:
    with Terminal([*ssh, *remote(tmp_path)]) as terminal:
        exercise(terminal)
        terminal.type("q")
        assert terminal.status() == 0
        assert (tmp_path / "app.status").read_text() == "0\n"
        assert terminal.modes == set()
        assert terminal.attributes == terminal.attributes_before


@needs_sshd
@pytest.mark.parametrize("keys", ["", "3mG"], ids=["idle", "training"])
def test_killing_ssh_ends_infotui(ssh: list[str], tmp_path: Path, keys: str) -> None:
    with Terminal([*ssh, *remote(tmp_path)]) as terminal:
        terminal.wait_for(AT_REST["entropy"].shows)
        terminal.type(keys)
        terminal.read(0.005)
        pid = pid_of(tmp_path, "app")
        assert is_alive(pid)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait_until(lambda: not is_alive(pid))
