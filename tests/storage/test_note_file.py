"""A note is the same after it was saved and loaded; what is no note says so and nothing worse."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.anchor import Anchor
from reader.core.note import Note, Target, clean_words
from reader.storage.note_file import NoteFormatError, bytes_to_note, note_to_bytes, note_to_text, version
from tests.notes_strategies import any_text, notes

NOTE = "20261123T181626-4f9c2a"
NOW = datetime(2026, 11, 23, 18, 16, 26, tzinfo=UTC)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(notes)
def test_a_note_that_was_saved_is_loaded_as_it_was(note: Note) -> None:
    loaded = bytes_to_note(note_to_bytes(note), note.id)
    assert loaded == note
    assert version(loaded) == version(note)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(any_text)
def test_any_words_are_kept_but_for_line_ends_and_what_would_drive_a_terminal(text: str) -> None:
    note = Note(NOTE, NOW, NOW, Target("xi"), clean_words(text))
    kept = bytes_to_note(note_to_bytes(note), NOTE).text
    assert kept == clean_words(text)
    pattern = "".join(
        "." if was != now else re.escape(was) for was, now in zip(text.replace("\r\n", "\n"), kept, strict=True)
    )
    assert re.fullmatch(pattern, text.replace("\r\n", "\n"), re.DOTALL)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(notes, st.data())
def test_a_damaged_file_is_a_note_or_says_why_it_is_none(note: Note, data: st.DataObject) -> None:
    whole = note_to_bytes(note)
    cut = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=12))
    damaged = whole[:cut] + junk + whole[cut + data.draw(st.integers(0, 12)) :]
    with contextlib.suppress(NoteFormatError):
        bytes_to_note(damaged, NOTE)


@pytest.mark.parametrize("text", ["+++", "+++\n+++\n", "\n\n+++\n\n", "a\n", "a\n\n\n", " ", "\ufeffa", "---\n+++ \n"])
def test_lines_of_plus_signs_and_blank_lines_are_words_like_others(text: str) -> None:
    note = Note(NOTE, NOW, NOW, Target("xi"), text)
    assert bytes_to_note(note_to_bytes(note), NOTE).text == text


def test_a_file_from_another_system_is_read_whatever_its_line_ends_and_marks() -> None:
    note = Note(NOTE, NOW, NOW, Target("xi", 2, "energy"), "one\ntwo")
    text = note_to_text(note)
    assert bytes_to_note(text.replace("\n", "\r\n").encode("utf-8-sig"), NOTE) == note
    assert bytes_to_note(text.removesuffix("\n").encode(), NOTE) == note


def test_the_file_is_as_the_documents_promise() -> None:
    note = Note(NOTE, NOW, NOW, Target("xi", 2, "energy", "gazprom"), "No price\n\nformula yet.", ("gas",))
    assert note_to_text(note) == (
        "+++\n"
        "format = 1\n"
        "created = 2026-11-23T18:16:26Z\n"
        "modified = 2026-11-23T18:16:26Z\n"
        'tags = ["gas"]\n'
        'kind = "comment"\n'
        "\n"
        "[target]\n"
        'briefing = "xi"\n'
        "edition = 2\n"
        'section = "energy"\n'
        'entity = "gazprom"\n'
        "+++\n"
        "No price\n\nformula yet.\n"
    )


def test_a_note_written_by_hand_needs_no_time_and_no_numbers() -> None:
    target = '[target]\nbriefing = "xi"\nsection = "energy"\nexact = "a price"'
    note = bytes_to_note(f"+++\nformat = 1\ncreated = 2026-11-23\n{target}\n+++\nBy hand.\n".encode(), "my note")
    assert note.created == datetime(2026, 11, 23, tzinfo=UTC)
    assert note.anchor == Anchor("energy", 1, 0, 7, "a price")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format = 1", "format = 2", "format 2 is not known"),
        ("created = 2026-11-23T18:16:26Z\n", "", "has no created"),
        ('kind = "comment"', 'kind = "whim"', "whim"),
        ("tags = []", 'tags = "gas"', "expected a list"),
        ('briefing = "xi"', "briefing = 7", "expected text"),
        ("[target]", "[aim]", "has no target"),
        ("2026-11-23T18:16:26Z\ntags", "0001-01-01T00:00:00+23:00\ntags", "front matter"),
        ('kind = "comment"', 'kind = "com', "no TOML"),
    ],
)
def test_what_is_wrong_with_a_note_is_said(old: str, new: str, message: str) -> None:
    text = note_to_text(Note(NOTE, NOW, NOW, Target("xi"), "words"))
    assert old in text
    with pytest.raises(NoteFormatError, match=re.escape(message)):
        bytes_to_note(text.replace(old, new, 1).encode(), NOTE)


def test_keys_of_a_later_version_are_kept() -> None:
    text = note_to_text(Note(NOTE, NOW, NOW, Target("xi"), "words"))
    text = text.replace('kind = "comment"', 'kind = "comment"\ncolour = {name = "red", "a b" = [1, 2.5]}')
    text = text.replace('briefing = "xi"', 'briefing = "xi"\nmood = 2020-01-01\nparagraph = 3')  # and no words quoted
    decided = '[[decided]]\nat = 2026-11-23T18:16:26Z\noutcome = "unanchored"\nby = "me"\nstart = 7'
    text = text.replace("+++\nwords", f"\n{decided}\n+++\nwords")
    assert note_to_text(bytes_to_note(text.encode(), NOTE)) == text
