"""Completion in the shells themselves: commands, options, their values, briefings and their sections."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.cli import completion_bash, completion_fish, completion_zsh
from reader.cli.commands import COMMANDS
from reader.core.note import Note, Target
from reader.storage.notes import NoteStore
from tests.storage.index.shelves import write_briefing

Complete = Callable[..., set[str]]


@pytest.fixture
def shell_environment(tmp_path: Path) -> dict[str, str]:
    """Where `briefing-reader` is found, whether or not it is installed."""
    program = tmp_path / "bin" / "briefing-reader"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "TERM": "xterm"}


def run(words: list[str], environment: dict[str, str]) -> str:
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    here = environment["HOME"]  # with no files whose names a shell could offer
    done = subprocess.run(words, capture_output=True, text=True, env=environment, cwd=here, timeout=60)
    assert done.stderr == ""
    return done.stdout


def in_bash(typed: list[str], folder: Path, environment: dict[str, str]) -> set[str]:
    (folder / "c.bash").write_text(completion_bash.script())
    call = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _briefing_reader'
    code = f'{call}; printf "%s\n" "${{COMPREPLY[@]}}"'
    words = [part for word in typed for part in (re.split("(=)", word) if word else [word]) if part or not word]
    return {*run(["bash", "-c", code, "-", str(folder / "c.bash"), "briefing-reader", *words], environment).split("\n")}


def in_fish(typed: list[str], folder: Path, environment: dict[str, str]) -> set[str]:
    (folder / "c.fish").write_text(completion_fish.script())
    code = f"source {folder}/c.fish; complete -C 'briefing-reader {' '.join(typed)}'"
    return {line.split("\t")[0].rpartition("=")[2] for line in run(["fish", "-c", code], environment).split("\n")}


@pytest.mark.parametrize("complete", [in_bash, in_fish])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["che"], {"check"}),
        (["chi"], {"china-russia-summit-2017"}),
        (["--library", "briefings", "che"], {"check"}),
        (["check", "--format", ""], {"text", "json", "github"}),
        (["check", "--str"], {"--strict"}),
        (["notes", "exp"], {"export"}),
        (["notes", "export", "--format", "json"], {"json", "jsonld"}),
        (["show", "power"], {"power-of-siberia"}),
        (["show", "power-of-siberia#c"], {"power-of-siberia#contract"}),
        (["show", "~/.shelf/far.toml#"], {"~/.shelf/far.toml#main"}),
        (["show", ".shelf/far.toml#m"], {".shelf/far.toml#main"}),
        (["--theme", "l"], {"light"}),
        (["--secu"], {"--secure"}),
        (["list", "--js"], {"--json"}),
        (["completion", "z"], {"zsh"}),
        (["read", "--text-width", ""], set()),
        (["entities", "gazp"], {"gazprom"}),
        (["notes", "add", "--entity", "gazp"], {"gazprom"}),
        (["notes", "import", "--briefing", "power"], {"power-of-siberia"}),
        (["notes", "attach", "2"], {"20261124T080000-00000a"}),
        (["notes", "rm", "2"], {"20261124T080000-00000a"}),
        (["notes", "restore", "2"], {"20261124T080000-00000b"}),
        (["--library", "~/.shelf", "show", "f"], {"far"}),
        (["--library", "~/.shelf", "show", "far#"], {"far#main"}),
        (["check", "--format=gi"], {"github"}),
        (["check", "--format="], {"text", "json", "github"}),
        (["--library=.shelf", "show", "f"], {"far"}),
    ],
)
def test_a_shell_completes(
    complete: Complete, typed: list[str], expected: set[str], tmp_path: Path, shell_environment: dict[str, str]
) -> None:
    write_what_there_is(Path(shell_environment["HOME"]))
    assert complete(typed, tmp_path, shell_environment) - {""} == expected


def write_what_there_is(home: Path) -> None:
    """A note, one in the trash, and a library that only an option names."""
    notes = NoteStore(home / ".local" / "share" / "briefing-reader" / "notes")
    for last in "ab":
        moment = datetime(2026, 11, 24, 8, tzinfo=UTC)
        notes.add(Note(f"20261124T080000-00000{last}", moment, moment, Target("power-of-siberia"), "Words."))
    notes.trash("20261124T080000-00000b")
    write_briefing(home / ".shelf", "far", "Words.")


@pytest.mark.parametrize(("shell", "script"), [("zsh", completion_zsh.script()), ("bash", completion_bash.script())])
def test_a_script_is_what_its_shell_can_read(
    shell: str, script: str, tmp_path: Path, shell_environment: dict[str, str]
) -> None:
    (tmp_path / "script").write_text(script)
    assert run([shell, "-n", str(tmp_path / "script")], shell_environment) == ""


ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; unsetopt zle_bracketed_paste; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell "zstyle ':completion:*' list-grouped false; setopt no_beep; bindkey '^I' complete-word; echo rea''dy"
while zpty -r shell line; do [[ $line == *ready* ]] && break; done
zpty -w -n shell "briefing-reader $2"$'\t\n'
zpty -w shell "echo fini''shed"
while zpty -r shell line; do print -r -- $line; [[ $line == *finished* ]] && break; done
zpty -d shell
"""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("schem", "briefing-reader schema"),
        ("check --format git", "briefing-reader check --format github"),
        ("notes exp", "briefing-reader notes export"),
        ("notes export --format jsonl", "briefing-reader notes export --format jsonld"),
        ("show power", "briefing-reader show power-of-siberia"),
        ("show power-of-siberia#con", "briefing-reader show power-of-siberia#contract"),
        ("show ~/.shelf/far.toml#m", "briefing-reader show ~/.shelf/far.toml#main"),
        ("entities gazp", "briefing-reader entities gazprom"),
        ("notes edit 2", "briefing-reader notes edit 20261124T080000-00000a"),
        ("notes restore 2", "briefing-reader notes restore 20261124T080000-00000b"),
        ("--library ~/.shelf show f", "briefing-reader --library ~/.shelf show far"),
        ("--library=.shelf show f", "briefing-reader --library=.shelf show far"),
        ("check --format=git", "briefing-reader check --format=github"),
    ],
)
def test_zsh_completes(typed: str, expected: str, tmp_path: Path, shell_environment: dict[str, str]) -> None:
    (tmp_path / "_briefing-reader").write_text(completion_zsh.script())
    write_what_there_is(Path(shell_environment["HOME"]))
    assert expected in run(["zsh", "-f", "-c", ZSH, "-", str(tmp_path), typed], shell_environment)


def test_zsh_takes_the_script_from_its_output_too(tmp_path: Path, shell_environment: dict[str, str]) -> None:
    (tmp_path / "c.zsh").write_text(completion_zsh.script())
    code = f"autoload -Uz compinit; compinit -u -D; source {tmp_path}/c.zsh; print $_comps[briefing-reader]"
    assert run(["zsh", "-f", "-c", code], shell_environment) == "_briefing_reader\n"


def test_every_command_and_option_is_in_every_script() -> None:
    from reader.cli.grammar import arguments_of, shared_arguments

    names = {name for command in COMMANDS for one in arguments_of(command) for name in one.names}
    names |= {name for one in shared_arguments() for name in one.names}
    words = {word for command in COMMANDS for word in command.name.split()}
    for script in (completion_bash.script(), completion_zsh.script()):
        assert all(name in script for name in names | words)
    fish = completion_fish.script()
    assert all(f"-l {name[2:]}" in fish for name in names if name.startswith("--"))
