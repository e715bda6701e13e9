"""A Markdown body as blocks of plain text with spans: what the screen shows and what notes point into.

The text of a block holds only what a reader reads: markers of lists and quotes, emphasis and citations are kept beside
it. Offsets are code points in that text. Text with no marks but our own and plain emphasis is read without the Markdown
parser, and a body is read piece by piece, so that a document of a million paragraphs can be shown before all of it is
read. What is past a ceiling is shown as it was typed (see `ceilings`).

The dialect is CommonMark 0.31 with tables, no HTML, and three marks of our own: `[[entity]]` or `[[entity|words]]`,
`[[briefing:id#section]]`, and the citation `[^source]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from reader.core.late import late_pattern
from reader.core.text.batch import Batch
from reader.core.text.block import Block, BlockKind, BodyContext, NameOf, Span, SpanKind, join_lines
from reader.core.text.ceilings import DEFINITIONS, LENGTH, NAME, Ceiling, Notice, has_too_many_marks, unnoticed
from reader.core.text.own_marks import read_own_marks
from reader.core.text.pieces import Piece, defines, is_row, pieces, runs
from reader.core.value import replace

_INLINE_MARK = late_pattern(r"[\\`*_\[<&]|  \n")
_PLAINLY_ABSENT = "\\`*_[<&\t"
"""What of that stands in no line, and the tab, which is shown as a blank."""


def read_blocks(body: str, name_of: NameOf = str, note: Notice = unnoticed) -> Iterator[Block]:
    """The blocks of a Markdown body, read as they are asked for; `note` is told of what is past a ceiling."""
    return (block for batch in read_batches(body, name_of, note) for block in batch.each())


def read_batches(body: str, name_of: NameOf = str, note: Notice = unnoticed) -> Iterator[Batch[Block]]:
    """The same by batches, so that the end of a body is found without making all blocks before it."""

    def short_name_of(entity_id: str) -> str:
        name = name_of(entity_id)
        return name if len(name) <= NAME else entity_id

    context = BodyContext(short_name_of, _addresses(body, note), count(1))
    for piece in pieces(body, note):
        yield _row(piece, context, note) if piece.is_row else _batch(tuple(_blocks(piece, context, note)))


def _row(piece: Piece, context: BodyContext, note: Notice) -> Batch[Block]:
    """Paragraphs and nothing else: each is looked at when it is asked for."""
    text = piece.text.strip("\n")
    has_gaps = "\n\n\n" in text or not text
    if not has_gaps and _is_plain(text):
        return _plain_batch(text)
    found: list[tuple[int, str]] = []

    def make(place: int) -> Block:
        if not found:
            found.extend(runs(piece.text))
        start, run = found[place]
        return _paragraph(Piece(piece.start + start, run), context, note)

    number = sum(1 for _ in runs(text)) if has_gaps else text.count("\n\n") + 1
    return Batch(number, len(text) + 1, make, lambda: [make(place).text for place in range(number)])


def _is_plain(row: str) -> bool:
    """Whether each paragraph of a row without gaps is one line without marks, and so its own text."""
    return row.count("\n") == 2 * row.count("\n\n") and not any(map(row.__contains__, _PLAINLY_ABSENT))


def plain_row(body: str) -> str:
    """The whole of a body where it is a row of plain paragraphs (see `Batch`); empty where it may be anything else."""
    row = body.strip("\n")
    return row if "\n\n\n" not in row and _is_plain(row) and is_row(body, 0, len(body)) else ""


def _plain_batch(row: str) -> Batch[Block]:
    kept: list[str] = []

    def texts() -> list[str]:
        return kept or [line.strip() for line in row.split("\n\n")]

    def make(place: int) -> Block:
        if not kept:
            kept.extend(texts())
        return Block(BlockKind.PARAGRAPH, kept[place])

    return Batch(row.count("\n\n") + 1, len(row) + 1, make, texts, row)


def _batch(blocks: tuple[Block, ...]) -> Batch[Block]:
    length = sum(len(block.text) + 1 for block in blocks)
    return Batch(len(blocks), length, blocks.__getitem__, lambda: [block.text for block in blocks])


def _blocks(piece: Piece, context: BodyContext, note: Notice) -> Iterator[Block]:
    for block in _read(piece, context, note):
        if len(block.text) <= LENGTH:
            yield block
        else:
            note(piece.start, Ceiling.LENGTH)
            yield from _in_parts(block)


def _addresses(body: str, note: Notice) -> dict[str, object] | None:
    """The addresses that a body defines by name, in the form of the parser; None where there are too many."""
    found: dict[str, object] = {}
    if not defines(body):
        return found
    from reader.core.text.markdown import read_definitions

    defining = [piece for piece in pieces(body, unnoticed) if not piece.is_paragraph and defines(piece.text)]
    if sum(piece.text.count("\n") + 1 for piece in defining) > DEFINITIONS:
        note(defining[0].start, Ceiling.DEFINITIONS)
        return None
    for piece in defining:
        read_definitions(piece.text, found)
    return found


def _read(piece: Piece, context: BodyContext, note: Notice) -> Iterator[Block]:
    if piece.is_typed:
        yield Block(BlockKind.CODE, piece.text.expandtabs(4))
    elif piece.is_paragraph:
        yield _paragraph(piece, context, note)
    else:
        from reader.core.text.markdown import parse_piece  # text without other marks never pays for the parser

        yield from parse_piece(piece.text, context, lambda at, ceiling: note(piece.start + at, ceiling))


def _paragraph(piece: Piece, context: BodyContext, note: Notice) -> Block:
    run = piece.text
    if not _INLINE_MARK.search(run):
        return Block(BlockKind.PARAGRAPH, join_lines(run))
    if has_too_many_marks(run):
        note(piece.start, Ceiling.MARKS)
        return Block(BlockKind.PARAGRAPH, join_lines(run))
    if read := read_own_marks(run.strip(), context.name_of):
        return Block(BlockKind.PARAGRAPH, *read)
    if len(run) > LENGTH:
        return Block(BlockKind.PARAGRAPH, join_lines(run))
    from reader.core.text.markdown import parse_paragraph

    return parse_paragraph(run, context.name_of, context.addresses)


def _in_parts(block: Block) -> Iterator[Block]:
    """A block of book length as several, parted at blanks; code between lines."""
    text, start, lead = block.text, 0, block.lead
    while start <= len(text):
        end = min(start + LENGTH, len(text))
        blank = max(text.rfind(sign, start, end) for sign in ("\n" if block.kind is BlockKind.CODE else " \n"))
        is_parted_at_blank = end < len(text) and blank > start
        end = blank if is_parted_at_blank else end
        yield replace(block, text=text[start:end], spans=tuple(_between(block.spans, start, end)), lead=lead)
        start, lead = end + (is_parted_at_blank or end == len(text)), block.indent


def _between(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """What of the spans lies from `start` to `end`, by its place after `start`."""
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last or (first == last and span.kind is SpanKind.CITATION):
            yield Span(first - start, last - start, span.kind, span.target)
