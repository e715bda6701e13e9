"""Notes leave as Markdown, JSON, CSV and Web Annotations; what comes in is joined with what is here."""

from __future__ import annotations

import copy
import csv
import io
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.anchor import Anchor, Finding, NoteState, Place
from reader.core.note import Note, NoteKind, Outcome, Target
from reader.core.text.bodies import read_blocks
from reader.core.value import replace
from reader.errors import NotesError
from reader.library.note_export import COLUMNS, to_csv, to_markdown
from reader.library.note_import import Imported, import_notes, read_notes
from reader.library.note_json import export_document
from reader.library.note_list import NoteEntry
from reader.library.web_annotation import collection
from reader.storage.notes import CONFLICT_KEY, CONFLICT_TAG, NoteStore
from tests.conftest import library_in
from tests.library.web_annotation_rules import broken_rules
from tests.notes_strategies import notes

BRIEFING = """format = 1
id = "gas"
title = "Gas"
[[sections]]
id = "energy"
title = "Energy"
body = '''
🚀🚀 The two presidents met in Moscow 👩🏽‍🚀 for the third time. 习近平与普京会晤。

No price was named.
'''
"""
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FORMS: dict[str, Callable[[Any], Any]] = {"json": export_document, "jsonld": collection}


def entries(folder: Path) -> tuple[NoteEntry, ...]:
    """Notes on words after emoji, on a section, on an entity, and one whose place was decided."""
    shelf = folder / "library"
    shelf.mkdir()
    path = shelf / "gas.toml"
    path.write_text(BRIEFING)
    library = library_in(folder, shelf)
    opened = library.open_fully(path)
    text = opened.paragraph("energy", 1)
    for words in ("in Moscow 👩🏽‍🚀 for", "习近平"):
        start = text.index(words)
        place = Place("energy", 1, start, start + len(words))
        library.notebook.add(opened.target_at(place), f"on {words}", tags=("a b", "=c"))
        opened = library.with_notes(opened)
    library.notebook.add(Target("gas", 2, "energy"), "=1+1", kind=NoteKind.QUESTION)
    library.notebook.add(Target("gas", entity="gazprom"), '"quoted", and\nlines', kind=NoteKind.DISAGREE)
    opened = library.with_notes(opened)
    anchor = opened.anchor_at(Place("energy", 2, 0, 8))
    library.notebook.decide(opened.notes[0].note, Outcome.PLACED, opened.briefing.edition, anchor)
    return library.all_notes().entries


def bare(note: Note) -> NoteEntry:
    return NoteEntry(note, Finding(NoteState.UNANCHORED, None, ""), Path("x.md"))


# Out


def test_the_web_annotations_keep_the_rules_of_the_model(tmp_path: Path) -> None:
    document = json.loads(json.dumps(collection(entries(tmp_path))))
    assert broken_rules(document) == []
    assert document["total"] == 4
    assert broken_rules(collection([])) == []


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(notes, max_size=2))
def test_any_notes_make_annotations_that_keep_the_rules(given_notes: list[Note]) -> None:
    unique = [replace(note, id=f"{note.id}{number}") for number, note in enumerate(given_notes)]
    assert broken_rules(json.loads(json.dumps(collection(map(bare, unique)), allow_nan=False))) == []


def test_the_rules_notice_what_breaks_them(tmp_path: Path) -> None:
    whole = json.loads(json.dumps(collection(entries(tmp_path))))
    assert broken_rules(whole) == []
    for path in (
        "@context id type first",
        "first/id first/items",
        "first/items/0/id first/items/0/type first/items/0/target",
        "first/items/0/body/0/value first/items/0/target/source",
    ):
        for keys in path.split():
            broken = copy.deepcopy(whole)
            *parents, last = keys.split("/")
            at = broken
            for key in parents:
                at = at[int(key) if key.isdigit() else key]
            at[last] = [] if last == "@context" else None
            with pytest.raises((AssertionError, TypeError, KeyError, AttributeError)):
                assert broken_rules(broken) == []


def test_positions_are_code_points_of_the_text_that_the_fragment_names(tmp_path: Path) -> None:
    found = entries(tmp_path)
    texts = {entry.note.text: entry.paragraph_text for entry in found}
    items = collection(found)["first"]["items"]
    (moon,) = (item for item in items if item["body"][0]["value"] == "on 习近平")
    selector = moon["target"]["selector"]
    quote, position = selector["refinedBy"]
    assert selector["value"] == "energy/p1"
    text = texts["on 习近平"]
    assert text is not None
    assert text[position["start"] : position["end"]] == quote["exact"] == "习近平"
    assert [body["value"] for body in moon["body"][1:]] == ["a b", "=c"]


def test_csv_is_read_back_and_starts_no_formula(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(entries(tmp_path)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    texts = [row["text"] for row in rows]
    assert "'=1+1" in texts
    assert '"quoted", and\nlines' in texts
    assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row.values())


def test_csv_parts_tags_that_hold_blanks_and_commas(tmp_path: Path) -> None:
    (entry, *_) = entries(tmp_path)
    tagged = replace(entry, note=replace(entry.note, tags=("gas", "far east", "a, b")))
    (row,) = csv.DictReader(io.StringIO(to_csv([tagged]), newline=""))
    assert row["tags"] == 'gas,far east,"a, b"'
    assert next(csv.reader([row["tags"]])) == ["gas", "far east", "a, b"]


def test_markdown_has_the_quote_the_words_the_path_and_the_times(tmp_path: Path) -> None:
    text = to_markdown(entries(tmp_path))
    assert text.startswith("# Gas\n")
    assert "## Energy\n" in text
    assert "### gas#energy/p1\n\n> 习近平\n\non 习近平\n\ncomment · tags: a b, =c · made 2026-11-24T08:" in text
    assert "### gas (gazprom)\n" in text


def test_what_comes_from_a_briefing_stays_text_in_markdown() -> None:
    anchor = Anchor("energy", 1, 0, 9, "# 2 * 3 <script>\n[a](http://b)")
    note = Note("20261124T080000-000001", NOW, NOW, Target("gas", section="energy", anchor=anchor), "*mine*", ("*",))
    entry = replace(bare(note), briefing_title="A <b>", section="energy", section_title="[[x]]", marking="TLP:*")
    blocks = [block.text for block in read_blocks(to_markdown([entry]))]
    assert blocks[:5] == ["A <b>", "TLP:*", "[[x]]", "gas#energy", "# 2 * 3 <script>\n[a](http://b)"]
    assert blocks[5:] == [
        "mine",
        "comment · tags: * · unanchored: · made 2026-11-24T08:00:00Z · id 20261124T080000-000001",
    ]


# In


@pytest.mark.parametrize("form", FORMS)
def test_what_was_exported_comes_back_as_it_was_and_once(tmp_path: Path, form: str) -> None:
    found = entries(tmp_path)
    text = json.dumps(FORMS[form](found))
    store = NoteStore(tmp_path / "other")
    assert len(import_notes(store, read_notes(text)).added) == len(found)
    assert {one.note for one in store.all().notes} == {entry.note for entry in found}
    again = import_notes(store, read_notes(text))
    assert (len(again.known), again.added, again.kept_twice) == (len(found), (), ())


@settings(derandomize=True, deadline=None, max_examples=100)
@given(notes, st.sampled_from(sorted(FORMS)))
def test_any_note_that_was_exported_is_read_as_it_was_but_for_times_in_unknown_keys(note: Note, form: str) -> None:
    (read,) = read_notes(json.dumps(FORMS[form]([bare(note)]))).notes
    assert (read.id, read.text, read.target.anchor) == (note.id, note.text, note.target.anchor)
    made, again = ([replace(one, extra=()) for one in known.decisions] for known in (note, read))
    assert made == again
    assert (read.created, read.modified, read.kind) == (note.created, note.modified, note.kind)
    assert export_document([bare(read)]) == export_document([bare(note)])


@pytest.fixture
def here(tmp_path: Path) -> tuple[NoteStore, tuple[NoteEntry, ...]]:
    found = entries(tmp_path)
    return NoteStore(tmp_path / "notes"), found


def offer(store: NoteStore, *given_notes: Note) -> Imported:
    return import_notes(store, read_notes(json.dumps(export_document(map(bare, given_notes)))))


def test_what_was_deleted_here_stays_deleted(here: tuple[NoteStore, tuple[NoteEntry, ...]]) -> None:
    store, found = here
    store.trash(found[0].note.id)
    assert offer(store, *(entry.note for entry in found)).deleted == (found[0].note.id,)
    assert len(store.all().notes) == len(found) - 1


def test_what_differs_is_kept_twice_and_only_twice(here: tuple[NoteStore, tuple[NoteEntry, ...]]) -> None:
    store, found = here
    theirs = replace(found[0].note, text="their words")
    assert offer(store, theirs).kept_twice == (theirs.id,)
    assert offer(store, theirs).known == (theirs.id,)
    (copy_,) = (one.note for one in store.all().notes if one.note.text == "their words")
    assert (copy_.id != theirs.id, dict(copy_.extra)[CONFLICT_KEY]) == (True, theirs.id)
    assert CONFLICT_TAG in copy_.tags
    store.trash(copy_.id)
    assert offer(store, theirs).deleted == (theirs.id,)


some_notes = st.builds(
    lambda name, text, tags, briefing: Note(name, NOW, NOW, Target(briefing), text, tags),
    st.sampled_from(["20261124T080000-000001", "20261124T080000-000002", "Copy of a note", "заметка (1)"]),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from([(), ("gas",)]),
    st.sampled_from(["gas", "coal"]),
)
offers = st.lists(some_notes, max_size=4)


def kept(store: NoteStore) -> set[tuple[str, str]]:
    """What is said of which briefing."""
    return {(one.note.target.briefing, one.note.text) for one in store.all().notes}


def exchange(*stores: NoteStore) -> list[Imported]:
    """Each store is given all that each other one has."""
    return [offer(to, *(one.note for one in of.all().notes)) for of in stores for to in stores if to is not of]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(offers, offers)
def test_an_import_is_a_union_whatever_comes_first_and_however_often(first: list[Note], second: list[Note]) -> None:
    said = {(note.target.briefing, note.text) for note in (*first, *second)}
    with tempfile.TemporaryDirectory() as folder:
        here, there = NoteStore(Path(folder) / "here"), NoteStore(Path(folder) / "there")
        for store, files in ((here, (first, second, first, second)), (there, (second, first))):
            for file in files:
                offer(store, *file)
            assert kept(store) == said
        before = {one.note for one in here.all().notes}
        again = offer(here, *first, *second)
        assert (again.added, again.kept_twice, {one.note for one in here.all().notes}) == ((), (), before)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(offers, offers, st.integers(0, 3))
def test_two_machines_that_exchange_their_notes_come_to_the_same_and_then_rest(
    first: list[Note], second: list[Note], deleted: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = NoteStore(Path(folder) / "here"), NoteStore(Path(folder) / "there")
        offer(here, *first)
        offer(there, *second)
        gone = {one.note.id: one.note for one in here.all().notes[deleted : deleted + 1]}
        for note_id in gone:
            here.trash(note_id)
        said = kept(here) | kept(there)
        for _ in range(3):
            exchange(here, there)
        stays_gone = (*gone.values(), *(note for note in second if note.id in gone))
        unwanted = {(note.target.briefing, note.text) for note in stays_gone}
        assert kept(there) == said
        assert said - unwanted <= kept(here) <= said
        assert not any(one.added or one.kept_twice for one in exchange(here, there))
        assert not gone.keys() & {one.note.id for one in here.all().notes}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    text = json.dumps(export_document(entries(tmp_path)))
    store = NoteStore(tmp_path / "other")
    assert len(import_notes(store, read_notes(text), dry_run=True).added) == 4
    assert not store.folder.exists()


HYPOTHESIS = {
    "id": "Xk2",
    "created": "2025-09-15T08:12:00.123+02:00",
    "updated": "2025-09-16T08:12:00+02:00",
    "text": "Why?",
    "tags": ["gas", "gas "],
    "uri": "https://example.org/gas",
    "user": "acct:me@example.org",
    "target": [
        {
            "source": "https://example.org/gas",
            "selector": [
                {"type": "RangeSelector", "startOffset": 1},
                {"type": "TextPositionSelector", "start": 812, "end": 831},
                {
                    "type": "TextQuoteSelector",
                    "exact": "met in Moscow",
                    "prefix": "🚀🚀 The two presidents ",
                    "suffix": " 👩🏽‍🚀 for the third time. 习近平与普京",
                },
            ],
        }
    ],
}


@pytest.mark.parametrize("wrapped", [[HYPOTHESIS], {"rows": [HYPOTHESIS], "total": 1}, {"annotations": [HYPOTHESIS]}])
def test_what_hypothesis_exports_is_read_by_its_quote(wrapped: object, tmp_path: Path) -> None:
    (note,) = read_notes(json.dumps(wrapped), "gas").notes
    assert (note.text, note.tags, note.target.briefing) == ("Why?", ("gas",), "gas")
    assert (note.created.isoformat(), note.modified.isoformat()) == (
        "2025-09-15T06:12:00+00:00",
        "2025-09-16T06:12:00+00:00",
    )
    assert note.target.anchor
    assert (note.target.anchor.exact, note.target.anchor.prefix) == ("met in Moscow", "🚀🚀 The two presidents ")
    assert read_notes(json.dumps(wrapped), "gas").notes == (note,)  # the same id each time
    shelf = tmp_path / "library"
    shelf.mkdir()
    (shelf / "gas.toml").write_text(BRIEFING)
    library = library_in(tmp_path, shelf)
    import_notes(library.notebook.store, read_notes(json.dumps(wrapped), "gas"))
    (entry,) = library.all_notes().entries
    place = Place("energy", 1, 22, 35)
    assert (entry.state, entry.finding.place) == (NoteState.CHANGED, place)  # for a person to confirm


def test_an_annotation_that_another_program_changed_brings_its_words(tmp_path: Path) -> None:
    document = collection(entries(tmp_path))
    document["first"]["items"][0]["body"][0]["value"] = "changed elsewhere"
    document["first"]["items"][0]["unknown"] = {"key": 1}
    assert "changed elsewhere" in {note.text for note in read_notes(json.dumps(document)).notes}


def test_entries_that_are_no_notes_are_told_and_keep_no_others_out() -> None:
    good = {"id": "20260101T000000-00000a", "briefing": "gas", "text": "x", "created": "2026-01-01T00:00:00Z"}
    bad = [7, {}, {**good, "id": "../../etc"}, {**good, "briefing": "../up"}, {**good, "created": "soon"}, HYPOTHESIS]
    offered = read_notes(json.dumps([*bad, good]))
    assert [note.id for note in offered.notes] == [good["id"]]
    assert len(offered.refused) == len(bad)


@pytest.mark.parametrize("text", ["", "no json", "7", "{}", "[" * 100_000])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(NotesError, match=r"no notes|no JSON"):
        read_notes(text)
