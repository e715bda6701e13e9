"""The cases of the evaluation: a briefing, a quote in it, edits, and what is right afterwards."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.core.anchoring.anchor import Passage, Place

HERE = Path(__file__).parent

Sections = dict[str, list[str]]
Titles = dict[str, str]
Names = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `expected` are the states that are right, `places` where the words are now (none: they are gone)."""

    language: str
    kind: str
    old: tuple[Passage, ...]
    place: Place
    new: tuple[Passage, ...]
    expected: frozenset[str]
    places: tuple[Place, ...]
    names: Names
    line: str


def passages(sections: Sections, titles: Titles) -> tuple[Passage, ...]:
    """All paragraphs of all sections, in order."""
    return tuple(
        Passage(section, number, text, titles.get(section, ""))
        for section, paragraphs in sections.items()
        for number, text in enumerate(paragraphs, 1)
    )


def documents(part: str) -> dict[str, tuple[Sections, Names, Titles]]:
    """The briefings of a hand-made part: their sections, the names of their entities, titles."""
    read = tomllib.loads((HERE / f"{part}_documents.toml").read_text("utf-8"))
    return {
        name: (
            {section: texts for section, texts in document.items() if section not in ("names", "titles")},
            {entity: frozenset(names) for entity, names in document["names"].items()},
            document.get("titles", {}),
        )
        for name, document in read.items()
    }


def cases(part: str) -> Iterator[Case]:
    """The hand-made cases of a part."""
    known = documents(part)
    for line in (HERE / f"{part}_cases.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        sections, names, titles = known[given["doc"]]
        old = passages(sections, titles)
        new = passages(edited(sections, given["edits"]), retitled(titles, given["edits"]))
        yield Case(
            language=given["doc"][:2],
            kind=given["kind"],
            old=old,
            place=_find(old, given["at"], given["quote"], given.get("nth", 1)),
            new=new,
            expected=frozenset(given["expect"].split("|")),
            places=tuple(_places(new, given)),
            names=names,
            line=line,
        )


def _places(new: tuple[Passage, ...], given: dict[str, str | int | None]) -> Iterator[Place]:
    now = given.get("now", given["at"])
    if now is None:
        return
    section, *numbers = str(now).replace(" or ", " ").split()
    nth = int(given.get("nth_now") or (1 if "text" in given else given.get("nth")) or 1)
    for number in numbers:
        yield _find(new, f"{section} {number}", str(given.get("text", given["quote"])), nth)


def _find(texts: tuple[Passage, ...], address: str, quote: str, nth: int) -> Place:
    section, number = address.split()
    text = next(p.text for p in texts if p.section == section and p.number == int(number))
    if quote not in text:
        quote = unicodedata.normalize("NFD", quote)
    if text.count(quote) < nth:
        raise ValueError(f"not in {address}: {quote}")
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Place(section, int(number), start, start + len(quote))


def edited(sections: Sections, edits: list[list[str]]) -> Sections:
    """The sections after the edits, each a list: what to do, an address "section number", and what with."""
    new = {section: list(texts) for section, texts in sections.items()}
    for what, address, *rest in edits:
        section, _, number = address.partition(" ")
        new = _edit(new, what, section, int(number or 1) - 1, rest)
    return new


def retitled(titles: Titles, edits: list[list[str]]) -> Titles:
    """The titles after the edits: a section that is given another id keeps its own."""
    new = dict(titles)
    for what, section, *rest in edits:
        if what == "rename" and section in new:
            new[rest[0]] = new.pop(section)
        elif what == "retitle":
            new[section] = rest[0]
    return new


def _edit(new: Sections, what: str, section: str, at: int, rest: list[str]) -> Sections:
    texts = new[section]
    if what == "replace":
        if rest[0] not in texts[at]:
            raise ValueError(f"nothing to replace: {rest[0]}")
        texts[at] = texts[at].replace(rest[0], rest[1], 1)
    elif what == "insert":
        texts.insert(at, rest[0])
    elif what == "delete":
        del texts[at]
    elif what == "merge":
        texts[at : at + 2] = [" ".join(texts[at : at + 2]) if texts[at].isascii() else _joined(texts[at : at + 2])]
    elif what == "split":
        cut = texts[at].index(rest[0])
        texts[at : at + 1] = [texts[at][:cut], texts[at][cut:].lstrip()]
    elif what == "decompose":
        texts[at] = unicodedata.normalize("NFD", texts[at])
    elif what == "move-paragraph":
        target, _, number = rest[0].partition(" ")
        new[target].insert(int(number) - 1, texts.pop(at))
    else:
        return _edit_sections(new, what, section, rest)
    return new


def _joined(texts: list[str]) -> str:
    return ("" if texts[0].endswith("。") else " ").join(texts)


def _edit_sections(new: Sections, what: str, section: str, rest: list[str]) -> Sections:
    if what == "rename":
        return {rest[0] if name == section else name: texts for name, texts in new.items()}
    if what == "retitle":
        return new
    if what == "delete-section":
        return {name: texts for name, texts in new.items() if name != section}
    if what == "move":
        moved = {name: texts for name, texts in new.items() if name != section}
        order = list(moved)
        order.insert(int(rest[0]), section)
        return {name: new[name] for name in order}
    raise ValueError(f"no such edit: {what}")
