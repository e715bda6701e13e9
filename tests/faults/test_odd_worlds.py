"""Odd terminals, environments, folders and files: a clear line, the promised exit code, and never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from reader.cli import main as command_line
from tests.terminal import COMMAND, SUMMIT, environment, on_terminal, run_in_pipe

# Terminals


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_can_only_print_lines_gets_lines(tmp_path: Path, term: str) -> None:
    with on_terminal(tmp_path, f"{SUMMIT}#finance", size=(80, 100), env={"TERM": term}) as running:
        assert running.ended() == 0
        assert "Since then the Russian government" in running.screen
        assert b"\x1b" not in running.raw


@pytest.mark.parametrize("term", ["no-such-terminal", "vt100", "linux", "../../etc/passwd"])
def test_a_terminal_that_nobody_knows_is_taken_for_one_like_the_vt100(tmp_path: Path, term: str) -> None:
    with on_terminal(tmp_path, SUMMIT, env={"TERM": term}) as running:
        running.wait_for("Xi in Moscow")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 24), (80, 1), (2, 2), (7, 3)])
def test_a_terminal_without_room_is_no_reason_to_fail(tmp_path: Path, size: tuple[int, int]) -> None:
    with on_terminal(tmp_path, SUMMIT, size=size) as running:
        running.wait_until(lambda: b"\x1b[?1049h" in running.raw)
        running.send("j 2]?\x1b:\x1ba")
        running.resize(100, 30)
        running.wait_for("Xi in Moscow")
        running.send("\x1b\x1b")
        running.send("\x11")
        assert running.ended() == 0


# Languages


@pytest.mark.parametrize(
    "changes",
    [
        {"LANG": "C"},
        {"LANG": ""},
        {"LC_ALL": "C"},
        {"LC_ALL": "no_SUCH.locale"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_no_locale_keeps_a_briefing_from_being_printed(tmp_path: Path, changes: dict[str, str]) -> None:
    done = run_in_pipe(tmp_path, "show", SUMMIT, **changes)
    assert done.returncode == 0
    assert "Xi in Moscow" in done.stdout
    listed = run_in_pipe(tmp_path, "list", "--json", **changes)
    assert json.loads(listed.stdout)["briefings"]


def test_the_screen_needs_no_locale(tmp_path: Path) -> None:
    with on_terminal(tmp_path, SUMMIT, env={"LANG": "C", "PYTHONIOENCODING": "ascii"}) as running:
        running.wait_for("│")
        assert "\\u" not in running.screen


# Streams


@pytest.mark.parametrize("typed", [["show", SUMMIT], ["--version"]])
def test_an_output_that_is_full_is_said(tmp_path: Path, typed: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *typed], stdout=full, stderr=subprocess.PIPE, text=True, env=environment(tmp_path)
        )
    assert done.returncode == 1
    assert done.stderr == "briefing-reader: No space left on device\n"


def test_talk_that_nobody_takes_keeps_no_data_back(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("format = \n")
    (tmp_path / "good.toml").write_text('format = 1\ntitle = "Good"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = "b"\n')
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "--library", tmp_path, "list"],
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            env=environment(tmp_path),
        )
    assert (done.returncode, done.stdout.split("\t")[0]) == (0, "good")


def test_a_reader_that_goes_away_early_ends_it_quietly(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$0" -m reader show "$1" | head -1', COMMAND[0], SUMMIT],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_no_reason_to_fail(tmp_path: Path, closed: str) -> None:
    script = f'"$0" -m reader list {closed}; echo "code $?" >"$HOME/code"; "$0" -m reader --version {closed};'
    script += f'"$0" -m reader {closed}'
    done = subprocess.run(["bash", "-c", script, COMMAND[0]], capture_output=True, text=True, env=environment(tmp_path))
    assert (tmp_path / "code").read_text() == "code 0\n"
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_interrupt_ends_a_command_with_130(tmp_path: Path) -> None:
    script = (
        "import sys, time; from reader.cli import main as line;"
        "line.command_function = lambda name: lambda options: print('at work', flush=True) or time.sleep(60);"
        "sys.exit(line.main(['list']))"
    )
    command = [COMMAND[0], "-c", script]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path)
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"at work\n"
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b""
    assert running.returncode == 130


# Homes


@pytest.mark.parametrize("home", ["/proc/nobody", "/dev/null", "/proc/1"])
def test_a_home_that_cannot_be_written_does_not_keep_one_from_reading(tmp_path: Path, home: str) -> None:
    done = run_in_pipe(tmp_path, "show", SUMMIT, HOME=home)
    assert done.returncode == 0
    with on_terminal(tmp_path, SUMMIT, env={"HOME": home}) as running:
        running.wait_for("Xi in Moscow")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("aThese words must stay.")
        running.wait_for("These words must stay.")
        running.send("\x13")
        running.wait_for("Not saved:")
        assert "These words must stay." in running.screen
        running.send("\x11")
        running.ended()


def test_notes_that_cannot_be_written_end_a_command_with_4(tmp_path: Path) -> None:
    done = run_in_pipe(tmp_path, "--data-dir", "/proc/notes", "notes", "add", SUMMIT, "--text", "Words.")
    assert done.returncode == 4
    assert done.stderr.startswith("briefing-reader: /proc/notes/notes/")
    (draft,) = (tmp_path / ".local/state/briefing-reader/drafts").glob("*.md")
    assert done.stderr.endswith(f"{draft}\n")
    assert draft.read_text().endswith("\nWords.\n")  # they may have come down a pipe


# What goes wrong inside


def test_a_mistake_of_the_program_is_one_sentence_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: object) -> int:
        raise KeyError("a \x1b[31m surprise")

    monkeypatch.setattr(command_line, "command_function", lambda _: fail)
    assert command_line.main(["list"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("briefing-reader: A mistake in briefing-reader itself ended it (KeyError: ")
    assert "\x1b" not in told
    report = Path(os.environ["HOME"]) / ".local/state/briefing-reader/fault.txt"
    assert str(report) in told
    assert "in fail" in report.read_text()
    assert "\x1b" not in report.read_text()


def test_a_mistake_behind_the_screen_is_told_there_and_reported_at_the_end(tmp_path: Path) -> None:
    script = tmp_path / "mistaken.py"
    script.write_text(
        "import sys\n"
        "from reader.library.catalogue import Catalogue\n"
        "Catalogue.looks_unchanged = lambda catalogue: {}['nowhere']\n"
        "from reader.__main__ import main\n"
        "sys.exit(main())\n"
    )
    with on_terminal(tmp_path, SUMMIT, command=[COMMAND[0], str(script)]) as running:
        running.wait_for("Reading the library failed")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before
        assert "was met (KeyError: 'nowhere')" in " ".join(running.screen.split())
    assert "looks_unchanged" in (tmp_path / ".local/state/briefing-reader/fault.txt").read_text()


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (MemoryError(), 1, "briefing-reader: There is not enough memory for this.\n"),
        (PermissionError(13, "Permission denied", "a\x1bb"), 1, "briefing-reader: a␛b: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_what_no_command_foresaw_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, told: str
) -> None:
    def fail(options: object) -> int:
        raise error

    monkeypatch.setattr(command_line, "command_function", lambda _: fail)
    assert command_line.main(["list"]) == code
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    "words",
    [
        ["search", "nowhere\udcff"],
        ["search", "entity:\udcff"],
        ["search", "in:\udcff"],
        ["entities", "x\udcff"],
        ["show", "a\udcff"],
        ["notes", "list", "a\udcff"],
    ],
)
def test_an_argument_that_is_no_utf_8_finds_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "A mistake in briefing-reader" not in err
