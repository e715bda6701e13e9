"""The marks that only briefings have (entities, briefings, citations) and plain emphasis, read without the parser.

Most paragraphs have no others, and the parser takes longer to import than the first screen takes to draw.
"""

from __future__ import annotations

from bisect import bisect_left
from re import Match

from reader.core.late import late_pattern
from reader.core.safe_text import safe_line
from reader.core.text.block import NameOf, Span, SpanKind, line_break, span_order

_LINK = r"\[\[(?:(briefing:)|(?!briefing:))[ \t]*([^\[\]|\s][^\[\]|\n]*)(?:\|[ \t]*([^\[\]\s][^\[\]\n]*))?\]\]"
_CITATION = r"\[\^([^\[\]\s^]+)\]"
LINK = late_pattern(_LINK)
"""Groups: `briefing:` or nothing, the target, the words to show."""
CITATION = late_pattern(_CITATION)
"""Group: the id of the source."""
_MARK = late_pattern(rf"{_LINK}|{_CITATION}|(\*+)")
"""What can be read here; its last group holds the stars of emphasis."""
_OTHER = late_pattern(r"[\\`_\[<&]")
_NEWLINE = late_pattern("\n")
_LOOSE_END = late_pattern(r"[ \t]\n|\n[ \t]")

# Stars that can only open emphasis, and such as can only close it: what CommonMark calls left-flanking and not
# right-flanking, and the reverse. It knows more of both; where others stand, the parser tells.
_PUNCTUATION = r"[-.,;:!?()\[\]'\"/\u2013\u2014\u2018\u2019\u201c\u201d\u2026]"
_OPENS = late_pattern(rf"(?<![^ \n])\*{{1,2}}(?=[^\s*])|(?<={_PUNCTUATION})\*{{1,2}}(?=[^\W_])")
_CLOSES = late_pattern(rf"(?<=[^\s*])\*{{1,2}}(?![^ \n])|(?<=[^\W_])\*{{1,2}}(?={_PUNCTUATION})")
_KINDS = {"*": SpanKind.EMPHASIS, "**": SpanKind.STRONG}


def read_own_marks(run: str, name_of: NameOf) -> tuple[str, tuple[Span, ...]] | None:
    """The text of a paragraph and its spans, or None where only the parser can tell."""
    if "![" in run or _OTHER.search(_MARK.sub("", run)):
        return None
    reader, place = _Reader(run), 0
    for found in _MARK.finditer(run):
        reader.add(run[place : found.start()])
        place = found.end()
        if not found[5]:
            reader.add_span(*_read(found, name_of))
        elif not reader.turn(found.start(), found[5]):
            return None
    reader.add(run[place:])
    text = "".join(reader.parts).replace("\t", " ")
    return None if reader.stars or _LOOSE_END.search(text) else _on_one_line(text, reader.spans)


class _Reader:
    """What has been read of a paragraph; `stars` are those of the emphasis that is open, if one is."""

    def __init__(self, run: str) -> None:
        self._run = run
        self.parts: list[str] = []
        self._length = self._begin = 0
        self.spans: list[Span] = []
        self.stars = ""

    def add(self, text: str) -> None:
        """Append plain text."""
        self.parts.append(text)
        self._length += len(text)

    def add_span(self, text: str, kind: SpanKind, target: str) -> None:
        """Append text that is one span."""
        self.spans.append(Span(self._length, self._length + len(text), kind, target))
        self.add(text)

    def turn(self, at: int, stars: str) -> bool:
        """Open emphasis at stars in the run, or close what is open; False where they may mean something else."""
        if self.stars not in ("", stars) or not (_CLOSES if self.stars else _OPENS).match(self._run, at):
            return False
        if self.stars and self._begin < self._length:
            self.spans.append(Span(self._begin, self._length, _KINDS[stars]))
        self.stars, self._begin = "" if self.stars else stars, self._length
        return True


def _read(found: Match[str], name_of: NameOf) -> tuple[str, SpanKind, str]:
    """The words, the kind and the target of a mark."""
    briefing, target, words, source, _ = found.groups()
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
