"""`f`: every link in sight gets letters; typing them follows it. For when Tab would take long."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.reading.document import Link, LinkKind
from reader.core.value import Value
from reader.tui.drawing.asking import AskingScreen
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


class Hinted(Value):
    """A link in sight and the item it stands in."""

    spot: Spot
    link: Link


def hint_labels(count: int) -> tuple[str, ...]:
    """So many rows of one or two letters, at most 676, the first of one letter; none is the beginning of another."""
    size = len(LETTERS)
    firsts = min(size, max(0, -((size - count) // (size - 1))))
    singles, firsts_of_two = LETTERS[: size - firsts], LETTERS[size - firsts :]
    return (*singles, *(first + second for first in firsts_of_two for second in LETTERS))[:count]


class Hinting(Feature):
    """The letters that the links in sight have just now, by those letters."""

    def __init__(self, desk: Desk, going: Going) -> None:
        super().__init__(desk)
        self._going = going
        self._hints: dict[str, Hinted] = {}
        self._typed = ""

    def hints(self) -> None:
        """Name the links in sight, and ask for one."""
        self.desk.bring_up_text()
        found = list(self._in_sight())
        if not found:
            self.desk.say("There is no entity or link in sight.")
            return
        self._hints = dict(zip(hint_labels(len(found)), found, strict=False))
        self._ask("")

    def _in_sight(self) -> Iterator[Hinted]:
        """The links that begin in a line in sight, in the order of the text; each source once an item."""
        cursor = self.desk.view.cursor
        seen: set[tuple[Spot, str]] = set()
        for row in cursor.rows:
            texts = [(part.start, part.start + len(part.text)) for part in row.line if part.start >= 0]
            cited = {part.target for part in row.line if part.look == "citation"}
            for link in cursor.links(row.spot):
                if link.kind is not LinkKind.SOURCE:
                    if any(start <= link.start < end for start, end in texts):
                        yield Hinted(row.spot, link)
                elif link.targets[0] in cited and (row.spot, link.targets[0]) not in seen:
                    seen.add((row.spot, link.targets[0]))
                    yield Hinted(row.spot, link)

    def _ask(self, typed: str) -> None:
        self._typed = typed
        self.desk.mark()
        self.desk.ask("Type the letters of a link. Esc leaves.")
        self.desk.open_over(AskingScreen(), self._take)

    def _take(self, letter: str | None) -> None:
        typed = self._typed + (letter or "").lower()
        chosen = self._hints.get(typed)
        if letter and chosen is None and any(label.startswith(typed) for label in self._hints):
            self._ask(typed)
            return
        self._hints = {}
        self.desk.mark()
        self.desk.hint()
        if chosen is not None:
            self._going.follow_link(chosen.link)

    def decor(self) -> Decor:
        """The letters still to be typed, on the links that begin with what has been."""
        left = {label[len(self._typed) :]: one for label, one in self._hints.items() if label.startswith(self._typed)}
        inks: dict[Spot, tuple[Ink, ...]] = {}
        cited: dict[tuple[Spot, str], str] = {}
        for letters, one in left.items():
            if one.link.kind is LinkKind.SOURCE:
                cited[one.spot, one.link.targets[0]] = letters
            else:
                ink = Ink(one.link.start, one.link.start + len(letters), "document--hint", letters)
                inks[one.spot] = (*inks.get(one.spot, ()), ink)
        return Decor(inks=inks, cited=cited)
