"""briefing-reader(5): the files: briefings, shared entities, settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from reader.cli import roff
from reader.cli.arguments import PROGRAM
from reader.core.format.reference import KeyRow, TableRows, briefing_tables
from reader.core.format.template import template
from reader.core.settings import SETTINGS, Settings, shown, variable
from reader.storage.files import SIZE_LIMIT
from reader.storage.toml import DEPTH_LIMIT
from reader.tui.actions import ACTIONS
from reader.tui.keys import Keys


def page() -> str:
    """The page."""
    return roff.page(_parts())


def _parts() -> Iterator[str]:
    yield roff.title(PROGRAM, 5, "Files of briefing-reader")
    yield roff.heading("Name")
    yield f"{roff.plain(PROGRAM)} \\- {roff.plain('the format of briefings, and the settings')}"
    yield roff.heading("Briefings")
    yield roff.paragraph(_BRIEFINGS)
    for table in briefing_tables():
        yield from _table(table)
    yield roff.heading("Marks in texts")
    yield roff.paragraph("A body is CommonMark with tables, without HTML, and with these marks:")
    yield from (roff.entry(*one) for one in _MARKS)
    yield roff.heading("Shared entities")
    yield roff.paragraph(_SHARED)
    yield roff.heading("Settings")
    yield roff.paragraph(_SETTINGS)
    for name, (shape, does, _) in SETTINGS.keys.items():
        default = f" Default: {shown(getattr(Settings(), name))}." if name != "keys" else ""
        where = f" Variable: {variable(name)}." if variable(name) else ""
        yield roff.entry(name, f"{does} Expected: {shape.expected}.{default}{where}")
    yield roff.heading("Keys")
    yield roff.paragraph("The actions by their names, each with the keys that it has as long as none are set.")
    yield from _actions()
    yield roff.heading("Example")
    yield roff.verbatim(template("gas-deal", "The gas deal", date(2026, 11, 24)).rstrip().split("\n"))
    yield roff.heading("See also")
    yield roff.paragraph("briefing-reader(1)")


_BRIEFINGS = (
    f"A briefing is one UTF-8 TOML file of at most {SIZE_LIMIT // (1 << 20)} MiB, its values at most {DEPTH_LIMIT}"
    " levels deep. A library is one or more folders of them, searched for *.toml, folders inside folders too. Keys that"
    " are not listed here are passed over, and told by check."
)
_SHARED = (
    "The file entities.toml in a library's folder holds [[entities]] that its briefings share, written as in one."
    " Where a briefing describes an entity of the same id, its own description counts."
)
_SETTINGS = (
    "The file config.toml. What an option or a variable of the environment says comes before it. The table [keys] gives"
    ' actions other keys, by the name of the action: page_down = ["space", "ctrl+f"]. The names stand in'
    " docs/settings.md."
)
_MARKS = (
    ("[[gazprom]]", "Names an entity by its id; shown is its name."),
    ("[[gazprom|the company]]", "The same with words of your own."),
    ("[[briefing:other-id#section]]", "Leads to a briefing, or to a section of it."),
    ("[^source]", "Cites a source by its id."),
)


def _actions() -> Iterator[str]:
    keys = Keys()
    for group, actions in groupby(ACTIONS, lambda action: action.group):
        yield roff.part(group)
        for action in actions:
            yield roff.entry(action.name, f"{action.does[:1].upper()}{action.does[1:]}: {keys.shown(action.name)}")


def _table(table: TableRows) -> Iterator[str]:
    yield roff.part(table.written or "At the top")
    yield roff.plain(table.does)
    yield from map(_row, table.rows)


def _row(row: KeyRow) -> str:
    required = " Required." if row.is_required else ""
    return roff.entry(row.name, f"{row.does} Expected: {row.expected}.{required}")
