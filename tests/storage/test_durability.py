"""Whatever fails, and wherever it is cut off: afterwards the old or the new note is there, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.core.note import Draft, Note, Target
from reader.core.value import replace
from reader.errors import NotesError
from reader.storage import files
from reader.storage.drafts import DraftStore
from reader.storage.exchange import exchange
from reader.storage.note_file import bytes_to_note, note_to_bytes, version
from reader.storage.notes import NoteStore

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
OLD = Note("20261124T080000-000001", NOW, NOW, Target("xi", section="energy"), "old words")
NEW = replace(OLD, text="new words, more of them")
CALLS = ("open", "write", "fsync", "close", "link", "replace", "rename", "unlink", "mkdir", "fstat", "read", "listdir")
FAULTS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)


class Crash(BaseException):
    """The machine stops: nothing that comes after reaches the disk."""


class Disk:
    """The system calls of `storage.files`, counted, until the one at which the disk fails or the machine stops."""

    def __init__(self, fails_at: int, fault: int | None) -> None:
        self.fails_at, self.fault, self.count = fails_at, fault, 0
        self.is_cut_off = False
        self.open: set[object] = set()

    def call(self, real: Callable[..., object], *arguments: object, **options: object) -> object:
        if self.is_cut_off:
            raise Crash
        self.count += 1
        if self.count == self.fails_at and self.fault is not None:
            if real is _real["close"]:  # it closes all the same
                real(*arguments)
            raise OSError(self.fault, os.strerror(self.fault))
        done = real(*arguments, **options)
        if real is _real["open"]:
            self.open.add(done)
        elif real is _real["close"]:
            self.open -= set(arguments)
        if self.count == self.fails_at:
            self.is_cut_off = True
            raise Crash
        return done


_real = {name: getattr(os, name) for name in CALLS}


class _System:
    """`os` with the calls that go through the disk."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        return (lambda *given, **options: self._disk.call(real, *given, **options)) if name in CALLS else real


def run(monkeypatch: pytest.MonkeyPatch, disk: Disk, action: Callable[[], object]) -> str:
    """What became of the action: `done`, `refused` or `crashed`."""
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", _System(disk))
        patch.setattr(files, "exchange", lambda *names: disk.call(exchange, *names))
        try:
            action()
        except NotesError:
            return "refused"
        except Crash:
            return "crashed"
        finally:  # the kernel closes what a process had open, and lets go of its locks
            for descriptor in disk.open:
                with contextlib.suppress(OSError):
                    os.close(descriptor)  # type: ignore[arg-type] # what `open` gave
    return "done"


def every_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: Callable[[Path], object]) -> Iterator[Path]:
    """A fresh folder after each way in which the action can fail, with what became of it in `outcomes`."""
    for fault in (None, *FAULTS):
        at = 0
        while True:
            at += 1
            disk = Disk(at, fault)
            folder = tmp_path / f"{fault}-{at}"
            folder.mkdir()
            prepare(folder)
            outcome = run(monkeypatch, disk, lambda folder=folder: action(folder))  # type: ignore[misc] # bound now
            (folder / "outcome").write_text(outcome)
            yield folder
            if disk.count < at:
                assert outcome == "done"
                break


def prepare(folder: Path) -> None:
    NoteStore(folder / "notes").add(OLD)


def notes_in(folder: Path) -> list[Note]:
    """Every note, here and in the trash; each file of a note must be whole."""
    paths = [path for path in (folder / "notes").rglob("*.md") if not path.name.startswith(".")]
    return [bytes_to_note(path.read_bytes(), path.stem) for path in paths]


def test_a_change_that_fails_leaves_the_old_note_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = set()
    for folder in every_failure(
        tmp_path, monkeypatch, lambda folder: NoteStore(folder / "notes").replace(version(OLD), NEW, lambda: "other")
    ):
        outcome = (folder / "outcome").read_text()
        outcomes.add(outcome)
        (found,) = notes_in(folder)
        assert found == NEW if outcome == "done" else found in (OLD, NEW)
        again = NoteStore(folder / "notes").replace(version(OLD), NEW, lambda: "other")
        assert not again.is_conflict
        assert notes_in(folder) == [NEW]
    assert outcomes == {"done", "refused", "crashed"}


THEIRS = replace(OLD, text="words of another program")


@pytest.mark.parametrize("way", ["replaced", "in place", "deleted"])
def test_what_another_program_writes_between_the_last_look_and_the_saving_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    prepare(tmp_path)
    path = tmp_path / "notes" / "xi" / f"{OLD.id}.md"

    def too_late(one: Path, other: Path) -> bool:
        monkeypatch.setattr(files, "exchange", exchange)
        if way == "replaced":
            files.write_atomically(path, note_to_bytes(THEIRS))
        elif way == "in place":
            path.write_bytes(note_to_bytes(THEIRS))
        else:
            path.unlink()
        return exchange(one, other)

    monkeypatch.setattr(files, "exchange", too_late)
    saved = NoteStore(tmp_path / "notes").replace(version(OLD), NEW, lambda: "other")
    assert saved.is_conflict
    texts = {one.id: one.text for one in notes_in(tmp_path)}
    assert texts == {"other": NEW.text} | ({} if way == "deleted" else {OLD.id: THEIRS.text})


def test_a_program_that_writes_all_the_time_keeps_its_last_words_and_loses_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path)
    path = tmp_path / "notes" / "xi" / f"{OLD.id}.md"
    last = replace(OLD, text="and their last words")

    def writes_on(one: Path, other: Path) -> bool:
        words = last if path.read_bytes() == note_to_bytes(NEW) else THEIRS
        files.write_atomically(path, note_to_bytes(words))
        return exchange(one, other)

    monkeypatch.setattr(files, "exchange", writes_on)
    NoteStore(tmp_path / "notes").replace(version(OLD), NEW, lambda: "other")
    assert {one.text for one in notes_in(tmp_path)} == {NEW.text, THEIRS.text, last.text}


def test_where_two_files_cannot_exchange_their_names_a_note_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path)
    monkeypatch.setattr(files, "exchange", lambda *_: False)
    assert not NoteStore(tmp_path / "notes").replace(version(OLD), NEW, lambda: "other").is_conflict
    assert notes_in(tmp_path) == [NEW]
    assert [path.name for path in (tmp_path / "notes" / "xi").iterdir()] == [f"{OLD.id}.md"]


def test_what_another_program_puts_in_the_place_of_a_note_that_is_being_deleted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path)
    path, link = tmp_path / "notes" / "xi" / f"{OLD.id}.md", os.link

    def too_late(one: Path, other: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        link(one, other)
        files.write_atomically(path, note_to_bytes(THEIRS))

    monkeypatch.setattr(os, "link", too_late)
    NoteStore(tmp_path / "notes").trash(OLD.id)
    assert {one.text for one in notes_in(tmp_path)} == {OLD.text, THEIRS.text}
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_note_that_cannot_be_added_is_not_there_or_is_there_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(NEW, id="20261124T080000-000002", target=Target("putin"))
    for folder in every_failure(tmp_path, monkeypatch, lambda folder: NoteStore(folder / "notes").add(other)):
        outcome = (folder / "outcome").read_text()
        found = notes_in(folder)
        assert OLD in found
        assert (other in found) or outcome != "done"
        assert len(found) == 1 + (other in found)
        assert not (outcome == "refused" and other in found), "a person who is told that it failed will save it again"


def test_a_note_on_its_way_to_the_trash_and_back_is_never_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def there_and_back(folder: Path) -> None:
        store = NoteStore(folder / "notes")
        store.trash(OLD.id)
        store.restore(OLD.id)

    for folder in every_failure(tmp_path, monkeypatch, there_and_back):
        found = notes_in(folder)
        assert found
        assert set(map(version, found)) == {version(OLD)}


def test_a_draft_that_cannot_be_kept_leaves_the_draft_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Draft("d", replace(OLD, id="")), Draft("d", replace(NEW, id=""))

    def keep(folder: Path) -> None:
        DraftStore(folder / "drafts").keep(old)
        DraftStore(folder / "drafts").keep(new)

    for folder in every_failure(tmp_path, monkeypatch, keep):
        outcome, found = (folder / "outcome").read_text(), DraftStore(folder / "drafts").waiting()
        assert found.unreadable == ()
        assert found.waiting in {(), (old,), (new,)} if outcome != "done" else found.waiting == (new,)


def test_a_fault_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(1, 40):
        disk = Disk(at, errno.ENOSPC)
        folder = tmp_path / str(at)
        prepare(folder)
        outcome = run(
            monkeypatch,
            disk,
            lambda folder=folder: NoteStore(folder / "notes").replace(version(OLD), NEW, lambda: "other"),  # type: ignore[misc]
        )
        if outcome == "refused" and disk.count > at:  # what was tried afterwards could be done
            assert [path.name for path in (folder / "notes" / "xi").iterdir()] == [f"{OLD.id}.md"]


def test_a_note_is_not_acknowledged_before_it_and_its_name_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    NoteStore(tmp_path / "deep" / "notes").add(OLD)
    folders = [str(tmp_path), str(tmp_path / "deep"), str(tmp_path / "deep/notes"), str(tmp_path / "deep/notes/xi")]
    assert [path for path in synced if not path.endswith(".tmp")] == folders
    assert synced[-2].endswith(".tmp")  # the words before the name


_WRITER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.core.note import Note, Target
from reader.storage.note_file import version
from reader.storage.notes import NoteStore
from reader.core.value import replace
store, number, now = NoteStore(Path(sys.argv[1])), sys.argv[2], datetime(2026, 11, 24, tzinfo=UTC)
for count in range(int(sys.argv[3])):
    note = Note(f"20261124T000000-{number}{count:05x}", now, now, Target("xi"), f"{number} {count} " + "words " * 500)
    store.add(note)
    os.write(1, f"{note.id}\\n".encode())
    if count % 3 == 0:
        store.replace(version(note), replace(note, text=note.text + "changed"), lambda: note.id + "c")
        os.write(1, f"{note.id} changed\\n".encode())
"""


def read_and_kill(writer: subprocess.Popen[str], dies_after: int | None) -> dict[str, bool]:
    """The ids that a writer said it had saved, each with whether a change had been saved, too."""
    acknowledged: dict[str, bool] = {}
    assert writer.stdout
    with writer:
        for number, line in enumerate(writer.stdout):
            note_id, *changed = line.split()
            acknowledged[note_id] = bool(changed)
            if number == dies_after:
                writer.send_signal(signal.SIGKILL)
    assert writer.returncode == (0 if dies_after is None else -signal.SIGKILL)
    return acknowledged


def test_writers_that_are_killed_lose_no_note_that_was_acknowledged(tmp_path: Path) -> None:
    chance, count = random.Random(20261124), 40
    deaths = [chance.randint(1, 2 * count) if number % 2 else None for number in range(8)]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, tmp_path / "notes", str(number), str(count if dies is None else 10**6)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number, dies in enumerate(deaths)
    ]
    with ThreadPoolExecutor(8) as pool:
        acknowledged = {id_: done for one in pool.map(read_and_kill, writers, deaths) for id_, done in one.items()}
    loaded = NoteStore(tmp_path / "notes").all()
    assert loaded.unreadable == ()
    texts = {stored.note.id: stored.note.text for stored in loaded.notes}
    for note_id, is_changed in acknowledged.items():
        whole = f"{note_id[16]} {int(note_id[17:], 16)} " + "words " * 500
        assert texts[note_id] in ({whole + "changed"} if is_changed else {whole, whole + "changed"})
    assert sum(note_id[16] in "0246" for note_id in acknowledged) == 4 * count
