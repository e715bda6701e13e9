"""`diff`: what differs between two versions of a briefing, figures and names first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import indent

from reader.cli.arguments import Options
from reader.cli.output import has_color, print_json, print_lines, say
from reader.cli.session import library_of, places_of
from reader.core.changes.change import Change, ChangeKind, What
from reader.core.changes.change_lines import PieceKind, Told, marked, summed_up, tell, version_line
from reader.core.changes.comparison import Changes
from reader.core.changes.wording import word_edits
from reader.library.library import Library
from reader.library.opening import OpenBriefing, with_entities
from reader.library.rereading import Rereading
from reader.library.revisions import changes_between


def diff(options: Options) -> int:
    """Print what differs; 1 where nothing does."""
    library = library_of(places_of(options))
    old, new, changes, nothing = _compared(library, options)
    if options.json:
        print_json(_document(old, new, changes))
    elif changes.listed:
        print_lines(_lines(old, new, changes, _painter(has_color(options))))
    else:
        say(nothing)
    return 0 if changes.listed else 1


def _compared(library: Library, options: Options) -> tuple[OpenBriefing, OpenBriefing, Changes, str]:
    """The older version, the newer one, what differs, and what to say where that is nothing.

    Given one, the version that was read last and that one.
    """
    first = _opened(library, options.old)
    if options.new is not None:
        new = _opened(library, options.new)
        return first, new, changes_between(first, new), _NOTHING
    rereading = library.rereading(first)
    if found := rereading.compare():
        return found[1], first, found[0], _NOTHING
    return first, first, changes_between(first, first), _why_nothing(rereading)


_NOTHING = "Nothing differs."


def _why_nothing(rereading: Rereading) -> str:
    """What to say where a version has none to be compared with."""
    briefing = rereading.opened.briefing.id
    if rereading.is_first:
        return f"{briefing} has not been read in the reader yet, so there is nothing to compare it with."
    if rereading.is_older:
        return f"You have read a later edition of {briefing} than this."
    return _NOTHING


def _opened(library: Library, target: str) -> OpenBriefing:
    path = library.find(target).path
    return with_entities(library.open(path), library.shared_entities(path))


# For people


class _Painter:
    """Text in colour by the escape sequences of ECMA-48; where there is to be none, as it is."""

    def __init__(self, codes: Mapping[object, str]) -> None:
        self._codes = codes

    def __call__(self, text: str, look: object) -> str:
        code = self._codes.get(look, "")
        return f"\x1b[{code}m{text}\x1b[0m" if code else text


_CODES = {"heading": "1", "where": "36", PieceKind.OLD: "9;31", PieceKind.NEW: "4;32"}


def _painter(is_colored: bool) -> _Painter:
    return _Painter(_CODES if is_colored else {})


def _lines(old: OpenBriefing, new: OpenBriefing, changes: Changes, paint: _Painter) -> Iterator[str]:
    if new.briefing.marking:
        yield new.briefing.marking
    yield paint(new.briefing.title, "heading")
    yield f"{version_line(old.briefing)} → {version_line(new.briefing)}: {summed_up(changes.listed)}"
    for heading, group in tell(changes, old.briefing, new.briefing):
        yield ""
        yield paint(heading, "heading")
        for told in group:
            yield from _told_lines(told, paint)


def _told_lines(told: Told, paint: _Painter) -> Iterator[str]:
    where = paint(told.where, "where")
    yield f"{told.sign} " + ": ".join(filter(None, (where, told.says)))
    if told.pieces:
        text = "".join(paint(marked([piece]), piece[1]) for piece in told.pieces)
        yield indent(text, "    ")


# For programs


def _document(old: OpenBriefing, new: OpenBriefing, changes: Changes) -> dict[str, object]:
    counts = changes.counts()
    titles = {section.id: section.title for section in new.briefing.sections}
    return {
        "old": _version(old),
        "new": _version(new),
        "sections": [
            {"id": section, "title": titles.get(section), **_counts(counts[section])}
            for section in ("", *titles)
            if section in counts
        ],
        "changes": [_change(change) for change in changes.listed],
    }


def _version(opened: OpenBriefing) -> dict[str, object]:
    briefing = opened.briefing
    return {
        "id": briefing.id,
        "title": briefing.title,
        "edition": briefing.edition,
        "date": briefing.date.isoformat() if briefing.date else None,
        "marking": briefing.marking or None,
        "file": str(opened.path),
    }


def _counts(counts: Mapping[ChangeKind, int]) -> dict[str, int]:
    return {str(kind): counts.get(kind, 0) for kind in (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.GONE)}


def _change(change: Change) -> dict[str, object]:
    return {
        "what": str(change.what),
        "kind": str(change.kind),
        "section": change.section or None,
        "paragraph": change.paragraph or None,
        "old_section": change.old_section or None,
        "old_paragraph": change.old_paragraph or None,
        "moved": change.is_moved,
        "name": change.name or None,
        "field": change.field or None,
        "old": change.old or None,
        "new": change.new or None,
        "facts": [{"kind": str(fact.kind), "old": fact.old or None, "new": fact.new or None} for fact in change.facts],
        "words": _words(change),
    }


def _words(change: Change) -> list[dict[str, object]]:
    """The stretches of a changed paragraph, in code points of its plain text, end exclusive."""
    if change.what is not What.PARAGRAPH or change.kind is not ChangeKind.CHANGED or change.field:
        return []
    return [
        {
            "old": change.old[edit.old_start : edit.old_end],
            "new": change.new[edit.start : edit.end],
            "old_start": edit.old_start,
            "old_end": edit.old_end,
            "start": edit.start,
            "end": edit.end,
        }
        for edit in word_edits(change.old, change.new)
    ]
