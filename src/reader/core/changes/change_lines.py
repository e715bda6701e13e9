"""Changes as they are told to a person, on the screen and by `diff` alike: in groups, figures and names first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import groupby

from reader.core.anchoring.folding import whole_graphemes
from reader.core.changes.change import Change, ChangeKind, What, was
from reader.core.changes.comparison import Changes
from reader.core.changes.wording import word_edits
from reader.core.format.briefing import Briefing
from reader.core.reading.moments import show_moment
from reader.core.value import Value

AROUND = 48
"""Code points of unchanged text shown on each side of changed words."""


class PieceKind(Enum):
    """What a piece of a text is in comparison with the other version."""

    SAME = auto()
    OLD = auto()
    NEW = auto()


Pieces = tuple[tuple[str, PieceKind], ...]
SIGNS = {ChangeKind.NEW: "+", ChangeKind.CHANGED: "~", ChangeKind.GONE: "-", ChangeKind.MOVED: ">"}
"""What stands before a change of each kind; never colour alone."""


class Told(Value):
    """One change: its sign, where it stands, what is the matter in a few words, and the words of the text."""

    change: Change
    sign: str
    where: str
    says: str
    pieces: Pieces


def tell(changes: Changes, old: Briefing, new: Briefing) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Headings, and the changes under each; every change stands under one of them."""
    titles = {section.id: section.title for section in (*old.sections, *new.sections)}

    def heading(change: Change) -> str:
        return _heading(change, titles.get)

    told = (_told(change, titles) for change in changes.listed)
    return tuple((name, tuple(group)) for name, group in groupby(told, key=lambda one: heading(one.change)))


_GROUPS = {What.BRIEFING: "The briefing", What.EVENT: "Events", What.SOURCE: "Sources", What.ENTITY: "Entities"}


def _heading(change: Change, title_of: Callable[[str, str], str]) -> str:
    if change.is_fact:
        return "Figures and names"
    if change.kind is ChangeKind.MOVED:
        return "Moved"
    section = change.section or change.old_section
    return _GROUPS.get(change.what) or (title_of(section, section) if section else "Summary")


def _told(change: Change, titles: dict[str, str]) -> Told:
    section, number = change.section or change.old_section, change.paragraph or change.old_paragraph
    where = _place(section, number, titles) if change.what not in _GROUPS else ""
    return Told(change, SIGNS[change.kind], where, _says(change, titles), pieces(change))


def _place(section: str, number: int, titles: dict[str, str]) -> str:
    title = titles.get(section, section) if section else "Summary"
    return f"{title} ¶{number}" if number else title


def _says(change: Change, titles: dict[str, str]) -> str:
    if change.what is What.PARAGRAPH:
        return _of_paragraph(change, titles)
    if change.what is What.SECTION and not change.field:
        known = {ChangeKind.NEW: "new section", ChangeKind.GONE: "section gone"}
        return known.get(change.kind, "section now stands elsewhere")
    field = "" if change.field in ("", "value", "points", "facts") else f"{change.field.replace('_', ' ')} "
    name = f"{change.name}: " if change.name and change.what is not What.SECTION else ""
    return f"{name}{field}{was(change.old, change.new)}"


def _of_paragraph(change: Change, titles: dict[str, str]) -> str:
    said = [str(fact) for fact in change.facts]
    if change.field:
        said.append(f"{change.field}: {was(change.old, change.new)}")
    elif change.kind in (ChangeKind.NEW, ChangeKind.GONE):
        said.append(str(change.kind))
    elif not said and change.kind is ChangeKind.CHANGED:
        said.append("other words")
    if change.is_moved:
        said.append(f"moved from {_place(change.old_section, change.old_paragraph, titles)}")
    return "; ".join(said)


def pieces(change: Change) -> Pieces:
    """The words of a paragraph or section: all where it is new or gone, those around what changed where it changed."""
    if change.what not in (What.PARAGRAPH, What.SECTION) or change.field or change.kind is ChangeKind.MOVED:
        return ()
    if change.kind is not ChangeKind.CHANGED:
        text, kind = (change.new, PieceKind.NEW) if change.kind is ChangeKind.NEW else (change.old, PieceKind.OLD)
        return ((text, kind),) if text else ()
    return tuple(_excerpts(change.old, change.new))


def _excerpts(old: str, new: str) -> Iterator[tuple[str, PieceKind]]:
    at = 0
    edits = word_edits(old, new)
    for edit in edits:
        yield from _between(new, at, edit.start, is_first=edit is edits[0])
        yield from _changed_words(old[edit.old_start : edit.old_end], new[edit.start : edit.end])
        at = edit.end
    if len(new) - at > AROUND:
        yield f"{_start(new[at:])} …", PieceKind.SAME
    elif at < len(new):
        yield new[at:], PieceKind.SAME


def _changed_words(old: str, new: str) -> Iterator[tuple[str, PieceKind]]:
    """Old and new words without the white space around them, which stands between the marks and what is beside them."""
    around = new or old
    lead, trail = around[: len(around) - len(around.lstrip())], around[len(around.rstrip()) :]
    if not around.strip():
        lead, trail = around, ""
    changed = ((old.strip(), PieceKind.OLD), (new.strip(), PieceKind.NEW))
    pieces = ((lead, PieceKind.SAME), *changed, (trail, PieceKind.SAME))
    yield from ((text, kind) for text, kind in pieces if text)


def _between(text: str, start: int, end: int, *, is_first: bool) -> Iterator[tuple[str, PieceKind]]:
    """What stands before an edit, its middle left out where it is long."""
    between = text[start:end]
    if is_first and len(between) > AROUND:
        yield f"… {_end(between)}", PieceKind.SAME
    elif not is_first and len(between) > 2 * AROUND:
        yield f"{_start(between)} … {_end(between)}", PieceKind.SAME
    elif between:
        yield between, PieceKind.SAME


def _start(text: str) -> str:
    """The first words of a text."""
    _, last = whole_graphemes(text, 0, AROUND)
    return text[: text.rfind(" ", 0, last) if text.rfind(" ", 0, last) > 0 else last]


def _end(text: str) -> str:
    """The last words of a text."""
    first, _ = whole_graphemes(text, len(text) - AROUND, len(text))
    return text[text.find(" ", first) + 1 or first :] if text.find(" ", first) < len(text) - 1 else text[first:]


MARKS = {PieceKind.SAME: ("", ""), PieceKind.OLD: ("[-", "-]"), PieceKind.NEW: ("{+", "+}")}
"""What stands around pieces where colour cannot be relied on, as `git diff --word-diff` writes it."""


def marked(found: Iterable[tuple[str, PieceKind]]) -> str:
    """The pieces as one text, changed words between marks."""
    return "".join(f"{MARKS[kind][0]}{text}{MARKS[kind][1]}" for text, kind in found)


def version_line(briefing: Briefing) -> str:
    """Which version of a briefing this is: `edition 2, 2017-07-10`."""
    return ", ".join(filter(None, (f"edition {briefing.edition}", show_moment(briefing.date))))


def summed_up(changes: Sequence[Change]) -> str:
    """How many changes there are of each kind: `2 figures or names, 3 other changes, 1 new, 1 gone`."""
    facts = sum(change.is_fact for change in changes)
    rest = [change.kind for change in changes if not change.is_fact]
    counted = [(facts, "figures or names" if facts != 1 else "figure or name")]
    counted += [(rest.count(ChangeKind.NEW), "new"), (rest.count(ChangeKind.CHANGED), "changed")]
    counted += [(rest.count(ChangeKind.GONE), "gone"), (rest.count(ChangeKind.MOVED), "moved")]
    return ", ".join(f"{count} {name}" for count, name in counted if count)
