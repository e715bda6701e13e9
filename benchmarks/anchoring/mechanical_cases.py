"""Cases made by a seed from the briefings of both parts: what must keep a note anchored, and what must never do so."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anchoring_cases import Case, Sections, documents, passages

from reader.core.anchoring.anchor import Place

SEED = 20261124
EACH = 20  # cases for each briefing and kind of edit

_SENTENCE = re.compile(r"[^.。\n]+(?:\.(?=\s|$)|。)|[^.。\n]+$")
_OTHER = {
    "en": "An unrelated remark by the editors stands here.",
    "zh": "此处为编者所加的无关说明。",
    "ko": "여기에는 편집자가 덧붙인 관계없는 말이 있다.",
    "ru": "Здесь стоит постороннее замечание редакции.",
}

Edited = tuple[Sections, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an edit is made on: `new` may be changed, `place` is the quote's."""

    chance: random.Random
    language: str
    new: Sections
    place: Place

    @property
    def words(self) -> str:
        """The quote."""
        return _words(self.new, self.place)


Edit = Callable[[Setting], Edited | None]


def mechanical(seed: int = SEED) -> Iterator[Case]:
    """Every kind of edit on quotes drawn at random, the same for the same seed."""
    chance = random.Random(seed)
    for part in ("tuned", "heldout"):
        for name, (sections, names, titles) in documents(part).items():
            for edit, expected in _EDITS.items():
                for _ in range(EACH):
                    place = _draw(chance, sections)
                    made = edit(Setting(chance, name[:2], {key: list(texts) for key, texts in sections.items()}, place))
                    if made and made[0] != sections:
                        kind = edit.__name__.strip("_").replace("_", " ")
                        line = f"{name} {kind} {place} {_words(sections, place)!r}"
                        new = passages(made[0], titles)
                        yield Case(
                            name[:2], kind, passages(sections, titles), place, new, expected, made[1], names, line
                        )


def _words(sections: Sections, place: Place) -> str:
    return sections[place.section][place.paragraph - 1][place.start : place.end]


def _draw(chance: random.Random, sections: Sections) -> Place:
    """A quote: a sentence, a run of words or a whole paragraph."""
    section = chance.choice(sorted(sections))
    number = chance.randrange(len(sections[section]))
    text = sections[section][number]
    start, end = 0, len(text)
    if chance.random() < 0.8:
        start, end = chance.choice([found.span() for found in _SENTENCE.finditer(text)])
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if chance.random() < 0.5 and end - start > 16:
        borders = [start, *(m.start() for m in re.finditer(r"\b", text) if start < m.start() < end), end]
        if not text.isascii() and " " not in text:
            borders = list(range(start, end + 1))
        first, last = sorted(chance.sample(range(len(borders)), 2))
        inner = text[borders[first] : borders[last]]
        if len(inner.strip()) > 5:
            start = borders[first] + len(inner) - len(inner.lstrip())
            end = start + len(inner.strip())
    return Place(section, number + 1, start, end)


def _paragraph_inserted(given: Setting) -> Edited:
    at = given.chance.randint(0, len(given.new[given.place.section]))
    given.new[given.place.section].insert(at, _OTHER[given.language])
    number = given.place.paragraph + (at < given.place.paragraph)
    return given.new, (Place(given.place.section, number, given.place.start, given.place.end),)


def _sentence_inserted(given: Setting) -> Edited:
    texts, at = given.new[given.place.section], given.place.paragraph - 1
    space = "" if given.language == "zh" else " "
    if given.chance.random() < 0.5:
        added = _OTHER[given.language] + space
        texts[at] = added + texts[at]
        return given.new, (
            Place(
                given.place.section, given.place.paragraph, given.place.start + len(added), given.place.end + len(added)
            ),
        )
    texts[at] += space + _OTHER[given.language]
    return given.new, (given.place,)


def _other_paragraph_deleted(given: Setting) -> Edited | None:
    others = [at for at in range(len(given.new[given.place.section])) if at != given.place.paragraph - 1]
    if not others:
        return None
    at = given.chance.choice(others)
    del given.new[given.place.section][at]
    return given.new, (
        Place(
            given.place.section,
            given.place.paragraph - (at < given.place.paragraph - 1),
            given.place.start,
            given.place.end,
        ),
    )


def _section_renamed(given: Setting) -> Edited:
    renamed = {"new-name" if name == given.place.section else name: texts for name, texts in given.new.items()}
    return renamed, (Place("new-name", given.place.paragraph, given.place.start, given.place.end),)


def _paragraph_deleted(given: Setting) -> Edited:
    del given.new[given.place.section][given.place.paragraph - 1]
    return given.new, ()


def _quote_deleted(given: Setting) -> Edited:
    text = given.new[given.place.section][given.place.paragraph - 1]
    given.new[given.place.section][given.place.paragraph - 1] = (
        text[: given.place.start].rstrip() + text[given.place.end :]
    )
    return given.new, ()


def _in_quote(given: Setting, words: str) -> Edited:
    place, texts = given.place, given.new[given.place.section]
    text = texts[place.paragraph - 1]
    texts[place.paragraph - 1] = text[: place.start] + words + text[place.end :]
    return given.new, (Place(place.section, place.paragraph, place.start, place.start + len(words)),)


def _digit_changed(given: Setting) -> Edited | None:
    words = given.words
    digits = [found.start() for found in re.finditer(r"\d", words)]
    if not digits:
        return None
    at = given.chance.choice(digits)
    return _in_quote(
        given, words[:at] + str((int(words[at]) + given.chance.randint(1, 8)) % 9 + 1)[0] + words[at + 1 :]
    )


def _word_replaced(given: Setting) -> Edited | None:
    words = given.words
    found = list(re.finditer(r"[^\W\d]{2,}", words))
    if len(words) < 12 or not found:
        return None
    word = given.chance.choice(found)
    other = {"en": "zebra", "zh": "斑马", "ko": "얼룩말", "ru": "зебра"}[given.language]
    start = word.start() if given.language != "zh" else min(word.start() + given.chance.randint(0, 3), word.end() - 2)
    end = word.end() if given.language != "zh" else start + 2
    return _in_quote(given, words[:start] + other + words[end:])


def _negated(given: Setting) -> Edited | None:
    words = given.words
    spaces = [found.start() for found in re.finditer(" ", words)] or [len(words) // 2]
    at = given.chance.choice(spaces)
    if not 0 < at < len(words):
        return None
    no = {"en": " not", "zh": "不", "ko": " 안", "ru": " не"}[given.language]
    return _in_quote(given, words[:at] + no + words[at:])


_STAYS = frozenset({"anchored"})
_GONE = frozenset({"unanchored"})
_CHANGED = frozenset({"changed", "unanchored"})
_EDITS: dict[Edit, frozenset[str]] = {
    _paragraph_inserted: _STAYS,
    _sentence_inserted: _STAYS,
    _other_paragraph_deleted: _STAYS,
    _section_renamed: _STAYS,
    _paragraph_deleted: _GONE,
    _quote_deleted: _GONE,
    _digit_changed: _CHANGED,
    _word_replaced: _CHANGED,
    _negated: _CHANGED,
}
