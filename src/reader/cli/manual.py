"""`manual`: the manual pages briefing-reader(1) and (5)."""

from __future__ import annotations

from reader.cli.arguments import Options


def manual(options: Options) -> int:
    """Print one of the pages, in the language of man."""
    from reader.cli import manual_files, manual_program

    print(manual_files.page() if options.section == "5" else manual_program.page(), end="")
    return 0
