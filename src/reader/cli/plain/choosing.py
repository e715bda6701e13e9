"""Commands that list what can be gone to, and those that go there."""

from __future__ import annotations

from functools import partial

from reader.cli.plain import words
from reader.cli.plain.table import Choice, Table
from reader.core.reading.citation import cite
from reader.core.reading.document import LinkKind
from reader.core.reading.moments import show_iso

FOUND = 20
"""Places that a search lists at most."""


class Choosing:
    """Lists with numbers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def hints(self, number: str) -> None:
        """Go where a numbered line of the last list leads; without a number, list the links of this paragraph."""
        if number:
            self._table.choose(number)
        else:
            self.next_link("")

    follow = hints

    def next_link(self, _: str) -> None:
        """List the entities, links and sources of this paragraph."""
        table, item = self._table, self._table.here
        choices: list[Choice] = []
        for link in table.document.links(item) if item else ():
            text = item.block.text[link.start : link.end] if item else ""
            line = words.link_line(table.opened, text, link)
            if link.kind is LinkKind.ENTITY:
                choices += [table.dossier_choice(entity, line) for entity in link.targets]
            elif link.kind is LinkKind.BRIEFING:
                choices.append(Choice(line, partial(table.open, link.targets[0])))
            else:
                choices.append(Choice(line, partial(table.tell, line)))
        table.offer("Links in this paragraph", choices)

    previous_link = next_link

    def contents(self, _: str) -> None:
        """List the parts of the text."""
        parts = enumerate(self._table.document.parts)
        self._table.offer("Contents", [Choice(part.title, partial(self._table.go, place)) for place, part in parts])

    def entities(self, _: str) -> None:
        """List the entities of this section."""
        table = self._table
        counts = words.entity_counts(table.document, table.part)
        lines = [(entity, words.entity_line(table.opened, entity, count)) for entity, count in counts.items()]
        table.offer("Entities in this section", [table.dossier_choice(entity, line) for entity, line in lines])

    def open(self, target: str) -> None:
        """Open another briefing by its id, or list those there are."""
        table = self._table
        if target:
            table.open(target)
            return
        table.library.catalogue.refresh()
        entries = table.library.catalogue.shelf().entries
        choices = [Choice(f"{show_iso(one.date)} {one.title}", partial(table.open, str(one.path))) for one in entries]
        table.offer("Briefings", choices)

    def search(self, query: str) -> None:
        """Search the whole library."""
        table = self._table
        table.library.catalogue.refresh()
        found = table.library.catalogue.search(query, FOUND)
        choices = []
        for hit in found.hits:
            line = f"{hit.title}: {hit.snippet}"
            if hit.in_ == "entity":
                choices.append(table.dossier_choice(hit.entity, line))
            else:
                place = f"#{hit.section}" + (f"/p{hit.paragraph}" if hit.paragraph else "") if hit.section else ""
                choices.append(Choice(line, partial(table.open, hit.briefing + place)))
        table.offer(f"{found.total} found", choices)

    def back(self, _: str) -> None:
        """Come back to where a link was followed from."""
        if not self._table.come_back():
            self._table.tell("This is where you came in.")

    def forward(self, _: str) -> None:
        """Go forward again after coming back."""
        if not self._table.go_forward():
            self._table.tell("There is nothing to go forward to.")

    def reload(self, _: str) -> None:
        """Read the file again."""
        self._table.reload()

    def copy_cited(self, _: str) -> None:
        """Tell the paragraph with title, edition, date, place and locator."""
        item = self._table.here
        if item is not None:
            briefing = self._table.opened.briefing
            self._table.tell(cite(briefing, self._table.section, item.paragraph, item.block.text).rstrip())

    copy = copy_cited
