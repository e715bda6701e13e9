"""What lies open in the line mode, where the reader is in it, and what its commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.cli.plain import words
from reader.core.reading.document import Document, Item, Role
from reader.core.value import Value
from reader.library import Address, Library, LocatedNote, OpenBriefing, Position
from reader.tui.keys import Keys


class Choice(Value):
    """A line of a list, and what choosing it does."""

    line: str
    choose: Callable[[], None]


Visit = tuple[OpenBriefing, Document, int, int]
"""A text and the item that was told last of it."""


class Table:
    """The open briefing, the text that is read of it (its own, or a dossier), and the item that was told last.

    `ask` gives the next line that is typed, None at the end of input; `tell` says a line.
    """

    def __init__(
        self, library: Library, path: Address, keys: Keys, ask: Callable[[], str | None], tell: Callable[[str], None]
    ) -> None:
        self.library, self.keys, self.ask, self.tell = library, keys, ask, tell
        self.opened: OpenBriefing = library.open_fully(path.path)
        self.document: Document = self.opened.document
        self.progress = library.progress(self.opened)
        self.part, self.item = 0, 0
        self._visits: list[Visit] = []
        self._left: list[Visit] = []
        self._choices: Sequence[Choice] = ()

    @property
    def shows_briefing(self) -> bool:
        """Whether the text is the open briefing itself, not a dossier."""
        return self.document is self.opened.document

    @property
    def here(self) -> Item | None:
        """The item that was told last."""
        return self.document.item(self.part, self.item)

    @property
    def section(self) -> str:
        """The id of the section; empty in a dossier and outside all sections."""
        return self.document.parts[self.part].id if self.shows_briefing else ""

    # Going somewhere

    def go(self, part: int, item: int = 0) -> None:
        """Go to an item and tell it with its notes; it counts as read. A title is told once."""
        is_new = part != self.part
        self.part, self.item = part, item
        here, title = self.here, self.document.parts[part].title
        if is_new:
            self.tell(words.part_line(self.document, part))
        if here is None:
            return
        if here.paragraph and self.shows_briefing:
            self.progress.note([here.block.text])
        if not is_new or here.role is not Role.TITLE or here.block.text != title:
            for line in words.item_lines(here):
                self.tell(line)
        for located in self.opened.notes if self.shows_briefing else ():
            if self._is_here(located, here):
                self.tell(words.my_note(located))

    def _is_here(self, located: LocatedNote, here: Item) -> bool:
        """Whether a note stands at the item that was told last: at a title the notes on all that follows."""
        place, target = located.finding.place, located.note.target
        if place is not None:
            return here.paragraph > 0 and (place.section, place.paragraph) == (self.section, here.paragraph)
        is_whole = not target.anchor and not target.entity and here.role is Role.TITLE
        return is_whole and (target.section == self.section if target.section else self.part == 0)

    def go_to_section(self, section: str, paragraph: int = 0) -> None:
        """Go to a section of the briefing, or to a paragraph of it, or without a section to its beginning."""
        document = self.opened.document
        part = document.part(section) if section else 0
        if absent := self.opened.absent(section, paragraph):
            self.tell(absent)
        if part is None:
            return
        if not self.shows_briefing:
            self._leave()
            self.document = document
        self.part = -1  # so that its title is told
        self.go(part, document.parts[part].items.place_of(paragraph) or 0)

    # To other texts and back

    @property
    def _visit(self) -> Visit:
        return self.opened, self.document, self.part, self.item

    def visit(self, opened: OpenBriefing, document: Document) -> None:
        """Go to another text; `back` leads here again."""
        self._leave()
        self._show(opened, document, 0, 0)

    def _leave(self) -> None:
        self._visits.append(self._visit)
        self._left.clear()

    def _show(self, opened: OpenBriefing, document: Document, part: int, item: int) -> None:
        if opened is not self.opened:
            self.progress.save()
            self.progress = self.library.progress(opened)
        self.opened, self.document = opened, document
        self.part = -1
        self.go(part, item)

    def open(self, target: str) -> None:
        """Open a briefing by its id or file, at a section or paragraph."""
        address = self.library.find(target)
        self.remember()
        opened = self.library.open_fully(address.path)
        self.visit(opened, opened.document)
        if address.section:
            self.go_to_section(address.section, address.paragraph)

    def open_dossier(self, entity: str) -> None:
        """Open all that is known of an entity."""
        self.visit(self.opened, self.library.dossier(entity, self.opened))

    def come_back(self) -> bool:
        """Go back to where a link was followed from; False where none was."""
        return self._go_over(self._visits, self._left)

    def go_forward(self) -> bool:
        """Go to where the way back began; False where none was taken."""
        return self._go_over(self._left, self._visits)

    def _go_over(self, start: list[Visit], end: list[Visit]) -> bool:
        if not start:
            return False
        end.append(self._visit)
        self._show(*start.pop())
        return True

    def reload(self) -> None:
        """Read the file again, staying in place."""
        opened = self.library.open_fully(self.opened.path)
        self._show(opened, opened.document, min(self.part, len(opened.document.parts) - 1), self.item)

    def take_notes(self) -> None:
        """Have the same briefing with its notes as they are now."""
        opened = self.library.with_notes(self.opened)
        if self.shows_briefing:
            self.document = opened.document
        self.opened = opened

    def remember(self) -> None:
        """Keep what was read, and where the reader is, for the next time."""
        self.progress.save()
        if self.shows_briefing:
            part = self.opened.document.parts[self.part]
            self.library.remember(self.opened, Position(str(self.opened.path), part.id, self.item, 0))

    # Lists

    def offer(self, heading: str, choices: Sequence[Choice]) -> None:
        """Tell a numbered list to choose from."""
        self._choices = choices
        self.tell(heading if choices else f"{heading}: none")
        for number, choice in enumerate(choices, 1):
            self.tell(f"{number}. {choice.line}")
        if choices:
            self.tell(f"{self.keys.first('hints')} and a number goes there.")

    def choose(self, number: str) -> None:
        """Do what a numbered line of the last list means."""
        if number.isdecimal() and 0 < int(number) <= len(self._choices):
            self._choices[int(number) - 1].choose()
        else:
            self.tell(f"There is no {number} in the last list.")

    def dossier_choice(self, entity: str, line: str) -> Choice:
        """A line that leads to a dossier."""
        return Choice(line, partial(self.open_dossier, entity))
