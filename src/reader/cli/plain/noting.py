"""Commands for notes."""

from __future__ import annotations

from functools import partial

from reader.cli.plain import words
from reader.cli.plain.table import Choice, Table
from reader.core.anchoring.anchor import Place
from reader.core.note import Outcome, Target
from reader.library import LocatedNote


class Noting:
    """Notes are named by their number in the list of notes."""

    def __init__(self, table: Table) -> None:
        self._table, self._notebook = table, table.library.notebook

    def notes(self, _: str) -> None:
        """List my notes on this briefing."""
        self._table.offer("My notes", [self._choice(one) for one in self._table.opened.notes])

    def _choice(self, located: LocatedNote) -> Choice:
        table, place, target = self._table, located.finding.place, located.note.target

        def choose() -> None:
            if place is not None:
                table.go_to_section(place.section, place.paragraph)
            elif target.anchor:
                table.tell("This note has no place in the text.")
            elif target.entity:
                table.open_dossier(target.entity)
            else:
                table.go_to_section(target.section or "")

        return Choice(words.note_line(table.opened, located), choose)

    def all_notes(self, _: str) -> None:
        """List my notes on all briefings, open questions first."""
        table = self._table
        choices = [
            Choice(words.entry_line(entry), partial(table.open, words.entry_target(entry)))
            for entry in table.library.all_notes().entries
        ]
        table.offer("My notes on all briefings", choices)

    def review(self, _: str) -> None:
        """List notes whose text has changed or whose place is lost, each with the places to choose from."""
        table = self._table
        choices: list[Choice] = []
        for located in table.opened.to_review:
            table.tell(words.review_line(table.opened, located))
            finding = located.finding
            if finding.place is not None:
                line = f"it is here: {words.place_line(table.opened, finding.place)}"
                choices.append(Choice(line, partial(self._decide, located, Outcome.ACCEPTED, finding.place)))
            for place in finding.candidates:
                line = f"it belongs here: {words.place_line(table.opened, place)}"
                choices.append(Choice(line, partial(self._decide, located, Outcome.PLACED, place)))
            choices.append(Choice("its place is gone", partial(self._decide, located, Outcome.UNANCHORED, None)))
        table.offer("Decide", choices)

    def _decide(self, located: LocatedNote, outcome: Outcome, place: Place | None) -> None:
        table = self._table
        anchor = table.opened.anchor_at(place) if place else None
        self._notebook.decide(located.note, outcome, table.opened.briefing.edition, anchor)
        table.take_notes()
        table.tell(f"Decided. {table.keys.first('undo')} takes it back.")

    def note(self, text: str) -> None:
        """Write a note on this paragraph; at the beginning on the briefing."""
        table, item = self._table, self._table.here
        if table.shows_briefing and table.part == 0:
            self.note_here(text)
            return
        if item is None or not item.paragraph or not table.section:
            on = "section" if table.shows_briefing else "entity"
            table.tell(f"Notes go on a section's paragraphs. {table.keys.first('note_here')} writes one on the {on}.")
            return
        place = Place(table.section, item.paragraph, 0, len(item.block.text))
        self._save(table.opened.target_at(place), text)

    def note_here(self, text: str) -> None:
        """Write a note on the section, or in a dossier on the entity."""
        briefing = self._table.opened.briefing
        kind, _, name = self._table.document.key.partition(":")
        entity = name if kind == "entity" else None
        section = self._table.section or None
        self._save(Target(briefing.id, edition=briefing.edition, section=section, entity=entity), text)

    def _save(self, target: Target, text: str) -> None:
        text = text or self._ask()
        if not text.strip():
            self._table.tell("Nothing written, nothing saved.")
            return
        self._notebook.add(target, text)
        self._table.take_notes()
        self._table.tell("Saved.")

    def _ask(self) -> str:
        self._table.tell("Write the note; a line with only a point ends it.")
        lines: list[str] = []
        while (line := self._table.ask()) is not None and line != ".":
            lines.append(line)
        return "\n".join(lines)

    def _numbered(self, text: str) -> tuple[LocatedNote | None, str]:
        """The note whose number stands first, and the words behind it."""
        number, _, rest = text.partition(" ")
        notes = self._table.opened.notes
        if number.isdecimal() and 0 < int(number) <= len(notes):
            return notes[int(number) - 1], rest
        self._table.tell(f"Which note? {self._table.keys.first('notes')} lists them with their numbers.")
        return None, rest

    def edit_note(self, text: str) -> None:
        """Write a note anew, by its number."""
        located, new = self._numbered(text)
        if located is None:
            return
        new = new or self._ask()
        if not new.strip():
            self._table.tell("Nothing written: the note stays as it was.")
            return
        is_conflict = self._notebook.change(located.note, new).is_conflict
        self._table.take_notes()
        self._table.tell("Saved beside the old one, which had been changed elsewhere." if is_conflict else "Saved.")

    def delete_note(self, text: str) -> None:
        """Move a note to the trash, by its number."""
        located, _ = self._numbered(text)
        if located is not None:
            self._notebook.delete(located.note)
            self._table.take_notes()
            self._table.tell(f"Deleted. {self._table.keys.first('undo')} brings it back.")

    def undo(self, _: str) -> None:
        """Undo the last thing done to a note."""
        if not self._notebook.can_undo:
            self._table.tell("Nothing to undo.")
            return
        undone = self._notebook.undo()
        self._table.take_notes()
        self._table.tell(undone.told)
