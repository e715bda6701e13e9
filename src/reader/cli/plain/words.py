"""How the line mode says things: one line each, no boxes, no signs that have to be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from reader.core.anchoring.anchor import NoteState, Place
from reader.core.note import NoteKind
from reader.core.reading.document import Document, Item, Link, LinkKind
from reader.core.reading.moments import show_moment
from reader.core.reading.presentation import byline, show_grade
from reader.core.text.block import BlockKind
from reader.library import LocatedNote, OpenBriefing
from reader.library.note_list import NoteEntry
from reader.tui.actions import ACTIONS
from reader.tui.keys import Keys


def command(line: str, keys: Keys) -> tuple[str, str]:
    """The method that a line asks for and the words behind it; an empty name where it asks for nothing known.

    The first word is an action's name, or a key in force; a key that is a sign, such as `/`, needs no space behind it.
    """
    if not line:
        return "next_paragraph", ""
    word, _, rest = line.partition(" ")
    if not line[0].isalnum():
        word, rest = line[0], line[1:]
    actions = [action for action in ACTIONS if not action.mode]
    named = [action for action in actions if action.name == word]
    action = next(iter(named or [action for action in actions if word in keys.of(action.name)]), None)
    if action is None:
        return "", ""
    return action.method, " ".join([*map(str, action.arguments), rest.strip()]).strip()


def front(opened: OpenBriefing, keys: Keys) -> Iterator[str]:
    """What is told when a briefing is opened."""
    briefing = opened.briefing
    if briefing.marking:
        yield briefing.marking
    yield briefing.title
    yield byline(briefing)
    titles = [f"{number} {section.title}" for number, section in enumerate(briefing.sections, 1)]
    yield f"Sections: {'; '.join(titles)}."
    ways = f"{keys.first('help')} lists all commands, {keys.first('leave')} ends."
    yield f"Enter reads on, a number goes to a section, {ways}"


def part_line(document: Document, part: int) -> str:
    """The title of a part, told when it is come to."""
    return f"Section: {document.parts[part].title}" if document.parts[part].id else document.parts[part].title


def item_lines(item: Item) -> Iterator[str]:
    """The text of an item."""
    number = f"{item.paragraph}. " if item.paragraph else ""
    kind = {BlockKind.HEADING: "Heading: ", BlockKind.CODE: "Code: ", BlockKind.TABLE: "Table: "}
    if item.block.kind is BlockKind.RULE:
        yield "A rule."
        return
    first, *others = item.block.text.split("\n")
    lead = item.block.lead.strip(" │")
    yield f"{number}{kind.get(item.block.kind, '')}{lead + ' ' if lead else ''}{first}".replace("\t", ", ")
    yield from (line.replace("\t", ", ") for line in others)


def my_note(located: LocatedNote) -> str:
    """A note, told where it stands."""
    return f"My note: {' '.join(located.note.text.split())}"


def entity_counts(document: Document, part: int) -> Mapping[str, int]:
    """How often each entity is named in a part of the text, the most often named first."""
    return dict(Counter(document.named_in(document.parts[part].items)).most_common())


def entity_line(opened: OpenBriefing, entity_id: str, count: int) -> str:
    """An entity in a list."""
    entity = opened.entity(entity_id)
    times = f"named {count} time{'s' if count > 1 else ''}"
    return f"{entity.name}, {entity.kind}, {times}" if entity else f"{entity_id}, not described, {times}"


def link_line(opened: OpenBriefing, text: str, link: Link) -> str:
    """A link in a list: its words and what it leads to."""
    target = link.targets[0]
    if link.kind is LinkKind.ENTITY:
        names = [entity.name if (entity := opened.entity(one)) else one for one in link.targets]
        return f"{text}: {' or '.join(names)}"
    if link.kind is LinkKind.SOURCE:
        source = next((one for one in opened.briefing.sources if one.id == target), None)
        said = (
            (source.title, source.publisher, show_moment(source.date), show_grade(source), source.url) if source else ()
        )
        return f"Source: {', '.join(filter(None, said)) or target}"
    return f"{text}: {target}"


def note_line(opened: OpenBriefing, located: LocatedNote) -> str:
    """A note in a list: where it is, in which state, and its words."""
    place, target = located.finding.place, located.note.target
    section = opened.briefing.section(place.section if place else target.section or "")
    where = f"{section.title if section else ''}{f' {place.paragraph}' if place else ''}"
    about = target.entity or where.strip() or "the briefing"
    found = located.finding
    state = "" if found.state is NoteState.ANCHORED else f" ({found.state}: {found.reason})"
    return f"{about}{state}: {' '.join(located.note.text.split())}"


def entry_line(entry: NoteEntry) -> str:
    """A note in the list over all briefings."""
    where = ", ".join(filter(None, (entry.briefing_title or entry.note.target.briefing, entry.section_title)))
    kind = "" if entry.note.kind is NoteKind.COMMENT else f" ({entry.note.kind})"
    return f"{where}{kind}: {' '.join(entry.note.text.split())}"


def entry_target(entry: NoteEntry) -> str:
    """What opens the place of a note."""
    place = entry.finding.place
    briefing = entry.note.target.briefing
    if place is not None:
        return f"{briefing}#{place.section}/p{place.paragraph}"
    return f"{briefing}#{entry.section}" if entry.section_title else briefing


def review_line(opened: OpenBriefing, located: LocatedNote) -> str:
    """A note to be decided about: its words, what it was on, and what has become of that."""
    anchor = located.note.target.anchor
    quote = f" It was on “{' '.join(anchor.exact.split())}”." if anchor else ""
    return f"{note_line(opened, located)}.{quote}"


def place_line(opened: OpenBriefing, place: Place) -> str:
    """A stretch of the text to choose, with where it stands."""
    section = opened.briefing.section(place.section)
    text = opened.paragraph(place.section, place.paragraph)[place.start : place.end]
    return f"{section.title if section else place.section} {place.paragraph}, “{' '.join(text.split())}”"


def help_lines(keys: Keys, methods: Mapping[str, Callable[[str], None]]) -> Iterator[str]:
    """Every command that there is here: the keys that can be typed as a line, a name, and what it does."""
    ways: dict[Callable[[str], None], list[str]] = {}
    for action in ACTIONS:
        method = methods.get(action.method)
        if method is not None and not action.mode:
            typed = ways.setdefault(method, [action.name])
            typed[-1:-1] = (key for key in keys.of(action.name) if len(key) == 1)
    for method, typed in ways.items():
        yield f"{' or '.join(typed)}: {(method.__doc__ or '').split(chr(10))[0].rstrip('.')}"
