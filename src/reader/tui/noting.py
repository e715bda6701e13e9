"""Notes on the open briefing, each drawn at its place. What is done with them is in `writing`."""

from __future__ import annotations

from reader.core.anchor import Place as TextPlace
from reader.core.anchor import State
from reader.library import LocatedNote
from reader.tui.decor import Decor
from reader.tui.desk import Feature
from reader.tui.inking import Ink
from reader.tui.note_rows import CHANGED_SIGN
from reader.tui.pager import Spot
from reader.tui.panels import NOTE_SIGN


class Noting(Feature):
    """Where notes are drawn, which are at hand, and the way to one."""

    # Where notes stand

    def decor(self) -> Decor:
        """Each note of the open briefing: a sign beside its paragraph, an ink on its words, a line below."""
        below: dict[Spot, tuple[str, ...]] = {}
        signs: dict[Spot, str] = {}
        inks: dict[Spot, tuple[Ink, ...]] = {}
        for located in self.desk.opened.notes if self.desk.shows_briefing else ():
            place, spot = located.finding.place, self._spot_of(located)
            if place is None or spot is None:
                continue
            changed = located.finding.state is State.CHANGED
            signs[spot] = CHANGED_SIGN if changed or signs.get(spot) == CHANGED_SIGN else NOTE_SIGN
            below[spot] = (*below.get(spot, ()), _line_below(located, changed=changed))
            if not self._is_whole_paragraph(spot, place):
                inks[spot] = (*inks.get(spot, ()), Ink(place.start, place.end, "document--note-text"))
        return Decor(notes=below, signs=signs, inks=inks)

    def _is_whole_paragraph(self, spot: Spot, place: TextPlace) -> bool:
        item = self.desk.opened.document.parts[spot.part].items.get(spot.item)
        return item is not None and (place.start, place.end) == (0, len(item.block.text))

    def _spot_of(self, located: LocatedNote) -> Spot | None:
        place = located.finding.place
        return self.desk.spot_of(place.section, place.paragraph) if place else None

    # At hand

    def at_hand(self) -> list[LocatedNote]:
        """The note under the cursor of the notes panel, or those at the marked paragraph."""
        rows, notes = self.desk.list_in_focus, self.desk.opened.notes
        if rows is not None and rows.id == "notes":
            return [one for one in notes if one.note.id == rows.chosen]
        marker = self.desk.view.cursor.marker
        return [one for one in notes if self.desk.shows_briefing and self._spot_of(one) == marker]

    def go_to(self, note_id: str) -> None:
        """Go to where a note stands."""
        located = next((one for one in self.desk.opened.notes if one.note.id == note_id), None)
        spot = self._spot_of(located) if located else None
        if located is None or spot is None:
            section = located.note.target.section if located else None
            part = self.desk.opened.document.part(section) if section else None
            if part is not None:
                self.desk.go_to_part(part)
            else:
                self.desk.say("This note has no place in the text.")
            return
        place = located.finding.place
        self.desk.view.cursor.reveal(spot, place.start if place else None)
        self.desk.view.moved()


def _line_below(located: LocatedNote, *, changed: bool) -> str:
    said = " ".join(located.note.text.split())
    return f"{CHANGED_SIGN} text changed: {said}" if changed else f"{NOTE_SIGN} {said}"
