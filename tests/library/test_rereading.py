"""What has changed since a briefing was read, from one time to the next: nothing vanishes before it was seen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.changes.change import ChangeKind
from reader.library import Library
from reader.library.rereading import Rereading
from reader.storage import state
from reader.storage.state import State, Version
from tests.conftest import library_in
from tests.planted import OLD, new_edition


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "briefings" / "gas.toml"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    return path


def reread(file: Path) -> Rereading:
    """The file opened by a program that was started anew."""
    library: Library = library_in(file.parent.parent, file.parent)
    rereading = library.rereading(library.open(file))
    if found := rereading.compare():
        rereading.take(found[0])
    return rereading


def test_the_first_time_nothing_has_changed(file: Path) -> None:
    first = reread(file)
    assert first.listed == ()
    assert first.before is None


def test_the_same_text_again_has_not_changed(file: Path) -> None:
    reread(file).save()
    assert reread(file).listed == ()


def test_an_edited_briefing_shows_what_changed_until_all_of_it_was_in_sight(file: Path) -> None:
    reread(file).save()
    file.write_text(new_edition(), "utf-8")
    second = reread(file)
    assert len(second.listed) == second.left == 12
    second.look(second.listed[:5])
    second.save()
    third = reread(file)
    assert (len(third.listed), third.left) == (12, 7)
    third.look(third.listed)
    third.save()
    assert reread(file).listed == ()


def test_a_program_that_ends_before_the_comparison_has_seen_nothing(file: Path) -> None:
    reread(file).save()
    file.write_text(new_edition(), "utf-8")
    library = library_in(file.parent.parent, file.parent)
    library.rereading(library.open(file)).save()
    assert len(reread(file).listed) == 12


def test_what_was_seen_of_a_second_version_is_not_new_in_a_third(file: Path) -> None:
    reread(file).save()
    text = OLD.replace("36 billion", "38 billion")
    file.write_text(text.replace("keep to themselves", "do not say"), "utf-8")
    second = reread(file)
    second.look(one for one in second.listed if one.facts)
    second.save()
    file.write_text(text.replace("keep to themselves", "hide"), "utf-8")
    third = reread(file)
    assert (len(third.listed), third.left) == (2, 1)


def test_a_change_taken_back_is_named_though_its_words_were_read_long_ago(file: Path) -> None:
    for text in (OLD, OLD.replace("36 billion", "38 billion")):
        file.write_text(text, "utf-8")
        rereading = reread(file)
        rereading.look(rereading.listed)
        rereading.save()
    file.write_text(OLD, "utf-8")
    assert [str(one.facts[0]) for one in reread(file).listed] == ["36 billion was 38 billion"]


def test_all_changes_can_be_taken_as_seen_and_brought_back(file: Path) -> None:
    reread(file).save()
    file.write_text(new_edition(), "utf-8")
    second = reread(file)
    second.look(second.listed[:5])
    before = second.settle()
    assert second.listed == ()
    assert reread(file).listed == ()
    assert before is not None
    second.unsettle(before)
    assert (len(reread(file).listed), reread(file).left) == (12, 7)


def test_an_older_edition_is_no_change_and_does_not_count_as_read_last(file: Path) -> None:
    file.write_text(new_edition(), "utf-8")
    reread(file).save()
    file.write_text(OLD, "utf-8")
    older = reread(file)
    assert older.listed == ()
    older.save()
    file.write_text(new_edition(), "utf-8")
    assert reread(file).listed == ()


def test_a_file_of_which_only_a_comment_changed_is_read_as_it_stands(file: Path) -> None:
    reread(file).save()
    file.write_text("# checked\n" + OLD, "utf-8")
    reread(file).save()
    kept = State(file.parent.parent / "state.db").version("gas")
    assert kept is not None
    assert kept.text.startswith("# checked")


def test_a_paragraph_that_only_moved_is_said_to_have_moved(file: Path) -> None:
    reread(file).save()
    line = "Loans are in yuan.\n\n"
    text = OLD.replace(line, "").replace('on which terms.\n"""', f'on which terms.\n\n{line}"""')
    file.write_text(text, "utf-8")
    assert [change.kind for change in reread(file).listed] == [ChangeKind.MOVED]


# The state file


def version(name: str, moment: str, text: str = "x") -> Version:
    return Version(name, 1, moment, text)


def change(folder: Path, script: str) -> None:
    with closing(sqlite3.connect(folder / "state.db")) as connection:
        connection.executescript(script)


def test_versions_past_the_limit_are_dropped_and_the_one_read_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "ALL_VERSIONS", 100)
    kept = State(tmp_path / "state.db")
    for at in range(12):
        kept.keep_version(version(f"b{at}", f"2026-11-{at + 10}"))
    left = [at for at in range(12) if kept.version(f"b{at}")]
    assert 2 <= len(left) < 12
    assert left == list(range(12 - len(left), 12))


def test_a_version_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "LARGEST_VERSION", 20)
    kept = State(tmp_path / "state.db")
    kept.keep_version(version("b", "1"))
    kept.keep_version(version("b", "2", "".join(map(chr, range(33, 120)))))
    assert kept.version("b") is None


def test_a_damaged_version_is_none(tmp_path: Path) -> None:
    kept = State(tmp_path / "state.db")
    kept.keep_version(version("b", "1"))
    change(tmp_path, "UPDATE version SET source = x'00'")
    assert kept.version("b") is None


def test_a_state_file_of_an_earlier_program_learns_to_keep_versions(tmp_path: Path) -> None:
    kept = State(tmp_path / "state.db")
    kept.keep("theme", "light")
    kept.close()
    change(tmp_path, "DROP TABLE version; DROP TABLE looked; PRAGMA user_version = 1;")
    again = State(tmp_path / "state.db")
    again.keep_version(version("b", "1"))
    assert again.version("b") == version("b", "1")
    assert again.kept("theme") == "light"
