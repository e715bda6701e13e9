"""The help, made from the keys in force: every action, grouped, with a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.core.document import Document
from reader.library import OpenBriefing
from reader.tui.actions import ACTIONS, Action
from reader.tui.keys import Keys
from reader.tui.list_screen import Entries, ListScreen
from reader.tui.paint import shorten
from reader.tui.rows import RowLine


def help_screen(keys: Keys) -> ListScreen:
    """All actions; Enter does the one under the cursor."""
    return ListScreen("Help: every key", lambda typed: help_lines(keys, typed), hint="do it")


def help_lines(keys: Keys, typed: str) -> Callable[[int], Sequence[RowLine]]:
    """The actions whose words or keys hold what was typed."""

    def lines(_: int) -> list[RowLine]:
        found: list[RowLine] = []
        group = ""
        for action in _merged(ACTIONS):
            shown = "1 … 9" if action.name == "section_1" else keys.shown(action.name)
            if typed not in f"{action.does} {shown} {action.name} {action.group}".lower():
                continue
            if action.group != group:
                group = action.group
                found += [RowLine(())] if found else []
                found.append(RowLine(((group, "rows--heading"),)))
            found.append(RowLine(((shorten(shown, 16), "rows--here"), (action.does, "")), key=action.name))
        return found

    return lines


def palette_lines(keys: Keys, document: Document, opened: OpenBriefing) -> Entries:
    """Every action, part of the text and entity whose name holds all words typed, each with what it is."""
    known: list[tuple[str, str, object]] = [
        (part.title, "section", ("part", place)) for place, part in enumerate(document.parts)
    ]
    known += [(action.does, keys.first(action.name), ("action", action.name)) for action in _merged(ACTIONS)]
    known += [(entity.name, str(entity.kind), ("entity", entity.id)) for entity in opened.entities.values()]

    def filtered(typed: str) -> Callable[[int], Sequence[RowLine]]:
        words = typed.split()
        fitting = [one for one in known if all(word in f"{one[0]} {one[1]}".lower() for word in words)]

        def lines(width: int) -> list[RowLine]:
            return [
                RowLine(((shorten(name, max(8, width - 14)), ""), (f" {what}", "rows--dim")), key=key)
                for name, what, key in fitting
            ]

        return lines

    return filtered


def _merged(actions: Sequence[Action]) -> list[Action]:
    """The actions with the nine of the digits shown as one."""
    return [action for action in actions if not action.name.startswith("section_") or action.name == "section_1"]
