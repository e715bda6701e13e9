"""Files that a person has a command write: their rights, and what is never overwritten."""

from __future__ import annotations

import os
import stat
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
