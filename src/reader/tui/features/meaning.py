"""Names that fit several entities: which is meant is asked, decided for a briefing, listed, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.text.mentions import fold
from reader.errors import ReaderError
from reader.library.opening import entity_names
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.rows import RowLine
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
        rows = [self._row(entity_id, ("open", entity_id)) for entity_id in ids]
        if names:
            rows += [RowLine(()), RowLine(((f"In this briefing {said} always means", "rows--heading"),))]
            rows += [self._row(entity_id, ("decide", entity_id)) for entity_id in ids]

        def chosen(what: object) -> None:
            match what:
                case ("open", str(entity_id)):
                    open_dossier(entity_id)
                case ("decide", str(entity_id)):
                    self._decide(names, entity_id)

        self.desk.open_over(ListScreen("Which one is meant?", lambda _: lambda _: rows), chosen)

    def _row(self, entity_id: str, key: object) -> RowLine:
        entity = self.desk.opened.entity(entity_id)
        if entity is None:
            return RowLine(((entity_id, ""),), key=key)
        summary = " ".join(entity.summary.split())
        return RowLine(((entity.name, "rows--strong"), (f"  {entity.kind}  {summary}", "rows--dim")), key=key)

    def _shared_names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names that all of these entities have, as the resolver compares them."""
        named = entity_names(entity for one in ids if (entity := self.desk.opened.entity(one)))
        folded = [frozenset(map(fold, names)) for names in named.values()]
        return tuple(sorted(frozenset.intersection(*folded))) if folded else ()

    def _decide(self, names: tuple[str, ...], entity_id: str) -> None:
        library, opened = self.desk.library, self.desk.opened
        self._do(lambda: library.decisions.decide(opened.briefing.id, names, entity_id))
        if key := self.desk.keys.first("meanings"):
            self.desk.say(f"Decided for this briefing; {key} lists such decisions and takes them back.")

    def meanings(self) -> None:
        """List every decision about a name; Enter takes the one under the cursor back."""
        decided = self.desk.library.decisions.all()
        rows = [
            RowLine(
                ((name, "rows--strong"), (f" is {entity_id} ", ""), (f"in {briefing}", "rows--dim")),
                key=(briefing, name),
            )
            for briefing, names in sorted(decided.items())
            for name, entity_id in sorted(names.items())
        ]
        if not rows:
            self.desk.say("No name has been decided. Enter on an ambiguous name asks which entity it means.")
            return
        screen = ListScreen("What names mean", lambda _: lambda _: rows, hint="ask again")
        self.desk.open_over(screen, self._take_back)

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
