"""The units by which a person moves in a text: graphemes, words, sentences. All offsets are code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rich.cells import split_graphemes

from reader.core.anchoring.folding import UNSPACED, whole_graphemes
from reader.core.anchoring.section_text import SENTENCE_END
from reader.core.late import late_pattern

Stretch = tuple[int, int]
"""Start and end (exclusive) in the text."""

_LETTER = rf"[^\W_{UNSPACED}]"
_MARK = r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200d\ufe0f]"
_PART = rf"{_LETTER}(?:{_LETTER}|{_MARK})*"
# Letters with the marks that belong inside a word or a figure: "don't", "Sino-Russian", "1,234.5", "$400bn", "38%".
# Scripts without spaces go by runs of one script, as in vim; names that are known part a run further.
_WORD = late_pattern(
    rf"[$€£¥₽]?{_PART}(?:(?:['’‑-](?={_LETTER})|(?<=\d)[.,:](?=\d)){_PART})*[%‰]?"
    r"|[\u3040-\u309f]+|[\u30a0-\u30ff]+"
    rf"|(?:(?![\u3040-\u30ff])[{UNSPACED}])+"
)
_RUN_OF_UNSPACED = late_pattern(f"[{UNSPACED}]")


def grapheme_edges(text: str) -> list[int]:
    """Where the text may be cut, its start and its end among them: letter and marks, flag, family stay whole."""
    if text.isascii():
        return list(range(len(text) + 1))
    cells, _ = split_graphemes(text)
    edges = (0, *(end for _, end, _ in cells))
    return [edge for edge in edges if whole_graphemes(text, edge, edge) == (edge, edge)]


def words(text: str, names: Iterable[Stretch] = ()) -> list[Stretch]:
    """The words, in order. `names` are stretches known to be one word where the script does not part words."""
    edges = sorted({edge for name in names for edge in name})
    return [part for found in _WORD.finditer(text) for part in _parted(text, found.span(), edges)]


def _parted(text: str, word: Stretch, edges: list[int]) -> Iterator[Stretch]:
    start, end = whole_graphemes(text, *word)
    if not _RUN_OF_UNSPACED.match(text, start):
        yield start, end
        return
    yield from pairwise([start, *(edge for edge in edges if start < edge < end), end])


def sentences(text: str) -> list[Stretch]:
    """The sentences, in order, without the white space between them."""
    found, start = [], 0
    for end in (*(stop.end() for stop in SENTENCE_END.finditer(text)), len(text)):
        sentence = text[start:end]
        if words_only := sentence.strip():
            first = start + len(sentence) - len(sentence.lstrip())
            found.append((first, first + len(words_only)))
        start = end
    return found
