"""The line below a note that is being written: its kind, and its tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import SuggestionReady
from textual.widgets import Input

from reader.core.note import NoteKind
from reader.core.safe_text import safe, safe_line
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.drawing.paint import Piece

KINDS = tuple(NoteKind)


def tags_in(line: str) -> tuple[str, ...]:
    """The tags in a line that was typed: `#gas #far east` by their signs; without any, `gas price` by words."""
    parts = re.split(r"[#,]", line) if "#" in line or "," in line else line.split()
    return tuple(dict.fromkeys(filter(None, map(safe_line, parts))))


def completed(line: str, known: Iterable[str]) -> str:
    """The line with the tag that is being typed at its end made whole; empty where none of `known` begins so.

    Of tags that are parted by blanks none of several words can be one.
    """
    has_signs = "#" in line or "," in line
    begun = re.split(r"[#,]", line)[-1].lstrip() if has_signs else re.split(r"\s", line)[-1]
    before = line[: len(line) - len(begun)]
    there = tags_in(before)
    fitting = (tag for tag in known if tag.casefold().startswith(begun.casefold()) and len(tag) > len(begun))
    found = (tag for tag in fitting if tag not in there and (has_signs or len(tag.split()) == 1))
    return next((before + tag for tag in found), "") if begun else ""


def tags_line(tags: Iterable[str]) -> str:
    """Tags as they are typed."""
    return " ".join(f"#{tag}" for tag in tags)


class TagsField(Input):
    """The tags, to be typed with or without their sign. Says each change, and Enter."""

    def __init__(self, tags: Iterable[str], changed: Callable[[], None], entered: Callable[[], None]) -> None:
        super().__init__(tags_line(tags), placeholder="#tags", id="tags", select_on_focus=False)
        self.cursor_blink = False
        self._changed, self._entered = changed, entered
        self._known: Sequence[str] = ()

    def know(self, tags: Sequence[str]) -> None:
        """Complete by these from now on, the first that fits: `→` takes what is shown behind the cursor."""
        self._known = tags
        self._suggest()

    @property
    def completion(self) -> str:
        """The line with its last tag made whole; empty where there is nothing to complete it by."""
        return completed(self.value, self._known)

    def _suggest(self) -> None:
        if self.completion:
            self.post_message(SuggestionReady(self.value, self.completion))

    def validate_value(self, value: str) -> str:
        """What was typed or pasted, so that it cannot drive the terminal."""
        return safe(value)

    @property
    def tags(self) -> tuple[str, ...]:
        """What has been typed, as tags."""
        return tags_in(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand the change on."""
        event.stop()
        self._suggest()
        self._changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand Enter on."""
        event.stop()
        self._entered()


class KindField(LineWidget, can_focus=True):
    """The kind of a note; the arrows and the space bar change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "step(1)", "the next kind"),
        Binding("left,h", "step(-1)", "the previous kind"),
        Binding("enter", "enter", "save"),
    ]

    def __init__(self, kind: NoteKind, changed: Callable[[], None], entered: Callable[[], None]) -> None:
        super().__init__(id="kind")
        self.kind = kind
        self._changed, self._entered = changed, entered

    def pieces(self, y: int) -> list[Piece]:
        """The kind between arrows."""
        look = "bar--chosen" if self.has_focus else "bar--dim"
        return [] if y else [("◂ ", look), (str(self.kind), "bar--chosen" if self.has_focus else ""), (" ▸", look)]

    def action_step(self, steps: int) -> None:
        """Go on to another kind, around the end."""
        self.kind = KINDS[(KINDS.index(self.kind) + steps) % len(KINDS)]
        self.refresh()
        self._changed()

    def action_enter(self) -> None:
        """Hand Enter on."""
        self._entered()

    def on_focus(self, _: events.Focus) -> None:
        """Show that the arrows act here."""
        self.refresh()

    def on_blur(self, _: events.Blur) -> None:
        """Show that they do no longer."""
        self.refresh()
