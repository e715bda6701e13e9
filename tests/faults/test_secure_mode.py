"""Secure mode: each test tries a way out of it, and fails to get out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.terminal import COMMAND, SUMMIT, environment, on_terminal

SECRET = "the-secret-of-this-machine"

# Each is tried inside the fence; `home`, `library`, `data` and `secret` are paths.
WAYS_OUT = {
    "read a file by its path": "open(secret).read()",
    "read a file by ..": "open(library / '..' / secret.name).read()",
    "read a file through a link in the library": "open(library / 'link.toml').read()",
    "read a file through a folder that is a link": "open(library / 'folder' / secret.name).read()",
    "read a file through a link in the data folder": "open(data / 'link').read()",
    "read a file by the system call": "os.read(os.open(secret, os.O_RDONLY), 100)",
    "read a file by its place in a folder that is open": "os.open(secret.name, 0, dir_fd=os.open(home, os.O_PATH))",
    "read another process's memory": "open(f'/proc/{os.getppid()}/environ').read()",
    "read the passwords": "open('/etc/passwd').read()",
    "list a folder": "os.listdir(home)",
    "write a file": "open(home / 'written', 'w')",
    "write into the library": "open(library / 'new.toml', 'w')",
    "change a briefing": "open(library / 'link.toml', 'r+')",
    "write through a link in the data folder": "open(data / 'link', 'a')",
    "make a link in the data folder": "os.symlink(secret, data / 'second-link')",
    "make a second name in the data folder": "os.link(secret, data / 'hard-link')",
    "move a file out of the data folder": "os.rename(data / 'own', home / 'moved')",
    "delete a file": "os.remove(secret)",
    "make a folder": "os.mkdir(home / 'made')",
    "change the mode of a file": "os.chmod(secret, 0o777)",
    "cut a file off": "os.truncate(secret, 0)",
    "make a database": "sqlite3.connect(home / 'made.db').execute('CREATE TABLE t (c)')",
    "attach a database": "sqlite3.connect(data / 'own.db').execute('ATTACH ? AS x', [f'{home}/x.db'])",
    "load a library": "ctypes.CDLL('libc.so.6').system(b'true') or proof('ran')",
    "start a shell": "os.system('true') == 0 and proof('ran')",
    "start a program": "subprocess.run(['true'])",
    "become a program": "os.execv('/bin/true', ['true'])",
    "start a program by spawning": "os.posix_spawn('/bin/true', ['true'], {})",
    "fork": "os.fork() == 0 and os._exit(0)",
    "open a browser": "webbrowser.GenericBrowser('true').open('https://example.org') and proof('ran')",
    "open a connection": "socket.create_connection(('127.0.0.1', 9), 1)",
    "listen": "socket.create_server(('127.0.0.1', 0))",
    "send a signal to somebody else": "os.kill(os.getppid(), 0)",
}
# The kernel does not know what Python would do, and Python does not see what C code does.
NOT_BY_PYTHON = {"attach a database"}
NOT_BY_KERNEL = {
    "load a library",
    "start a shell",
    "start a program by spawning",
    "fork",
    "open a browser",
    "change the mode of a file",
}

TRIAL = """
import ctypes, json, os, socket, sqlite3, subprocess, sys, webbrowser
from pathlib import Path
from reader.storage import fence, landlock
home, library, data = map(Path, sys.argv[1:4])
secret = home / 'secret.toml'
def proof(text):
    return text
if sys.argv[4] == 'python':
    landlock.confine = lambda readable, writable: False
if sys.argv[4] == 'kernel':
    sys.addaudithook = lambda hook: None
sqlite3.connect(data / 'own.db').close()
stands = fence.fence_in([library], [data])
if sys.argv[4] == 'kernel' and not stands.in_kernel:
    sys.exit(77)
for name, way in json.loads(sys.argv[5]).items():
    try:
        got = eval(way)
    except (OSError, sqlite3.Error) as error:
        print('kept in:', name, error)
    else:
        print('GOT OUT:', name, got)
print('tried all')
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A home with a secret, a library with links to it, and a data folder with one."""
    home, library, data = tmp_path / "outside", tmp_path / "outside" / "library", tmp_path / "outside" / "data"
    for folder in (home, library, data):
        folder.mkdir()
    (home / "secret.toml").write_text(f'format = 1\ntitle = "{SECRET}"\n[[sections]]\nid = "s"\ntitle = "S"\n')
    (library / "link.toml").symlink_to(home / "secret.toml")
    (library / "folder").symlink_to(home, target_is_directory=True)
    (library / "summit.toml").write_bytes((SAMPLES / "china-russia-summit-2017.toml").read_bytes())
    (data / "link").symlink_to(home / "secret.toml")
    (data / "own").write_text("one's own")
    return home, library, data


@pytest.mark.parametrize("fence", ["both", "python", "kernel"])
def test_no_way_leads_out_of_the_fence(places: tuple[Path, Path, Path], fence: str) -> None:
    kept_in_by_neither = {"python": NOT_BY_PYTHON, "kernel": NOT_BY_KERNEL}.get(fence, set())
    ways = {name: way for name, way in WAYS_OUT.items() if name not in kept_in_by_neither}
    done = subprocess.run(
        [sys.executable, "-c", TRIAL, *map(str, places), fence, json.dumps(ways)], capture_output=True, text=True
    )
    if done.returncode == 77:
        pytest.skip("this kernel has no Landlock")
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("kept in:")] == ["tried all"], done.stderr
    assert len(lines) == len(ways) + 1


def secure(home: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """The program in secure mode, by the variable; the library and the data folder by options, as an operator would."""
    library, data = ("--library", str(home / "library")), ("--data-dir", str(home / "data"))
    env = environment(home, BRIEFING_READER_SECURE="1", **changes)
    return subprocess.run([*COMMAND, *library, *data, *arguments], env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "target", ["{home}/secret.toml", "{home}/library/../secret.toml", "{home}/library/link.toml", "link"]
)
def test_no_command_shows_what_lies_outside(places: tuple[Path, Path, Path], target: str) -> None:
    home = places[0]
    for command in ("show", "check"):
        done = secure(home, command, target.format(home=home))
        assert SECRET not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_links_out_of_the_library_are_named_and_not_followed(places: tuple[Path, Path, Path]) -> None:
    done = secure(places[0], "list")
    assert done.returncode == 0
    assert "Xi in Moscow" in done.stdout
    assert SECRET not in done.stdout
    assert "link.toml:1:1: error: cannot be read: not allowed in secure mode" in done.stderr


def test_only_the_data_folder_is_written(places: tuple[Path, Path, Path]) -> None:
    home = places[0]
    before = contents(home)
    assert secure(home, "list").returncode == 0
    with on_terminal(
        home, "--library", str(home / "library"), "--data-dir", str(home / "data"), "--secure", SUMMIT
    ) as running:
        running.wait_for("Xi in Moscow")
        running.send("2a")
        running.wait_for("ctrl+s")
        running.send("No price formula yet.")
        running.wait_for("No price formula yet.")
        running.send("\x13")
        running.wait_for("Saved.")
        running.send("q")
        assert running.ended() == 0
    written = {path for path in contents(home) - before if not path.is_relative_to(home / "data")}
    assert written == set()
    assert list((home / "data" / "notes").glob("*/*.md"))


def contents(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize("value", ["0", ""])
def test_the_environment_cannot_say_no_to_the_option(places: tuple[Path, Path, Path], value: str) -> None:
    home = places[0]
    done = subprocess.run(
        [*COMMAND, "--secure", "--library", str(home / "library"), "show", str(home / "secret.toml")],
        env=environment(home, BRIEFING_READER_SECURE=value),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert "not allowed in secure mode" in done.stderr


def test_the_environment_does_not_widen_what_the_options_name(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    home = places[0]
    done = secure(
        home,
        "list",
        BRIEFING_READER_LIBRARY=str(home),
        BRIEFING_READER_DATA_DIR=str(tmp_path),
        XDG_DATA_HOME=str(tmp_path),
        XDG_STATE_HOME=str(tmp_path),
        XDG_CACHE_HOME=str(tmp_path),
        SSH_ORIGINAL_COMMAND=f"show {home}/secret.toml",
    )
    assert SECRET not in done.stdout + done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"home", "outside"}


def test_textual_writes_no_logs_and_pictures_whatever_the_environment_says(places: tuple[Path, Path, Path]) -> None:
    home = places[0]
    options = ("--library", str(home / "library"), "--data-dir", str(home / "data"), "--secure", SUMMIT)
    asks = {
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_LOG": str(home / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        "TEXTUAL_DRIVER": "os:system",
        "EDITOR": "touch",
        "VISUAL": "touch",
        "BROWSER": "touch %s",
        "PAGER": "touch",
    }
    with on_terminal(home, *options, env=asks) as running:
        running.wait_for("Xi in Moscow")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0
    assert {path.name for path in home.iterdir()} == {"library", "data", "secret.toml"}


def test_the_reader_is_not_suspended(places: tuple[Path, Path, Path]) -> None:
    home = places[0]
    options = ("--library", str(home / "library"), "--data-dir", str(home / "data"), "--secure", SUMMIT)
    with on_terminal(home, *options) as running:
        running.wait_for("Xi in Moscow")
        running.send("\x1a")
        running.wait_for("In secure mode there is no shell to go back to.")
        running.process.send_signal(signal.SIGTSTP)
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0


def test_check_says_why_a_folder_outside_the_library_is_not_looked_at(places: tuple[Path, Path, Path]) -> None:
    home, library, _ = places
    done = secure(home, "check", str(home))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f"{home}:1:1: error: cannot be read: not allowed in secure mode [unreadable]\n"
    assert secure(home, "check", str(library / "summit.toml")).returncode == 0
