"""The help, made from the keys in force: every action, grouped, with a filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from reader.tui.actions import ACTIONS, GROUPS, Action
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.paint import shorten
from reader.tui.drawing.rows import NOTHING_FITS, RowLine
from reader.tui.drawing.wrap import wrap
from reader.tui.keys import Keys

OTHER_WORDS = {
    "all_notes": "annotations comments",
    "back": "history return",
    "changed_words": "diff",
    "changes": "diff edition",
    "changes_seen": "mark read",
    "contents": "outline toc sidebar",
    "copy": "clipboard yank",
    "copy_cited": "clipboard quote citation reference",
    "delete_note": "remove trash",
    "entities": "people names sidebar",
    "find": "search",
    "focus_left": "pane sidebar",
    "focus_right": "pane sidebar",
    "follow": "open jump",
    "forward": "history",
    "go_to_mark": "bookmark jump",
    "help": "shortcuts bindings",
    "hints": "jump",
    "leave": "exit close",
    "mark_here": "bookmark",
    "meanings": "disambiguate",
    "next_unread": "new",
    "note": "annotate annotation comment",
    "note_here": "annotate annotation comment",
    "notes": "annotations sidebar",
    "open": "library list switch",
    "palette": "menu",
    "quit": "exit",
    "redraw": "refresh",
    "reload": "refresh",
    "review": "unanchored lost moved",
    "search": "grep",
    "select": "highlight visual",
    "suspend": "background shell",
    "theme": "colors",
    "undo": "restore trash",
    "write_copy": "save export",
}
"""What other programs call it, for whoever looks for that."""
WIDEST = 26
"""Cells of the column of keys at most."""


def help_screen(keys: Keys) -> ListScreen:
    """All actions; Enter does the one under the cursor."""
    return ListScreen("Help: every key", lambda typed: help_lines(keys, typed), hint="do it")


def help_lines(keys: Keys, typed: str) -> Callable[[int], Sequence[RowLine]]:
    """The actions whose words, keys, name and group hold all words typed."""

    def lines(width: int) -> list[RowLine]:
        found: list[RowLine] = []
        group = ""
        room = min(WIDEST, 2 + max(cell_len(_shown(keys, action)) for action in ACTIONS))
        for action in sorted(merged(ACTIONS), key=lambda action: GROUPS.index(action.group)):
            shown = _shown(keys, action)
            if not fits(plain(told_of(keys, action)), typed):
                continue
            if action.group != group:
                group = action.group
                found += [RowLine(())] if found else []
                found.append(RowLine(((group, "rows--heading"),)))
            first, *more = (action.does[start:end] for start, end in wrap(action.does, max(8, width - room)))
            found.append(RowLine(((shorten(shown, room), "rows--here"), (first, "")), key=action.name))
            found += [RowLine(((" " * room + line, ""),)) for line in more]
        return found or [NOTHING_FITS]

    return lines


def told_of(keys: Keys, action: Action) -> str:
    """All by which an action is found."""
    named = f"{action.name} {action.name.replace('_', ' ')}"
    return f"{action.does} {_shown(keys, action)} {named} {action.group} {OTHER_WORDS.get(action.name, '')}"


def _shown(keys: Keys, action: Action) -> str:
    return "1 … 9" if action.name == "section_1" else keys.shown(action.name)


def merged(actions: Sequence[Action]) -> list[Action]:
    """The actions with the nine of the digits shown as one."""
    return [action for action in actions if not action.name.startswith("section_") or action.name == "section_1"]
