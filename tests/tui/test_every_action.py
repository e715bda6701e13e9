"""Every action can be found: in the help, in the palette, in the documents, under the keys that it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.tui.actions import ACTIONS, BY_NAME, Action
from reader.tui.drawing.footer import DOSSIER, NAMED, TEXT, end_hints, hints
from reader.tui.keys import Keys, default_keys, key_named
from reader.tui.lists.help import OTHER_WORDS, help_lines
from reader.tui.lists.palette import palette_lines

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| ((?:`[^`]+` ?)+) \|$", re.MULTILINE)
ARROWS = {"↑": "up", "↓": "down", "←": "left", "→": "right"}
DIGITS = {f"section_{number}" for number in range(2, 10)}
"""The help and the palette show the nine of them in one line."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action.name))
def test_an_action_is_in_the_help_and_the_palette_under_its_words(action: Action, library: Library) -> None:
    opened = library.open(library.find("china-russia-summit-2017").path)
    palette = palette_lines(Keys(), opened.document, opened, lambda: ())
    in_help = {line.key for line in help_lines(Keys(), action.does.lower())(80)}
    in_palette = {line.key for line in palette(action.does.lower())(80)}
    name = "section_1" if action.name in DIGITS else action.name
    if action.name not in DIGITS:
        assert name in in_help
        assert ("action", name) in in_palette
    assert name in {line.key for line in help_lines(Keys(), "")(80)}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bookmark", "mark_here"),
        ("highlight", "select"),
        ("annotate", "note"),
        ("color", "theme"),
        ("exit", "quit"),
        ("outline", "contents"),
        ("clipboard", "copy"),
        ("diff", "changes"),
        ("history", "back"),
        ("next_section", "next_section"),
    ],
)
def test_the_help_finds_an_action_by_the_words_of_other_programs(typed: str, name: str) -> None:
    assert name in {line.key for line in help_lines(Keys(), typed)(80)}
    assert OTHER_WORDS.keys() <= BY_NAME.keys()


def test_the_documents_name_every_action_with_its_keys_and_no_other() -> None:
    listed = {name: re.findall(r"`([^`]+)`", keys) for name, keys in ROW.findall((DOCS / "settings.md").read_text())}
    assert {name: [ARROWS.get(key) or key_named(key) for key in keys] for name, keys in listed.items()} == {
        action.name: [*default_keys(action.name)] for action in ACTIONS
    }


@pytest.mark.parametrize("where", NAMED)
def test_the_bottom_line_names_keys_in_force_wherever_one_is(where: str) -> None:
    in_force = {Keys().first(name) for name in BY_NAME}
    named = [key for key, _ in (*hints(Keys(), where, ()), *end_hints(Keys(), where))]
    assert set(named) <= in_force
    assert len(named) == len(set(named))
    assert {"?", "Esc"} & set(named)


def test_what_is_offered_comes_first_and_once_and_a_key_that_was_taken_away_is_not_named() -> None:
    offered = hints(Keys({"search": ()}), TEXT, ["next_match", "find"])
    assert [key for key, _ in offered[:2]] == ["n", "/"]
    assert [key for key, _ in offered].count("/") == 1
    assert "s" not in {key for key, _ in offered}
    assert hints(Keys(), DOSSIER, ())[0] == ("Backspace", "back")


@pytest.mark.parametrize("where", [TEXT, DOSSIER])
def test_enter_is_named_where_a_link_is_in_focus_and_the_other_keys_stay_where_they_are(where: str) -> None:
    away, there = hints(Keys(), where, ()), hints(Keys(), where, (), at_link=True)
    assert "Enter" not in dict(away)
    changed = [one for one in zip(away, there, strict=True) if one[0] != one[1]]
    assert changed == [(("Space", "scroll"), ("Enter", "follow"))]
    assert len({len(" ".join(one)) for one in changed[0]}) == 1


def test_the_palette_finds_entities_by_every_name_without_accents_and_what_begins_so_first(library: Library) -> None:
    opened = library.open_fully(library.find("china-russia-summit-2017").path)
    palette = palette_lines(Keys(), opened.document, opened, lambda: [("A quiet year in Reykjavík", Path("r.toml"))])

    def found(typed: str) -> list[str]:
        lines = palette(typed)(80)
        return ["".join(text for text, _ in line.pieces) for line in lines if line.key is not None]

    assert [line.split() for line in found("習近")] == [["Xi", "Jinping", "·", "習近平", "person"]]
    assert [line.split()[:2] for line in found("xi jin")] == [["Xi", "Jinping"]]
    assert "Reykjavík" in "".join(found("reykjavik"))
    of_gas = found("gas")
    assert of_gas[0].startswith("Gas supply deal")
    assert any("Gazprom · " in line for line in found("газпром"))
