"""Names that fit several entities: which is meant is asked, decided for a briefing, listed, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.text.mentions import fold_name
from reader.errors import ReaderError
from reader.library.opening import entity_names
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.list_screen import ListScreen, QuestionScreen
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import first_lines
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.indexing import Indexing


class Meaning(Feature):
    """Asks which entity a name means, and keeps the answers."""

    def __init__(self, desk: Desk, indexing: Indexing) -> None:
        super().__init__(desk)
        self._indexing = indexing

    def ask(self, ids: tuple[str, ...], open_dossier: Callable[[str], None]) -> None:
        """Offer the dossiers of the entities, and to decide which of them is meant in this briefing."""
        names = self._shared_names(ids)
        said = " or ".join(f"“{name}”" for name in names)

        def lines(width: int) -> list[RowLine]:
            rows = [row for entity_id in ids for row in self._told(entity_id, width)]
            if names:
                rows += [RowLine(()), RowLine(((f"In this briefing {said} always means", "rows--heading"),))]
                rows += [self._row(entity_id, ("decide", entity_id)) for entity_id in ids]
            return rows

        def chosen(what: object) -> None:
            match what:
                case ("open", str(entity_id)):
                    open_dossier(entity_id)
                case ("decide", str(entity_id)):
                    self._decide(names, entity_id)

        self.desk.open_over(QuestionScreen("Which one is meant?", lines), chosen)

    def _told(self, entity_id: str, width: int) -> list[RowLine]:
        """An entity with what it is, in as many lines as that needs."""
        entity = self.desk.opened.entity(entity_id)
        summary = " ".join(entity.summary.split()) if entity else ""
        below = first_lines(summary, max(8, width - 2), 3) if summary else []
        return [self._row(entity_id, ("open", entity_id)), *(RowLine(((f"  {line}", "rows--dim"),)) for line in below)]

    def _row(self, entity_id: str, key: object) -> RowLine:
        entity = self.desk.opened.entity(entity_id)
        if entity is None:
            return RowLine(((entity_id, ""),), key=key)
        return RowLine(((entity.name, "rows--strong"), (f"  {entity.kind}", "rows--dim")), key=key)

    def _name(self, entity_id: str) -> str:
        """The name of an entity with its id, since others may have the same name."""
        entity = self.desk.opened.entity(entity_id)
        return f"{entity.name} ({entity_id})" if entity else entity_id

    def _shared_names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names that all of these entities have, as the resolver compares them."""
        named = entity_names(entity for one in ids if (entity := self.desk.opened.entity(one)))
        folded = [frozenset(map(fold_name, names)) for names in named.values()]
        return tuple(sorted(frozenset.intersection(*folded))) if folded else ()

    def _decide(self, names: tuple[str, ...], entity_id: str) -> None:
        library, opened = self.desk.library, self.desk.opened
        self._do(lambda: library.decisions.decide(opened.briefing.id, names, entity_id))
        if key := self.desk.keys.first("meanings"):
            self.desk.say(f"Decided for this briefing; {key} lists such decisions and takes them back.")

    def meanings(self) -> None:
        """List every decision about a name; Enter takes the one under the cursor back."""
        decided = self.desk.library.decisions.all()
        known = [
            (briefing, name, self._name(entity_id))
            for briefing, names in sorted(decided.items())
            for name, entity_id in sorted(names.items())
        ]
        if not known:
            follow = self.desk.keys.first("follow")
            self.desk.say(f"No name has been decided. {follow} on an ambiguous name asks which entity it means.")
            return

        def entries(typed: str) -> Content:
            fitting = [one for one in known if fits(plain(" ".join(one)), typed)]
            rows = [row for one in fitting for row in _decided_rows(*one)]
            return lambda _: rows or [NOTHING_FITS]

        self.desk.open_over(ListScreen("What names mean", entries, hint="ask again"), self._take_back)

    def _take_back(self, chosen: object) -> None:
        match chosen:
            case (str(briefing), str(name)):
                self._do(lambda: self.desk.library.decisions.undo(briefing, name))

    def _do(self, change: Callable[[], None]) -> None:
        """Change decisions, and show the open briefing and the library as they are with them."""
        try:
            change()
            self.desk.take(self.desk.library.with_decisions(self.desk.opened))
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
            return
        self._indexing.look_again()


def _decided_rows(briefing: str, name: str, meant: str) -> tuple[RowLine, RowLine]:
    head = RowLine(((f"“{name}”", "rows--strong"), (f" is {meant}", "")), key=(briefing, name))
    return head, RowLine(((f"  in {briefing}", "rows--dim"),))
