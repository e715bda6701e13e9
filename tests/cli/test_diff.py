"""`diff`: what a person and a script are told of two versions of a briefing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.storage.places import find_places
from reader.storage.state import State
from tests.conftest import library_in
from tests.planted import NAMED, OLD, two_editions


def test_twelve_planted_changes_are_named_figures_first_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_editions(tmp_path)
    assert main(["diff", str(old), str(new)]) == 0
    printed = capsys.readouterr().out
    entries = [line for line in printed.split("\n") if line[:2] in ("~ ", "+ ", "- ", "> ")]
    assert len(entries) == len(NAMED) == 12
    places = [printed.index(words) for words in NAMED]
    assert places == sorted(places)
    assert "6 figures or names, 1 new, 4 changed, 1 gone" in printed


def test_a_script_is_given_each_change_once_with_its_facts_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_editions(tmp_path)
    assert main(["diff", str(old), str(new), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert (document["old"]["edition"], document["new"]["edition"]) == (1, 2)
    assert len(document["changes"]) == 12
    line = next(change for change in document["changes"] if change["facts"])
    assert (line["section"], line["paragraph"]) == ("energy", 1)
    assert line["facts"] == [{"kind": "figure", "old": "36 billion", "new": "38 billion"}]
    (word,) = line["words"]
    assert (word["old"], word["new"], line["new"][word["start"] : word["end"]]) == ("36", "38", "38")
    assert {section["id"]: section["gone"] for section in document["sections"]}["energy"] == 1


def test_nothing_that_differs_is_an_exit_code_of_1_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, _ = two_editions(tmp_path)
    assert main(["diff", str(old), str(old)]) == 1
    assert capsys.readouterr() == ("", "Nothing differs.\n")
    assert main(["diff", str(old), str(old), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_one_version_is_compared_with_the_one_that_was_read_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_editions(tmp_path)
    assert main(["diff", str(new)]) == 1
    library = library_in(tmp_path, tmp_path)
    library.state = State(find_places(os.environ).state_file)
    library.rereading(library.open(old)).save()
    library.state.close()
    capsys.readouterr()
    assert main(["diff", str(new)]) == 0
    printed = capsys.readouterr().out
    assert all(words in printed for words in NAMED)
    assert printed.startswith("TLP:GREEN\n")
    assert main(["diff", str(new)]) == 0, "to ask what has changed is not to read it"


def test_a_briefing_that_was_never_read_is_not_said_to_be_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, _ = two_editions(tmp_path)
    assert main(["diff", str(old)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "has not been read in the reader yet" in err


def test_a_version_that_cannot_be_read_ends_with_3(tmp_path: Path) -> None:
    old, new = two_editions(tmp_path)
    new.write_text("format = ")
    assert main(["diff", str(old), str(new)]) == 3


def test_control_characters_of_either_version_are_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_editions(tmp_path)
    new.write_text(OLD.replace("36 billion", "\\\\u001b[31m36 billion\\\\u202e".replace("\\\\", "\\")), "utf-8")
    assert main(["diff", str(old), str(new)]) == 0
    printed = capsys.readouterr().out
    assert "␛[31m" in printed
    assert not {"\x1b", "\u202e"} & set(printed)
