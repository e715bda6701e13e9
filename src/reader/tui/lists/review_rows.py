"""One note that is to be reviewed, as lines: what it was on and what stands there now, side by side or stacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from reader.core.anchoring.anchor import Anchor, NoteState, Place
from reader.core.anchoring.folding import whole_graphemes
from reader.core.changes.change_lines import MARKS, PieceKind
from reader.core.changes.wording import Edit, without_edges, word_edits
from reader.core.reading.find import fold_accents, pattern_for
from reader.library import LocatedNote, OpenBriefing
from reader.tui.drawing.list_screen import Entries
from reader.tui.drawing.paint import Piece, measure, shorten
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import wrap_pieces
from reader.tui.lists.note_rows import CHANGED_SIGN, LOST_SIGN, kind_and_tags, plain_lines
from reader.tui.lists.panels import NOTE_SIGN

SEARCH, BY_KEYS, KEEP = "search", "by keys", "keep"
WIDE = 88
"""Cells from which old and new stand side by side: a screen of 100 columns has them."""
AROUND = 48
"""Code points shown around the words on each side."""
BEFORE = 16
"""Code points shown before words that were searched for, at the most."""
_MOST_FOUND = 200
_LOOKS = {PieceKind.SAME: "", PieceKind.OLD: "rows--warning", PieceKind.NEW: "rows--strong"}


def review_lines(opened: OpenBriefing, located: LocatedNote, places: Sequence[Place]) -> Content:
    """The reason, the note's words, each place that may be its own (key: the place), and the other ways out."""
    anchor = located.note.anchor or located.note.target.anchor
    sign = CHANGED_SIGN if located.finding.state is NoteState.CHANGED else LOST_SIGN

    def lines(width: int) -> list[RowLine]:
        found = plain_lines(f"{sign} {located.finding.reason}", width, 3, "rows--warning")
        found += plain_lines(f"{NOTE_SIGN} {located.note.text}", width, 2, "rows--note")
        if told := kind_and_tags(located.note):
            found.append(RowLine(((shorten(told, width), "rows--dim"),)))
        if anchor and not places:
            found += [RowLine(()), _heading("It was on"), *map(_row, _old(anchor, (), width))]
        for place in places:
            found += [RowLine(()), _choice(opened, located, place, width)]
            if anchor:
                found += _compared(anchor, opened, place, width)
        return [*found, RowLine(()), *_OTHER_WAYS]

    return lines


_OTHER_WAYS = (
    RowLine((("/", "rows--here"), ("  search the text for its place", "")), key=SEARCH),
    RowLine((("v", "rows--here"), ("  choose its place in the text by keys", "")), key=BY_KEYS),
    RowLine((("x", "rows--here"), ("  keep it without a place", "")), key=KEEP),
)


def _heading(text: str) -> RowLine:
    return RowLine(((text, "rows--heading"),))


def _row(pieces: Sequence[Piece]) -> RowLine:
    return RowLine(tuple(pieces))


def _choice(opened: OpenBriefing, located: LocatedNote, place: Place, width: int) -> RowLine:
    section = opened.briefing.section(place.section)
    stands = f"{section.title if section else place.section} ¶{place.paragraph}"
    says = "Yes, this is its place" if place == located.finding.place else "Put it here"
    return RowLine(((shorten(f"{says}: {stands}", width), "rows--strong"),), key=place)


def _compared(anchor: Anchor, opened: OpenBriefing, place: Place, width: int) -> Iterator[RowLine]:
    edits = word_edits(anchor.exact, opened.words(place))
    if width < WIDE:
        half = width - 6
        sides = (("was ", _old(anchor, edits, half)), ("now ", _new(opened, place, edits, half)))
        for label, lines in sides:
            for number, line in enumerate(lines):
                yield RowLine(((f"{label if number == 0 else '':<6}", "rows--dim"), *line))
        return
    half = (width - 3) // 2
    yield RowLine(((f"{'it was on':<{half}} │ now stands there", "rows--dim"),))
    nothing: list[Piece] = []
    for old, new in zip_longest(_old(anchor, edits, half), _new(opened, place, edits, half), fillvalue=nothing):
        yield RowLine((*old, (" " * (half - measure(old)) + " │ ", "rows--dim"), *new))


def _old(anchor: Anchor, edits: Sequence[Edit], width: int) -> list[list[Piece]]:
    """What the note was on, with the words that are gone marked."""
    stretches = [(edit.old_start, edit.old_end) for edit in edits]
    return _in_lines(anchor.prefix, anchor.exact, anchor.suffix, stretches, PieceKind.OLD, width)


def _new(opened: OpenBriefing, place: Place, edits: Sequence[Edit], width: int) -> list[list[Piece]]:
    """What stands at a place, with the words that are new marked."""
    text = opened.paragraph(place.section, place.paragraph)
    stretches = [(edit.start, edit.end) for edit in edits]
    before, words, after = text[: place.start], text[place.start : place.end], text[place.end :]
    return _in_lines(before, words, after, stretches, PieceKind.NEW, width)


def _in_lines(
    before: str, words: str, after: str, stretches: Sequence[tuple[int, int]], kind: PieceKind, width: int
) -> list[list[Piece]]:
    pieces: list[Piece] = [(_end_of(before), "rows--dim")] if before else []
    at = 0
    for start, end in stretches:
        start, end = without_edges(words, start, end)
        opening, closing = MARKS[kind]
        changed = f"{opening}{words[start:end]}{closing}" if start < end else ""
        pieces += [(_flat(words[at:start]), ""), (_flat(changed), _LOOKS[kind])]
        at = end
    pieces.append((_flat(words[at:]), ""))
    pieces.append((_start_of(after), "rows--dim"))
    return list(wrap_pieces(pieces, width))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _end_of(text: str) -> str:
    """The last words of what stands before."""
    line = text.rpartition("\n")[2]
    return line if len(line) <= AROUND else f"…{line[-AROUND:]}"


def _start_of(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= AROUND else f"{line[:AROUND]}…"


def place_entries(opened: OpenBriefing) -> Entries:
    """The places where a typed text stands, each with what stands around it (key: the place)."""

    def entries(typed: str) -> Content:
        found = tuple(_found(opened, typed)) if typed.strip() else ()

        def lines(width: int) -> list[RowLine]:
            rows = [_found_row(opened, place, width) for place in found]
            return rows or [NOTHING_FITS if typed.strip() else RowLine((("type words of the text", "rows--dim"),))]

        return lines

    return entries


def _found(opened: OpenBriefing, typed: str) -> Iterator[Place]:
    pattern, count = pattern_for(typed.removeprefix("/")), 0
    for passage in opened.passages():
        for match in pattern.finditer(fold_accents(passage.text)):
            yield Place(passage.section, passage.number, *whole_graphemes(passage.text, *match.span()))
            count += 1
            if count >= _MOST_FOUND:
                return


def _last_words(text: str) -> str:
    """The end of what stands before a place: whole words where the script parts them."""
    end = text[-BEFORE:]
    return text if end == text else f"…{end[end.find(' ') + 1 :]}"


def _found_row(opened: OpenBriefing, place: Place, width: int) -> RowLine:
    text = opened.paragraph(place.section, place.paragraph)
    section = opened.briefing.section(place.section)
    where = shorten(f"{section.title if section else place.section} ¶{place.paragraph}", min(28, width * 2 // 5))
    words, after = text[place.start : place.end], text[place.end :][:width]
    pieces = ((_last_words(_flat(text[: place.start])), ""), (_flat(words), "rows--strong"), (_flat(after), ""))
    return RowLine(((f"{where} ", "rows--dim"), *pieces), key=place)
