"""Notes are made, changed, decided about, deleted and brought back; two sessions never overwrite each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.anchoring.anchor import NoteState, Place
from reader.core.note import NoteKind, Outcome, Target
from reader.errors import NotesError, NotFoundError
from reader.library.library import Library
from reader.storage.notes import CONFLICT_KEY, CONFLICT_TAG
from tests.conftest import library_in

BRIEFING = """format = 1
id = "gas"
title = "Gas"

[[sections]]
id = "energy"
title = "Energy"
body = '''
The two presidents met in Moscow for the third time that year.

{gas}

Analysts expect a contract by the end of the decade.
'''
"""
OLD = "Gazprom and CNPC signed a memorandum on storage. No price was named."
NEW = "Gazprom and CNPC signed a memorandum on storage. A price was named."


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "gas.toml").write_text(BRIEFING.format(gas=OLD))
    return library_in(tmp_path, folder)


def edit(shelf: Library) -> None:
    (shelf.folders[0] / "gas.toml").write_text(BRIEFING.format(gas=NEW))


def path(shelf: Library) -> Path:
    return shelf.folders[0] / "gas.toml"


def noted(shelf: Library, text: str = "Why not?") -> None:
    opened = shelf.open_fully(path(shelf))
    target = opened.target_at(Place("energy", 2, 49, 68))
    shelf.notebook.add(target, text, tags=("gas", "gas", " price\n"), kind=NoteKind.QUESTION)


def test_a_note_has_tags_and_a_kind_and_both_can_be_changed(shelf: Library) -> None:
    noted(shelf)
    opened = shelf.open_fully(path(shelf))
    (located,) = opened.notes
    assert (located.note.tags, located.note.kind) == (("gas", "price"), NoteKind.QUESTION)
    is_conflict = shelf.notebook.change(located.note, tags=("oil",), kind=NoteKind.HYPOTHESIS).is_conflict
    opened = shelf.with_notes(opened)
    (located,) = shelf.with_notes(opened).notes
    assert (located.note.text, located.note.tags, located.note.kind) == ("Why not?", ("oil",), NoteKind.HYPOTHESIS)
    assert not is_conflict
    assert located.note.modified > located.note.created


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decision_is_written_beside_what_the_note_was_made_on(shelf: Library, outcome: Outcome) -> None:
    noted(shelf)
    edit(shelf)
    opened = shelf.open_fully(path(shelf))
    (located,) = opened.to_review
    assert located.finding.state is NoteState.CHANGED
    assert located.finding.place
    assert opened.words(located.finding.place) == "A price was named."[: len("A price was named")] + "."
    places = {Outcome.ACCEPTED: located.finding.place, Outcome.PLACED: Place("energy", 3, 0, 8)}
    place = places.get(outcome)
    shelf.notebook.decide(located.note, outcome, opened.briefing.edition, opened.anchor_at(place) if place else None)
    opened = shelf.with_notes(opened)
    (decided,) = opened.notes
    assert decided.note.target == located.note.target
    assert [one.outcome for one in decided.note.decisions] == [outcome]
    assert decided.finding.place == places.get(outcome)
    assert opened.to_review == ()
    shelf.notebook.undo()
    opened = shelf.with_notes(opened)
    assert [one.note for one in opened.to_review] == [located.note]


def test_the_same_note_changed_in_two_sessions_keeps_both_texts(shelf: Library, tmp_path: Path) -> None:
    noted(shelf)
    here, there = shelf.open_fully(path(shelf)), library_in(tmp_path, *shelf.folders)
    note = here.notes[0].note
    there.notebook.change(note, "theirs")
    here = shelf.with_notes(here)  # the other session's words have come in while an editor is open on the old ones
    is_conflict = shelf.notebook.change(note, "mine").is_conflict
    here = shelf.with_notes(here)
    assert is_conflict
    assert [one.note.text for one in here.notes] == ["theirs", "mine"]
    mine = here.notes[1].note
    assert mine.extra == ((CONFLICT_KEY, note.id),)
    assert CONFLICT_TAG in mine.tags


def test_a_change_that_was_changed_again_elsewhere_is_undone_beside_it(shelf: Library, tmp_path: Path) -> None:
    noted(shelf)
    here = shelf.open_fully(path(shelf))
    shelf.notebook.change(here.notes[0].note, "mine")
    here = shelf.with_notes(here)
    there = library_in(tmp_path, *shelf.folders)
    there.notebook.change(here.notes[0].note, "theirs")
    undone = shelf.notebook.undo()
    here = shelf.with_notes(here)
    assert undone.is_conflict
    assert "Both stay" in undone.told
    assert [one.note.text for one in here.notes] == ["theirs", "Why not?"]


def test_what_was_written_here_and_changed_elsewhere_is_not_taken_back(shelf: Library, tmp_path: Path) -> None:
    shelf.notebook.add(Target("gas", section="energy"), "mine")
    here = shelf.with_notes(shelf.open_fully(path(shelf)))
    there = library_in(tmp_path, *shelf.folders)
    there.notebook.change(here.notes[0].note, "theirs")
    with pytest.raises(NotFoundError, match="changed elsewhere"):
        shelf.notebook.undo()
    assert [one.note.text for one in shelf.with_notes(here).notes] == ["theirs"]
    assert not shelf.notebook.can_undo


def test_a_note_changed_here_and_deleted_there_stays(shelf: Library, tmp_path: Path) -> None:
    noted(shelf)
    here = shelf.open_fully(path(shelf))
    there = library_in(tmp_path, *shelf.folders)
    there.notebook.delete(here.notes[0].note)
    is_conflict = shelf.notebook.change(here.notes[0].note, "still wanted").is_conflict
    here = shelf.with_notes(here)
    assert is_conflict
    assert [one.note.text for one in here.notes] == ["still wanted"]


def test_a_note_made_in_another_session_is_noticed_by_the_stamp_of_the_folder(shelf: Library, tmp_path: Path) -> None:
    here = shelf.open_fully(path(shelf))
    assert not shelf.has_other_notes(here)
    noted(library_in(tmp_path, *shelf.folders), "from there")
    assert shelf.has_other_notes(here)
    here = shelf.with_notes(here)
    assert [one.note.text for one in here.notes] == ["from there"]
    assert not shelf.has_other_notes(here)


def test_a_draft_becomes_a_note_and_is_gone(shelf: Library) -> None:
    opened = shelf.open_fully(path(shelf))
    drafting = shelf.notebook.begin(Target("gas", section="energy"))
    drafting.take("Some words", tags=("t",), kind=NoteKind.INDICATOR)
    drafting.save_now()
    shelf.notebook.save(drafting)
    (located,) = shelf.with_notes(opened).notes
    assert (located.note.text, located.note.tags, located.note.kind) == ("Some words", ("t",), NoteKind.INDICATOR)
    assert list(shelf.notebook.drafts.folder.iterdir()) == []


def test_a_draft_left_behind_does_not_overwrite_what_was_changed_since(shelf: Library, tmp_path: Path) -> None:
    noted(shelf)
    opened = shelf.open_fully(path(shelf))
    note = opened.notes[0].note
    drafting = shelf.notebook.begin_change(note)
    drafting.take("mine, unsaved")
    drafting.leave()
    shelf.notebook.change(note, "newer")
    opened = shelf.with_notes(opened)
    later = library_in(tmp_path, *shelf.folders)
    (draft,) = later.notebook.drafts.waiting().waiting
    assert later.notebook.save(later.notebook.resume(draft)).is_conflict
    assert sorted(one.note.text for one in later.with_notes(opened).notes) == ["mine, unsaved", "newer"]


def test_a_draft_of_a_change_saves_it_and_can_be_undone(shelf: Library) -> None:
    noted(shelf)
    opened = shelf.open_fully(path(shelf))
    drafting = shelf.notebook.begin_change(opened.notes[0].note)
    drafting.take("better words")
    assert not shelf.notebook.save(drafting).is_conflict
    opened = shelf.with_notes(opened)
    assert [one.note.text for one in opened.notes] == ["better words"]
    shelf.notebook.undo()
    assert [one.note.text for one in shelf.with_notes(opened).notes] == ["Why not?"]


def test_each_undo_tells_what_it_undid(shelf: Library) -> None:
    noted(shelf, "Why\nnot? " + "x" * 99)
    opened = shelf.open_fully(path(shelf))
    shelf.notebook.change(opened.notes[0].note, "Because.")
    opened = shelf.with_notes(opened)
    shelf.notebook.decide(opened.notes[0].note, Outcome.UNANCHORED, opened.briefing.edition, None)
    opened = shelf.with_notes(opened)
    shelf.notebook.delete(opened.notes[0].note)
    opened = shelf.with_notes(opened)
    told = []
    while shelf.notebook.can_undo:
        undone = shelf.notebook.undo()
        opened = shelf.with_notes(opened)
        told.append(undone.told)
    why = f"Why not? {'x' * 31}…"
    assert told == [
        "Undone: “Because.” is back.",
        "Undone: “Because.” is where it was, and waits to be reviewed.",
        f"Undone: “{why}” is as it was.",
        f"Undone: your note “{why}” is in the trash; briefing-reader notes restore brings it back.",
    ]
    assert opened.notes == ()


def test_an_undo_that_fails_can_be_tried_again(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    noted(shelf)
    opened = shelf.open_fully(path(shelf))
    shelf.notebook.delete(opened.notes[0].note)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("reader.storage.notes.move", full)
        with pytest.raises(NotesError):
            shelf.notebook.undo()
    shelf.notebook.undo()
    assert [one.note.text for one in shelf.with_notes(opened).notes] == ["Why not?"]


def test_notes_on_many_briefings_are_listed_without_looking_through_the_folders_for_each(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shelf.folders[0]
    for number in range(5):
        text = BRIEFING.format(gas=OLD).replace('"gas"', f'"gas-{number}"')
        (folder / f"gas-{number}.toml").write_text(text)
        opened = shelf.open_fully(folder / f"gas-{number}.toml")
        shelf.notebook.add(opened.target_at(Place("energy", 2, 49, 68)), "Why not?")
    files, walks = list(shelf.files()), []

    def walk() -> list[Path]:
        walks.append(files)
        return files

    monkeypatch.setattr(shelf, "files", walk)
    assert {entry.finding.state for entry in shelf.all_notes().entries} == {NoteState.ANCHORED}
    assert len(walks) == 1


def test_all_notes_come_with_their_state_and_open_questions_first(shelf: Library) -> None:
    noted(shelf, "open")
    shelf.notebook.add(Target("gas", section="energy"), "on the section")
    shelf.notebook.add(Target("gone", section="x"), "no briefing", kind=NoteKind.FOLLOW_UP)
    noted(shelf, "answered")
    answered = next(one.note for one in shelf.open_fully(path(shelf)).notes if one.note.text == "answered")
    shelf.notebook.change(answered, tags=("answered",))
    edit(shelf)
    listed = shelf.all_notes().entries
    assert [entry.note.text for entry in listed] == ["open", "answered", "no briefing", "on the section"]
    changed, gone, anchored = NoteState.CHANGED, NoteState.UNANCHORED, NoteState.ANCHORED
    assert [entry.state for entry in listed] == [changed, changed, gone, anchored]
    assert [entry.paragraph_text for entry in listed] == [NEW, NEW, None, None]
    assert listed[0].quote == "No price was named."
