"""`s`: search the whole library as you type; the words found are marked, Enter goes to the paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType

from reader.core.reading.moments import show_iso
from reader.tui.behind import Behind
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.paint import Piece, shorten
from reader.tui.drawing.rows import Content, RowLine, Rows
from reader.tui.drawing.wrap import first_lines
from reader.tui.lists.note_rows import plain_lines

if TYPE_CHECKING:
    from reader.library.catalogue import Catalogue
    from reader.storage.index.found import Found, Hit

SEARCHING = "Searching"
SHOWN = 100
"""The most places that are listed."""
SCOPES = ("everything", "briefings", "entities", "notes")
HELP = (
    ("words", "all of them, in any order; case and accents do not matter"),
    ('"two words"', "one after the other"),
    ("begin*", "any word that begins so"),
    ("-word", "not where this stands"),
    ("entity:x", "where that entity is mentioned, under whatever name"),
    ("tag:x", "what has that tag"),
    ("kind:x", "that kind of entity or note"),
    ("in:x", "that briefing or section"),
    ("since:2017", "from that year, month or day on"),
    ("until:2018-05-02", "up to that year, month or day"),
)
"""What can be typed, and what it finds."""
COLUMN = 18
"""Cells of the column of what can be typed."""
NOTHING_FOUND = RowLine((("nothing found: Backspace takes a letter back", "rows--dim"),))


class SearchScreen(ListScreen):
    """Gives the `Hit` that was chosen, or None. Searching happens in a thread: no key waits for it."""

    TYPING = "to search"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "scope", "search elsewhere")]

    def __init__(self, catalogue: Catalogue, behind: Behind, typed: str = "") -> None:
        super().__init__("Search", lambda _: _help, hint="go there", keys=(("Tab", "where"),), closes_on_q=False)
        self._catalogue, self._behind = catalogue, behind
        self.typed = typed
        self._is_of_last_time = bool(typed)
        self._scope = 0
        self._listed = "", 0
        """What was searched for, and where, when what is listed was found."""
        self._is_searching = self._goes_there = False
        """Whether what was found is still to come, and is to be gone to as soon as it does."""

    def on_key(self, event: events.Key) -> None:
        """Begin anew with the first character typed: the words of last time stand there to be looked at or changed."""
        self._goes_there = False
        if self._is_of_last_time and event.character and event.is_printable:
            self.typed = ""

    def on_paste(self, _: events.Paste) -> None:
        """The same with the first words pasted."""
        if self._is_of_last_time:
            self.typed = ""

    def filter_by(self, typed: str) -> None:
        """Search for other words; those of last time are changed by erasing."""
        self._is_of_last_time = False
        super().filter_by(typed)

    def renew(self) -> None:
        """Search again: the words, the place or the library have changed."""
        self.show_title(SCOPES[self._scope])
        self._is_searching = bool(self.typed.strip())
        if not self._is_searching:
            self.show_rows(_help)
            return
        typed, scope = self.typed, self._scope
        among = (SCOPES[scope],) if scope else ()
        search = partial(self._catalogue.search, typed, SHOWN, among, is_half_typed=True)
        self._behind.do(SEARCHING, search, partial(self._take, typed, scope), self._fail)

    def on_unmount(self) -> None:
        """Nobody wants to know any more."""
        self._behind.give_up(SEARCHING)

    def _fail(self, words: str) -> None:
        self._is_searching = self._goes_there = False
        self.show_rows(lambda width: plain_lines(words, width, 10, "rows--warning"))

    def action_scope(self) -> None:
        """Search everything, or briefings, entities or notes alone."""
        self._scope = (self._scope + 1) % len(SCOPES)
        self.renew()

    def action_choose(self) -> None:
        """Go to the place under the cursor; where what is found is still to come, to the first place when it is."""
        if self._is_searching or (self.query_one(Rows).chosen is None and not self._catalogue.is_fresh):
            self._goes_there = True
        else:
            super().action_choose()

    def _take(self, typed: str, scope: int, found: Found) -> None:
        if (typed, scope) == (self.typed, self._scope):
            counted = f"{found.total:,} found" if found.total <= SHOWN else f"best {SHOWN} of {found.total:,}"
            self.show_title(f"{SCOPES[scope]} · {counted}")
            self.show_rows(result_lines(found))
            if self._listed != (typed, scope):
                self.query_one(Rows).move_to_end(last=False)
            self._listed = typed, scope
            self._is_searching = False
            if self._goes_there and (found.hits or self._catalogue.is_fresh):
                self._goes_there = False
                super().action_choose()


def _help(width: int) -> Sequence[RowLine]:
    rows: list[RowLine] = []
    for typed, finds in HELP:
        for number, line in enumerate(first_lines(finds, max(8, width - COLUMN), 3)):
            rows.append(RowLine(((f"{'' if number else typed:<{COLUMN}}", "rows--here"), (line, "rows--dim"))))
    return rows


def result_lines(found: Found) -> Content:
    """Each place as two lines: what and where, and its text with the words marked."""

    def lines(width: int) -> list[RowLine]:
        if not found.hits:
            return [NOTHING_FOUND]
        return [line for hit in found.hits for line in _hit_lines(hit, width)]

    return lines


_SIGNS = {"briefing": "", "entity": "◆ ", "note": "✎ "}


def _hit_lines(hit: Hit, width: int) -> Iterator[RowLine]:
    place = f" ¶{hit.paragraph}" if hit.paragraph else ""
    date = f" {show_iso(hit.date)}" if hit.date else ""
    room = max(8, width - len(place) - len(date))
    title, *more = first_lines(_SIGNS[hit.in_] + hit.title, room, 2)
    yield RowLine(((shorten(title, room), "rows--strong"), (place, "rows--dim"), (date, "rows--dim")), key=hit)
    yield from (RowLine(((line, "rows--strong"),)) for line in more)
    yield RowLine(tuple(_marked(hit, width)))


def _marked(hit: Hit, width: int) -> Iterator[Piece]:
    """The snippet, begun late enough that the first hit is in sight; of a note, after the briefing that it is on."""
    text, start = hit.snippet, 0
    lead = f"{shorten(hit.briefing, width // 2).rstrip()}: " if hit.in_ == "note" else ""
    width -= cell_len(lead)
    first_end = hit.hits[0][1] if hit.hits else 0
    if first_end > width - 6:
        start = text.find(" ", first_end - width // 2) + 1 or first_end - width // 2
    at = start
    yield (f"  {lead}…" if start else f"  {lead}", "rows--dim")
    for first, last in hit.hits:
        if first >= at:
            yield (text[at:first], "")
            yield (text[first:last], "rows--match")
            at = last
    yield (text[at:], "")
