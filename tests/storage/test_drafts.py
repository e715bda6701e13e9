"""What is being written is on the disk a moment later, and is offered once nobody is writing it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.core.note import Draft, Note, NoteKind, Target
from reader.errors import NotesError
from reader.library.drafting import Drafting
from reader.storage.drafts import DraftStore

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
NEW = Draft("20261124T080000-000001", Note("", NOW, NOW, Target("xi", section="energy"), ""))


def test_a_draft_is_found_by_the_next_program_and_not_while_it_is_being_written(tmp_path: Path) -> None:
    mine, other = DraftStore(tmp_path / "drafts"), DraftStore(tmp_path / "drafts")
    drafting = Drafting(mine, NEW)
    drafting.take("No price", tags=("gas",), kind=NoteKind.QUESTION)
    drafting.save_now()
    assert other.waiting().waiting == ()
    drafting.leave()
    (found,) = other.waiting().waiting
    assert found == drafting.draft
    assert found.note.text == "No price"


def test_a_draft_of_a_change_knows_what_it_changes(tmp_path: Path) -> None:
    draft = Draft("20261124T080000-000002", Note("20261123T080000-000001", NOW, NOW, Target("xi"), "old"), "abc")
    drafting = Drafting(DraftStore(tmp_path), draft)
    drafting.take("new")
    drafting.leave()
    (found,) = DraftStore(tmp_path).waiting().waiting
    assert (found.note.id, found.base, found.note.text) == ("20261123T080000-000001", "abc", "new")
    assert found.note.extra == ()


def test_nothing_is_written_before_the_first_word_and_nothing_stays_after_the_last(tmp_path: Path) -> None:
    store = DraftStore(tmp_path / "drafts")
    drafting = Drafting(store, NEW)
    drafting.save_now()
    assert not store.folder.exists()
    drafting.take("word")
    drafting.save_now()
    drafting.discard()
    drafting.take("late")
    drafting.save_now()
    assert list(store.folder.iterdir()) == []


def test_a_new_note_whose_words_were_all_taken_back_is_not_offered_and_one_that_is_changed_is(tmp_path: Path) -> None:
    store = DraftStore(tmp_path / "drafts")
    for draft in (NEW, Draft("20261124T080000-000002", NEW.note, "abc")):
        drafting = Drafting(store, draft)
        for words in ("word", " \n"):
            drafting.take(words)
            drafting.save_now()
        drafting.leave()
    assert [draft.base for draft in DraftStore(store.folder).waiting().waiting] == ["abc"]
    drafting = Drafting(store, NEW)
    for words in ("word", "", "again"):
        drafting.take(words)
        drafting.save_now()
    drafting.leave()
    assert "again" in [draft.note.text for draft in DraftStore(store.folder).waiting().waiting]


class Interrupted(DraftStore):
    """A store that is interrupted in the middle of its first save."""

    interrupt: Callable[[], None] | None = None

    def keep(self, draft: Draft) -> None:
        interrupt, self.interrupt = self.interrupt, None
        if interrupt:
            interrupt()
        super().keep(draft)


def test_a_save_that_interrupts_a_save_leaves_the_newest_words(tmp_path: Path) -> None:
    store = Interrupted(tmp_path)
    drafting = Drafting(store, NEW)

    def handler() -> None:
        drafting.take("one two")
        drafting.save_now()

    store.interrupt = handler
    drafting.take("one")
    drafting.save_now()
    drafting.leave()
    (found,) = DraftStore(tmp_path).waiting().waiting
    assert found.note.text == "one two"


def test_a_disk_that_fails_is_told_and_the_words_can_be_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    drafting = Drafting(DraftStore(tmp_path), NEW)
    drafting.take("precious")
    with monkeypatch.context() as patch:
        patch.setattr("reader.storage.drafts.write_atomically", full)
        with pytest.raises(NotesError, match="no space left"):
            drafting.save_now()
    assert drafting.is_behind
    drafting.leave()
    assert [draft.note.text for draft in DraftStore(tmp_path).waiting().waiting] == ["precious"]


def test_a_damaged_draft_is_listed_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "20261124T080000-000003.md").write_text("no front matter")
    found = DraftStore(folder).waiting()
    assert [file.message for file in found.unreadable] == ["has no front matter between +++ lines"]
    assert len(list(folder.iterdir())) == 1


def test_what_an_editor_had_when_all_ended_is_the_newest(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    drafting = Drafting(store, NEW)
    drafting.take("first")
    drafting.save_now()
    store.words_file(drafting.draft.id).write_bytes(b"first and more\r\n+++\r\n\r\n")
    drafting.leave()
    (found,) = DraftStore(tmp_path).waiting().waiting
    assert found.note.text == "first and more\n+++\n"


_WRITER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.core.note import Draft, Note, Target
from reader.library.drafting import Drafting
from reader.storage.drafts import DraftStore
now = datetime(2026, 11, 24, tzinfo=UTC)
draft = Draft("20261124T000000-000009", Note("", now, now, Target("xi"), ""))
drafting = Drafting(DraftStore(Path(sys.argv[1])), draft)
drafting.take("typed")
drafting.save_now()
print("saved", flush=True)
sys.stdin.read()
"""


def test_a_program_that_is_killed_leaves_its_draft_to_the_next(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with writer:
        assert writer.stdout
        assert writer.stdout.readline() == "saved\n"
        assert DraftStore(tmp_path).waiting().waiting == ()
        writer.send_signal(signal.SIGKILL)
    assert [draft.note.text for draft in DraftStore(tmp_path).waiting().waiting] == ["typed"]
