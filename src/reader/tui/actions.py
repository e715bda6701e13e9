"""Every action of the program: its name, its keys, what it does, and where help lists it.

Bindings, help, the palette and the documents are made from this one table. What an action does is a method of the same
name, of one of the features of the reading screen. Needs no Textual, so that settings can be checked without it.
"""

from __future__ import annotations

from reader.core.value import Value


class Action(Value):
    """Something a key does. `name` is its name in settings; `hint` is its word in the bottom line."""

    name: str
    keys: str
    does: str
    group: str
    hint: str = ""
    of_many: str = ""
    """The method that does it, where one does several actions; else the name is the method's."""
    arguments: tuple[int, ...] = ()
    mode: str = ""
    """The mode in which its keys mean it, before what they mean otherwise; empty for all other times."""

    @property
    def method(self) -> str:
        """The name of the method that does it, of the feature that has it."""
        return self.of_many or self.name


GROUPS = READING, MOVING, TAKING, NOTES, SELECTING, PANELS, FINDING, CHANGES, PROGRAM = (
    "Reading",
    "Sections and links",
    "Taking along",
    "Notes",
    "Selecting",
    "Panels",
    "Finding",
    "Changes",
    "Program",
)


def _selecting(name: str, keys: str, does: str, hint: str = "") -> Action:
    return Action(name, keys, does, SELECTING, hint, mode=SELECTING)


ACTIONS = (
    Action("line_down", "j,down", "one line down", READING),
    Action("line_up", "k,up", "one line up", READING),
    Action("page_down", "space,pagedown", "one page down", READING, "scroll"),
    Action("page_up", "b,pageup", "one page up", READING),
    Action("half_page_down", "d", "half a page down", READING),
    Action("half_page_up", "u", "half a page up", READING),
    Action("top", "g,home", "the top", READING),
    Action("bottom", "G,end", "the bottom", READING),
    Action("next_paragraph", "}", "the next paragraph", READING),
    Action("previous_paragraph", "{", "the previous paragraph", READING),
    Action("next_unread", ".", "the next paragraph you have not read", READING),
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
    Action("hints", "f", "name every link in sight by letters; typing them follows it", MOVING, "letters"),
    Action("mark_here", "M", "mark this place with a letter; a capital marks it for all briefings", MOVING),
    Action("go_to_mark", "'", "go to the place marked with a letter", MOVING),
    Action("copy", "y", "copy the selection, the paragraph, or the web address in focus", TAKING, "copy"),
    Action("copy_cited", "Y", "copy it with title, edition, date, place and locator", TAKING, "cite"),
    Action("write_copy", "w", "write what was copied last to a file", TAKING),
    Action("back", "backspace,ctrl+o,<", "back where you came from", MOVING, "back"),
    Action("forward", ">", "forward again", MOVING),
    Action("meanings", "=", "what ambiguous names were decided to mean; take it back", MOVING),
    Action(
        "note",
        "a",
        "write a note on the selection, or the marked paragraph; at the summary on the briefing",
        NOTES,
        "note",
    ),
    Action("note_here", "A", "write a note on the section, or in a dossier on the entity", NOTES),
    Action("edit_note", "e", "edit the note at the marker", NOTES, "edit"),
    Action("edit_outside", "E", "the same in $VISUAL or $EDITOR; on a selection, write a new note there", NOTES),
    Action("delete_note", "x", "delete the note at the marker", NOTES, "delete"),
    Action("undo", "U", "undo what was done last to a note: written, changed, deleted", NOTES),
    Action("all_notes", "L", "all my notes over all briefings, open questions first", NOTES),
    Action("review", "R", "review the notes whose text has changed or is gone", NOTES),
    Action("select", "v", "select by keys, from the link in focus or the marked paragraph; again: anew", NOTES, "anew"),
    _selecting("select_left", "h,left", "one letter left", "letter"),
    _selecting("select_right", "l,right", "one letter right", "letter"),
    _selecting("select_up", "k,up", "one line up"),
    _selecting("select_down", "j,down", "one line down", "line"),
    _selecting("select_word", "w,ctrl+right", "to the end of a word", "word"),
    _selecting("select_word_back", "b,ctrl+left", "back by a word"),
    _selecting("select_sentence", "),.", "to the end of a sentence", "sentence"),
    _selecting("select_sentence_back", "(", "back by a sentence"),
    _selecting("select_to_end", "},G,end", "to the end of the paragraph", "to the end"),
    _selecting("select_to_start", "{,g,home", "to the start of the paragraph"),
    _selecting("select_other_end", "o", "move the other end", "other end"),
    Action("focus_left", "h,left", "focus the panel on the left", PANELS),
    Action("focus_right", "l,right", "focus the panel on the right", PANELS),
    Action("contents", "c", "show or hide the contents", PANELS, "contents"),
    Action("entities", "i", "show or hide the entities", PANELS, "entities"),
    Action("notes", "m", "show or hide my notes", PANELS, "my notes"),
    Action("find", "/", "find in this text", FINDING, "find"),
    Action("next_match", "n", "the next match", FINDING, "next match"),
    Action("previous_match", "N", "the previous match", FINDING, "previous"),
    Action("search", "s", "search the whole library", FINDING, "search"),
    Action("open", "o", "open another briefing", FINDING, "open"),
    Action("next_change", ")", "the next change since you read it last", CHANGES, "next change"),
    Action("previous_change", "(", "the previous change", CHANGES),
    Action("changes", "C", "every change since you read it last, figures and names first", CHANGES, "changes"),
    Action("changed_words", "D", "show or hide the words that changed", CHANGES),
    Action("changes_seen", "*", "take all changes as seen; again: bring them back", CHANGES),
    Action("reload", "r", "read the file again, staying in place", PROGRAM),
    Action("theme", "t", "the next theme of colours: dark, light, contrast, terminal", PROGRAM, "theme"),
    Action("redraw", "ctrl+l", "draw the screen afresh", PROGRAM),
    Action("suspend", "ctrl+z", "suspend the program; fg brings it back", PROGRAM),
    Action("help", "?,f1", "this help", PROGRAM, "help"),
    Action("palette", ":,ctrl+p", "every action by name", PROGRAM, "commands"),
    Action("cancel", "escape", "close or cancel; never quits", PROGRAM, "done"),
    Action("leave", "q", "leave this screen, or quit", PROGRAM, "quit"),
    Action("quit", "ctrl+q", "quit", PROGRAM),
)

BY_NAME = {action.name: action for action in ACTIONS}
