"""What a reader takes names for that fit several entities: one plain file that the reader may edit, and that is kept.

    [china-russia-summit-2017]
    "moscow" = "moscow-city"

One table for each briefing; under it the name as `core.text.mentions.fold_name` gives it, and the id of the entity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reader.core.safe_text import safe_line
from reader.core.toml_string import toml_string
from reader.errors import NotesError
from reader.storage.files import ReadError, describe, is_there, locked, make_folder, read_limited, write_atomically

Decisions = Mapping[str, Mapping[str, str]]
SIZE_LIMIT = 16 * 1024 * 1024
_HEAD = (
    "# What names are taken for in a briefing where they fit several entities.\n"
    "# Take a line away, and briefing-reader asks again.\n"
)


class DecisionStore:
    """The file of decisions. It is made with the first one; a file that cannot be read is never written over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> Decisions:
        """Every decision; none where the file cannot be read."""
        try:
            return self._read()
        except NotesError:
            return {}

    def of(self, briefing_id: str) -> Mapping[str, str]:
        """The decisions about a briefing: entity by name."""
        return self.all().get(briefing_id, {})

    def decide(self, briefing_id: str, names: Iterable[str], entity_id: str) -> None:
        """Keep what names are taken for. Raises `NotesError`."""
        self._change(briefing_id, lambda decided: {**decided, **dict.fromkeys(names, entity_id)})

    def undo(self, briefing_id: str, name: str) -> None:
        """Forget a decision. Raises `NotesError`."""
        self._change(briefing_id, lambda decided: {one: decided[one] for one in decided if one != name})

    def _change(self, briefing_id: str, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> None:
        try:
            make_folder(self.path.parent)
            with locked(self.path.parent):
                decisions = self._read()
                changed = {**decisions, briefing_id: change(decisions.get(briefing_id, {}))}
                write_atomically(self.path, _text(changed).encode())
        except OSError as error:
            raise NotesError(f"{safe_line(str(self.path))} cannot be written: {describe(error)}.") from error

    def _read(self) -> dict[str, Mapping[str, str]]:
        if not is_there(self.path):
            return {}
        import tomli  # only who has decided something pays for it

        try:
            tables = tomli.loads(read_limited(self.path, SIZE_LIMIT).decode())
        except (ReadError, ValueError) as error:
            raise NotesError(f"{safe_line(str(self.path))} {_said(error)}. It is kept as it is.") from error
        return {
            briefing: {name: entity for name, entity in table.items() if isinstance(entity, str)}
            for briefing, table in tables.items()
            if isinstance(table, dict)
        }


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, ReadError) else f"cannot be read: {safe_line(str(error))}"


def _text(decisions: Decisions) -> str:
    tables = (
        f"\n[{toml_string(briefing)}]\n"
        + "".join(f"{toml_string(name)} = {toml_string(decided[name])}\n" for name in sorted(decided))
        for briefing, decided in sorted(decisions.items())
        if decided
    )
    return _HEAD + "".join(tables)
