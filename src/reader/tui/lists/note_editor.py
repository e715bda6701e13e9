"""A small editor for one note: its words, its kind, its tags. What is typed is on the disk within a second.

It is given what to save with, and knows no storage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from reader.core.note import Note, clean_words
from reader.library.drafting import Drafting
from reader.tui.behind import Behind, Failed
from reader.tui.drawing.bar import Bar
from reader.tui.drawing.list_screen import WIDTHS
from reader.tui.drawing.paint import Piece
from reader.tui.lists.note_fields import KindField, TagsField

Covers = Callable[[int], None]
"""Is told how many rows at the foot of the text the editor lies over."""
Save = Callable[[Callable[[], object], Failed], None]
"""Saves the note, and calls the first when that is done, or tells the second why it cannot be."""
KEEPING, COMPLETING = "Keeping a draft", "Completing tags"
ROWS = 13
"""Rows of the editor where the screen has as many for the text, and is not a high one."""
LATE = 0.6
"""Seconds after which words that were typed go to the disk: with the writing itself, less than one."""


class NoteText(TextArea):
    """The words of a note. What is pasted cannot drive the terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def edit(self, edit: Edit) -> EditResult:
        """Every change goes through here; terminals paste line ends as returns."""
        edit.text = clean_words(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        return super().edit(edit)


class NoteEditor(ModalScreen[bool]):
    """Gives True where the note was saved, False where it was left, None where it is still being saved.

    `keeps` tells that leaving keeps the words as a draft, so that nothing has to be asked; `warning` is shown at first.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        # ctrl+s stops the output of some lines and never arrives; ctrl+o is what nano writes out with.
        Binding("ctrl+s,ctrl+o", "save", "save the note", priority=True),
        Binding("ctrl+t", "kind", "another kind", priority=True),
        Binding("escape", "cancel", "close; asks first where there are words", priority=True),
    ]

    def __init__(
        self,
        about: str,
        drafting: Drafting,
        save: Save,
        behind: Behind,
        covers: Covers,
        known_tags: Callable[[], Sequence[str]],
        *,
        keeps: bool = False,
        warning: str = "",
    ) -> None:
        super().__init__()
        self._covers = covers
        self._behind = behind
        note = drafting.draft.note
        self._about, self._drafting, self._save, self._keeps = about, drafting, save, keeps
        self._before, self._warning = note, warning
        self._asked = self._is_overtaken = self._is_saving = False
        self._known_tags: Callable[[], Sequence[str]] | None = known_tags
        self._names_completing = False
        self._timer: Timer | None = None
        self._area = NoteText(note.text)
        self._kind = KindField(note.kind, self._changed, self.action_save)
        self._tags = TagsField(note.tags, self._changed, self.action_save)

    def compose(self) -> ComposeResult:
        """What it is on, the words, kind and tags, the keys."""
        with Vertical(classes="sheet"):
            yield Bar(id="about")
            yield self._area
            with Horizontal(id="fields"):
                yield self._kind
                yield self._tags
        yield Bar(id="editor-keys")

    def on_mount(self) -> None:
        """Say what the note is on, and put the cursor at its end."""
        self.query_one("#about", Bar).head([(self._about, "bar--strong")])
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the text its half of a low screen."""
        rows = rows_of(event.size.height)
        self.query_one(".sheet").styles.height = rows
        self._covers(rows)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Name the keys of what now has the focus; first of all, what went wrong before."""
        self._show_keys()
        if self.focused is self._tags and self._known_tags:
            self._behind.do(COMPLETING, self._known_tags, self._know, failed=lambda _: None)
            self._known_tags = None
        if self._warning:
            self._warn(self._warning)
            self._warning = ""

    def _show_keys(self) -> None:
        in_text = self.focused is self._area
        save = [(" ctrl+s", "bar--key"), (" or ", "bar--dim"), ("ctrl+o", "bar--key")] if in_text else []
        keys: list[Piece] = [*(save or [(" Enter", "bar--key")]), (" save ", "bar--dim")]
        keys += [(" ←→", "bar--key"), (" kind ", "bar--dim")] if self.focused is self._kind else []
        self._names_completing = self._completes
        keys += [(" →", "bar--key"), (" complete ", "bar--dim")] if self._completes else []
        keys += [(" Tab", "bar--key"), (" kind, tags " if in_text else " next ", "bar--dim")]
        keys += [(" Esc", "bar--key"), (" keep for later " if self._keeps else " cancel ", "bar--dim")]
        self.query_one("#editor-keys", Bar).show(keys)

    def _know(self, tags: Sequence[str]) -> None:
        self._tags.know(tags)
        self._changed()

    @property
    def _completes(self) -> bool:
        return self.focused is self._tags and bool(self._tags.completion)

    @property
    def briefing(self) -> str:
        """The id of the briefing that the note is on."""
        return self._before.target.briefing

    def compare(self, notes: Mapping[str, Note]) -> None:
        """Say so, once, where the note that is changed here is another by now among `notes`, which are given by id."""
        if not self._is_overtaken and self._drafting.is_overtaken(notes.get(self._before.id)):
            self._is_overtaken = True
            self._warn(" Changed elsewhere meanwhile: saving keeps both.")

    @property
    def text(self) -> str:
        """What has been written so far."""
        return self._area.text

    # Keeping what is typed

    def on_text_area_changed(self) -> None:
        """Take every change."""
        self._changed()
        # Textual scrolls before it knows that there is a line more, and then the line that is typed into is hidden.
        self.call_after_refresh(self.query_one(TextArea).scroll_cursor_visible)

    def _changed(self) -> None:
        self._take()
        if self._asked or self._completes != self._names_completing:
            self._asked = False
            self._show_keys()
        if self._drafting.is_behind and self._timer is None:
            self._timer = self.set_timer(LATE, self._keep)

    def _take(self) -> None:
        self._drafting.take(self.text, tags=self._tags.tags, kind=self._kind.kind)

    def _keep(self) -> None:
        self._timer = None
        # A slow disk must not hold up the keys.
        self._behind.do(KEEPING, self._drafting.save_now, failed=self._warn)

    def on_unmount(self) -> None:
        """What comes of keeping the draft has no place to be told any more."""
        self._behind.give_up(KEEPING)
        self._behind.give_up(COMPLETING)

    def keep_now(self, ahead: Iterable[events.Key]) -> None:
        """Have all that was typed on the disk, `ahead` of what has been obeyed too. Raises `ReaderError`."""
        text, typed = self.text, typed_ahead(ahead) if self.focused is self._area and not self._is_saving else ""
        row, column = self._area.cursor_location
        at = sum(len(line) + 1 for line in text.split("\n")[:row]) + column
        self._drafting.take(text[:at] + typed + text[at:], tags=self._tags.tags, kind=self._kind.kind)
        self._drafting.save_now()

    # Ending

    def action_save(self) -> None:
        """Save and close; where saving fails, say why and keep the words. They stand still while a disk hangs."""
        if self._is_saving:
            return
        self._take()
        self._set_saving(True)
        self._save(lambda: self.dismiss(True), self._not_saved)
        if self._is_saving and self.is_current:
            self._warn(" Saving: the disk has not answered yet. Esc goes on; your words are kept.")

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = self._area.read_only = self._kind.disabled = self._tags.disabled = is_saving

    def _not_saved(self, why: str) -> None:
        self._set_saving(False)
        self._area.focus()
        self._warn(f"Not saved: {why} Your words stay here.")

    def action_kind(self) -> None:
        """Change the kind from wherever the cursor is."""
        self._kind.action_step(1)

    def action_cancel(self) -> None:
        """Close without saving; words that would be lost ask for a second Esc."""
        if self._is_saving:
            self.dismiss(None)
            return
        self._take()
        note, before = self._drafting.draft.note, self._before
        is_same = (note.text.strip(), note.tags, note.kind) == (before.text.strip(), before.tags, before.kind)
        if self._keeps or self._asked or is_same or not note.text.strip():
            self.dismiss(False)
            return
        self._asked = True
        self._warn("Esc again throws these words away; ctrl+s or ctrl+o saves them.")

    def _warn(self, text: str) -> None:
        self.query_one("#editor-keys", Bar).say(text, "bar--warning")


def rows_of(screen_rows: int) -> int:
    """How many rows of the screen the editor takes, the line with its keys aside."""
    return max(min(screen_rows // 2, ROWS), screen_rows // 3)


def typed_ahead(keys: Iterable[events.Key]) -> str:
    """What keys write into a text, up to the first that does something else."""
    typed = ""
    for key in keys:
        if key.key == "backspace":
            typed = typed[:-1]
        elif key.key == "enter":
            typed += "\n"
        elif key.is_printable and key.character:
            typed += key.character
        else:
            break
    return typed
