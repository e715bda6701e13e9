"""The marks that only briefings have, read without the Markdown parser: entities, briefings and citations.

Most paragraphs have no others, and the parser takes longer to import than the first screen takes to draw.
"""

from __future__ import annotations

from bisect import bisect_left
from re import Match
from re import compile as pattern

from reader.core.safe_text import safe_line
from reader.core.text.block import NameOf, Span, SpanKind, line_break, span_order

LINK = pattern(r"\[\[(?:(briefing:)|(?!briefing:))[ \t]*([^\[\]|\s][^\[\]|\n]*)(?:\|[ \t]*([^\[\]\s][^\[\]\n]*))?\]\]")
"""Groups: `briefing:` or nothing, the target, the words to show."""
CITATION = pattern(r"\[\^([^\[\]\s^]+)\]")
"""Group: the id of the source."""
_MARK = pattern(f"{LINK.pattern}|{CITATION.pattern}")
_OTHER = pattern(r"[\\`*_\[<&]")
_NEWLINE = pattern("\n")
_LOOSE_END = pattern(r"[ \t]\n|\n[ \t]")


def read_own_marks(run: str, name_of: NameOf) -> tuple[str, tuple[Span, ...]] | None:
    """The text of a paragraph and its spans, or None where only the parser can tell."""
    if "![" in run or _OTHER.search(_MARK.sub("", run)):
        return None
    parts: list[str] = []
    spans: list[Span] = []
    place = length = 0
    for found in _MARK.finditer(run):
        before, (words, kind, target) = run[place : found.start()], _read(found, name_of)
        length += len(before)
        spans.append(Span(length, length + len(words), kind, target))
        length += len(words)
        parts += [before, words]
        place = found.end()
    text = "".join([*parts, run[place:]]).replace("\t", " ")
    return None if _LOOSE_END.search(text) else _on_one_line(text, spans)


def _read(found: Match[str], name_of: NameOf) -> tuple[str, SpanKind, str]:
    """The words, the kind and the target of a mark."""
    briefing, target, words, source = found.groups()
    if source is not None:
        return "", SpanKind.CITATION, source
    target, words = target.rstrip(), (words or "").rstrip()
    if briefing:
        return words or target, SpanKind.BRIEFING, target
    return words or safe_line(name_of(target)), SpanKind.ENTITY, target


def _on_one_line(text: str, spans: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """Every line break of the file made a space or nothing, and the spans moved with what they span."""
    gone: list[int] = []
    for found in _NEWLINE.finditer(text):
        place = found.start()
        if not line_break(text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "):
            gone.append(place)
    cuts = zip([-1, *gone], [*gone, len(text)], strict=True)
    joined = "".join(text[start + 1 : end].replace("\n", " ") for start, end in cuts)
    moved = (
        Span(one.start - bisect_left(gone, one.start), one.end - bisect_left(gone, one.end), one.kind, one.target)
        for one in spans
    )
    return joined, tuple(sorted(moved, key=span_order))
