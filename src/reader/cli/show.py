"""`show`: a briefing or a section as text, Markdown, JSON or an HTML page."""

from __future__ import annotations

from reader.cli.arguments import Options
from reader.cli.ceiling import refuse_above_ceiling
from reader.cli.output import has_color, is_terminal, print_file, print_json, print_lines, say
from reader.cli.session import look_up
from reader.core.pages.page import Page
from reader.library.address import Address
from reader.library.library import Library
from reader.library.opening import OpenBriefing, with_entities
from reader.library.pages import page_of


def show(options: Options) -> int:
    """Print what the target names."""
    _, library, address = look_up(options, options.target)
    opened = _open(library, address, options)
    if options.format != "text":
        refuse_above_ceiling([opened.briefing.marking], options)
    if options.notes:
        for file in opened.unreadable:
            say(f"{file.file}: {file.message}")
    _print(page_of(opened, address.section, address.paragraph, with_notes=options.notes), options)
    return 0


def show_address(library: Library, address: Address, options: Options) -> int:
    """Print a briefing as text, or the section of it that the address names."""
    _print_text(page_of(library.open(address.path), address.section, address.paragraph), options)
    return 0


def _open(library: Library, address: Address, options: Options) -> OpenBriefing:
    """The briefing with no more around it than its page shows: plain text names no entities."""
    opened = library.open(address.path)
    if options.notes:
        return library.furnish(opened)
    if options.format == "text":
        return opened
    return with_entities(opened, library.shared_entities(opened.path))


def _print(page: Page, options: Options) -> None:
    if options.format == "json":
        from reader.core.pages.json_page import json_document

        print_json(json_document(page))
    elif options.format == "markdown":
        from reader.core.pages.markdown_page import markdown_page

        print_file(markdown_page(page))
    elif options.format == "html":
        from reader.core.pages.html_page import html_page

        print_file(html_page(page))
    else:
        _print_text(page, options)


def _print_text(page: Page, options: Options) -> None:
    from reader.core.pages.text_page import text_page

    lines = text_page(page)
    if is_terminal():
        from reader.cli.text_on_terminal import print_on_terminal

        print_on_terminal(lines, has_color=has_color(options))
    else:
        print_lines(map(str, lines))
