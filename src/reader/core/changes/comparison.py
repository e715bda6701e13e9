"""What differs between two versions of a briefing: each difference once, figures and names first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reader.core.anchoring.facts import Names
from reader.core.changes.alignment import Alignment, Pair, align, longest_rising
from reader.core.changes.change import Change, ChangeKind, What
from reader.core.changes.fact_changes import fact_changes
from reader.core.changes.record_changes import (
    counterparts,
    entity_changes,
    event_changes,
    head_changes,
    section_changes,
    source_changes,
    source_counterparts,
)
from reader.core.changes.version import SUMMARY, Paragraph, paragraphs, with_sources
from reader.core.changes.wording import bag, weight
from reader.core.format.briefing import Briefing, Section
from reader.core.text.block import NameOf
from reader.core.value import Value, replace


class Changes(Value):
    """What differs between two versions.

    `every` names all that is new, gone, changed or moved, and every paragraph of a new section by itself; `old` and
    `new` are the paragraphs of the two versions, `alignment` which of them became which.
    """

    every: tuple[Change, ...]
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    alignment: Alignment
    sections: tuple[str, ...]
    """The ids of the sections of the new version, in order."""
    kept: Mapping[str, str]
    """The new id of each section that is in both versions, by its old one."""

    @property
    def listed(self) -> tuple[Change, ...]:
        """The changes to tell a person, each once: what stands in a new or gone section is told with the section."""
        whole = {(c.kind, c.section or c.old_section) for c in self.every if c.is_whole}
        told = (c for c in self.every if c.what is What.SECTION or (c.kind, c.section or c.old_section) not in whole)
        place = {section: at for at, section in enumerate(self.sections)}
        return tuple(sorted(told, key=lambda change: (change.rank, _order(change, place))))

    def counts(self) -> Mapping[str, Counter[ChangeKind]]:
        """How much is new, changed and gone in each section, by its id.

        Under "" stand the head, the summary and sections that are gone. A section counts by its paragraphs.
        """
        found: dict[str, Counter[ChangeKind]] = defaultdict(Counter)
        for change in self.every:
            if change.kind is not ChangeKind.MOVED and not change.is_whole and change.what not in _ELSEWHERE:
                found[change.section][change.kind] += 1
        return found


_ELSEWHERE = (What.EVENT, What.SOURCE, What.ENTITY)


def _order(change: Change, place: Mapping[str, int]) -> int:
    """The head first, then section by section, then what has no section."""
    if change.what is What.BRIEFING:
        return -2
    if change.what in _ELSEWHERE:
        return len(place)
    return place.get(change.section, len(place)) if change.section else -1


def compare(
    old: Briefing, new: Briefing, name_of: NameOf, entity_names: Mapping[str, Collection[str]] | None = None
) -> Changes:
    """What differs between two versions of a briefing.

    `name_of` gives the names of entities that stand in the text by their ids alone; `entity_names` are all names of
    each entity, by its id, by which one who is called otherwise than before is known to be the same.
    """
    sources = source_counterparts(old, new)
    renamed = {a.id: b.id for a, b in sources.both if a.id != b.id}
    before, after = paragraphs(old, name_of, renamed), paragraphs(new, name_of)
    old = with_sources(old, renamed)
    sections = _section_pairs(old, new, before, after)
    alignment = align(before, after, {SUMMARY: SUMMARY, **sections})
    every = chain(
        head_changes(old, new),
        _in_sections(old, new, sections),
        _in_text(before, after, alignment, Names(entity_names)),
        _gone(before, alignment, sections),
        event_changes(old, new),
        source_changes(sources),
        entity_changes(old, new),
    )
    ids = tuple(section.id for section in new.sections)
    return Changes(tuple(every), before, after, alignment, ids, sections)


def _section_pairs(
    old: Briefing, new: Briefing, before: Iterable[Paragraph], after: Iterable[Paragraph]
) -> dict[str, str]:
    """The new id of each section that is in both versions: by id, by title, or by most of its paragraphs."""
    found = counterparts(old.sections, new.sections, lambda one: one.id, lambda one: one.title)
    pairs = {a.id: b.id for a, b in found.both}
    if found.gone and found.new:
        left = _texts(before, {one.id for one in found.gone}), _texts(after, {one.id for one in found.new})
        shared = sorted(((_shared(a, b), i, j) for i, a in left[0].items() for j, b in left[1].items()), reverse=True)
        for share, i, j in shared:
            if share > _MOSTLY and i not in pairs and j not in pairs.values():
                pairs[i] = j
    return pairs


_MOSTLY = 0.5  # of the words of both sections


def _texts(found: Iterable[Paragraph], sections: Collection[str]) -> dict[str, Counter[str]]:
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.section in sections:
            texts[one.section][one.text] += 1
    return texts


def _shared(one: Counter[str], other: Counter[str]) -> float:
    both = _weight(one & other)
    return 2 * both / max(1, _weight(one) + _weight(other))


def _weight(texts: Counter[str]) -> int:
    return sum(weight(bag(text)) * count for text, count in texts.items())


# Sections


def _in_sections(old: Briefing, new: Briefing, pairs: Mapping[str, str]) -> Iterator[Change]:
    """Sections that came, went, moved, or of which the author says something else; their figures and charts."""
    moved = _moved_sections(old, new, pairs)
    old_id = {b: a for a, b in pairs.items()}
    for section in new.sections:
        before = old.section(old_id.get(section.id, ""))
        if before is None:
            yield _whole(section, ChangeKind.NEW)
            continue
        yield from section_changes(before, section)
        if before.id in moved:
            yield replace(_whole(section, ChangeKind.MOVED), old_section=before.id)
    for section in old.sections:
        if section.id not in pairs:
            yield _whole(section, ChangeKind.GONE)


def _whole(section: Section, kind: ChangeKind) -> Change:
    if kind is ChangeKind.GONE:
        return Change(
            what=What.SECTION, kind=kind, old_section=section.id, name=section.title, old=section.body.strip()
        )
    said = section.body.strip() if kind is ChangeKind.NEW else ""
    return Change(what=What.SECTION, kind=kind, section=section.id, name=section.title, new=said)


def _moved_sections(old: Briefing, new: Briefing, pairs: Mapping[str, str]) -> set[str]:
    place = {section.id: at for at, section in enumerate(new.sections)}
    both = [section.id for section in old.sections if section.id in pairs]
    kept = longest_rising([place[pairs[one]] for one in both])
    return {one for at, one in enumerate(both) if at not in kept}


# Paragraphs


def _in_text(
    before: Sequence[Paragraph], after: Sequence[Paragraph], alignment: Alignment, names: Names
) -> Iterator[Change]:
    """Paragraphs that are new, changed or moved, in the order of the new text."""
    pairs = {pair.new: pair for pair in alignment.pairs}
    for j, now in enumerate(after):
        pair = pairs.get(j)
        if pair is None:
            yield Change(
                what=What.PARAGRAPH, kind=ChangeKind.NEW, section=now.section, paragraph=now.number, new=now.text
            )
        elif pair.is_moved or not pair.is_same:
            yield _changed(before[pair.old], now, names, pair)


def _gone(before: Sequence[Paragraph], alignment: Alignment, sections: Mapping[str, str]) -> Iterator[Change]:
    """Paragraphs that are gone, each with the section that it is missing from."""
    base = Change(what=What.PARAGRAPH, kind=ChangeKind.GONE)
    for was in (before[i] for i in alignment.gone):
        here = sections.get(was.section, "")
        yield replace(base, section=here, old_section=was.section, old_paragraph=was.number, old=was.text)


def _changed(was: Paragraph, now: Paragraph, names: Names, pair: Pair) -> Change:
    base = Change(
        what=What.PARAGRAPH,
        kind=ChangeKind.MOVED if pair.is_same else ChangeKind.CHANGED,
        section=now.section,
        paragraph=now.number,
        old_section=was.section,
        old_paragraph=was.number,
        is_moved=pair.is_moved,
        old=was.text,
        new=now.text,
    )
    if pair.is_same:
        return base
    if was.text == now.text:
        return replace(base, field="sources", old=", ".join(was.leads), new=", ".join(now.leads))
    return replace(base, facts=fact_changes(was.text, now.text, names))
