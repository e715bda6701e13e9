"""What differs in the tables of a briefing: figures, charts, events, sources, entities, and what stands at its head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from reader.core.changes.change import Change, ChangeKind, What
from reader.core.format.briefing import Briefing, Chart, Entity, Event, Figure, Link, Section, Source
from reader.core.reading.moments import show_moment
from reader.core.value import Value, fields, replace

Record = TypeVar("Record")


class Counterparts(Value):
    """Records of two versions: those that are the same one, those gone, those new."""

    both: tuple[tuple[Any, Any], ...]
    gone: tuple[Any, ...]
    new: tuple[Any, ...]


def counterparts(
    old: Sequence[Record], new: Sequence[Record], *keys: Callable[[Record], Hashable | None]
) -> Counterparts:
    """Which record is which, by the first key that is equal; each is matched once. A key that is None says nothing."""
    before, after = list(range(len(old))), list(range(len(new)))
    both: list[tuple[int, int]] = []
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(after):
            waiting[key(new[j])].append(j)
        for i in tuple(before):
            name = key(old[i])
            if name is not None and waiting.get(name):
                j = waiting[name].pop()
                both.append((i, j))
                before.remove(i)
                after.remove(j)
    both.sort(key=lambda pair: pair[1])
    return Counterparts(
        tuple((old[i], new[j]) for i, j in both), tuple(old[i] for i in before), tuple(new[j] for j in after)
    )


def source_counterparts(old: Briefing, new: Briefing) -> Counterparts:
    """Which source is which: by id, else by address or title."""
    return counterparts(
        old.sources, new.sources, lambda one: one.id, lambda one: one.url or None, lambda one: one.title
    )


def head_changes(old: Briefing, new: Briefing) -> Iterator[Change]:
    """What differs at the head: title, marking, authors, language, tags. Date and edition tell versions apart."""
    base = Change(what=What.BRIEFING, kind=ChangeKind.CHANGED)
    for name in ("id", "title", "marking", "authors", "lang", "tags"):
        yield from _field(base, name, getattr(old, name), getattr(new, name))


def section_changes(old: Section, new: Section) -> Iterator[Change]:
    """What the author says of a section that is in both versions, its figures and its charts."""
    base = Change(what=What.SECTION, kind=ChangeKind.CHANGED, section=new.id, old_section=old.id, name=new.title)
    for name in ("id", "title", "as_of", "confidence"):
        yield from _field(base, name, getattr(old, name), getattr(new, name))
    yield from _figure_changes(old, new)
    yield from _chart_changes(old, new)


def _figure_changes(old: Section, new: Section) -> Iterator[Change]:
    found = counterparts(old.figures, new.figures, lambda one: one.label, lambda one: (_show_figure(one), one.source))
    base = Change(what=What.FIGURE, kind=ChangeKind.CHANGED, section=new.id, old_section=old.id)
    yield from _coming_and_going(base, found, lambda one: one.label, _show_figure)
    for before, after in found.both:
        named = replace(base, name=after.label)
        yield from _field(named, "label", before.label, after.label)
        yield from _field(named, "value", _show_figure(before), _show_figure(after))
        yield from _field(named, "source", before.source, after.source)


def _chart_changes(old: Section, new: Section) -> Iterator[Change]:
    found = counterparts(old.charts, new.charts, lambda one: one.title, lambda one: one.points)
    base = Change(what=What.CHART, kind=ChangeKind.CHANGED, section=new.id, old_section=old.id)
    yield from _coming_and_going(base, found, lambda one: one.title, _show_points)
    for before, after in found.both:
        named = replace(base, name=after.title)
        for name in ("title", "kind", "unit", "source"):
            yield from _field(named, name, getattr(before, name), getattr(after, name))
        yield from _point_changes(named, before, after)


def _point_changes(base: Change, before: Chart, after: Chart) -> Iterator[Change]:
    points = counterparts(before.points, after.points, lambda point: point[0])
    for label, value in points.gone:
        yield replace(base, field="points", old=_show(value), name=f"{base.name}, {label}")
    for label, value in points.new:
        yield replace(base, field="points", new=_show(value), name=f"{base.name}, {label}")
    for (label, value), (_, now) in points.both:
        yield from _field(replace(base, name=f"{base.name}, {label}"), "points", value, now)


def event_changes(old: Briefing, new: Briefing) -> Iterator[Change]:
    """What differs among the events."""
    found = counterparts(
        old.events,
        new.events,
        lambda one: (one.date, one.title),
        lambda one: one.title,
        lambda one: (one.date, one.section, one.entities),
    )
    base = Change(what=What.EVENT, kind=ChangeKind.CHANGED)
    yield from _coming_and_going(base, found, lambda one: one.title, lambda one: show_moment(one.date))
    yield from _of_both(base, found, Event, lambda one: one.title)


def source_changes(found: Counterparts) -> Iterator[Change]:
    """What differs among the sources; a source that only has another id is the same."""
    base = Change(what=What.SOURCE, kind=ChangeKind.CHANGED)
    yield from _coming_and_going(base, found, lambda one: one.title, lambda one: one.publisher)
    yield from _of_both(base, found, Source, lambda one: one.title, besides=("id",))


def entity_changes(old: Briefing, new: Briefing) -> Iterator[Change]:
    """What differs in what the briefing itself says of entities."""
    found = counterparts(old.entities, new.entities, lambda one: one.id)
    base = Change(what=What.ENTITY, kind=ChangeKind.CHANGED)
    yield from _coming_and_going(base, found, lambda one: one.name, lambda one: str(one.kind))
    yield from _of_both(base, found, Entity, lambda one: one.name, besides=("facts", "aliases", "links", "ids"))
    for before, after in found.both:
        named = replace(base, name=after.name)
        yield from _mapping(named, "facts", before.facts, after.facts)
        yield from _mapping(named, "ids", before.ids, after.ids)
        yield from _list(named, "aliases", [one.text for one in before.aliases], [one.text for one in after.aliases])
        yield from _list(named, "links", map(_show_link, before.links), map(_show_link, after.links))


def _of_both(
    base: Change, found: Counterparts, record: type[Any], name_of: Callable[[Any], str], besides: Sequence[str] = ()
) -> Iterator[Change]:
    """Every field in which the two of a pair differ."""
    for before, after in found.both:
        for entry in fields(record):
            if entry.name not in besides:
                named = replace(base, name=name_of(after))
                yield from _field(named, entry.name, getattr(before, entry.name), getattr(after, entry.name))


def _coming_and_going(
    base: Change, found: Counterparts, name_of: Callable[[Any], str], show: Callable[[Any], str]
) -> Iterator[Change]:
    for one in found.gone:
        yield replace(base, kind=ChangeKind.GONE, name=name_of(one), old=show(one))
    for one in found.new:
        yield replace(base, kind=ChangeKind.NEW, name=name_of(one), new=show(one))


def _mapping(
    base: Change, field: str, old: Iterable[tuple[str, object]], new: Iterable[tuple[str, object]]
) -> Iterator[Change]:
    before, after = dict(old), dict(new)
    for name in dict.fromkeys((*after, *before)):
        named = replace(base, name=f"{base.name}, {name}")
        yield from _field(named, field, before.get(name), after.get(name))


def _list(base: Change, field: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    before, after = list(old), list(new)
    for one in dict.fromkeys(before):
        if one not in after:
            yield replace(base, field=field, old=one)
    for one in dict.fromkeys(after):
        if one not in before:
            yield replace(base, field=field, new=one)


def _field(base: Change, field: str, old: object, new: object) -> Iterator[Change]:
    before, after = _show(old), _show(new)
    if before != after:
        yield replace(base, field=field, old=before, new=after)


def _show_figure(figure: Figure) -> str:
    """A figure's value with its unit, as it is shown."""
    return f"{_show(figure.value)} {figure.unit}".rstrip()


def _show_points(chart: Chart) -> str:
    """The points of a chart on one line."""
    return ", ".join(f"{label} {_show(value)}" for label, value in chart.points)


def _show_link(link: Link) -> str:
    return f"{link.relation} {link.to}".strip()


def _show(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,}"
    if isinstance(value, date):
        return show_moment(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
