"""What holds for every command that lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.storage.index.shelves import write_briefing


@pytest.mark.parametrize(
    ("command", "key"),
    [("list", "briefings"), ("entities", "entities"), ("search gas", "results"), ("notes list", "notes")],
)
def test_nothing_to_list_is_an_exit_code_of_one_in_every_form(
    command: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--library", str(tmp_path), *command.split()]
    assert main(words) == 1
    assert capsys.readouterr().out == ""
    assert main([*words, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document[key] == []


def test_moments_are_iso_8601_in_every_json_and_as_people_write_them_in_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = '[[entities]]\nid = "gas"\nname = "Gas"\nkind = "topic"\nfacts = {price = 1}\n'
    write_briefing(tmp_path / "shelf", "first", "Gas.", date="2017-07-03T14:30:05+02:00", more=more)
    write_briefing(tmp_path / "shelf", "second", "Gas.", date="2017-07-04", more=more.replace("1}", "2}"))
    moment = "2017-07-03T14:30:05+02:00"

    def asked(*words: str) -> str:
        assert main(["--library", str(tmp_path / "shelf"), *words]) == 0
        return capsys.readouterr().out

    assert [one["date"] for one in json.loads(asked("list", "--json"))["briefings"]] == ["2017-07-04", moment]
    assert json.loads(asked("show", "first", "--format", "json"))["briefing"]["date"] == moment
    dossier = json.loads(asked("entities", "gas", "--json"))
    for part in (dossier["mentions"], dossier["descriptions"], dossier["changed_facts"]["price"]):
        assert [one["date"] for one in part] == [moment, "2017-07-04"]
    assert (dossier["first"], dossier["last"]) == (moment, "2017-07-04")
    for words in (("list",), ("show", "first"), ("entities", "gas")):
        printed = asked(*words)
        assert "2017-07-03 14:30+02:00" in printed
        assert "T14:30" not in printed
