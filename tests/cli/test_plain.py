"""The reader without a screen: lines in, lines out."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.cli.plain.reader import PlainReader
from reader.cli.plain.table import Table
from reader.cli.plain.words import command
from reader.tui.actions import ACTIONS, FINDING, MOVING, NOTES, READING
from reader.tui.keys import Keys
from tests.conftest import library_in

SUMMIT = "china-russia-summit-2017"


def told(folder: Path, lines: Iterable[str], target: str = SUMMIT) -> list[str]:
    """All that is told after what stands at the start."""
    library = library_in(folder)
    left, said = list(lines), list[str]()
    address = library.find(target)
    reader = PlainReader(Table(library, address, Keys(), lambda: left.pop(0) if left else None, said.append))
    assert reader.run(address) == 0
    return said


def test_it_begins_with_what_it_is_and_how_to_go_on(tmp_path: Path) -> None:
    marking, title, by, sections, ways = told(tmp_path, [])
    assert (marking, title, by) == (
        "TLP:CLEAR",
        "Xi in Moscow: the state visit before the G20",
        "2017-07-03 · Briefing desk",
    )
    assert sections == "Sections: 1 Energy; 2 Finance; 3 North Korea; 4 The visit itself."
    assert "? lists all commands, q ends" in ways


def test_enter_reads_on_and_keys_mean_what_they_mean_on_the_screen(tmp_path: Path) -> None:
    said = told(tmp_path, ["2", "", "", "", "]", "[", "[", "q", "never reached"])
    titles = [line for line in said if line.startswith("Section:")]
    assert titles == ["Section: Finance", "Section: North Korea", "Section: Finance", "Section: Energy"]
    assert any(line.startswith("1. ") for line in said)
    assert "never" not in said[-1]


def test_what_is_found_is_gone_through_in_turn(tmp_path: Path) -> None:
    said = told(tmp_path, ["/Gazprom", "n", "n", "N", "/no such words", "//gas(?= deal"])
    counts = [line for line in said if re.fullmatch(r"\d+ of \d+", line)]
    total = counts[0].split()[-1]
    assert counts[:4] == [f"{n} of {total}" for n in (1, 2, 3 if int(total) > 2 else 1, 2)]
    assert "Nothing found." in said
    assert said[-1].startswith("No regular expression:")


def test_an_entity_is_followed_by_number_and_come_back_from(tmp_path: Path) -> None:
    said = told(tmp_path, ["1", "i", "f 1", "back", "f 99"])
    heading = said.index("Entities in this section")
    name = said[heading + 1].removeprefix("1. ").split(",")[0]
    assert any(line.startswith(name) for line in said[heading + 10 :])
    assert "There is no 99 in the last list." in said


def test_notes_are_written_listed_changed_deleted_and_brought_back(tmp_path: Path) -> None:
    said = told(
        tmp_path,
        ["/Gazprom", "a Who pays?", "m", "e 1 Who pays for it?", "x 1", "U", "m", "a", "Two", "lines", ".", "e 7 none"],
    )
    assert said.count("Saved.") == 3
    assert any("Who pays for it?" in line for line in said)
    assert "Deleted. U brings it back." in said
    assert any(line.startswith("Which note?") for line in said)
    texts = {path.read_text().split("+++\n")[-1] for path in (tmp_path / "notes" / SUMMIT).glob("*.md")}
    assert texts == {"Who pays for it?\n", "Two\nlines\n"}


def test_a_title_is_told_once_and_with_it_the_notes_on_all_that_follows(tmp_path: Path) -> None:
    said = told(tmp_path, ["a Of all of it.", "1", "A Of the section.", "g", "1", "m", "f 1", "f 2"])
    title = "Xi in Moscow: the state visit before the G20"
    assert said[5:] == [
        "Saved.",
        *("Section: Energy", "Saved."),
        *(title, "My note: Of all of it.", "Section: Energy", "My note: Of the section."),
        *("My notes", "1. the briefing: Of all of it.", "2. Energy: Of the section.", "f and a number goes there."),
        *(title, "My note: Of all of it.", "Section: Energy", "My note: Of the section."),
    ]


def test_sections_and_notes_are_gone_to_from_a_dossier_and_come_back_from(tmp_path: Path) -> None:
    said = told(tmp_path, ["1", "", "", "a Sure?", "next_link", "f 1", "a Hm", "9", "2", "<", "m", "f 1"])
    assert "Notes go on a section's paragraphs. A writes one on the entity." in said
    assert "There is no section 9: there are 4." in said
    finance = said.index("Section: Finance")
    assert said[finance + 1] == "Xi Jinping"
    assert said[-3] == "Section: Energy"
    assert said[-2].startswith("1. Energy is the part")
    assert said[-1] == "My note: Sure?"


def test_the_place_is_remembered(tmp_path: Path) -> None:
    told(tmp_path, ["3", "", "", ""])
    assert "Section: North Korea" in told(tmp_path, [])


def test_what_was_told_counts_as_read(tmp_path: Path) -> None:
    first = told(tmp_path, ["1", "", "", "", "next_unread"])
    second = told(tmp_path, ["1", "next_unread"])
    assert second[-1] not in first[:-1]
    library = library_in(tmp_path)
    opened = library.open(library.find(SUMMIT).path)
    assert library.progress(opened).marks()["energy"] == "some"


def test_a_note_whose_text_has_changed_is_decided_about(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    body = 'format = 1\nid = "x-briefing"\ntitle = "X"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = "{}"\n'
    file.write_text(body.format("The line takes 38 billion cubic metres a year, all in all."))
    told(tmp_path, ["1", "", "a Sure?"], str(file))
    file.write_text(body.format("The line takes 36 billion cubic metres a year, all in all."))
    said = told(tmp_path, ["review", "f 1", "m", "all_notes"], str(file))
    line = next(line for line in said if "It was on" in line)
    assert "38 billion" in line
    assert any(line.startswith("1. it is here: S 1") and "36 billion" in line for line in said)
    assert "Decided. U takes it back." in said
    assert said[said.index("My notes") + 1] == "1. S 1: Sure?"
    assert any(line.endswith("S: Sure?") for line in said[-3:])


def test_nothing_told_holds_a_sign_that_must_be_seen(tmp_path: Path) -> None:
    said = told(tmp_path, ["1", *[""] * 80, "i", "c", "m", "tab", "?", "o"])
    assert not re.search("[\x00-\x1f\x7f-\x9f─-▟]", "".join(said))


def test_a_word_is_never_taken_for_a_key_with_words_behind_it() -> None:
    assert command("again", Keys()) == ("", "")
    assert command("a gain", Keys()) == ("note", "gain")
    assert command("find gas", Keys()) == ("find", "gas")
    assert command("/gas", Keys()) == ("find", "gas")
    assert command("4", Keys()) == ("section", "4")


def test_every_action_that_needs_no_screen_is_there(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    table = Table(library, library.find(SUMMIT), Keys(), lambda: None, lambda _: None)
    reader = PlainReader(table)
    groups = (READING, MOVING, NOTES, FINDING)
    of_screens = {"mark_here", "go_to_mark", "meanings", "select", "edit_outside"}
    wanted = {action.name for action in ACTIONS if action.group in groups and not action.mode} - of_screens
    assert {name for name in wanted if not reader.knows(name)} == set()


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_it_runs_as_a_program_in_a_pipe_without_textual(tmp_path: Path, term: str) -> None:
    loaded = "print('textual' in sys.modules); sys.exit(code)"
    script = f"import sys; from reader.cli.main import main; code = main(['--plain']); {loaded}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        input="1\n\nq\n",
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path), "TERM": term, "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == "TLP:CLEAR"
    assert done.stdout.rstrip().endswith("False")
