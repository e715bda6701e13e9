"""A small editor for one note. It is given what to save with, and knows no storage."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.errors import ReaderError
from reader.tui.bar import Bar

Save = Callable[[str], None]
"""Keeps the text; raises `ReaderError` where it cannot, and the words stay in the editor."""


class NoteEditor(ModalScreen[bool]):
    """Gives True where the note was saved, False where it was left as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save the note", priority=True),
        Binding("escape", "cancel", "close; asks first where there are words", priority=True),
    ]

    def __init__(self, about: str, text: str, save: Save, keep_draft: Callable[[str], None]) -> None:
        super().__init__()
        self._about, self._text, self._save, self._keep_draft = about, text, save, keep_draft
        self._asked = False

    def compose(self) -> ComposeResult:
        """The title, the text, the keys."""
        with Vertical(classes="sheet"):
            yield Bar(id="about")
            area = TextArea(self._text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            area.cursor_blink = False
            area.highlight_cursor_line = False
            yield area
            yield Bar(id="editor-keys")

    def on_mount(self) -> None:
        """Say what the note is on, and put the cursor at its end."""
        self.query_one("#about", Bar).show([(self._about, "bar--strong")])
        self._show_keys()
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def _show_keys(self) -> None:
        keys = [(" ctrl+s", "bar--key"), (" save ", "bar--dim"), (" Esc", "bar--key"), (" cancel ", "bar--dim")]
        self.query_one("#editor-keys", Bar).show(keys)

    @property
    def text(self) -> str:
        """What has been written so far."""
        return self.query_one(TextArea).text

    def on_text_area_changed(self) -> None:
        """Hand every change on, to be kept as a draft."""
        self._asked = False
        self._keep_draft(self.text)

    def action_save(self) -> None:
        """Save and close; where saving fails, say why and keep the words."""
        try:
            self._save(self.text)
        except ReaderError as error:
            self._warn(f" Not saved: {error} Your words stay here.")
            return
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Close without saving; words that would be lost ask for a second Esc."""
        if self.text.strip() in ("", self._text.strip()) or self._asked:
            self.dismiss(False)
            return
        self._asked = True
        self._warn(" Esc again throws these words away; ctrl+s saves them.")

    def _warn(self, text: str) -> None:
        self.query_one("#editor-keys", Bar).show([(text, "bar--warning")])
