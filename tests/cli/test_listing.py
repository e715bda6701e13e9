"""What holds for every command that lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reader.cli.arguments import parse
from reader.cli.main import main
from reader.cli.output import print_table
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


def keys_of(value: object) -> set[str]:
    """All keys but those that are names of facts."""
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    if not isinstance(value, dict):
        return set()
    inside = {name: [*one.values()] if name in ("facts", "changed_facts") else one for name, one in value.items()}
    return set(value) | {key for one in inside.values() for key in keys_of(one)}


def test_every_key_of_every_json_is_explained_and_every_explained_key_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = (
        '[[entities]]\nid = "gas"\nname = "Gas"\nkind = "topic"\nfacts = {{price = {}}}\n'
        'links = [{{to = "oil", relation = "like"}}]\n[[entities]]\nid = "oil"\nname = "Oil"\nkind = "topic"\n'
    )
    for day in (1, 2):
        write_briefing(tmp_path, f"b{day}", "Gas and oil.", date=f"2017-07-0{day}", more=own.format(day))
    (tmp_path / "broken.toml").write_text("format = \n")
    assert main(["--library", str(tmp_path), "notes", "add", "b1#main", "--quote", "oil", "--text", "?"]) == 0
    unreadable = tmp_path / "home" / ".local" / "share" / "briefing-reader" / "notes" / "b1" / "x.md"
    unreadable.write_text("no note")
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    shapes = re.split(r"(?m)^ {0,2}(\w+) +(?=[{a])", page.partition("## JSON")[2].split("```")[1])
    explained = {
        name: set(re.findall(r'"(\w+)"', shape)) for name, shape in zip(shapes[1::2], shapes[2::2], strict=True)
    }
    explained["ID"] |= explained["entities"]
    capsys.readouterr()
    for name, words in {
        "list": ["list"],
        "search": ["search", "gas"],
        "entities": ["entities"],
        "ID": ["entities", "gas"],
        "notes": ["notes", "list"],
        "check": ["check", str(tmp_path)],
    }.items():
        main(["--library", str(tmp_path), *words, "--json"])
        assert keys_of(json.loads(capsys.readouterr().out)) == explained.pop(name), name
    assert explained == {}


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


ROWS = [("first-one", "2017-07-03", "Words that take more room than there is", "12"), ("second", "", "北京", "0")]


WIDE = """\
id          date         title                                   notes
──────────────────────────────────────────────────────────────────────
first-one   2017-07-03   Words that take more room than there    12
                         is
second                   北京                                    0
"""
NARROW = """\
first-one  2017-07-03  notes 12
  Words that take more room than there
  is
second  notes 0
  北京
"""


@pytest.mark.parametrize(("columns", "lines"), [(70, WIDE), (40, NARROW)])
def test_a_table_breaks_no_word_however_narrow_the_terminal(
    columns: int, lines: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    print_table(parse(["list", "--no-color"]), ("id", "date", "title", "notes"), ROWS)
    assert re.sub(" +$", "", capsys.readouterr().out, flags=re.MULTILINE) == lines
