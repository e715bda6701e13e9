"""Notes on the open briefing, each drawn at its place. What is done with them is in `writing`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from reader.core.anchoring.anchor import NoteState
from reader.core.note import NoteKind
from reader.core.reading.document import Document, Role
from reader.library import LocatedNote, OpenBriefing
from reader.tui.features.desk import Desk, Feature
from reader.tui.lists.note_rows import CHANGED_SIGN, one_line
from reader.tui.lists.panels import NOTE_SIGN
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot


class Standing:
    """Where notes stand: `at` each item, in their order; and what is drawn of them."""

    def __init__(self, notes: Sequence[LocatedNote], document: Document) -> None:
        self._document = document
        self.at: dict[Spot, list[LocatedNote]] = {}
        for located in notes:
            if (spot := self.spot_of(located)) is not None:
                self.at.setdefault(spot, []).append(located)

    def spot_of(self, located: LocatedNote) -> Spot | None:
        """The item in which a note stands: for one on a whole section or briefing, the last of its head."""
        place, target = located.finding.place, located.note.target
        if place is None and not target.anchor and not target.entity:
            return self.head_of(target.section or "")
        found = self._document.paragraph(place.section, place.paragraph) if place else None
        return Spot(*found) if found else None

    def head_of(self, section: str) -> Spot | None:
        """The last item before the text of a section, or of the briefing: title, date, summary."""
        part = self._document.part(section) if section else 0
        if part is None:
            return None
        last = 0
        while (item := self._document.item(part, last + 1)) and item.role in (Role.BYLINE, Role.LEAD):
            last += 1
        return Spot(part, last)

    def _inks(self, spot: Spot, notes: Iterable[LocatedNote]) -> Iterator[Ink]:
        """On the words of each note, but for those on whole paragraphs, whose sign says as much."""
        item = self._document.item(*spot)
        whole = 0, len(item.block.text) if item else 0
        for located in notes:
            place = located.finding.place
            if place is not None and (place.start, place.end) != whole:
                yield Ink(place.start, place.end, "document--note-text")

    @cached_property
    def decor(self) -> Decor:
        """A sign beside each paragraph with notes, an ink on their words, a line below for each."""
        changed = {spot for spot, notes in self.at.items() if any(map(_is_changed, notes))}
        return Decor(
            notes={spot: tuple(map(_line_below, notes)) for spot, notes in self.at.items()},
            signs={spot: CHANGED_SIGN if spot in changed else NOTE_SIGN for spot in self.at},
            inks={spot: tuple(self._inks(spot, notes)) for spot, notes in self.at.items()},
        )


class Noting(Feature):
    """Where notes are drawn, which are at hand, and the way to one."""

    # Where notes stand

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing = Standing((), desk.document)
        self._standing_of: OpenBriefing | None = None

    def _stand(self) -> Standing:
        """Where the notes of the open briefing stand, worked out once for each state of them."""
        if self._standing_of is not self.desk.opened:
            self._standing_of = self.desk.opened
            self._standing = Standing(self.desk.opened.notes, self.desk.opened.document)
        return self._standing

    def decor(self) -> Decor:
        """Each note of the open briefing: a sign beside its paragraph, an ink on its words, a line below."""
        return self._stand().decor if self.desk.shows_briefing else Decor()

    # At hand

    def at_hand(self) -> list[LocatedNote]:
        """The note under the cursor of the notes panel; those at the marked paragraph, else at a head in sight."""
        rows, notes = self.desk.list_in_focus, self.desk.opened.notes
        if rows is not None and rows.id == "notes":
            return [one for one in notes if one.note.id == rows.chosen]
        if not self.desk.shows_briefing:
            entity = self.desk.document.key.partition(":")[2]
            return [one for one in notes if one.note.target.entity == entity and not one.note.target.anchor]
        cursor, standing = self.desk.view.cursor, self._stand()
        if here := standing.at.get(cursor.marker):
            return here
        head = standing.head_of(self.desk.document.parts[cursor.marker.part].id)
        return standing.at.get(head, []) if head in {row.spot for row in cursor.rows} else []

    def go_to(self, note_id: str) -> None:
        """Go to where a note stands."""
        located = next((one for one in self.desk.opened.notes if one.note.id == note_id), None)
        spot = self._stand().spot_of(located) if located else None
        place = located.finding.place if located else None
        section = located.note.target.section if located else None
        part = self.desk.opened.document.part(section) if section else None
        if spot is not None and place is not None:
            self.desk.bring_up_text()
            self.desk.view.cursor.reveal(spot, place.start)
            self.desk.view.moved()
        elif spot is not None:
            self.desk.go_to_part(spot.part)
        elif part is not None:
            self.desk.go_to_part(part)
        else:
            self.desk.say("This note has no place in the text.")


def _is_changed(located: LocatedNote) -> bool:
    return located.finding.state is NoteState.CHANGED


def _line_below(located: LocatedNote) -> str:
    kind = located.note.kind
    said = one_line(located.note.text) if kind is NoteKind.COMMENT else f"{kind}: {one_line(located.note.text)}"
    return f"{CHANGED_SIGN} text changed: {said}" if _is_changed(located) else f"{NOTE_SIGN} {said}"
