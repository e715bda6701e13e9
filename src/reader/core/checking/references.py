"""Whether what a briefing refers to is there: entities, sources and sections, in its tables and in its texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from reader.core.checking.marks import Mark, MarkKind, marks, without_code
from reader.core.format.fault import Fault, Faults, Guesses, Path, did_you_mean
from reader.core.format.problem import Severity
from reader.core.format.raw import RawTable, tables, text
from reader.core.late import late_pattern
from reader.core.safe_text import safe_line
from reader.core.text.addresses import SCHEMES
from reader.core.text.block import Block, BlockKind, SpanKind
from reader.core.text.bodies import read_blocks
from reader.core.text.ceilings import Ceiling, may_be_past_one
from reader.core.value import Value


class Leading(Value):
    """A mark that leads to another briefing: where it stands, and `id` or `id#section`."""

    path: Path
    offset: int
    target: str


class Known(Value, is_cached=True):
    """What a briefing may refer to. `entities` gives the names of each entity by its id."""

    entities: Mapping[str, Collection[str]]
    sources: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, raw: RawTable, entities: Mapping[str, Collection[str]]) -> Known:
        """What a file itself describes, with these entities."""
        ids = {name: frozenset(text(table, "id") for _, table in tables(raw, name)) for name in ("sources", "sections")}
        return cls(entities, ids["sources"], ids["sections"])

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """The first entity of each name, whatever its capitals."""
        found: dict[str, str] = {}
        for entity, names in self.entities.items():
            for name in names:
                found.setdefault(name.casefold(), entity)
        return found

    def near_entity(self, word: str) -> str:
        """The entity whose name or id is most like `word`, as the end of a message."""
        found = self._by_name.get(word.casefold(), "")
        return f' (did you mean "{found}"?)' if found else self.guesses["entities"].near(word)

    @cached_property
    def guesses(self) -> Mapping[str, Guesses]:
        """What may be meant by an id that is not there, by what it is the id of."""
        return {
            "entities": Guesses(self.entities),
            "sources": Guesses(self.sources),
            "sections": Guesses(self.sections),
        }


class Body:
    """A Markdown text of a file with its marks, and its blocks where they are asked for."""

    def __init__(self, path: Path, source: str) -> None:
        self.path, self.source = path, source
        self.marks = tuple(marks(source))
        self._words_shown: dict[str, bool] = {}

    @cached_property
    def _read(self) -> tuple[tuple[Block, ...], dict[tuple[int, Ceiling], None]]:
        past: dict[tuple[int, Ceiling], None] = {}  # in order, each once
        return tuple(read_blocks(self.source, note=lambda at, ceiling: past.setdefault((at, ceiling)))), past

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that a reader sees."""
        return self._read[0]

    @cached_property
    def past_ceilings(self) -> tuple[tuple[int, Ceiling], ...]:
        """Where in the text there is more of something than is read, and of what."""
        return tuple(self._read[1]) if may_be_past_one(self.source) else ()

    @cached_property
    def _shown(self) -> frozenset[tuple[SpanKind, str]]:
        """What the marks lead to that a reader sees."""
        return frozenset((span.kind, span.target) for block in self.blocks for span in block.spans)

    @cached_property
    def _may_hold_code(self) -> bool:
        return bool(_INDENTED.search(self.source))

    def shows(self, mark: Mark) -> bool:
        """Whether a reader sees this mark as one."""
        if mark.kind is MarkKind.BROKEN:
            return self._shows_words(mark.target)
        if not self._may_hold_code and not self.past_ceilings and not self._is_in_address(mark):
            return True  # else only the Markdown parser can tell
        return (_SPANS[mark.kind], mark.target) in self._shown

    def _shows_words(self, words: str) -> bool:
        """Whether these words stand in a text that is no code. Asked of the two openings of marks, again and again."""
        if words not in self._words_shown:
            self._words_shown[words] = any(
                block.kind is not BlockKind.CODE and words in block.text for block in self.blocks
            )
        return self._words_shown[words]

    def _is_in_address(self, mark: Mark) -> bool:
        """Whether a mark may stand in the address of a link."""
        _, begun, address = self.source[self.source.rfind("\n", 0, mark.start) + 1 : mark.start].rpartition("](")
        return bool(begun) and ")" not in address


_INDENTED = late_pattern(r"^(?: {4}|\t)", re.MULTILINE)
_SPANS = {
    MarkKind.ENTITY: SpanKind.ENTITY,
    MarkKind.BRIEFING: SpanKind.BRIEFING,
    MarkKind.CITATION: SpanKind.CITATION,
}


def bodies(raw: RawTable) -> tuple[Body, ...]:
    """Every Markdown text of a file."""
    found = [Body((*path, "body"), text(table, "body")) for path, table in tables(raw, "sections")]
    found += [Body((*path, "summary"), text(table, "summary")) for path, table in tables(raw, "entities")]
    return (*found, Body(("summary",), text(raw, "summary")))


def note_dead_marks(texts: Iterable[Body], known: Known, faults: Faults) -> None:
    """Note marks in texts that lead nowhere or are broken, and links that no reader will open."""
    for body in texts:
        for mark in body.marks:
            message, code = _dead(mark, known)
            if message and body.shows(mark):
                faults.warn(body.path, message, code, mark.start)
        faults.extend(_bad_links(body))


def note_ceilings(texts: Iterable[Body], faults: Faults) -> None:
    """Note what is shown as it was typed, since there is too much of it."""
    for body in texts:
        for at, ceiling in body.past_ceilings:
            faults.warn(body.path, ceiling.value, "too-much", at)


def leadings(texts: Iterable[Body]) -> tuple[Leading, ...]:
    """The marks in texts that lead to other briefings."""
    return tuple(
        Leading(body.path, mark.start, mark.target)
        for body in texts
        for mark in body.marks
        if mark.kind is MarkKind.BRIEFING and body.shows(mark)
    )


def _dead(mark: Mark, known: Known) -> tuple[str, str]:
    target = safe_line(mark.target)
    if mark.kind is MarkKind.BROKEN:
        closing = "]]" if target == "[[" else "]"
        return (
            f'"{target}" begins a mark that does not end with "{closing}" in its line, and is shown as text',
            "broken-mark",
        )
    if mark.kind is MarkKind.ENTITY and mark.target not in known.entities:
        return f'no entity has the id "{target}"{known.near_entity(mark.target)}', "unknown-entity"
    if mark.kind is MarkKind.CITATION and mark.target not in known.sources:
        return f'no source has the id "{target}"{known.guesses["sources"].near(mark.target)}', "unknown-source"
    return "", ""


def _bad_links(body: Body) -> Iterator[Fault]:
    """Links of Markdown that the reader shows and does not open."""
    for place, target in _refused(body):
        message = f'a link to "{safe_line(target)[:60]}" is shown as text: only http, https and mailto are links'
        yield Fault(body.path, message, "bad-link", Severity.WARNING, place)
    if all(not _why_not_opened(found[1] or found[2] or found[3] or "") for found in _ADDRESS.finditer(body.source)):
        return  # the usual case, told without reading the text as Markdown
    place = 0
    for block in body.blocks:
        for span in block.spans:
            if span.kind is not SpanKind.LINK:
                continue
            place = _place_of_link(body.source, span.target, block.text[span.start : span.end], place)
            if why := _why_not_opened(span.target):
                message = f'the link to "{safe_line(span.target)[:60]}" {why}'
                yield Fault(body.path, message, "bad-link", Severity.WARNING, place)
            place += 1


# Whatever may be the address of a link: after its words, in a definition, or by itself.
_ADDRESS = late_pattern(
    r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\[\]^][^\]]*\]:\s*<?([^\s>]*)|<([a-zA-Z][a-zA-Z0-9+.-]+:[^<>\s]*)>", re.MULTILINE
)

# What CommonMark parsers refuse to make links of.
_REFUSED = late_pattern(r"\]\(\s*<?((?:javascript|vbscript|file|data):[^)\s>]*)", re.IGNORECASE)


def _refused(body: Body) -> Iterator[tuple[int, str]]:
    if "](" in body.source:
        for found in _REFUSED.finditer(without_code(body.source)):
            if any(f"({found[1]}" in block.text for block in body.blocks):
                yield found.start(1), found[1]


def _why_not_opened(address: str) -> str:
    if not address.strip():
        return "is empty"
    try:
        parts = urlsplit(address)
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme not in SCHEMES:
        return "is not opened: only http, https and mailto are" + did_you_mean(parts.scheme, SCHEMES)
    if parts.scheme != "mailto" and not parts.hostname:
        return "names no host"
    return ""


def _place_of_link(source: str, target: str, words: str, place: int) -> int:
    """Where, from `place` on, a link stands: its address as it is written, or else its words, or else the text."""
    for form in (f"]({target}", f"](<{target}", f"<{target}", target, f"[{words}]", words):
        found = source.find(form, place) if form.strip("](<[") or form == "](" else -1
        if found >= 0:
            return found + len(form) - len(form.lstrip("](<"))
    return place


def note_dead_ids(raw: RawTable, known: Known, faults: Faults) -> None:
    """Note ids in tables that name a section, an entity or a source which is not there."""
    for path, found, what in _ids(raw):
        ids: Collection[str] = getattr(known, _LISTS[what])
        if isinstance(found, str) and found and found not in ids:
            near = known.near_entity(found) if what == "entity" else known.guesses[_LISTS[what]].near(found)
            faults.warn(path, f'no {what} has the id "{safe_line(found)}"{near}', f"unknown-{what}")


_LISTS = {"entity": "entities", "source": "sources", "section": "sections"}


def _ids(raw: RawTable) -> Iterator[tuple[Path, object, str]]:
    """Every id by which a table of a file refers to another, with its path and what it is the id of."""
    for path, event in tables(raw, "events"):
        yield (*path, "section"), event.get("section"), "section"
        yield (*path, "source"), event.get("source"), "source"
        named = event.get("entities")
        for place, entity in enumerate(named if isinstance(named, list) else ()):
            yield (*path, "entities", place), entity, "entity"
    for path, section in tables(raw, "sections"):
        for kind in ("figures", "charts"):
            yield from (((*at, "source"), one.get("source"), "source") for at, one in tables(section, kind, path))
    for path, entity_table in tables(raw, "entities"):
        yield from (((*at, "to"), link.get("to"), "entity") for at, link in tables(entity_table, "links", path))
