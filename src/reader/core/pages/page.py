"""What a page shows: a briefing or one section of it, the entities it names, and, where asked for, the notes on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from reader.core.anchoring.anchor import NoteState, Place
from reader.core.format.briefing import Briefing, Entity, EntityKind, Event, Section, Source, name_in
from reader.core.note import Note
from reader.core.reading.document import Document, Item, Role
from reader.core.reading.moments import show_moment
from reader.core.reading.presentation import source_labels
from reader.core.text.block import SpanKind
from reader.core.value import Value


class PageNote(Value):
    """A note and where it stands now; `place` is None for one on a whole section or entity, or without a place."""

    note: Note
    state: NoteState
    place: Place | None = None

    @property
    def section(self) -> str:
        """The id of the section it belongs to; empty for a note on an entity or on nothing that is still there."""
        if self.place:
            return self.place.section
        target = self.note.target
        return "" if self.state is NoteState.UNANCHORED or target.entity else target.section or ""

    @property
    def quote(self) -> str:
        """The words it was written on."""
        return self.note.target.anchor.exact if self.note.target.anchor else ""


class Page(Value, eq=False):
    """A briefing with all that a page of it shows; `section` is empty for the whole of it.

    `entities` are those that the briefing may name, by id. `notes` is None where they were not asked for.
    """

    briefing: Briefing
    document: Document
    entities: Mapping[str, Entity]
    section: str = ""
    notes: tuple[PageNote, ...] | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections shown."""
        return tuple(one for one in self.briefing.sections if self.section in ("", one.id))

    @property
    def labels(self) -> dict[str, str]:
        """The number that a citation of each source shows."""
        return source_labels(self.briefing)

    def items(self, section_id: str) -> Iterator[Item]:
        """The paragraphs of a section, without its title, figures and charts."""
        place = self.document.part(section_id)
        parts = () if place is None else (self.document.parts[place],)
        return (item for part in parts for item in part.items if item.paragraph)

    @property
    def summary(self) -> tuple[Item, ...]:
        """The paragraphs of the summary; none on the page of one section."""
        return () if self.section else tuple(item for item in self.document.parts[0].items if item.role is Role.LEAD)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events shown, in order of date."""
        shown = (event for event in self.briefing.events if self.section in ("", event.section))
        return tuple(sorted(shown, key=lambda event: event.date.isoformat()))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources shown: all of them, or those that the one section cites."""
        cited = self._cited() if self.section else None
        return tuple(source for source in self.briefing.sources if cited is None or source.id in cited)

    def _cited(self) -> set[str]:
        spans = (span for one in self.sections for item in self.items(one.id) for span in item.block.spans)
        cited = {span.target for span in spans if span.kind is SpanKind.CITATION}
        for one in self.sections:
            cited |= {figure.source for figure in one.figures} | {chart.source for chart in one.charts}
        return cited | {event.source for event in self.events}

    def named(self) -> tuple[Entity, ...]:
        """The entities that the page names and that are described, by kind and then in order of appearance."""
        paragraphs = chain(self.summary, *(self.items(one.id) for one in self.sections))
        ids = dict.fromkeys(self.document.named_in(paragraphs))
        ids |= dict.fromkeys(entity for event in self.events for entity in event.entities)
        if not self.section:
            ids |= dict.fromkeys(entity.id for entity in self.briefing.entities)
        kinds = list(EntityKind)
        return tuple(
            sorted((self.entities[one] for one in ids if one in self.entities), key=lambda one: kinds.index(one.kind))
        )

    def name_of(self, entity_id: str) -> str:
        """The name of an entity, or its id where nothing describes it."""
        return name_in(self.entities, entity_id)

    def notes_at(self, section: str, paragraph: int) -> tuple[PageNote, ...]:
        """The notes on one paragraph; those on the section as a whole for paragraph 0."""
        return tuple(
            one
            for one in self.notes or ()
            if one.section == section and section and (one.place.paragraph if one.place else 0) == paragraph
        )

    def notes_on(self, entity_id: str) -> tuple[PageNote, ...]:
        """The notes on an entity."""
        return tuple(one for one in self.notes or () if not one.section and one.note.target.entity == entity_id)

    def other_notes(self) -> tuple[PageNote, ...]:
        """The notes that stand at no place of the page: on the whole briefing, or their place is gone."""
        if self.section:
            return ()
        named = {entity.id for entity in self.named()}
        return tuple(one for one in self.notes or () if not one.section and one.note.target.entity not in named)


def about_note(one: PageNote) -> str:
    """What a note is besides its words, on one line: its kind, its tags, its day, and whether its text has changed."""
    note = one.note
    state = {NoteState.CHANGED: "the text has changed", NoteState.UNANCHORED: "its place is gone"}.get(one.state, "")
    tags = " ".join(f"#{tag}" for tag in note.tags)
    return " · ".join(filter(None, (note.kind, tags, note.created.date().isoformat(), state)))


def about_source(source: Source) -> str:
    """What is known of a source besides its title and address, on one line."""
    reliability = f"reliability {source.reliability}" if source.reliability else ""
    credibility = f"credibility {source.credibility}" if source.credibility else ""
    grade = ", ".join(filter(None, (reliability, credibility)))
    return " · ".join(filter(None, (source.publisher, show_moment(source.date), grade)))


def about_entity(entity: Entity) -> str:
    """What an entity is besides its name, on one line: its kind and its other names."""
    native = entity.native if entity.native != entity.name else ""
    also = ", ".join(alias.text for alias in entity.aliases)
    ids = ", ".join(f"{scheme} {value}" for scheme, value in entity.ids)
    return " · ".join(filter(None, (str(entity.kind), native, f"also {also}" if also else "", ids)))
