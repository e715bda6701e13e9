"""Where the changes of a briefing stand in its text as it is shown now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from reader.core.changes.change import Change, ChangeKind, What
from reader.core.changes.change_lines import SIGNS
from reader.core.changes.comparison import Changes
from reader.core.changes.wording import word_edits
from reader.core.reading.document import Document, Role
from reader.core.value import Value
from reader.tui.drawing.paint import Piece
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

_LOOK = "document--changed"
_HEADS = {What.EVENT: "Events", What.SOURCE: "Sources"}


class ChangePlaces(Value, is_cached=True):
    """The changes of a briefing, each with its spot in the document; what is gone stands where it is missing."""

    changes: Changes
    document: Document

    @cached_property
    def _paragraphs(self) -> dict[tuple[str, int], Spot]:
        """The spots of the paragraphs of each section in which something changed."""
        wanted = {change.section for change in self.changes.every}
        found: dict[tuple[str, int], Spot] = {}
        for part, about in enumerate(self.document.parts):
            if (about.id and about.id in wanted) or part == 0:
                leads = 0
                for place, item in enumerate(about.items):
                    leads += item.role is Role.LEAD
                    if number := item.paragraph or (item.role is Role.LEAD and leads):
                        found[about.id, number] = Spot(part, place)
        return found

    @cached_property
    def spots(self) -> dict[Change, Spot]:
        """The spot of every change that has one, in the order of the changes."""
        return {change: spot for change in self.changes.every if (spot := self._spot(change)) is not None}

    @cached_property
    def by_spot(self) -> dict[Spot, list[Change]]:
        """The changes that stand at each spot."""
        found: dict[Spot, list[Change]] = defaultdict(list)
        for change, spot in self.spots.items():
            found[spot].append(change)
        return found

    @cached_property
    def in_order(self) -> list[Spot]:
        """The spots with changes, from the beginning of the text."""
        return sorted(self.by_spot)

    def _spot(self, change: Change) -> Spot | None:
        if change.what is What.PARAGRAPH and change.kind is ChangeKind.GONE:
            return self._where_missing(change)
        if change.what is What.PARAGRAPH:
            return self._paragraphs.get((change.section, change.paragraph))
        if change.what is What.BRIEFING or (change.what is What.SECTION and change.kind is ChangeKind.GONE):
            return Spot(0, 0)
        if change.what in _HEADS:
            return self._entry(_HEADS[change.what], change.name)
        part = self.document.part(change.section)
        if part is None:
            return None
        return Spot(part, 0) if change.what is What.SECTION else self._table(part, change)

    def _where_missing(self, change: Change) -> Spot | None:
        """What stood before a paragraph that is gone, and still stands; else the title of its section."""
        old, new = self.changes.old, self.changes.new
        now = {pair.old: new[pair.new] for pair in self.changes.alignment.pairs if not pair.is_moved}
        at = self._old_places[change.old_section, change.old_paragraph]
        while at > 0 and old[at - 1].section == change.old_section:
            at -= 1
            if at in now:
                return self._paragraphs.get((now[at].section, now[at].number))
        part = self.document.part(change.section) if change.section else 0
        return Spot(part, 0) if part is not None else None

    @cached_property
    def _old_places(self) -> dict[tuple[str, int], int]:
        return {(one.section, one.number): at for at, one in enumerate(self.changes.old)}

    def _entry(self, title: str, name: str) -> Spot | None:
        for part, about in enumerate(self.document.parts):
            if not about.id and about.title == title:
                items = (place for place, item in enumerate(about.items) if name in item.block.text)
                return Spot(part, next(items, 0))
        return None

    def _table(self, part: int, change: Change) -> Spot:
        """The table of figures, or the chart of which the change is."""
        items = list(enumerate(self.document.parts[part].items))
        role = Role.FIGURES if change.what is What.FIGURE else Role.HEADING
        for place, item in items:
            if item.role is role and (role is Role.FIGURES or change.name.startswith(_untitled(item.block.text))):
                return Spot(part, place)
        return Spot(part, 0)

    # What is drawn

    @cached_property
    def counts(self) -> dict[int, Counter[ChangeKind]]:
        """How much is new, changed and gone in each part; a section that came or went counts by its paragraphs."""
        found: dict[int, Counter[ChangeKind]] = defaultdict(Counter)
        for change, spot in self.spots.items():
            if change.kind is not ChangeKind.MOVED and not change.is_whole:
                found[spot.part][change.kind] += 1
        return found

    @cached_property
    def signs(self) -> dict[Spot, str]:
        """The sign of each spot where something changed; where it is several things, that of a change."""
        signs: dict[Spot, str] = {}
        for change, spot in self.spots.items():
            if change.kind is ChangeKind.GONE and change.what is not What.FIGURE:
                continue
            is_first = signs.get(spot, SIGNS[change.kind]) == SIGNS[change.kind]
            signs[spot] = SIGNS[change.kind] if is_first else SIGNS[ChangeKind.CHANGED]
        return signs

    @cached_property
    def badges(self) -> dict[int, list[Piece]]:
        """The same in signs and figures, for the contents."""
        kinds = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.GONE)
        return {
            part: [(f" {SIGNS[kind]}{found[kind]}", "rows--mark") for kind in kinds if found[kind]]
            for part, found in self.counts.items()
        }

    def first_word(self, spot: Spot) -> int | None:
        """Where in the paragraph at a spot the first changed word stands."""
        for change in self.by_spot[spot]:
            if change.kind is ChangeKind.CHANGED and change.paragraph and not change.field:
                return next((edit.start for edit in word_edits(change.old, change.new)), None)
        return None

    @cached_property
    def lines(self) -> dict[Spot, tuple[str, ...]]:
        """What stands below a spot: the beginning of each paragraph or section that is gone from there."""
        gone = (change for change in self.changes.listed if _is_gone(change) and change in self.spots)
        return _joined((self.spots[change], f"- gone: {_said(change)}") for change in gone)

    @cached_property
    def inks(self) -> dict[Spot, tuple[Ink, ...]]:
        """The words of the text that are new."""
        found: dict[Spot, tuple[Ink, ...]] = {}
        for change, spot in self.spots.items():
            item = self.document.item(*spot)
            if change.what is not What.PARAGRAPH or item is None or item.block.text != change.new:
                continue
            edits = word_edits(change.old, change.new) if change.kind in (ChangeKind.NEW, ChangeKind.CHANGED) else ()
            found[spot] = tuple(Ink(edit.start, edit.end, _LOOK) for edit in edits if edit.start < edit.end)
        return found

    @cached_property
    def old_words(self) -> dict[Spot, tuple[str, ...]]:
        """What stands below a changed paragraph when the words are shown: those that stood there before."""
        return _joined(
            (spot, line)
            for change, spot in self.spots.items()
            if change.what is What.PARAGRAPH and change.kind is ChangeKind.CHANGED
            for line in _old_words(change)
        )


def _is_gone(change: Change) -> bool:
    return change.kind is ChangeKind.GONE and change.what in (What.PARAGRAPH, What.SECTION)


def _said(change: Change) -> str:
    return f"the section {change.name}" if change.what is What.SECTION else " ".join(change.old.split())


def _untitled(heading: str) -> str:
    """The title of a chart without the unit after it."""
    return heading[: heading.rfind(" (")] if heading.endswith(")") and " (" in heading else heading


def _joined(lines: Iterable[tuple[Spot, str]]) -> dict[Spot, tuple[str, ...]]:
    found: dict[Spot, tuple[str, ...]] = {}
    for spot, line in lines:
        found[spot] = (*found.get(spot, ()), line)
    return found


def _old_words(change: Change) -> Iterator[str]:
    if change.field:
        yield f"{change.field}: {change.new or 'none'}, before: {change.old or 'none'}"
    for edit in () if change.field else word_edits(change.old, change.new):
        old = " ".join(change.old[edit.old_start : edit.old_end].split())
        new = " ".join(change.new[edit.start : edit.end].split())
        if old and new:
            yield f"“{old}” became “{new}”"
        elif old:
            yield f"without “{old}”"
