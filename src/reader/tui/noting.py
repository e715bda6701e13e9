"""Notes on the open briefing: each drawn at its place; written, edited, deleted, brought back."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.anchor import Place as TextPlace
from reader.core.anchor import State
from reader.core.note import Target
from reader.errors import ReaderError
from reader.library import LocatedNote, OpenBriefing
from reader.tui.decor import Decor
from reader.tui.desk import Desk, Feature
from reader.tui.inking import Ink
from reader.tui.pager import Spot
from reader.tui.panels import CHANGED_SIGN, NOTE_SIGN, where
from reader.tui.selecting import Selected, Selecting


class Noting(Feature):
    """What the keys for notes do."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk)
        self._selecting = selecting

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

    # Writing

    def note(self) -> None:
        """Write a note on what is selected, else on the marked paragraph."""
        selected = self._selecting.selected
        place = selected.place if selected else self._marked_paragraph()
        if place is None:
            self.desk.say("Notes go on paragraphs: move to one with } first. A writes on the section or entity.")
            return
        self._write(self.desk.library.target_at(self.desk.opened, place), self._about(place, selected))

    def _marked_paragraph(self) -> TextPlace | None:
        """The whole marked paragraph; None where the text takes no notes."""
        cursor = self.desk.view.cursor
        item, part = cursor.item(cursor.marker), self.desk.document.parts[cursor.marker.part]
        if not self.desk.shows_briefing or item is None or not item.paragraph:
            return None
        return TextPlace(part.id, item.paragraph, 0, len(item.block.text))

    def _about(self, place: TextPlace, selected: Selected | None) -> str:
        section = self.desk.opened.briefing.section(place.section)
        where = f"{section.title if section else place.section} ¶{place.paragraph}"
        return f"Note on “{selected.text}”, {where}" if selected else f"Note on {where}"

    def note_here(self) -> None:
        """Write a note on the section, or in a dossier on the entity."""
        briefing = self.desk.opened.briefing
        kind, _, name = self.desk.document.key.partition(":")
        if kind == "entity":
            target = Target(briefing.id, edition=briefing.edition, entity=name)
            self._write(target, f"Note on {self.desk.document.title}")
            return
        part = self.desk.document.parts[self.desk.view.cursor.marker.part]
        target = Target(briefing.id, edition=briefing.edition, section=part.id or None)
        self._write(target, f"Note on the section {part.title}" if part.id else "Note on the briefing")

    def _write(self, target: Target, about: str) -> None:
        def save(text: str) -> None:
            self.desk.take(self.desk.library.add_note(self.desk.opened, target, text))
            self._selecting.end()
            self.desk.say("Saved.")

        self._open_editor(about, "", save)

    def _open_editor(self, about: str, text: str, save: Callable[[str], None]) -> None:
        from reader.tui.note_editor import NoteEditor  # the text area is imported when the first note is written

        self.desk.open_over(NoteEditor(about, text, save, lambda _: None))

    # Changing

    def _at_hand(self) -> LocatedNote | None:
        """The note under the cursor of the notes panel, or the last one at the marked paragraph."""
        rows, notes = self.desk.list_in_focus, self.desk.opened.notes
        if rows is not None and rows.id == "notes":
            return next((one for one in notes if one.note.id == rows.chosen), None)
        marker = self.desk.view.cursor.marker
        at_marker = [one for one in notes if self._spot_of(one) == marker]
        return at_marker[-1] if at_marker and self.desk.shows_briefing else None

    def edit_note(self) -> None:
        """Edit the note at hand."""
        located = self._at_hand()
        if located is None:
            self.desk.say("There is no note here to edit: a writes one.")
            return
        note = located.note

        def save(text: str) -> None:
            opened, is_conflict = self.desk.library.change_note(self.desk.opened, note, text)
            self.desk.take(opened)
            told = "Saved as a note of its own: the old one had been changed elsewhere. Both stay."
            self.desk.say(told if is_conflict else "Saved.", warning=is_conflict)

        self._open_editor(f"Note: {where(self.desk.opened, located)}", note.text, save)

    def delete_note(self) -> None:
        """Move the note at hand to the trash."""
        located = self._at_hand()
        if located is None:
            self.desk.say("There is no note here to delete.")
            return
        change = self.desk.library.delete_note
        self._change(lambda: change(self.desk.opened, located.note), "Deleted. U brings it back.")

    def undo(self) -> None:
        """Undo the last deletion or change of a note."""
        if not self.desk.library.notebook.can_undo:
            self.desk.say("Nothing to undo.")
            return
        self._change(lambda: self.desk.library.undo(self.desk.opened), "Undone.")

    def _change(self, change: Callable[[], OpenBriefing], said: str) -> None:
        try:
            self.desk.take(change())
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
        else:
            self.desk.say(said)

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
