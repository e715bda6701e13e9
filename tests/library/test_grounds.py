"""What notes stand on is the same out of the index as out of the file, whatever happens to the files meanwhile."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.anchor import NoteState, Place
from reader.core.anchoring.ground import Ground
from reader.core.note import Target
from reader.library.catalogue import Catalogue
from reader.library.library import Library
from reader.library.note_json import list_document
from reader.storage.decisions import DecisionStore
from tests.conftest import library_in
from tests.storage.index.shelves import write_briefing, write_registry

PARAGRAPHS = (
    "Gas flows.",
    "[[gazprom]] and [[putin|he]] agreed[^tt].",
    "Газпром *said* so,\nand **Putin** too.",
    "- one\n- two\n\n  of two",
    "> quoted `code`",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\n[[putin]]\n```",
    "See [there][x].\n\n[x]: https://example.org",
    "---",
    "[[briefing:b#main]]",
    "習近平\n在京",
)
BODIES = st.lists(st.sampled_from(PARAGRAPHS), max_size=4).map("\n\n".join)
NAMES = st.lists(st.sampled_from(["Gazprom", "Gasprom", "Газпром", "Putin"]), max_size=2, unique=True)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["a", "b", "deep/c"]), BODIES, st.sampled_from(["a", "b", "c"])),
        st.tuples(st.just("registry"), NAMES),
        st.tuples(st.just("own"), NAMES),
        st.tuples(st.just("gone"), st.sampled_from(["a", "b", "deep/c", "entities"])),
        st.tuples(st.just("refresh")),
    ),
    max_size=6,
)


def described(names: list[str]) -> str:
    ids = ("gazprom", "putin")
    tables = (
        f'[[entities]]\nid = "{one}"\nname = {json.dumps(name)}\nkind = "company"\n'
        for one, name in zip(ids, names, strict=False)
    )
    return "\n".join(tables)


def make(shelf: Path, edit: tuple[str, ...]) -> None:
    """Do what an author does to a file, whatever stands there."""
    what, *how = edit
    if what == "gone":
        (shelf / f"{how[0]}.toml").unlink(missing_ok=True)
    elif what == "registry":
        write_registry(shelf, described(list(how[0])))
    elif what == "own":
        write_briefing(shelf, "a", "[[gazprom]] and Putin.", more='marking = "TLP:RED"')
        with (shelf / "a.toml").open("a") as file:
            file.write(described(list(how[0])))
    else:
        path = shelf / f"{what}.toml"
        written = write_briefing(path.parent, path.stem, how[0])
        written.write_text(written.read_text().replace(f'id = "{path.stem}"', f'id = "{how[1]}"'))


def said(ground: Ground | None) -> object:
    if ground is None:
        return None
    names = {entity: set(found) for entity, found in ground.names().items()}
    return ground.title, ground.marking, list(ground.sections.items()), set(ground.entities), ground.passages, names


def out_of_the_file(folder: Path, catalogue: Catalogue, briefing: str) -> Ground | None:
    library = library_in(folder, folder / "shelf")  # a new one, that remembers nothing of the registry
    library.catalogue = catalogue
    opened = library.noted(briefing)
    return opened.ground if opened else None


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_the_index_gives_the_ground_of_the_file_or_none(edits: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = Catalogue(None, [folder / "shelf"], folder, DecisionStore(folder / "names.toml"), dict)
        for edit in [("a", "Gas.", "a"), ("refresh",), *edits, ("refresh",)]:
            is_fresh = edit == ("refresh",)
            if is_fresh:
                catalogue.refresh()
            else:
                make(folder / "shelf", edit)
            for briefing in "abc":
                if (indexed := catalogue.index.ground(briefing)) or is_fresh:
                    assert said(indexed) == said(out_of_the_file(folder, catalogue, briefing))


def noted(tmp_path: Path) -> Library:
    """Notes of every kind on two briefings, one of which has changed since, and on one that is not there."""
    shelf = tmp_path / "shelf"
    write_registry(shelf)
    write_briefing(shelf, "a", "Gas flows to the east.\n\nPutin said so in May, and again in June.\n\n- a list")
    write_briefing(shelf, "b", "One.\n\nTwo.")
    library = library_in(tmp_path, shelf)
    opened = library.open_fully(shelf / "a.toml")
    for paragraph, start, end in ((1, 0, 9), (2, 0, 13), (3, 0, 6)):
        library.notebook.add(opened.target_at(Place("main", paragraph, start, end)), "on words")
    for target in (Target("a"), Target("a", section="main"), Target("b", section="gone"), Target("a", entity="putin")):
        library.notebook.add(target, "on the whole")
    library.notebook.add(Target("elsewhere"), "on nothing")
    library.notebook.add(Target("b", entity="nobody"), "on nobody")
    write_briefing(shelf, "a", "Gas flows to the west.\n\nPutin said so in May, and again in June.\n\n- a list")
    return library


def test_notes_are_listed_alike_with_an_index_and_without_one(tmp_path: Path) -> None:
    library = noted(tmp_path)
    library.catalogue.refresh()
    with_index = library.all_notes()
    without = Library(library.folders, library.notebook, library.state, library.decisions, cache=None).all_notes()
    assert with_index == without
    assert list_document(with_index) == list_document(without)
    assert {entry.state for entry in with_index.entries} == set(NoteState)


def test_a_list_of_notes_reads_no_briefing_that_the_index_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = noted(tmp_path)
    library.catalogue.refresh()
    monkeypatch.setattr(library, "noted", lambda *_: pytest.fail("a briefing was read"))
    grounds = library.grounds()
    assert [grounds.of(one) is not None for one in ("a", "b")] == [True, True]


def test_a_command_has_few_changed_files_read_into_the_index_and_leaves_many_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "shelf"
    for name in "abc":
        write_briefing(shelf, name, "One.")
    monkeypatch.setattr("reader.library.grounds.FEW", 2)
    library = library_in(tmp_path, shelf)
    assert library.grounds(catches_up=True).indexed("c") is None
    assert library.catalogue.index.newest() == ()
    monkeypatch.setattr("reader.library.grounds.FEW", 3)
    assert library_in(tmp_path, shelf).grounds().indexed("c") is None
    assert library_in(tmp_path, shelf).grounds(catches_up=True).indexed("c")
    for name in "wxyz":  # more than few are new in a library that is known
        write_briefing(shelf, name, "One.")
    assert library_in(tmp_path, shelf).grounds(catches_up=True).indexed("z") is None
    assert library_in(tmp_path, shelf).grounds().indexed("c")


def test_a_briefing_written_in_place_with_the_same_size_and_time_is_not_taken_from_the_index(tmp_path: Path) -> None:
    path = write_briefing(tmp_path / "shelf", "a", "Gas flows.")
    library = library_in(tmp_path, tmp_path / "shelf")
    library.catalogue.refresh()
    before = path.stat()
    path.write_text(path.read_text().replace("flows", "flaws"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert library.catalogue.index.ground("a") is None
