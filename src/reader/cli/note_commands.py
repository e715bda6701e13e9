"""The commands for notes: their names, arguments and examples."""

from __future__ import annotations

from argparse import ArgumentParser

from reader.cli.command import Command, add_above_ceiling, add_json, not_empty


def _select_notes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", help="only on this: a file, a folder or an id, with #section"
    )
    _note_marks(parser, "only with this tag; may repeat", "only of this kind")
    parser.add_argument("--state", choices=_STATES, default="", help="only in this state")


def _note_marks(parser: ArgumentParser, tag: str, kind: str) -> None:
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help=tag)
    parser.add_argument("--kind", choices=_KINDS, default="", help=kind)


_STATES = ("anchored", "changed", "unanchored")
_KINDS = ("comment", "question", "hypothesis", "indicator", "disagree", "follow-up")
_TEXT_HELP = "the words, in Markdown; - reads them from stdin; left out, $VISUAL or $EDITOR opens"


def _notes_list(parser: ArgumentParser) -> None:
    _select_notes(parser)
    parser.add_argument("--trash", action="store_true", help="those in the trash instead")
    add_json(parser)


def _notes_add(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a file or an id, with #section or #section/p3")
    parser.add_argument("--quote", metavar="TEXT", type=not_empty, help="the words of the briefing that the note is on")
    parser.add_argument("--entity", metavar="ID", help="the entity that the note is on")
    parser.add_argument("--text", dest="words", metavar="TEXT", help=_TEXT_HELP)
    _note_marks(parser, "a tag; may repeat", "what the note is (comment)")
    add_json(parser)


def _notes_edit(parser: ArgumentParser) -> None:
    parser.add_argument("note", metavar="ID", help="the id of the note")
    parser.add_argument("--text", dest="words", metavar="TEXT", help=_TEXT_HELP)
    _note_marks(parser, "a tag, in place of those it has; may repeat", "what the note is")
    add_json(parser)


def _notes_rm(parser: ArgumentParser) -> None:
    parser.add_argument("note", metavar="ID", nargs="+", help="the id of a note")


def _notes_restore(parser: ArgumentParser) -> None:
    parser.add_argument("trashed", metavar="ID", nargs="+", help="the id of a note in the trash")


def _notes_attach(parser: ArgumentParser) -> None:
    parser.add_argument("note", metavar="ID", help="the id of the note")
    parser.add_argument("target", metavar="TARGET", nargs="?", help="where its briefing is, with #section")
    parser.add_argument(
        "--quote", metavar="TEXT", type=not_empty, required=True, help="the words that it is on from now"
    )
    add_json(parser)


def _notes_export(parser: ArgumentParser) -> None:
    _select_notes(parser)
    forms = ("markdown", "json", "csv", "jsonld")
    parser.add_argument("--format", choices=forms, default="markdown", help="in which form (markdown)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")
    add_above_ceiling(parser)


def _notes_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="JSON or JSON-LD; - reads stdin")
    parser.add_argument("--briefing", metavar="ID", help="the briefing of annotations that name none")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    add_json(parser)


NOTE_COMMANDS = (
    Command(
        "notes list",
        "your notes, open questions first",
        "note_listing:list_notes",
        _notes_list,
        (
            ("notes list", "all of them"),
            ("notes list ./gas-deal.toml --json", "those on a file, with where they stand in it now"),
            ("notes list --state changed", "those whose text has changed"),
            ("notes list --trash", "those that notes restore brings back"),
        ),
        "A note can be listed without its briefing; it then stands as unanchored.",
    ),
    Command(
        "notes add",
        "write a note",
        "notes:add_note",
        _notes_add,
        (
            ('notes add china-russia-summit-2017 --quote "price clause" --text "Why not?" --kind question', "on words"),
            ("notes add ./gas-deal.toml#overview --text - < words.md", "on a section, the words from stdin"),
        ),
        "Without --quote the note is on the paragraph, section or briefing that TARGET names. Prints the note's id.",
    ),
    Command(
        "notes edit",
        "change a note, here or in your editor",
        "notes:edit_note",
        _notes_edit,
        (
            ("notes edit 20261123T181626-4f9c2a", "in $VISUAL or $EDITOR"),
            ("notes edit 20261123T181626-4f9c2a --tag gas --tag price", "its tags"),
        ),
    ),
    Command(
        "notes rm",
        "move notes to the trash",
        "notes:remove_notes",
        _notes_rm,
        (("notes rm 20261123T181626-4f9c2a", "one note"),),
    ),
    Command(
        "notes restore",
        "bring notes back from the trash",
        "notes:restore_notes",
        _notes_restore,
        (("notes restore 20261123T181626-4f9c2a", "one note, of those that notes list --trash tells"),),
    ),
    Command(
        "notes attach",
        "give a note a new place",
        "notes:attach_note",
        _notes_attach,
        (('notes attach 20261123T181626-4f9c2a --quote "a price was named"', "on other words of its briefing"),),
        "What the note was made on stays in its file; the new place is written beside it.",
    ),
    Command(
        "notes export",
        "print notes as Markdown, JSON, CSV or Web Annotations",
        "note_exchange:export_notes",
        _notes_export,
        (
            ("notes export > notes.md", "to read"),
            ("notes export --format jsonld -o notes.jsonld", "for other programs"),
        ),
    ),
    Command(
        "notes import",
        "bring notes in from JSON or Web Annotations",
        "note_exchange:import_notes",
        _notes_import,
        (("notes import notes.jsonld --dry-run", "see what would be done"),),
        "A union by id: nothing is deleted, what you deleted stays deleted, what differs is kept twice.",
    ),
)
