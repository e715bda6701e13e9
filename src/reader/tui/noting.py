"""What the keys for notes do on a reading screen: write, edit, delete, undo, and show each note at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from reader.core.anchor import Place as TextPlace
from reader.core.anchor import State
from reader.core.note import Target
from reader.errors import ReaderError
from reader.library import Library, LocatedNote, OpenBriefing
from reader.library.progress import HALF_READ, UNREAD, Progress
from reader.tui.document_view import Decor
from reader.tui.inking import Ink
from reader.tui.moving import MovingScreen
from reader.tui.pager import Spot
from reader.tui.panels import CHANGED_SIGN, HALF_READ_SIGN, NOTE_SIGN, UNREAD_SIGN, where


class NotingScreen(MovingScreen):
    """A screen on an open briefing whose paragraphs, sections and entities take notes."""

    library: Library
    opened: OpenBriefing
    progress: Progress
    """What has been read of the open briefing."""

    @property
    def shows_briefing(self) -> bool:
        """Whether the text in the middle is the open briefing itself."""
        raise NotImplementedError

    def refresh_panels(self) -> None:
        """Bring the panels up to what is known now."""
        raise NotImplementedError

    # Where notes stand

    def paragraph_spot(self, section_id: str, paragraph: int) -> Spot | None:
        """The item of a paragraph of the open briefing."""
        part = self.opened.document.part(section_id)
        if part is None:
            return None
        for place, item in enumerate(self.opened.document.parts[part].items):
            if item.paragraph == paragraph:
                return Spot(part, place)
        return None

    def note_decor(self) -> Decor:
        """The notes of the open briefing as they are drawn on its text: a sign, an ink, a line below."""
        labels = {source.id: str(n) for n, source in enumerate(self.opened.briefing.sources, 1)}
        below: dict[Spot, tuple[str, ...]] = {}
        signs: dict[Spot, str] = {}
        inks: dict[Spot, tuple[Ink, ...]] = {}
        for located in self.opened.notes if self.shows_briefing else ():
            place = located.finding.place
            spot = self.paragraph_spot(place.section, place.paragraph) if place else None
            if place is None or spot is None:
                continue
            changed = located.finding.state is State.CHANGED
            signs[spot] = CHANGED_SIGN if changed or signs.get(spot) == CHANGED_SIGN else NOTE_SIGN
            below[spot] = (*below.get(spot, ()), self._line_below(located, changed=changed))
            if not self._is_whole_paragraph(spot, place):
                inks[spot] = (*inks.get(spot, ()), Ink(place.start, place.end, "document--note-text"))
        return Decor(labels=labels, notes=below, signs=signs, inks=inks)

    def _line_below(self, located: LocatedNote, *, changed: bool) -> str:
        said = " ".join(located.note.text.split())
        return f"{CHANGED_SIGN} text changed: {said}" if changed else f"{NOTE_SIGN} {said}"

    def _is_whole_paragraph(self, spot: Spot, place: TextPlace) -> bool:
        item = self.opened.document.parts[spot.part].items.get(spot.item)
        return item is not None and (place.start, place.end) == (0, len(item.block.text))

    def note_counts(self) -> dict[str, int]:
        """How many notes each section has."""
        sections = (
            located.finding.place.section if located.finding.place else located.note.target.section
            for located in self.opened.notes
        )
        return Counter(section for section in sections if section)

    def unread_marks(self) -> dict[str, str]:
        """The sign of each section with unread text."""
        signs = {UNREAD: UNREAD_SIGN, HALF_READ: HALF_READ_SIGN}
        return {section: signs.get(how, "") for section, how in self.progress.marks().items()}

    def note_read(self) -> bool:
        """Remember which paragraphs have been in sight; True where one was new."""
        if not self.shows_briefing:
            return False
        spots = dict.fromkeys(row.spot for row in self.view.cursor.rows)
        items = (self.view.cursor.item(spot) for spot in spots)
        return self.progress.note(item.block.text for item in items if item and item.paragraph)

    # Writing

    def marked_target(self) -> tuple[Target, str] | None:
        """What a note written now would be on, and how to say so; None where the text takes no notes."""
        if not self.shows_briefing:
            return None
        marker = self.view.cursor.marker
        item, part = self.view.cursor.item(marker), self.view.document.parts[marker.part]
        if item is None or not item.paragraph:
            return None
        place = TextPlace(part.id, item.paragraph, 0, len(item.block.text))
        return self.library.target_at(self.opened, place), f"Note on {part.title} ¶{item.paragraph}"

    def action_note(self) -> None:
        """Write a note on the selection or the marked paragraph."""
        marked = self.marked_target()
        if marked is None:
            self.say("Notes go on paragraphs: move to one with } first. A writes on the section or entity.")
            return
        self._write(*marked)

    def action_note_here(self) -> None:
        """Write a note on the section, or in a dossier on the entity."""
        briefing = self.opened.briefing
        kind, _, name = self.view.document.key.partition(":")
        if kind == "entity":
            target = Target(briefing.id, edition=briefing.edition, entity=name)
            self._write(target, f"Note on {self.view.document.title}")
            return
        part = self.view.document.parts[self.view.cursor.marker.part]
        target = Target(briefing.id, edition=briefing.edition, section=part.id or None)
        self._write(target, f"Note on the section {part.title}" if part.id else "Note on the briefing")

    def _write(self, target: Target, about: str) -> None:
        def save(text: str) -> None:
            self.take(self.library.add_note(self.opened, target, text))
            self.say("Saved.")

        self._open_editor(about, "", save)

    def _open_editor(self, about: str, text: str, save: Callable[[str], None]) -> None:
        from reader.tui.note_editor import NoteEditor  # the text area is imported when the first note is written

        self.app.push_screen(NoteEditor(about, text, save, lambda _: None))

    def take(self, opened: OpenBriefing) -> None:
        """Show the same briefing as it is now: other notes, other entities."""
        shows_briefing = self.shows_briefing
        self.opened = opened
        self.view.dress(opened.document if shows_briefing else self.view.document, self.full_decor())
        self.refresh_panels()

    def full_decor(self) -> Decor:
        """What is drawn on the present document besides its own text."""
        return self.note_decor()

    # Changing

    def note_at_hand(self) -> LocatedNote | None:
        """The note under the cursor of the notes panel, or the last one at the marked paragraph."""
        rows = self.list_in_focus
        if rows is not None and rows.id == "notes":
            return next((one for one in self.opened.notes if one.note.id == rows.chosen), None)
        marker = self.view.cursor.marker
        at_marker = [one for one in self.opened.notes if self._spot_of(one) == marker]
        return at_marker[-1] if at_marker and self.shows_briefing else None

    def _spot_of(self, located: LocatedNote) -> Spot | None:
        place = located.finding.place
        return self.paragraph_spot(place.section, place.paragraph) if place else None

    def action_edit_note(self) -> None:
        """Edit the note at hand."""
        located = self.note_at_hand()
        if located is None:
            self.say("There is no note here to edit: a writes one.")
            return
        note = located.note

        def save(text: str) -> None:
            opened, is_conflict = self.library.change_note(self.opened, note, text)
            self.take(opened)
            told = "Saved as a note of its own: the old one had been changed elsewhere. Both stay."
            self.say(told if is_conflict else "Saved.", warning=is_conflict)

        self._open_editor(f"Note: {where(self.opened, located)}", note.text, save)

    def action_delete_note(self) -> None:
        """Move the note at hand to the trash."""
        located = self.note_at_hand()
        if located is None:
            self.say("There is no note here to delete.")
            return
        self._change(lambda: self.library.delete_note(self.opened, located.note), "Deleted. U brings it back.")

    def action_undo(self) -> None:
        """Undo the last deletion or change of a note."""
        if not self.library.notebook.can_undo:
            self.say("Nothing to undo.")
            return
        self._change(lambda: self.library.undo(self.opened), "Undone.")

    def _change(self, change: Callable[[], OpenBriefing], said: str) -> None:
        try:
            self.take(change())
        except ReaderError as error:
            self.say(str(error), warning=True)
        else:
            self.say(said)

    def go_to_note(self, note_id: str) -> None:
        """Go to where a note stands."""
        located = next((one for one in self.opened.notes if one.note.id == note_id), None)
        spot = self._spot_of(located) if located else None
        if located is None or spot is None:
            section = located.note.target.section if located else None
            part = self.opened.document.part(section) if section else None
            if part is not None:
                self.view.cursor.go_to(Spot(part, 0))
                self.view.moved()
            else:
                self.say("This note has no place in the text.")
            return
        place = located.finding.place
        self.view.cursor.reveal(spot, place.start if place else None)
        self.view.moved()
