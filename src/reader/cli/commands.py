"""Every command: its name, what it does, its arguments, examples, and the function that does it.

Help, the parser, shell completion and the manual page are made from this one table. To add a command, write its module,
a function here that adds its arguments, and its line in `COMMANDS`; the module is imported only when the command runs.

The names of values say what they are, for help and for completion: PATH and FILE are files and folders, TARGET is a
file, a folder or an id of a briefing, with `#section`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass

Examples = tuple[tuple[str, str], ...]
"""Arguments as typed after `briefing-reader`, each with what they do."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `name` may have two words (`notes add`); `run` is `module:function` below `reader.cli`."""

    name: str
    does: str
    run: str
    arguments: Callable[[ArgumentParser], None]
    examples: Examples = ()
    more: str = ""


def _read(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", nargs="?", help="a file, a folder or an id, with #section")
    parser.add_argument("--theme", metavar="NAME", help="colours: dark, light, contrast or terminal")
    parser.add_argument("--text-width", metavar="N", help="columns of the text at most (76)")
    parser.add_argument("--plain", action="store_true", help="lines to ask and to tell, for screen readers; no screen")
    parser.add_argument("--no-diff", action="store_true", help="send whole screens, for bug reports")


def _list(parser: ArgumentParser) -> None:
    add_json(parser)


def _show(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a file or an id, with #section")
    formats = ("text", "markdown", "json", "html")
    parser.add_argument("--format", choices=formats, default="text", help="text, markdown, json or html (text)")
    parser.add_argument("--notes", action="store_true", help="print your notes with it")


def _diff(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="TARGET", help="the older version: a file or an id")
    parser.add_argument("new", metavar="TARGET", help="the newer version: a file or an id")
    add_json(parser)


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="Markdown, HTML or plain text; - reads stdin")
    parser.add_argument("-o", "--output", metavar="FILE", help="write a new file instead of stdout")
    kinds = ("markdown", "html", "text")
    parser.add_argument("--from", dest="source", choices=kinds, help="what FILE is, where neither name nor text tells")
    parser.add_argument("--id", metavar="ID", help="the briefing's id (made from the name of FILE)")


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files, folders searched for *.toml, or - for stdin")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to say it (text)")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")


def _select_notes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", default="", help="only on this: a file, a folder or an id, with #section"
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
    add_json(parser)


def _notes_add(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a file or an id, with #section or #section/p3")
    parser.add_argument("--quote", metavar="TEXT", help="the words of the briefing that the note is on")
    parser.add_argument("--entity", metavar="ID", help="the entity that the note is on")
    parser.add_argument("--text", dest="words", metavar="TEXT", help=_TEXT_HELP)
    _note_marks(parser, "a tag; may repeat", "what the note is (comment)")
    add_json(parser)


def _notes_edit(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of the note")
    parser.add_argument("--text", dest="words", metavar="TEXT", help=_TEXT_HELP)
    _note_marks(parser, "a tag, in place of those it has; may repeat", "what the note is")
    add_json(parser)


def _note_ids(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help="the id of a note")


def _notes_attach(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of the note")
    parser.add_argument("target", metavar="TARGET", nargs="?", default="", help="where its briefing is, with #section")
    parser.add_argument("--quote", metavar="TEXT", required=True, help="the words that it is on from now")
    add_json(parser)


def _notes_export(parser: ArgumentParser) -> None:
    _select_notes(parser)
    forms = ("markdown", "json", "csv", "jsonld")
    parser.add_argument("--format", choices=forms, default="markdown", help="in which form (markdown)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of stdout")


def _notes_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="JSON or JSON-LD; - reads stdin")
    parser.add_argument("--briefing", metavar="ID", help="the briefing of annotations that name none")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    add_json(parser)


def _search(parser: ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="+", help='words, "phrases", begin*, -without, and filters')
    parser.add_argument(
        "--in", dest="among", action="append", choices=("briefings", "entities", "notes"), help="only there; may repeat"
    )
    parser.add_argument("--limit", metavar="N", type=_count, default=20, help="print so many at most (20)")
    add_json(parser)


def _entities(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="an id or a name: all that is said of that one")
    add_json(parser)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _new(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="name of the briefing: a-z, 0-9 and -")
    parser.add_argument("--title", metavar="TEXT", help="its title; made from the id if left out")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file that is not there yet, not to stdout")


def _schema(parser: ArgumentParser) -> None:
    kinds = ("briefing", "entities")
    parser.add_argument("kind", choices=kinds, nargs="?", default="briefing", help="of which file (briefing)")


def _info(parser: ArgumentParser) -> None:
    add_json(parser)


def add_json(parser: ArgumentParser) -> None:
    """The option of every command that lists."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


COMMANDS = (
    Command(
        "read",
        "open the reader (the same as no command)",
        "read:read",
        _read,
        (
            ("", "the library, at the briefing read last"),
            ("china-russia-summit-2017#energy", "a section of a briefing of the library"),
            ("read ./draft.toml", "a file"),
            ("~/briefings", "a folder as the library"),
        ),
        "Where there is no terminal to draw on, prints the briefing as text instead.",
    ),
    Command(
        "list",
        "the briefings of the library",
        "listing:list_briefings",
        _list,
        (
            ("list", "newest first"),
            ("list --json | jq -r '.briefings[].id'", "their ids"),
        ),
    ),
    Command(
        "show",
        "print a briefing or a section as text, Markdown, JSON or an HTML page",
        "show:show",
        _show,
        (
            ("show china-russia-summit-2017", "all of it"),
            ("show ./draft.toml#energy | less", "one section"),
            ("show xi --format html --notes > xi.html", "a page to keep or to print"),
        ),
    ),
    Command(
        "diff",
        "what differs between two versions of a briefing",
        "diff:diff",
        _diff,
        (
            ("diff xi-edition-1.toml xi-edition-2.toml", "figures and names first, then by section"),
            ("diff old.toml new.toml --json | jq '.changes[].facts[]'", "the figures and names alone"),
        ),
        "The exit code is 0 where anything differs, 1 where nothing does. Date and edition are no difference.",
    ),
    Command(
        "search",
        "find words in briefings, entities and notes, best first",
        "search:search",
        _search,
        (
            ("search gas pipeline", "both words, in any order"),
            (
                "search '\"power of siberia\" since:2017'",
                "a phrase, in briefings since that year",
            ),
            ("search entity:gazprom pri*", "in paragraphs that mention the entity"),
            ("search 京 --in notes --json", "one character is enough; in my notes"),
        ),
        "Filters: tag: entity: kind: since: until: and in: (a briefing or section). Case and accents do not matter.",
    ),
    Command(
        "entities",
        "who and what the library speaks of, or all that it says of one",
        "entities:entities",
        _entities,
        (
            ("entities", "all of them, with how often each is mentioned"),
            ("entities gazprom", "summary, facts, links, every mention in order of date, my notes"),
        ),
    ),
    Command(
        "import",
        "make a briefing from a Markdown, HTML or plain-text article",
        "importing:import_article",
        _import,
        (
            ("import column.md -o ~/briefings/column.toml", "a new file in the library"),
            ("import page.html | briefing-reader check -", "see what is wrong with it"),
        ),
        "Title, author and date are taken where the article states them; nothing is made up. Names that the library\n"
        "knows link by themselves; names that recur are offered as new entities in a comment. HTML needs one more\n"
        "library: pip install 'briefing-reader[html]'.",
    ),
    Command(
        "check",
        "name every problem of briefing files, with line and column",
        "check:check",
        _check,
        (
            ("check draft.toml", "one file"),
            ("check ~/briefings", "a library, with what only the whole of it can tell"),
            ("check - < draft.toml", "what a pipe brings"),
            ("check --strict --format github briefings/", "in a workflow, beside the lines"),
        ),
        "The exit code is 1 where a file has an error, so that it cannot be read. What it refers to and is not there,\n"
        "names that fit several entities, dates that cannot be and the like are warnings.",
    ),
    Command(
        "new",
        "a briefing to fill in, valid as it stands",
        "new:new",
        _new,
        (
            ("new gas-deal > gas-deal.toml", "with everything a briefing may hold in comments"),
            ('new gas-deal --title "The gas deal" -o gas-deal.toml', "never over a file that is there"),
        ),
    ),
    Command(
        "schema",
        "the JSON Schema of briefings, for editors",
        "schema:schema",
        _schema,
        (
            ("schema > briefing.schema.json", "then '#:schema ./briefing.schema.json' on a file's first line"),
            ("schema entities > entities.schema.json", "for the entities that a library shares"),
        ),
        "Taplo and Even Better TOML read it: they complete keys, show what each is for, and mark what does not fit.",
    ),
    Command(
        "info",
        "versions, folders, library, terminal, and every setting with where it comes from",
        "info:info",
        _info,
        (
            ("info", "for a look, and for reports of faults"),
            ("info --json | jq -r .folders.notes", "the folder of your notes"),
        ),
    ),
    Command(
        "notes list",
        "your notes, open questions first",
        "notes:list_notes",
        _notes_list,
        (
            ("notes list", "all of them"),
            ("notes list ./draft.toml --json", "those on a file, with where they stand in it now"),
            ("notes list --state changed", "those whose text has changed"),
        ),
        "A note can be listed without its briefing; it then stands as unanchored.",
    ),
    Command(
        "notes add",
        "write a note",
        "notes:add_note",
        _notes_add,
        (
            ('notes add xi.toml#energy --quote "no price" --text "Why not?" --kind question', "on words"),
            ("notes add xi.toml#energy --text -", "on a section, the words from stdin"),
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
        _note_ids,
        (("notes rm 20261123T181626-4f9c2a", "one note"),),
    ),
    Command(
        "notes restore",
        "bring notes back from the trash",
        "notes:restore_notes",
        _note_ids,
        (("notes restore 20261123T181626-4f9c2a", "one note"),),
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
        (("notes import notes.json --dry-run", "see what would be done"),),
        "A union by id: nothing is deleted, what you deleted stays deleted, what differs is kept twice.",
    ),
)
