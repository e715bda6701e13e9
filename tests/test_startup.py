"""No command but the reader imports Textual, and none imports what it does not use: starting up is most of its time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = (
    "textual",
    "rich",
    "markdown_it",
    "tree_sitter",
    "platformdirs",
    "concurrent.futures",
    "secrets",
    "hashlib",
    "dataclasses",
    "inspect",
    "difflib",
    "importlib.resources",
    "reader.core.anchoring.quest",
    "reader.library.checking",
)
"""What takes long to import, and only some commands on some files need."""

LIBRARY = "--library tests/cli/transcripts/library"
CLEAN = "tests/cli/transcripts/library"
WRONG = "check tests/cli/transcripts/wrong.toml"


def loaded_by(typed: str | list[str]) -> set[str]:
    """Which of the heavy modules a command loads."""
    words = typed.split() if isinstance(typed, str) else typed
    command = [sys.executable, "-X", "importtime", "-m", "reader", *words]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
    assert "reader" in loaded
    return loaded & set(HEAVY)


@pytest.mark.parametrize(
    "typed", ["--version", "--help", f"list {LIBRARY}", f"check {CLEAN}", f"notes list {LIBRARY}", "new gas", "schema"]
)
def test_a_small_command_imports_nothing_heavy(typed: str) -> None:
    loaded_by(typed)  # the first time an index may have to be made, which needs more
    assert loaded_by(typed) == set()


@pytest.mark.parametrize(
    "typed",
    [
        f"show gas-deal {LIBRARY}",
        f"search gas {LIBRARY}",
        f"entities {LIBRARY}",
        f"entities gazprom {LIBRARY}",
        "diff tests/cli/transcripts/library/pipeline.toml tests/cli/transcripts/pipeline-3.toml",
        WRONG,
        "import tests/cli/transcripts/article.md",
        f"notes export {LIBRARY}",
        f"info {LIBRARY}",
        "completion zsh",
        "manual",
    ],
)
def test_no_command_but_the_reader_imports_textual(typed: str) -> None:
    assert not loaded_by(typed) & {"textual", "rich"}


@pytest.mark.parametrize("typed", ["notes list", "notes list --json", "notes list china-russia-summit-2017", "list"])
def test_a_list_of_notes_on_briefings_full_of_mark_up_imports_nothing_heavy(typed: str) -> None:
    summit = "china-russia-summit-2017"
    for target in (
        [f"{summit}#energy", "--quote", "the headline sum"],
        [summit, "--entity", "putin"],
        ["g20-hamburg-2017"],
    ):
        loaded_by(["notes", "add", *target, "--text", "Is it?"])
    loaded_by(typed)
    assert loaded_by(typed) == set()


@pytest.mark.parametrize("typed", ["check briefings", "check briefings/g20-hamburg-2017.toml", WRONG])
def test_a_check_of_files_that_have_not_changed_loads_nothing_that_checks(typed: str) -> None:
    assert loaded_by(typed) & {"importlib.resources", "rich", "textual"} == set()  # which tree-sitter would load
    assert loaded_by(typed) == set()


def test_the_first_screen_loads_nothing_that_only_some_later_key_needs() -> None:
    command = [sys.executable, "-X", "importtime", "-c", "import reader.tui.app"]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
    assert "reader.tui.reading" in loaded
    assert not loaded & set(LATER)


LATER = (
    "reader.core.reading.hunt",
    "reader.tui.promptly",
    "reader.tui.frames.simple_lines",
    "reader.tui.lists.help",
    "reader.tui.lists.note_list",
    "reader.tui.lists.palette",
    "reader.tui.lists.search_screen",
    "reader.tui.lists.shelf",
)
"""What takes memory of every reader, whether they ever ask for it or not."""
