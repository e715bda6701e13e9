"""Files that a person has a command write: their rights, and what is never overwritten."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import main

COMMANDS = {"new": ["new", "gas"], "import": ["import", "article.md"], "notes export": ["notes", "export"]}


@pytest.fixture(autouse=True)
def umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who shares files with their group, in a folder with an article."""
    monkeypatch.chdir(tmp_path)
    Path("article.md").write_text("# Gas\n\nWords.\n")
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_written_for_a_person_has_the_rights_that_their_umask_leaves(command: str) -> None:
    assert main([*COMMANDS[command], "-o", "written"]) == 0
    assert stat.S_IMODE(Path("written").stat().st_mode) == 0o640


@pytest.mark.parametrize("command", COMMANDS)
def test_in_the_folders_of_the_program_it_is_private(command: str) -> None:
    Path("data").mkdir()
    Path("way").symlink_to("data")
    assert main([*COMMANDS[command], "-o", "way/written", "--data-dir", "data"]) == 0
    assert stat.S_IMODE(Path("data/written").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "command",
    [
        ["import", "article.md"],
        ["new", "gas", "--title", "Газ"],
        ["show", "gas.toml", "--format", "html"],
        ["show", "gas.toml", "--format", "markdown"],
        ["notes", "export", "--format", "csv"],
        ["notes", "export", "--format", "jsonld"],
    ],
)
def test_a_file_in_a_pipe_is_utf_8_whatever_the_locale_says(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("article.md").write_text("# Газ\n\nСлова.\n")
    assert main(["import", "article.md", "-o", "gas.toml"]) == 0
    assert main(["notes", "add", "gas.toml", "--text", "Газ?"]) == 0
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="latin-1"))
    assert main(command) == 0
    assert "Газ" in pipe.getvalue().decode("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("folder", [".", "/"])
def test_a_folder_in_the_place_of_a_file_is_told(folder: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMANDS[command], "-o", folder]) in (2, 4)
    assert f"{folder} cannot be written: is a directory" in capsys.readouterr().err


def test_an_id_that_cannot_be_one_is_refused_and_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["new", "Gas Deal"], ["import", "article.md", "--id", "Gas Deal"]):
        assert main(command) == 2
        printed = capsys.readouterr()
        assert (printed.out, "Perhaps: gas-deal" in printed.err) == ("", True)
