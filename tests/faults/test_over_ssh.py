"""Over a real SSH server on this machine, in tmux, and under mosh where they are installed."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.terminal import COMMAND, SUMMIT, Pty, environment, wait_until, words_of_notes

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
WORDS = "No price formula yet."

needs_sshd = pytest.mark.skipif(
    not SSHD or not shutil.which("ssh"), reason="needs an SSH server: Debian's openssh-server, which .ci/run installs"
)
needs_tmux = pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux, which .ci/run installs")
needs_mosh = pytest.mark.skipif(not shutil.which("mosh"), reason="needs mosh, which .ci/run installs")

CONFIG = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication no
AcceptEnv LANG LC_* BRIEFING_READER_* XDG_*
{more}
"""


class Server:
    """An SSH server with a home of its own for those who log in."""

    def __init__(self, folder: Path, more: str = "") -> None:
        self.folder, self.home = folder, folder / "remote"
        self.home.mkdir()
        for name in ("host", "key"):
            made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        config = folder / "sshd_config"
        config.write_text(CONFIG.format(port=self.port, folder=folder, more=more.format(home=self.home)))
        assert SSHD
        self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=subprocess.PIPE)
        assert self.process.stderr is not None
        assert b"listening" in self.process.stderr.readline()

    def ssh(self, *options: str) -> list[str]:
        """The command that logs in."""
        how = ["-F", "none", "-i", str(self.folder / "key"), "-p", str(self.port), "-o", "LogLevel=ERROR"]
        how += ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", *options]
        return ["ssh", *how, f"{getpass.getuser()}@127.0.0.1"]

    def reader(self) -> str:
        """The reader as the far shell starts it, with a home below this folder."""
        return f"HOME={self.home} LANG=C.UTF-8 XDG_STATE_HOME= XDG_DATA_HOME= {COMMAND[0]} -m reader {SUMMIT}"

    @contextmanager
    def login(self) -> Iterator[Pty]:
        """A login that reads a briefing."""
        running = Pty([*self.ssh("-tt"), self.reader()], environment(self.folder), cwd=self.folder)
        try:
            running.wait_for("Xi in Moscow")
            yield running
        finally:
            running.close()

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def notes(self) -> list[str]:
        """The words of the notes on the disk."""
        return sorted(words.strip() for words in words_of_notes(self.home))

    def drafts(self) -> list[Path]:
        """The drafts on the disk."""
        return sorted((self.home / ".local/state/briefing-reader/drafts").glob("*.md"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    yield running
    running.stop()


@needs_sshd
def test_a_note_written_over_ssh_is_kept(server: Server) -> None:
    with server.login() as running:
        running.send(f"2a{WORDS}\x13")
        running.wait_for("Saved.")
        running.send("q")
        assert running.ended() == 0
    assert server.notes() == [WORDS]


@needs_sshd
def test_a_connection_cut_in_the_middle_of_a_note_loses_no_word(server: Server) -> None:
    with server.login() as running:
        running.send(f"2a{WORDS}")
        running.wait_for(WORDS)
        running.process.kill()  # the client is gone without a goodbye
        running.process.wait()
    wait_until(lambda: any(WORDS in draft.read_text() for draft in server.drafts()))
    assert server.notes() == []
    with server.login() as running:
        running.wait_for("This note was not saved")
        running.send("\r")
        running.wait_for("ctrl+s")
        running.send(" It came back.\x13")
        running.wait_for("Saved.")
        running.send("q")
        assert running.ended() == 0
    assert server.notes() == [f"{WORDS} It came back."]
    assert server.drafts() == []


@needs_sshd
def test_two_logins_at_once_keep_the_notes_of_both(server: Server) -> None:
    with server.login() as one, server.login() as other:
        one.send("2aFrom the first.")
        other.send("2aFrom the second.")
        one.wait_for("From the first.")
        other.wait_for("From the second.")
        one.send("\x13")
        other.send("\x13")
        one.wait_for("Saved.")
        other.wait_for("Saved.")
        for running in (one, other):
            running.send("q")
            assert running.ended() == 0
    assert server.notes() == ["From the first.", "From the second."]


FORCED = """
ForceCommand /usr/bin/env -i HOME={home} LANG=C.UTF-8 TERM="$TERM" PATH=/usr/bin:/bin {python} -m reader \
--secure --library {samples} --data-dir {home}/data
DisableForwarding yes
PermitUserRC no
"""


@needs_sshd
def test_a_forced_command_in_secure_mode_gives_the_reader_and_nothing_else(tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("the-secret-of-this-machine")
    forced = FORCED.replace("{python}", COMMAND[0]).replace("{samples}", str(SAMPLES))
    server = Server(tmp_path, forced)
    try:
        with_env = {"BRIEFING_READER_LIBRARY": str(tmp_path), "BRIEFING_READER_SECURE": "0", "XDG_DATA_HOME": "/"}
        asks = ("-o", "SendEnv=BRIEFING_READER_* XDG_*")
        for command in (f"cat {secret}", f"show {secret}", "sh", f"list --library {tmp_path}; cat {secret}"):
            done = subprocess.run(
                [*server.ssh(*asks), command],
                capture_output=True,
                text=True,
                timeout=60,
                stdin=subprocess.DEVNULL,
                env={**environment(tmp_path), **with_env},
            )
            assert "secret" not in done.stdout
            assert "Power of Siberia" in done.stdout  # no terminal: the briefing is printed
        running = Pty(server.ssh("-tt"), environment(tmp_path), cwd=tmp_path)
        try:
            running.wait_for("Power of Siberia")
            running.send("2\x1a")
            running.wait_for("In secure mode there is no shell to go back to.")
            running.send(f"a{WORDS}\x13")
            running.wait_for("Saved.")
            running.send("q")
            assert running.ended() == 0
        finally:
            running.close()
        through = [*server.ssh("-W", f"127.0.0.1:{server.port}")]
        done = subprocess.run(through, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        assert done.returncode != 0
        assert "SSH-2.0" not in done.stdout
    finally:
        server.stop()
    written = {path.relative_to(server.home).parts[0] for path in server.home.rglob("*")}
    assert written == {"data"}
    assert len(list((server.home / "data" / "notes").glob("*/*.md"))) == 1


@needs_tmux
def test_in_tmux_it_outlives_the_client_and_ends_with_its_window(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    env = environment(tmp_path)
    running = Pty([*tmux, "new-session", "-s", "reading", " ".join([*COMMAND, SUMMIT])], env, cwd=tmp_path)
    try:
        running.wait_for("Xi in Moscow")
        running.send(f"2a{WORDS}")
        running.wait_for(WORDS)
        subprocess.run([*tmux, "detach-client"], env=env, check=True)
        running.ended()
    finally:
        running.close()
    running = Pty([*tmux, "attach-session"], env, (90, 28), cwd=tmp_path)
    try:
        running.wait_for(WORDS)
        subprocess.run([*tmux, "kill-session"], env=env, check=True)
        running.ended()
        drafts = tmp_path / ".local/state/briefing-reader/drafts"
        wait_until(lambda: any(WORDS in draft.read_text() for draft in drafts.glob("*.md")))
    finally:
        running.close()
        subprocess.run([*tmux, "kill-server"], env=env, capture_output=True)


@needs_sshd
@needs_mosh
def test_under_mosh_it_reads_and_writes_as_anywhere(server: Server) -> None:
    mosh = ["mosh", "--ssh", " ".join(server.ssh()[:-1]), "--family=inet", server.ssh()[-1]]
    running = Pty([*mosh, "--", "sh", "-c", server.reader()], environment(server.folder), cwd=server.folder)
    try:
        running.wait_for("Xi in Moscow")
        running.send(f"2a{WORDS}")
        running.wait_for(WORDS)
        running.send("\x13")
        running.wait_for("Saved.")
        running.send("q")
        running.ended()
    finally:
        running.close()
    assert server.notes() == [WORDS]
