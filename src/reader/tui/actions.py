"""Every action of the program: its name, its keys, what it does, and where help lists it.

Bindings, help, the palette and the documents are made from this one table. What an action does is a method of the same
name, of one of the features of the reading screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `name` is its name in settings; `hint` is its word in the bottom line."""

    name: str
    keys: str
    does: str
    group: str
    hint: str = ""
    of_many: str = ""
    """The method that does it, where one does several actions; else the name is the method's."""
    arguments: tuple[int, ...] = ()

    @property
    def method(self) -> str:
        """The name of the method that does it, of the feature that has it."""
        return self.of_many or self.name


READING, MOVING, NOTES, PANELS, FINDING, PROGRAM = (
    "Reading",
    "Sections and links",
    "Notes",
    "Panels",
    "Finding",
    "Program",
)

ACTIONS = (
    Action("line_down", "j,down", "one line down", READING),
    Action("line_up", "k,up", "one line up", READING),
    Action("page_down", "space,pagedown", "one page down", READING),
    Action("page_up", "b,pageup", "one page up", READING),
    Action("half_page_down", "d", "half a page down", READING),
    Action("half_page_up", "u", "half a page up", READING),
    Action("top", "g,home", "the top", READING),
    Action("bottom", "G,end", "the bottom", READING),
    Action("next_paragraph", "}", "the next paragraph", READING),
    Action("previous_paragraph", "{", "the previous paragraph", READING),
    Action("next_section", "]", "the next section", MOVING, "section"),
    Action("previous_section", "[", "the previous section", MOVING),
    *(
        Action(
            f"section_{n}",
            f"{n}",
            f"section {n}" if n > 1 else "that section",
            MOVING,
            of_many="section",
            arguments=(n,),
        )
        for n in range(1, 10)
    ),
    Action("next_link", "tab", "the next entity or link in the text", MOVING, "entity"),
    Action("previous_link", "shift+tab", "the previous entity or link", MOVING),
    Action("follow", "enter", "follow it: dossier, section, briefing or source", MOVING, "follow"),
    Action("back", "backspace,ctrl+o", "back where you came from", MOVING, "back"),
    Action("note", "a", "write a note on the selection, or on the marked paragraph", NOTES, "note"),
    Action("note_here", "A", "write a note on the section, or in a dossier on the entity", NOTES),
    Action("edit_note", "e", "edit the note at the marker", NOTES),
    Action("delete_note", "x", "delete the note at the marker", NOTES),
    Action("undo", "U", "undo the last deletion or change of a note", NOTES),
    Action("focus_left", "h,left", "focus the panel on the left", PANELS),
    Action("focus_right", "l,right", "focus the panel on the right", PANELS),
    Action("contents", "c", "show or hide the contents", PANELS, "contents"),
    Action("entities", "i", "show or hide the entities", PANELS, "entities"),
    Action("notes", "m", "show or hide my notes", PANELS, "my notes"),
    Action("find", "/", "find in this text", FINDING, "find"),
    Action("next_match", "n", "the next match", FINDING),
    Action("previous_match", "N", "the previous match", FINDING),
    Action("open", "o", "open another briefing", FINDING, "open"),
    Action("reload", "r", "read the file again, staying in place", PROGRAM),
    Action("redraw", "ctrl+l", "draw the screen afresh", PROGRAM),
    Action("suspend", "ctrl+z", "suspend the program; fg brings it back", PROGRAM),
    Action("help", "?,f1", "this help", PROGRAM, "help"),
    Action("palette", ":,ctrl+p", "every action by name", PROGRAM),
    Action("cancel", "escape", "close or cancel; never quits", PROGRAM),
    Action("leave", "q", "leave this screen, or quit", PROGRAM, "quit"),
    Action("quit", "ctrl+q", "quit", PROGRAM),
)

BY_NAME = {action.name: action for action in ACTIONS}


def bindings() -> list[BindingType]:
    """The bindings of the reading screen: one an action, under the action's name."""
    return [Binding(action.keys, f"do('{action.name}')", action.does, id=action.name) for action in ACTIONS]
