"""`check` as authors and workflows call it: formats, exit codes, standard input, what can go wrong with paths."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main

DEAD = 'format = 1\nid = "a"\ntitle = "A"\n[[sections]]\nid = "a"\ntitle = "A"\nbody = "no [[one]] 100%"\n'
SAMPLES = Path(__file__).parents[2] / "briefings"


@pytest.fixture
def dead(tmp_path: Path) -> Path:
    path = tmp_path / "a.toml"
    path.write_text(DEAD)
    return path


def test_text_is_one_line_a_problem(dead: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(dead)]) == 0
    message = 'sections[0].body: no entity has the id "one" [unknown-entity]'
    assert capsys.readouterr().out == f"{dead}:7:12: warning: {message}\n"


@pytest.mark.parametrize("asked", [["--format", "json"], ["--json"]])
def test_json_has_the_keys_that_scripts_rely_on(
    asked: list[str], dead: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *asked, str(dead), str(dead.parent / "missing.toml")]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["version"], document["files"]) == (1, 2)
    first, second = document["problems"]
    assert first == {
        "file": str(dead),
        "line": 7,
        "column": 12,
        "severity": "warning",
        "code": "unknown-entity",
        "key": "sections[0].body",
        "message": 'no entity has the id "one"',
    }
    assert (second["severity"], second["code"]) == ("error", "unreadable")


def test_github_shows_problems_beside_the_lines(
    dead: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dead.parent)
    assert main(["check", "--format=github", "--strict", str(dead)]) == 1
    message = 'sections[0].body: no entity has the id "one"'
    assert capsys.readouterr().out == f"::warning file=a.toml,line=7,col=12,title=unknown-entity::{message}\n"


def test_standard_input_knows_the_entities_of_the_library(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DEAD.replace("one", "gazprom").encode())))
    assert main(["check", "-", "--library", str(SAMPLES)]) == 0
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a = \n")))
    assert main(["check", "-"]) == 1
    assert capsys.readouterr().out.startswith("-:1:5: error: ")


def test_a_folder_without_briefings_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 1
    assert "no *.toml file" in capsys.readouterr().err


def test_a_missing_file_and_a_device_are_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.toml"), "/dev/zero"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" ")[2] for line in told] == ["[unreadable]", "[unreadable]"]


def test_a_folder_into_which_one_may_not_look_is_an_error_wherever_it_lies(
    dead: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = dead.parent / "sub" / "closed"
    closed.mkdir(parents=True)
    look, read = os.scandir, os.open

    def refused(do: Any) -> Any:
        def open_or_refuse(path: Any, *others: Any, **named: Any) -> Any:
            if os.fspath(path) == str(closed):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(closed))
            return do(path, *others, **named)

        return open_or_refuse

    monkeypatch.setattr(os, "scandir", refused(look))
    monkeypatch.setattr(os, "open", refused(read))
    assert main(["check", str(dead.parent)]) == 1
    told = f"{closed}:1:1: error: cannot be read: permission denied [unreadable]"
    assert capsys.readouterr().out.splitlines()[-1] == told
