"""Notes on disk: one file each, nothing written over, nothing lost, what cannot be read is told and kept."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from reader.core.note import Note, Target
from reader.core.value import replace
from reader.errors import NotesError, NotFoundError
from reader.storage.files import read_limited
from reader.storage.note_file import note_to_bytes, version
from reader.storage.notes import NoteStore

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
COMPOSED, DECOMPOSED = unicodedata.normalize("NFC", "메모 é"), unicodedata.normalize("NFD", "메모 é")
NOTE = Note("20261124T080000-000001", NOW, NOW, Target("xi", section="energy"), "words")


@pytest.fixture
def store(tmp_path: Path) -> NoteStore:
    return NoteStore(tmp_path / "notes")


def texts(store: NoteStore) -> list[str]:
    return [stored.note.text for stored in store.all().notes]


def test_nothing_is_made_before_the_first_note(store: NoteStore) -> None:
    assert (texts(store), store.stamp("xi")) == ([], ())
    assert not store.folder.exists()


def test_a_hundred_kilobytes_are_a_note_like_others(store: NoteStore) -> None:
    long = replace(NOTE, text="слово 不\n" * 10_000)
    store.add(long)
    assert store.for_briefing("xi").notes[0].note == long


def test_a_note_that_would_be_too_large_to_be_read_is_not_written(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.notes.NOTE_LIMIT", 4096)
    store.add(NOTE)
    long = replace(NOTE, text="x" * 4096)
    with pytest.raises(NotesError, match="at most 4,096 bytes"):
        store.add(replace(long, id=f"{NOTE.id}-2"))
    with pytest.raises(NotesError, match="at most 4,096 bytes"):
        store.replace(version(NOTE), long, lambda: f"{NOTE.id}-2")
    assert texts(store) == ["words"]


def test_an_id_that_is_taken_is_never_written_over(store: NoteStore) -> None:
    store.add(NOTE)
    with pytest.raises(FileExistsError):
        store.add(replace(NOTE, text="others"))
    assert texts(store) == ["words"]


def test_files_changed_by_somebody_else_are_read_again_and_others_are_not(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.add(NOTE).path
    store.add(replace(NOTE, id="20261124T080000-000002", text="kept"))
    assert texts(store) == ["words", "kept"]
    path.write_bytes(note_to_bytes(replace(NOTE, text="changed in place")))
    read: list[Path] = []

    def counting(path: Path, limit: int) -> bytes:
        read.append(path)
        return read_limited(path, limit)

    monkeypatch.setattr("reader.storage.notes.read_limited", counting)
    assert texts(store) == ["changed in place", "kept"]
    assert read == [path]


def test_notes_that_were_read_are_not_read_again(store: NoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        store.add(replace(NOTE, id=f"20261124T080000-{number:06x}"))
    (store.folder / "xi" / "20261124T080000-ffffff.md").write_text("broken")
    assert len(store.for_briefing("xi").notes) == 50
    monkeypatch.setattr("reader.storage.notes.read_limited", lambda *_: b"broken, as every file is now")
    loaded = store.for_briefing("xi")
    assert (len(loaded.notes), len(loaded.unreadable)) == (50, 1)


def test_a_folder_that_cannot_be_read_hides_only_its_own_notes(store: NoteStore, tmp_path: Path) -> None:
    store.add(NOTE)
    (store.folder / "other").symlink_to(tmp_path / "notes" / "xi" / f"{NOTE.id}.md")
    (store.folder / "loop").symlink_to("loop")
    assert texts(store) == ["words"]


def test_a_file_where_the_folder_should_be_is_told(store: NoteStore) -> None:
    store.folder.mkdir()
    (store.folder / "xi").write_text("not a folder")
    with pytest.raises(NotesError, match="cannot be written"):
        store.add(NOTE)


def test_a_note_in_the_folder_of_another_briefing_is_told_and_kept(store: NoteStore) -> None:
    path = store.add(NOTE).path
    other = store.folder / "other" / path.name
    other.parent.mkdir()
    path.rename(other)
    loaded = store.all()
    assert loaded.notes == ()
    assert [(file.path, file.message) for file in loaded.unreadable] == [
        (other, "is about the briefing xi and lies in the folder of another")
    ]


def test_what_is_no_regular_file_is_never_waited_for(store: NoteStore) -> None:
    path = store.add(NOTE).path
    os.mkfifo(path.with_name("20261124T080000-000002.md"))
    loaded = store.for_briefing("xi")
    assert [file.message for file in loaded.unreadable] == ["is no regular file"]
    assert len(loaded.notes) == 1


def test_the_trash_keeps_every_note_of_the_same_id(store: NoteStore) -> None:
    for text in ("first", "second", "third"):
        store.add(replace(NOTE, text=text))
        store.trash(NOTE.id)
    assert store.is_trashed(NOTE.id)
    assert store.restore(NOTE.id).note.text == "third"
    with pytest.raises(NotesError, match="already"):
        store.restore(NOTE.id)
    store.trash(NOTE.id)
    assert sorted(one.note.text for one in store.trashed().notes) == ["first", "second", "third"]


def test_an_unreadable_note_can_go_to_the_trash_as_it_is(store: NoteStore) -> None:
    path = store.add(NOTE).path
    path.write_bytes(b"\xff\xfe")
    store.trash(NOTE.id)
    assert [file.read_bytes() for file in (store.folder / ".trash" / "xi").iterdir()] == [b"\xff\xfe"]


@pytest.mark.parametrize("name", ["Copy of the note", "note (1)", "note[1]", "заметка", "20261124.sync-conflict-1-ABC"])
def test_a_note_in_a_file_of_any_name_can_be_changed_deleted_and_brought_back(store: NoteStore, name: str) -> None:
    store.add(NOTE).path.rename(store.folder / "xi" / f"{name}.md")
    note = store.find(name).note
    assert store.replace(version(note), replace(note, text="others"), lambda: NOTE.id).is_conflict is False
    store.trash(name)
    assert (texts(store), store.is_trashed(name)) == ([], True)
    assert store.restore(name).note.text == "others"


def test_an_unreadable_note_that_comes_back_is_said_to_be_back(store: NoteStore) -> None:
    path = store.add(NOTE).path
    path.write_bytes(b"no note")
    store.trash(NOTE.id)
    with pytest.raises(NotesError, match="It is back from the trash, and no more readable than before"):
        store.restore(NOTE.id)
    assert path.read_bytes() == b"no note"


def test_a_note_that_may_not_be_taken_away_is_not_in_the_trash_either(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rename = store.add(NOTE).path, os.rename

    def may_not(what: Path, new: Path) -> None:
        if what == path:
            raise PermissionError(13, "Permission denied")
        rename(what, new)

    monkeypatch.setattr("os.rename", may_not)
    with pytest.raises(NotesError, match="permission denied"):
        store.trash(NOTE.id)
    assert (texts(store), store.trashed().notes, store.is_trashed(NOTE.id)) == (["words"], (), False)


@pytest.mark.parametrize("note_id", ["../xi/x", "", "a/b", "x" * 200, "語" * 60, ".x", "a\nb", "-x", "x\u202e"])
def test_an_id_is_never_a_path(store: NoteStore, note_id: str) -> None:
    store.add(NOTE)
    for ask in (store.find, store.trash, store.restore):
        with pytest.raises(NotFoundError):
            ask(note_id)
    with pytest.raises(NotesError):
        store.add(replace(NOTE, id=note_id))


@pytest.mark.parametrize("briefing", ["..", "../../etc", "a/b", "", "A"])
def test_a_briefing_is_never_a_path(store: NoteStore, briefing: str) -> None:
    with pytest.raises(NotesError):
        store.add(replace(NOTE, target=Target(briefing)))


def test_a_change_of_what_became_unreadable_keeps_both(store: NoteStore) -> None:
    path = store.add(NOTE).path
    path.write_text("<<<<<<< merge conflict")
    saved = store.replace(version(NOTE), replace(NOTE, text="new"), lambda: "20261124T080000-000002")
    assert saved.is_conflict
    assert (path.read_text(), texts(store)) == ("<<<<<<< merge conflict", ["new"])


HOLD = """
import fcntl, os, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_program_that_stopped_in_the_middle_of_a_save_holds_up_no_other_for_ever(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.files.LONGEST_HOLD", 0.05)
    saved = store.add(NOTE)
    change = partial(store.replace, version(NOTE), replace(NOTE, text="changed"), lambda: "20261124T080000-ffffff")
    command = [sys.executable, "-c", HOLD, str(saved.path.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        for act in (change, partial(store.trash, NOTE.id)):
            with pytest.raises(NotesError, match="another program holds it"):
                act()
        assert texts(store) == ["words"]
        other.kill()
    assert not change().is_conflict
    assert texts(store) == ["changed"]


@pytest.mark.parametrize(("name", "typed"), [(DECOMPOSED, COMPOSED), (COMPOSED, DECOMPOSED)])
def test_a_note_whose_name_came_from_another_system_is_known_by_the_name_that_is_typed(
    store: NoteStore, name: str, typed: str
) -> None:
    store.add(replace(NOTE, id=name))
    found = store.find(typed)
    assert found.path.name == f"{name}.md"
    store.replace(version(found.note), replace(found.note, text="changed"), lambda: "other")
    store.trash(typed)
    assert store.is_trashed(typed)
    assert store.restore(typed).note == replace(NOTE, id=name, text="changed")
    assert [path.name for path in found.path.parent.iterdir()] == [f"{name}.md"]
