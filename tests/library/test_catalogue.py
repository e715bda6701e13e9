from pathlib import Path

import pytest

from reader.core.anchoring.anchor import Place
from reader.core.note import Target
from reader.core.reading.document import Document, written_links
from reader.errors import BriefingError, NotesError, NotFoundError
from reader.library import Library
from reader.library.address import Address
from reader.library.dossier import make_dossier
from reader.library.dossier_text import dossier_document
from tests.conftest import library_in
from tests.storage.index.shelves import write_briefing, write_registry

GEORGIAS = """
[[entities]]
id = "georgia"
name = "Georgia"
kind = "country"

[[entities]]
id = "georgia-state"
name = "Georgia"
kind = "place"
"""


def shelf_of(tmp_path: Path, **bodies: str) -> Library:
    for day, (name, body) in enumerate(bodies.items(), 1):
        write_briefing(tmp_path / "shelf", name, body, date=f"2017-07-{day:02}")
    return library_in(tmp_path, tmp_path / "shelf")


def text_of(document: Document) -> str:
    return "\n".join(item.block.text for part in document.parts for item in part.items)


def read_dossier(library: Library, entity: str, briefing: str) -> str:
    library.catalogue.refresh()
    return text_of(library.dossier(entity, library.open_fully(library.find(briefing).path)))


def test_the_shelf_is_newest_first_and_lists_what_cannot_be_read(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, first="One.", second="Two.")
    (tmp_path / "shelf" / "bad.toml").write_text("title = ")
    library.catalogue.refresh()
    shelf = library.catalogue.shelf()
    assert [entry.id for entry in shelf.entries] == ["second", "first"]
    assert [Path(problem.file).name for problem in shelf.problems] == ["bad.toml"]


def test_the_shelf_counts_sections_that_are_not_read_to_the_end_and_notes(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, first="One.\n\nTwo.", second="Three.")
    for name, texts in (("first", ["One."]), ("second", ["Three."])):
        progress = library.progress(library.open_fully(library.find(name).path))
        progress.note(texts)
        progress.save()
    library.notebook.add(Target("first"), "A note.")
    library.catalogue.refresh()
    counted = {entry.id: (entry.unread, entry.notes) for entry in library.catalogue.shelf().entries}
    assert counted == {"first": (1, 1), "second": (0, 0)}


def test_a_briefing_is_found_by_its_id_whatever_its_file_is_called(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, first="One.")
    (tmp_path / "shelf" / "first.toml").rename(tmp_path / "shelf" / "other.toml")
    assert library.find("first#main").section == "main"
    (tmp_path / "shelf" / "other.toml").rename(tmp_path / "shelf" / "third.toml")
    assert library_in(tmp_path, tmp_path / "shelf").find("first").path.name == "third.toml"
    with pytest.raises(NotFoundError):
        library.find("other")


def test_a_first_start_opens_the_file_that_changed_last_and_a_later_one_the_newest(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, old="One.", new="Two.")
    library.catalogue.refresh()
    assert library.start() == Address(tmp_path / "shelf" / "new.toml")


def test_a_note_is_found_from_the_moment_it_is_written_until_it_is_deleted(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, first="One.")
    note = library.notebook.add(Target("first", section="main"), "Ask Élodie about coal.").note
    library.catalogue.refresh()
    (hit,) = library.catalogue.search("elodie", 9, ("notes",)).hits
    assert (hit.note, hit.briefing, hit.section) == (note.id, "first", "main")
    library.notebook.delete(note)
    library.catalogue.refresh_notes()
    assert library.catalogue.search("elodie", 9).total == 0


def test_a_dossier_tells_facts_that_changed_links_both_ways_company_notes_and_mentions(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf")
    fact = '[[entities]]\nid = "gazprom"\nname = "Gazprom"\nkind = "company"\nfacts = {{chair = "{}"}}'
    for day, chair in ((1, "Zubkov"), (2, "Miller")):
        write_briefing(
            tmp_path / "shelf", f"b{day}", f"Gazprom and Putin {day}.", date=f"2017-0{day}-01", more=fact.format(chair)
        )
    library = library_in(tmp_path, tmp_path / "shelf")
    library.notebook.add(Target("b1", entity="gazprom"), "Whose gas?")
    told = read_dossier(library, "gazprom", "b1")
    for line in (
        "2017-02-01  Miller  b2",
        "Vladimir Putin  in 2 paragraphs",
        "b1: Whose gas?",
        "2 mentions in 2 briefings, the first of 2017-01-01, the last of 2017-02-01, most in 2017-01 (1).",
        "Main ¶1  Gazprom and Putin 2.",
        "2017-01 ██ 2017-02",
    ):
        assert line in told
    assert "Gazprom — owned by the state of Vladimir Putin" in read_dossier(library, "putin", "b1")


def test_a_dossier_tells_what_each_briefing_says_of_the_entity_and_nothing_twice(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf")
    own = """[[entities]]
id = "gazprom"
name = "Gazprom"
kind = "{}"
aliases = ["{}"]
summary = "Owned like [[putin]] says."
facts = {{chair = "{}", founded = 1989}}
links = [{{to = "rosneft", relation = "rival"}}]
"""
    for day, (kind, alias, chair) in enumerate(
        (("company", "Gasprom", "Zubkov"), ("company", "Gasprom", "Miller"), ("organisation", "GAZP", "Miller")), 1
    ):
        more = own.format(kind, alias, chair)
        write_briefing(tmp_path / "shelf", f"b{day}", "Nothing.", date=f"2017-0{day}-01T10:00:00", more=more)
    library = library_in(tmp_path, tmp_path / "shelf")
    library.catalogue.refresh()
    dossier = make_dossier(library.catalogue, library.catalogue.entity("gazprom"))
    document = dossier_document(dossier, lambda _: ())
    links = [link.targets for part in document.parts[1:2] for item in part.items for link in written_links(item.block)]
    assert links == [("b1",), ("b3",)]
    told = text_of(document)
    additions, _, rest = told.partition("Also described\n")[2].partition("\nHow facts changed")
    assert additions.split("\n") == [
        "b1 · 2017-01-01 10:00",
        "also Gasprom",
        "Owned like Vladimir Putin says.",
        "founded\t1989",
        "b3 · 2017-03-01 10:00",
        "organisation",
    ]
    assert "2017-02-01 10:00  Miller  b2" in rest
    assert "rival: rosneft" in rest
    in_b1 = read_dossier(library, "gazprom", "b1")
    assert in_b1.index("Owned like") < in_b1.index("the library's entities") < in_b1.index("A gas company.")
    assert in_b1.count("Owned like") == 1


def test_a_note_on_a_paragraph_that_mentions_an_entity_stands_in_its_dossier(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf")
    library = shelf_of(tmp_path, first="Nothing here.\n\nGazprom sells gas.")
    opened = library.open_fully(library.find("first").path)
    place = next(one for one in opened.passages() if one.number == 2)
    target = opened.target_at(Place("main", place.number, 8, 17))
    library.notebook.add(target, "To whom?")
    assert "first#main ¶2: To whom?" in read_dossier(library, "gazprom", "first")


def test_a_briefing_read_again_knows_the_entities_that_the_library_shares_by_then(tmp_path: Path) -> None:
    registry = write_registry(tmp_path / "shelf")
    library = shelf_of(tmp_path, first="Georgia sells no gas.")
    path = library.find("first").path
    assert library.open_fully(path).resolver.find("Georgia") == ()
    registry.write_text(GEORGIAS, "utf-8")
    assert len(library.open_fully(path).resolver.find("Georgia")) == 1
    registry.unlink()
    assert library.open_fully(path).resolver.find("Georgia") == ()


def test_an_ambiguous_name_is_shown_as_such_until_the_reader_decides_and_again_after_undoing(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf", GEORGIAS)
    library = shelf_of(tmp_path, first="Georgia voted.", second="Georgia again.")
    assert "may be another" in read_dossier(library, "georgia", "first")
    library.decisions.decide("first", ("georgia",), "georgia-state")
    opened = library.open_fully(library.find("first").path)
    assert [mention.entities for mention in opened.resolver.find("Georgia")] == [("georgia-state",)]
    assert "Georgia voted" not in read_dossier(library, "georgia", "first")
    assert "Georgia again" in read_dossier(library, "georgia", "first")
    again = library_in(tmp_path, tmp_path / "shelf")
    assert again.decisions.all() == {"first": {"georgia": "georgia-state"}}
    again.decisions.undo("first", "georgia")
    assert "Georgia voted.  (may be another)" in read_dossier(again, "georgia", "first")


def test_a_file_of_decisions_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, first="One.")
    library.decisions.path.write_text("not [ toml")
    assert library.decisions.all() == {}
    with pytest.raises(NotesError):
        library.decisions.decide("first", ("georgia",), "georgia")
    assert library.decisions.path.read_text() == "not [ toml"


def test_a_chance_file_that_is_named_like_a_briefing_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = shelf_of(tmp_path, gas="One.")
    monkeypatch.chdir(tmp_path)
    for name in ("gas", "other"):
        (tmp_path / name).write_text("")
    assert library.find("gas#main").path == tmp_path / "shelf" / "gas.toml"
    assert library.find("./gas").path == Path("./gas")
    assert library.find("other").path == Path("other")


@pytest.mark.parametrize("name", ["part#two.toml", "shelf #1/gas.toml"])
def test_a_file_whose_path_holds_a_number_sign_is_found_alone_and_with_a_section(tmp_path: Path, name: str) -> None:
    library = shelf_of(tmp_path, oil="One.")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    assert library.find(str(path)) == Address(path)
    assert library.find(f"{path}#main/p2") == Address(path, "main", 2)


def test_a_briefing_of_the_library_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    library = shelf_of(tmp_path, gas="One.", oil="Two.")
    (tmp_path / "shelf" / "gas.toml").write_text("format = \n")
    with pytest.raises(BriefingError, match=r"gas\.toml:1:10"):
        library.open(library.find("gas").path)
    with pytest.raises(NotFoundError):
        library.find("coal")
