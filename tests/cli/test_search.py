import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main
from reader.library.catalogue import HELD
from tests.storage.index.shelves import write_briefing, write_registry


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    write_registry(folder)
    write_briefing(folder, "gas", "Gazprom sells gas to 北京.\n\nPutin knows.")
    return folder


def asked(shelf: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["--library", str(shelf), *arguments])
    return code, capsys.readouterr().out


def document(shelf: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    code, out = asked(shelf, capsys, *arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    assert found["version"] == 1
    return found


def test_search_prints_a_line_a_place(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(shelf, capsys, "search", "京") == (0, "gas#main/p1\tgas › Main\tGazprom sells gas to 北京.\n")


def test_search_gives_the_keys_that_were_promised(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(shelf, capsys, "search", "gazprom")
    assert (found["query"], found["total"]) == ("gazprom", 2)
    promised = {"in", "briefing", "section", "paragraph", "entity", "note", "title", "snippet", "score"}
    for result in found["results"]:
        assert promised <= result.keys()
    assert [(one["in"], one["entity"], one["briefing"]) for one in found["results"]] == [
        ("entity", "gazprom", None),
        ("briefing", None, "gas"),
    ]
    assert len(document(shelf, capsys, "search", "gazprom", "--limit", "1")["results"]) == 1
    assert document(shelf, capsys, "search", "gazprom", "--in", "briefings")["total"] == 1


def test_facts_are_found_as_they_are_shown(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = "{signed = true, moment = 2017-07-03T10:00:00Z}"
    write_registry(shelf, f'[[entities]]\nid = "deal"\nname = "Deal"\nkind = "agreement"\nfacts = {facts}\n')
    (found,) = document(shelf, capsys, "search", "signed yes")["results"]
    assert found["snippet"] == "signed yes moment 2017-07-03 10:00+00:00"


def test_nothing_found_is_exit_code_one(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(shelf, capsys, "search", "zzz") == (1, "")
    assert asked(shelf, capsys, "search", '"((', "--json")[0] == 1
    assert asked(shelf, capsys, "entities", "nobody") == (1, "")


def test_entities_are_listed_with_their_mentions(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {one["id"]: one for one in document(shelf, capsys, "entities")["entities"]}
    assert rows["gazprom"] == {
        "id": "gazprom",
        "name": "Gazprom",
        "kind": "company",
        "aliases": ["Газпром", "GAZP"],
        "mentions": 1,
        "briefings": 1,
    }


def test_one_entity_is_told_whole(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = document(shelf, capsys, "entities", "Газпром")
    assert told["summary"] == "A gas company."
    assert told["facts"] == {"chair": "Zubkov"}
    assert told["links"] == [{"from": "gazprom", "relation": "owned by the state of", "to": "putin"}]
    assert told["mentions"] == [
        {
            "briefing": "gas",
            "date": "2017-07-03",
            "section": "main",
            "paragraph": 1,
            "text": "Gazprom sells gas to 北京.",
        }
    ]
    code, out = asked(shelf, capsys, "entities", "putin")
    assert code == 0
    assert "Gazprom — owned by the state of Vladimir Putin" in out


def test_a_locked_index_is_said_to_be_behind_and_asked_all_the_same(
    shelf: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.index.database._PATIENCE", 0.0)
    asked(shelf, capsys, "list")
    (path,) = Path.home().glob(".cache/briefing-reader/index-*.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    write_briefing(shelf, "coal", "Gazprom sells coal.")
    assert main(["--library", str(shelf), "search", "sells"]) == 0
    out, err = capsys.readouterr()
    other.close()
    assert out.count("\n") == 1
    assert err == f"{HELD}\n"
