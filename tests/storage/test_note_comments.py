"""Comments in a note that a person wrote by hand outlive every saving, and change nothing of what the note says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.note import Note
from reader.core.value import replace
from reader.storage.note_comments import with_comments
from reader.storage.note_file import bytes_to_note, note_to_bytes, version
from reader.storage.notes import NoteStore
from tests.notes_strategies import notes

WRITTEN = """+++
# mine
format = 1
created = 2026-11-23  # a Monday
tags = [
    "gas",  # the main thing
    "a # b",
]
"odd key" = '#1'
target.briefing = "xi"  # the visit
# the end
+++
Words # and no comment.
"""
SAVED = """+++
# mine
format = 1
created = 2026-11-23T00:00:00Z  # a Monday
modified = 2026-11-24T08:00:00Z
# the main thing
tags = ["gas", "a # b"]
kind = "comment"
"odd key" = "#1"

[target]
briefing = "xi"  # the visit
# the end
+++
Other words.
"""


def test_comments_stay_at_their_keys_when_a_note_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "xi" / "by-hand.md"
    path.parent.mkdir()
    path.write_text(WRITTEN, "utf-8")
    store = NoteStore(tmp_path)
    note = store.find("by-hand").note
    changed = replace(note, text="Other words.", modified=datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert not store.replace(version(note), changed, lambda: "other").is_conflict
    assert path.read_text("utf-8") == SAVED


def test_comments_with_the_line_ends_of_windows_and_at_keys_that_are_gone_are_kept() -> None:
    note = bytes_to_note(
        b"+++\r\nformat = 1\r\n# when\r\ncreated = 2026-11-23\r\n[target]\r\nbriefing = 'xi'\r\n+++\r\n", "a"
    )
    old = b"\xef\xbb\xbf+++\r\nformat = 1 # one\r\nmood = 1 # good\r\n+++\r\nWords"
    text = with_comments(note_to_bytes(note), old).decode()
    assert text.startswith("+++\nformat = 1  # one\ncreated = ")
    assert text.endswith('briefing = "xi"\n# good\n+++\n\n')


@settings(derandomize=True, deadline=None, max_examples=200)
@given(notes, notes, st.data())
def test_any_note_says_the_same_with_comments_and_none_is_lost(old: Note, new: Note, data: st.DataObject) -> None:
    lines = note_to_bytes(old).decode().split("\n")
    end = lines.index("+++", 1)
    comments: list[str] = []
    for at in data.draw(st.lists(st.integers(1, end - 1), max_size=6)):
        comments.append(f"# {len(comments)} [\"'] = +++")
        is_beside = lines[at].strip() and data.draw(st.booleans()) and "# " not in lines[at]
        lines[at] = f"{lines[at]} {comments[-1]}" if is_beside else f"{comments[-1]}\n{lines[at]}"
    written = with_comments(note_to_bytes(new), "\n".join(lines).encode())
    assert bytes_to_note(written, new.id) == bytes_to_note(note_to_bytes(new), new.id)
    assert all(written.decode().count(comment) == 1 for comment in comments)
    assert with_comments(note_to_bytes(new), written) == written
