"""`read`: the reader itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.session import library_of, places_of, with_folder
from reader.library.address import Address
from reader.library.library import Library
from reader.storage.fence import standing_fence


def read(options: Options) -> int:
    """Open the reader, or, where there is no screen to open it on, print the briefing."""
    places = places_of(options)
    target = options.target or ""
    if target and Path(target).is_dir():
        places, target = with_folder(places, Path(target)), ""
    library = library_of(places)
    address = library.find(target) if target else library.start()
    if not has_screen():
        from reader.cli.show import show_address

        return show_address(library, address)
    return _open_screen(library, address, options)


def has_screen() -> bool:
    """Whether there is a terminal that can show a full screen."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def _open_screen(library: Library, address: Address, options: Options) -> int:
    # Read by Textual when it is imported.
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # it makes every key a long sequence
    opened = library.open(address.path)
    from reader.tui.app import ReaderApp
    from reader.tui.frames.driver import FrameOptions

    frames = FrameOptions(diff=not options.no_diff, can_suspend=standing_fence() is None)
    app = ReaderApp(library, opened, address, theme="dark", text_width=76, frames=frames)
    app.departure.heed_signals()
    code = app.run(mouse=False) or 0
    if app.fault is not None:
        raise app.fault
    return code
