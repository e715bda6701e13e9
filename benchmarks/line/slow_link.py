"""A real sshd behind a long thin line: how long after a burst of keys the next one is obeyed.

The line is a relay on this machine that hands bytes on at a rate, and each of them late.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shlex
import shutil
import socket
import statistics
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Queue
from time import monotonic, sleep

from meter import Meter
from programs import Program
from tests.terminal import environment

RATE, ROUND_TRIP = 125_000, 0.08
"""Bytes a second (1 Mbit/s), and seconds there and back."""
BURST, PER_SECOND = 240, 120
PIECE = 1400
"""Bytes that travel together, as in a packet."""


def missing() -> str:
    """Why the burst cannot be measured here, or nothing."""
    lacking = [name for name in ("sshd", "ssh", "ssh-keygen") if not _found(name)]
    return f"not measured: {', '.join(lacking)} not found (apt-get install openssh-server)" if lacking else ""


def _found(name: str) -> str | None:
    return shutil.which(name) or shutil.which(f"/usr/sbin/{name}")


def _relay(source: socket.socket, sink: socket.socket) -> None:
    """Hand bytes on, each half a round trip late and no faster than the line is."""
    queue: Queue[tuple[float, bytes]] = Queue(64)

    def deliver() -> None:
        free = 0.0
        while (piece := queue.get())[1]:
            free = max(free, piece[0]) + len(piece[1]) / RATE
            sleep(max(0.0, free - monotonic()))
            with contextlib.suppress(OSError):
                sink.sendall(piece[1])
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    threading.Thread(target=deliver, daemon=True).start()
    data = b"-"
    while data:
        try:
            data = source.recv(PIECE)
        except OSError:
            data = b""
        queue.put((monotonic() + ROUND_TRIP / 2, data))


def _serve(port: int) -> int:
    """Listen as the far end of the line; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            near, _ = listener.accept()
            far = socket.create_connection(("127.0.0.1", port))
            for one, other in ((near, far), (far, near)):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=_relay, args=(one, other), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return int(listener.getsockname()[1])


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[list[str]]:
    """A server of our own for as long as the block runs; gives the start of an ssh command through the slow line."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = (
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder / 'host'}\nAuthorizedKeysFile {folder / 'user.pub'}\n"
        f"StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nPidFile none\n"
    )
    (folder / "config").write_text(settings)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen([str(_found("sshd")), "-D", "-e", "-f", folder / "config"], stderr=subprocess.DEVNULL)
    try:
        _await(port)
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes"]
        user = pwd.getpwuid(os.getuid()).pw_name
        command = ["ssh", "-tt", "-F", "none", "-i", str(folder / "user"), "-p", str(_serve(port))]
        yield [*command, *(word for option in options for word in ("-o", option)), f"{user}@127.0.0.1"]
    finally:
        server.terminate()
        server.wait()


def _await(port: int) -> None:
    end = monotonic() + 10
    while monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        sleep(0.05)
    raise RuntimeError("sshd did not start")


def burst(ssh: list[str], program: Program, homes: Iterable[Path], size: tuple[int, int]) -> tuple[float, int]:
    """Milliseconds from the last key of a burst to the end of the text on the screen, and the bytes of it: medians of
    one run in each home.
    """
    measured = [_one_burst(ssh, program, home, size) for home in homes]
    return statistics.median(one[0] for one in measured), round(statistics.median(one[1] for one in measured))


def _one_burst(ssh: list[str], program: Program, home: Path, size: tuple[int, int]) -> tuple[float, int]:
    variables = environment(home, COLORTERM="truecolor", **program.env)
    remote = f"env {shlex.join(f'{name}={value}' for name, value in variables.items())} {shlex.join(program.command)}"
    meter = Meter([*ssh, remote], variables | {"HOME": os.environ.get("HOME", "/")}, size)
    meter.margins = program.margins
    try:
        meter.wait_until(lambda: len(meter.raw) > 200)
        meter.quiet(1.5)
        sent_before, begin = len(meter.raw), monotonic()
        for number in range(BURST):
            while (left := begin + number / PER_SECOND - monotonic()) > 0:
                meter.read(left)
            meter.send(program.keys["line"])
        pressed = monotonic()
        meter.send(program.last)
        meter.wait_for("The very end")
        seconds, sent = monotonic() - pressed, len(meter.raw) - sent_before
        meter.quiet(0.5)
        meter.send(program.quits)
        meter.ended()
    finally:
        meter.close()
    return seconds * 1000, sent
