"""The commands for those who write briefings: their names, arguments and examples."""

from __future__ import annotations

from argparse import ArgumentParser

from reader.cli.command import Command, not_empty


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files, folders searched for *.toml, or - for stdin")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to say it (text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")


def _new(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="name of the briefing: a-z, 0-9 and -")
    parser.add_argument("--title", metavar="TEXT", type=not_empty, help="its title; made from the id if left out")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file that is not there yet, not to stdout")


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="Markdown, HTML or plain text; - reads stdin")
    parser.add_argument("-o", "--output", metavar="FILE", help="write a new file instead of stdout")
    kinds = ("markdown", "html", "text")
    parser.add_argument("--from", dest="source", choices=kinds, help="what FILE is, where neither name nor text tells")
    parser.add_argument("--id", metavar="ID", help="the briefing's id (made from the name of FILE)")


def _schema(parser: ArgumentParser) -> None:
    kinds, told = ("briefing", "entities"), "briefing or entities (briefing)"
    parser.add_argument("kind", metavar="KIND", choices=kinds, nargs="?", default="briefing", help=told)


WRITING_COMMANDS = (
    Command(
        "check",
        "name every problem of briefing files, with line and column",
        "check:check",
        _check,
        (
            ("check gas-deal.toml", "one file"),
            ("check ~/briefings", "a library, with what only the whole of it can tell"),
            ("check - < gas-deal.toml", "what a pipe brings"),
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
)
