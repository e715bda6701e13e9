"""However many notes a briefing has: keys are answered while their places are found, and what is found stays found."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from reader.core.anchoring.anchor import Place
from reader.core.anchoring.ground import Ground
from reader.library import Library, OpenBriefing
from tests.conftest import SAMPLES, library_in

NOTES = 12


def noted(folder: Path) -> tuple[Library, OpenBriefing]:
    """A briefing with notes, opened anew after a word of each noted paragraph has changed."""
    shelf = folder / "shelf"
    shelf.mkdir()
    file = shelf / "summit.toml"
    file.write_bytes((SAMPLES / "china-russia-summit-2017.toml").read_bytes())
    library = library_in(folder, shelf)
    opened = library.open_fully(file)
    for passage in opened.passages()[:NOTES]:
        place = Place(passage.section, passage.number, 0, len(passage.text))
        library.notebook.add(opened.target_at(place), "words")
        opened = library.with_notes(opened)
    file.write_text(file.read_text("utf-8").replace(" the ", " this "), "utf-8")
    return library, library.open(file)


def test_the_places_of_notes_are_found_one_after_another(tmp_path: Path) -> None:
    library, opened = noted(tmp_path)
    furnishing = library.furnishing(opened)
    with patch.object(Ground, "locate", autospec=True, side_effect=Ground.locate) as locate:
        counts = [locate.call_count for _ in furnishing]
    assert counts == list(range(1, NOTES + 1))


def test_what_is_done_to_one_note_has_no_other_looked_for_again(tmp_path: Path) -> None:
    library, opened = noted(tmp_path)
    opened = library.furnish(opened)
    first = opened.notes[0]
    with patch.object(Ground, "locate", autospec=True, side_effect=Ground.locate) as locate:
        assert first.note.anchor
        library.notebook.add(first.note.target, "one more")
        opened = library.with_notes(opened)
        assert locate.call_count == 1
        library.notebook.change(first.note, "other words")
        opened = library.with_notes(opened)
        library.notebook.delete(opened.notes[1].note)
        opened = library.with_notes(opened)
        library.notebook.undo()
        opened = library.with_notes(opened)
        assert locate.call_count == 2  # the note that was deleted and is there again
    assert {one.note.id: one.finding for one in opened.notes} == {
        one.note.id: one.finding for one in library.furnish(opened).notes
    }


def test_other_names_have_every_note_looked_for_again(tmp_path: Path) -> None:
    library, opened = noted(tmp_path)
    opened = library.furnish(opened)
    with patch.object(Ground, "locate", autospec=True, side_effect=Ground.locate) as locate:
        library.furnish(opened)
    assert locate.call_count == NOTES
