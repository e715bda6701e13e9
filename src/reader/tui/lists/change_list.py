"""The list of what has changed: every change once, figures and names first, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.core.changes.change import Change
from reader.core.changes.change_lines import MARKS, PieceKind, Told
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.list_screen import Entries
from reader.tui.drawing.paint import Piece, shorten
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import wrap_pieces

_LOOKS = {PieceKind.SAME: "", PieceKind.OLD: "rows--dim", PieceKind.NEW: "rows--strong"}
INDENT = "  "

Groups = Sequence[tuple[str, Sequence[Told]]]
Row = tuple[Change, int]
"""The key of a row: its change, and which of the change's rows it is. All have one, so that all can be reached."""


def change_entries(groups: Groups) -> Entries:
    """The groups with the changes in whose words all that was typed occurs."""

    def entries(typed: str) -> Content:
        fitting = [(heading, [one for one in told if _holds(one, typed)]) for heading, told in groups]

        def lines(width: int) -> list[RowLine]:
            found: list[RowLine] = []
            for heading, told in fitting:
                if told:
                    found += [RowLine(())] if found else []
                    found.append(RowLine(((shorten(heading, width), "rows--heading"),)))
                for one in told:
                    found += _rows(one, width)
            return found or [NOTHING_FITS]

        return lines

    return entries


def _holds(told: Told, typed: str) -> bool:
    return fits(plain(f"{told.where} {told.says} {told.change.name} {told.change.old} {told.change.new}"), typed)


def _rows(told: Told, width: int) -> Iterator[RowLine]:
    head: list[Piece] = [(f"{told.sign} ", "rows--mark"), (told.where, "rows--here")]
    head += [(": " if told.where and told.says else "", ""), (told.says, "rows--strong")]
    lines = [(line, "") for line in wrap_pieces(head, width)]
    words = [(f"{MARKS[kind][0]}{text}{MARKS[kind][1]}", _LOOKS[kind]) for text, kind in told.pieces]
    lines += [(line, INDENT) for line in wrap_pieces(words, width - 2 * len(INDENT))]
    for number, (line, indent) in enumerate(lines):
        pieces = ((2 * indent, ""), *line) if indent else tuple(line)
        yield RowLine(pieces, key=(told.change, number))
