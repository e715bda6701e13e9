"""Writing notes: new ones, changed ones, drafts that were left behind; deleting them, and taking it all back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.core.anchoring.anchor import Place
from reader.core.note import Draft, Note, Target
from reader.core.safe_text import safe_line
from reader.errors import NotesError, ReaderError
from reader.library import LocatedNote
from reader.library.drafting import Drafting
from reader.library.undoing import Undone
from reader.storage.drafts import Drafts
from reader.storage.editor import editor_command
from reader.storage.fence import standing_fence
from reader.tui.behind import Failed
from reader.tui.drawing.list_screen import QuestionScreen
from reader.tui.drawing.rows import RowLine
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.disk import Disk
from reader.tui.features.noting import Noting
from reader.tui.features.selecting import Selected, Selecting
from reader.tui.key_queue import KeyQueue
from reader.tui.lists.note_rows import draft_rows, note_rows, one_line, where
from reader.tui.text.cursor import ReadingPlace

if TYPE_CHECKING:
    from reader.tui.lists.note_editor import NoteEditor


class Writing(Feature):
    """What the keys for notes do. What is being written is kept on the disk, whatever ends the program."""

    def __init__(self, desk: Desk, selecting: Selecting, noting: Noting, keys: KeyQueue, disk: Disk) -> None:
        super().__init__(desk)
        self._disk = disk
        self._selecting, self._noting, self._keys = selecting, noting, keys
        self._editor: NoteEditor | None = None
        self._thrown_away: tuple[str, Draft] | None = None
        """The words that were given up last, and what they were on, while nothing was changed since."""
        self._offers: list[Draft] = []
        self._has_offered = False

    def save(self) -> None:
        """Keep what is being written: the program ends now."""
        if self._editor is not None:
            self._editor.keep_now(self._keys.waiting)
        if not self._disk.let_finish():
            raise NotesError("the disk has not answered to what was saved last; words are kept as a draft.")

    def changed(self) -> None:
        """Have the editor say so where what it changes was changed elsewhere; only Esc and saving close it."""
        opened = self.desk.opened
        if self._editor is not None and self._editor.briefing == opened.briefing.id:
            self._editor.compare({one.note.id: one.note for one in opened.notes})

    # New notes

    def note(self) -> None:
        """Write a note on what is selected, else on the marked paragraph; on the summary, on the briefing."""
        place = self._selecting.place
        if place is not None:
            self.desk.bring_up_text()
            self._begin(self.desk.opened.target_at(place), self._about(place, self._selecting.selected), place)
        elif self._is_at_summary and not self._selecting.selected:
            self.note_here()
        else:
            self._say_no_notes()

    @property
    def _is_at_summary(self) -> bool:
        return self.desk.shows_briefing and not self.desk.document.parts[self.desk.view.cursor.marker.part].id

    def _about(self, place: Place, selected: Selected | None) -> str:
        section = self.desk.opened.briefing.section(place.section)
        stands = f"{section.title if section else place.section} ¶{place.paragraph}"
        return f"Note on “{one_line(selected.text)}”, {stands}" if selected else f"Note on {stands}"

    def note_here(self) -> None:
        """Write a note on the section, or in a dossier on the entity."""
        briefing = self.desk.opened.briefing
        kind, _, name = self.desk.document.key.partition(":")
        if kind == "entity":
            target = Target(briefing.id, edition=briefing.edition, entity=name)
            self._begin(target, f"Note on {self.desk.document.title}")
            return
        part = self.desk.document.parts[self.desk.view.cursor.marker.part]
        target = Target(briefing.id, edition=briefing.edition, section=part.id or None)
        self._begin(target, f"Note on the section {part.title}" if part.id else "Note on the briefing")

    def _begin(self, target: Target, about: str, place: Place | None = None) -> None:
        self._open(self.desk.library.notebook.begin(target), about, place)

    def _open(
        self,
        drafting: Drafting,
        about: str,
        place: Place | None = None,
        *,
        keeps: bool = False,
        warning: str = "",
    ) -> None:
        """Open the editor below the `place` that the note is on."""
        from reader.tui.lists.note_editor import NoteEditor  # the text area is imported when the first note is written

        before, was_at = drafting.draft.note, self.desk.view.cursor.place
        spot = self.desk.spot_of(place.section, place.paragraph) if place and self.desk.shows_briefing else None

        def covers(rows: int) -> None:
            if place and spot:
                self.desk.view.cover(rows, spot, place.start or None)

        def closed(is_saved: bool | None) -> None:
            self._editor = None
            self._come_back(was_at, is_saved=bool(is_saved))
            if is_saved is None:
                self._disk.do_with_draft(drafting.draft.id, drafting.leave)
                self.desk.say("Still being saved: you will be told. Until then your words are kept as a draft.")
            elif not is_saved and keeps:
                self._keep_for_later(drafting)
            elif not is_saved:
                self._throw_away(drafting, about, before)
            self._offer_next()

        def save(done: Callable[[], object], failed: Failed) -> None:
            def at(is_open: Callable[[], object], otherwise: Callable[[], object]) -> None:
                (is_open if self._editor is editor else otherwise)()  # the person may have gone on meanwhile

            self._save(
                drafting,
                lambda: at(done, lambda: None),
                lambda why: at(lambda: failed(why), lambda: self._not_saved(drafting, about, why)),
            )

        behind, tags = self.desk.behind, self.desk.library.catalogue.note_tags
        editor = self._editor = NoteEditor(about, drafting, save, behind, covers, tags, keeps=keeps, warning=warning)
        self.desk.open_over(editor, closed)

    def _come_back(self, was_at: ReadingPlace, *, is_saved: bool) -> None:
        """Show the text as it stood before the editor lay over it; what was saved is to be seen."""
        view = self.desk.view
        view.uncover()
        view.cursor.place = was_at
        if is_saved:
            view.cursor.reveal_below()
        view.moved()

    def _save(self, drafting: Drafting, done: Callable[[], object], failed: Failed) -> None:
        def saved(is_conflict: bool) -> None:
            self._selecting.end()
            self._thrown_away = None
            first = self.desk.keys.first
            told = f"Saved. {first('edit_note')} edits it, {first('all_notes')} lists all your notes."
            beside = "Saved as a note of its own: the old one had been changed elsewhere. Both stay."
            self.desk.say(beside if is_conflict else told, warning=is_conflict)
            done()

        notebook = self.desk.library.notebook
        self._disk.change(lambda: notebook.save(drafting).is_conflict, saved, failed)

    def _not_saved(self, drafting: Drafting, about: str, why: str) -> None:
        """Give the words back, to be gone on with, where a save failed for which nobody waited."""
        self._open(drafting, about, keeps=True, warning=f"Not saved: {why}")

    def _keep_for_later(self, drafting: Drafting) -> None:
        kept = "Kept for later: it is offered at the next start."
        self._disk.do_with_draft(drafting.draft.id, drafting.leave, lambda _: self.desk.say(kept))

    def _throw_away(self, drafting: Drafting, about: str, before: Note) -> None:
        draft = drafting.draft
        self._disk.do_with_draft(draft.id, drafting.discard)
        if draft.note != before and draft.note.text.strip():
            self._thrown_away = about, draft
            self.desk.say(f"Thrown away. {self.desk.keys.first('undo')} brings the words back.")

    # Notes that are there

    def edit_note(self) -> None:
        """Edit the note at hand."""
        self._with_note("edit", self._edit)

    def _edit(self, located: LocatedNote) -> None:
        drafting = self.desk.library.notebook.begin_change(located.note)
        self._open(drafting, f"Note: {where(self.desk.opened, located)}", located.finding.place)

    def edit_outside(self) -> None:
        """Write a note on what is selected, or change the note at hand, in the person's own editor."""
        if standing_fence():
            self.desk.say(f"In secure mode no editor is run: {self.desk.keys.first('edit_note')} edits here.")
        elif self._selecting.selected is None:
            self._with_note("edit", self._edit_outside)
        elif (place := self._selecting.place) is not None:
            about = self._about(place, self._selecting.selected)
            self._run_editor(self.desk.library.notebook.begin(self.desk.opened.target_at(place)), about)
        else:
            self._say_no_notes()

    def _say_no_notes(self) -> None:
        first = self.desk.keys.first
        on = "section" if self.desk.shows_briefing else "entity"
        ways = f"{first('previous_paragraph')} and {first('next_paragraph')} move to one"
        ways = ways if self.desk.shows_briefing else f"{first('back')} leads back to one"
        self.desk.say(f"Notes go on a section's paragraphs: {ways}. {first('note_here')} writes on the {on}.")

    def _edit_outside(self, located: LocatedNote) -> None:
        drafting = self.desk.library.notebook.begin_change(located.note)
        self._run_editor(drafting, f"Note: {where(self.desk.opened, located)}")

    def _run_editor(self, drafting: Drafting, about: str) -> None:
        before = drafting.draft.note
        try:
            command = editor_command(os.environ)
            with self.desk.screen.app.suspend():
                fault = drafting.edit_outside(command)
        except SuspendNotSupported:
            self.desk.say("This terminal cannot be given to an editor for a while.", warning=True)
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
        else:
            self._came_back(drafting, about, before, fault)

    def _came_back(self, drafting: Drafting, about: str, before: Note, fault: str) -> None:
        """Save what the editor left; where the editor failed, or saving does, the words are here to be gone on with."""
        text = drafting.draft.note.text
        if text == before.text or not text.strip():
            self._throw_away(drafting, about, before)
            self.desk.say(fault or "The words are as they were.", warning=bool(fault))
            return
        if fault:
            self._open(drafting, about, keeps=True, warning=fault)
        else:
            self._save(drafting, lambda: None, lambda why: self._not_saved(drafting, about, why))

    def delete_note(self) -> None:
        """Move the note at hand to the trash."""
        self._with_note("delete", self._delete)

    def _delete(self, located: LocatedNote) -> None:
        notebook = self.desk.library.notebook

        def delete() -> bool:
            notebook.delete(located.note)
            return False

        def deleted(_: bool) -> None:
            self._thrown_away = None
            self.desk.say(f"Deleted. {self.desk.keys.first('undo')} brings it back.")

        self._disk.change(delete, deleted)

    def _with_note(self, what: str, do: Callable[[LocatedNote], None]) -> None:
        """Do something with the note at hand; where there are several, ask which is meant."""
        notes = self._noting.at_hand()
        if len(notes) == 1:
            do(notes[0])
        elif not notes:
            self.desk.say(f"There is no note here to {what}: {self.desk.keys.first('note')} writes one.")
        else:
            self._ask_which(what, notes, do)

    def _ask_which(self, what: str, notes: list[LocatedNote], do: Callable[[LocatedNote], None]) -> None:
        def lines(width: int) -> list[RowLine]:
            return [row for place, located in enumerate(notes) for row in note_rows(located, place, width)]

        def chosen(place: object) -> None:
            if isinstance(place, int):
                do(notes[place])

        self.desk.open_over(QuestionScreen(f"Which note to {what}?", lines, hint=what), chosen)

    def undo(self) -> None:
        """Bring back the words that were thrown away, or undo the last deletion or change of a note."""
        if self._thrown_away is not None:
            about, draft = self._thrown_away
            self._thrown_away = None
            self._resume(draft, about, self.desk.library.notebook.bring_back)
        elif not self.desk.library.notebook.can_undo:
            self.desk.say("Nothing to undo.")
        else:
            self._undo()

    def _undo(self) -> None:
        def told(undone: Undone) -> None:
            self._thrown_away = None
            self.desk.say(undone.told, warning=undone.is_conflict)

        self._disk.change(self.desk.library.notebook.undo, told)

    def _resume(self, draft: Draft, about: str, resume: Callable[[Draft], Drafting]) -> None:
        def resumed(drafting: Drafting) -> None:
            if self._editor is None:
                self._open(drafting, about, keeps=True)
            else:  # it came late, and something else is being written by now
                self._keep_for_later(drafting)

        self._disk.do_with_draft(draft.id, lambda: resume(draft), resumed)

    # Drafts that were left behind

    def furnished(self) -> None:
        """Offer, once, the drafts that a program which was ended has left behind."""
        if self._has_offered:
            return
        self._has_offered = True
        self._disk.do_with_draft("that was left", self.desk.library.notebook.drafts.waiting, self._offer)

    def _offer(self, drafts: Drafts) -> None:
        for file in drafts.unreadable:
            told = safe_line(f"A draft cannot be read and is kept: {file.path}: {file.message}")
            self.desk.say(told, warning=True)
        self._offers = list(drafts.waiting)
        if self._editor is None:  # else once that is closed
            self._offer_next()

    def _offer_next(self) -> None:
        if not self._offers:
            return
        draft = self._offers.pop(0)
        about = _about_draft(draft)
        rest = f" ({len(self._offers)} more)" if self._offers else ""
        rows = draft_rows(about, draft.note, GO_ON, THROW_AWAY, LATER)
        self.desk.open_over(
            QuestionScreen(f"This note was not saved{rest}", rows), lambda one: self._answer(one, draft)
        )

    def _answer(self, answer: object, draft: Draft) -> None:
        if answer == GO_ON:
            self._resume(draft, _about_draft(draft), self.desk.library.notebook.resume)
        elif answer == THROW_AWAY:
            rows = draft_rows("These words will be gone for good", draft.note, KEEP_IT, DISCARD)
            self.desk.open_over(QuestionScreen("Throw this draft away?", rows), lambda one: self._answer(one, draft))
        elif answer == DISCARD:
            self._discard(draft)
        elif answer == KEEP_IT:
            self._offers.insert(0, draft)
            self._offer_next()
        else:
            self._offers = []
            self.desk.say("Kept: it is offered again at the next start.")

    def _discard(self, draft: Draft) -> None:
        self._disk.do_with_draft(draft.id, lambda: self.desk.library.notebook.throw_away(draft))
        self._offer_next()


GO_ON, THROW_AWAY, LATER = "Go on writing it", "Throw it away", "Later: ask again at the next start"
KEEP_IT, DISCARD = "No, keep it", "Yes, throw it away"


def _about_draft(draft: Draft) -> str:
    """What a draft is on, and in which briefing."""
    target = draft.note.target
    on = f"“{target.anchor.exact}”" if target.anchor else target.entity or target.section or "the briefing"
    return one_line(f"Note on {on}, {target.briefing}")
