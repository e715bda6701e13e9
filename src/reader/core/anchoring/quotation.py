"""Where words stand that a person quotes: typed, pasted, or copied with their mark-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.core.anchoring.anchor import Anchor, Passage, Place
from reader.core.anchoring.folding import fold
from reader.core.anchoring.locator import locate
from reader.core.text.bodies import read_blocks


def find_quote(passages: Sequence[Passage], quote: str) -> list[Place]:
    """Every place of the words, in the order of the text; the words as they are typed come before other writings.

    Those are other white space, quotes, dashes and widths, composed and decomposed letters, and Markdown.
    """
    for way in (_literal, _levelled, _without_markup):
        if found := list(way(passages, quote)):
            return found
    return []


def nearest_text(passages: Sequence[Passage], quote: str) -> str:
    """The words of the text that are most like the quote; empty where none are."""
    finding = locate(passages, Anchor("", 1, 0, len(quote), quote))
    for place in (finding.place, *finding.candidates):
        if place:
            text = _text(passages, place)
            start = text.rfind(" ", 0, place.start) + 1
            end = text.find(" ", place.end)
            return text[start : end if end >= 0 else len(text)]
    return ""


def spans_paragraphs(passages: Sequence[Passage], quote: str) -> bool:
    """Whether the words stand in the text, though not in one paragraph."""
    words = fold(quote).text.strip()
    return bool(words) and words in fold(" ".join(passage.text for passage in passages)).text


def _literal(passages: Sequence[Passage], quote: str) -> Iterator[Place]:
    return _places(passages, quote, str, lambda _, start, end: (start, end))


def _levelled(passages: Sequence[Passage], quote: str) -> Iterator[Place]:
    return _places(passages, fold(quote).text.strip(), lambda text: fold(text).text, _original)


def _without_markup(passages: Sequence[Passage], quote: str) -> Iterator[Place]:
    plain = " ".join(block.text for block in read_blocks(quote))
    return _levelled(passages, plain) if plain != quote else iter(())


def _original(text: str, start: int, end: int) -> tuple[int, int]:
    return fold(text).original(start, end)


def _places(
    passages: Sequence[Passage],
    words: str,
    form: Callable[[str], str],
    back: Callable[[str, int, int], tuple[int, int]],
) -> Iterator[Place]:
    """The places of `words` in the texts as `form` makes them; `back` gives the stretch of the text itself."""
    for passage in passages if words else ():
        text = form(passage.text)
        at = text.find(words)
        while at >= 0:
            yield Place(passage.section, passage.number, *back(passage.text, at, at + len(words)))
            at = text.find(words, at + 1)


def _text(passages: Sequence[Passage], place: Place) -> str:
    return next(one.text for one in passages if (one.section, one.number) == (place.section, place.paragraph))
