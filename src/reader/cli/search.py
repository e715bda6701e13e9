"""`search`: full text over briefings, entities and notes, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.cli.indexing import fresh_catalogue
from reader.cli.output import has_color, is_terminal, print_json, print_lines, say

if TYPE_CHECKING:
    from reader.storage.index.found import Found, Hit


def search(options: Options) -> int:
    """Print what was found, each place with a line of its text; the exit code is 1 where nothing was."""
    query = " ".join(options.query)
    found = fresh_catalogue(options).search(query, options.limit, options.among or ())
    if options.json:
        print_json({"query": query, "total": found.total, "results": [_document(hit) for hit in found.hits]})
    elif is_terminal():
        _print_for_people(options, found)
    else:
        print_lines(f"{place(hit)}\t{hit.title}\t{hit.snippet}" for hit in found.hits)
    if not found.total and not options.json:
        say(f'Nothing in the library has "{query}".')
    return 0 if found.total else 1


def place(hit: Hit) -> str:
    """Where it stands, as a target that can be opened, an entity's id or a note's."""
    if hit.in_ != "briefing":
        return f"{hit.in_}:{hit.entity if hit.in_ == 'entity' else hit.note}"
    section = f"#{hit.section}" if hit.section else ""
    return f"{hit.briefing}{section}/p{hit.paragraph}" if hit.paragraph else f"{hit.briefing}{section}"


_INDENT = "  "


def _print_for_people(options: Options, found: Found) -> None:
    from rich.console import Console
    from rich.text import Text

    from reader.core.reading.moments import show_iso

    console = Console(color_system="auto" if has_color(options) else None, highlight=False, markup=False, emoji=False)
    for hit in found.hits:
        console.print(Text.assemble((hit.title, "bold"), "  ", (show_iso(hit.date), "dim"), "  ", (place(hit), "cyan")))
        snippet = Text(hit.snippet)
        for start, end in hit.hits:
            snippet.stylize("bold yellow", start, end)
        for line in snippet.wrap(console, max(8, console.width - len(_INDENT))):
            line.rstrip()  # no blanks at the ends of lines for who copies them
            console.print(Text(_INDENT) + line)
    more = found.total - len(found.hits)
    if more > 0:
        say(f"{more:,} more: --limit {found.total} prints them all.")


def _document(hit: Hit) -> dict[str, object]:
    return {
        "in": hit.in_,
        "briefing": hit.briefing or None,
        "section": hit.section or None,
        "paragraph": hit.paragraph or None,
        "entity": hit.entity or None,
        "note": hit.note or None,
        "title": hit.title,
        "snippet": hit.snippet,
        "hits": [list(stretch) for stretch in hit.hits],
        "score": round(hit.score, 4),
    }
