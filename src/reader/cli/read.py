"""`read`: the reader itself."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from reader.cli.arguments import Options, near_command
from reader.cli.coming_back import screen_keeper, seed_of
from reader.cli.configuration import DEFAULT, configuration_of, keys_of
from reader.cli.output import is_terminal
from reader.cli.session import look_up
from reader.core.safe_text import safe
from reader.errors import NotFoundError, ReaderError
from reader.library.address import Address
from reader.library.library import Library
from reader.storage.fence import standing_fence
from reader.storage.places import Places

if TYPE_CHECKING:
    from reader.tui.look import Look

BRIEFLY, PATIENCE = 0.5, 2.0
"""Seconds that the state file is waited for at the end: while the screen stands, and when the terminal is free."""
WIDE = 2
"""Cells of ambiguous characters on terminals set up for East Asian text."""


def read(options: Options) -> int:
    """Open the reader, or, where there is no screen to open it on, print the briefing."""
    try:
        places, library, address = look_up(options, options.target or "")
    except NotFoundError as error:
        near = near_command(options.target or "")
        raise NotFoundError(f"{error} Did you mean the command {near}?" if near else str(error)) from error
    if options.plain:
        from reader.cli.plain.reader import read_plainly

        code = read_plainly(library, address, keys_of(configuration_of(options)))
        _tell(library.state.settle(PATIENCE))
        return code
    if not _has_screen():
        from reader.cli.show import show_address

        return show_address(library, address, options)
    return _open_screen(library, address, options, places)


def _has_screen() -> bool:
    """Whether there is a terminal that can show a full screen."""
    return sys.stdin.isatty() and is_terminal()


def _open_screen(library: Library, address: Address, options: Options, places: Places) -> int:
    import asyncio
    import gc

    gc.disable()  # until the first screen is complete: what is loaded stays, and looking through it takes a tenth of it
    # Read by Textual when it is imported.
    settings = configuration_of(options).settings
    os.environ["TEXTUAL_ANIMATIONS"] = settings.animation
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # it makes every key a long sequence
    opened = library.open(address.path)
    is_wide = settings.ambiguous_width == WIDE
    if is_wide:
        from reader.tui.cell_widths import widen_ambiguous

        widen_ambiguous()  # before anything that measures text is imported
    from reader.tui.app import ReaderApp
    from reader.tui.frames.driver import FrameOptions

    frames = FrameOptions(
        diff=not options.no_diff, can_suspend=standing_fence() is None, seed=seed_of(options), simple_lines=is_wide
    )
    keeper = screen_keeper(options, library, places)
    app = ReaderApp(library, opened, address, look=_look(options, library), frames=frames, keep_screen=keeper)
    if options.first_screen is not None:
        app.departure.before(options.first_screen.take_back)  # until the application has the terminal
    app.departure.before(partial(_keep_state, library))
    app.departure.heed_signals()
    # A loop of our own: the one that Textual would make waits at its end for every thread, and so for a disk.
    code = app.run(mouse=False, loop=asyncio.new_event_loop()) or 0
    if app.fault is not None:
        raise app.fault
    if app.survived:
        from reader.cli.own_faults import told_of_one_survived

        _tell(told_of_one_survived(app.survived[-1], options))
    _tell(library.state.settle(PATIENCE))
    return code


def _keep_state(library: Library) -> None:
    """Have in its file what is remembered of this session, if that is free. Raises `ReaderError`."""
    if wrong := library.state.settle(BRIEFLY):
        raise ReaderError(wrong)


def _tell(words: str) -> None:
    """Tell what the person should know after the screen is gone."""
    if words:
        print(safe(f"briefing-reader: {words}"), file=sys.stderr)


def _look(options: Options, library: Library) -> Look:
    """What the settings say of the screen. Raises `UsageError` where the keys of the settings cannot be."""
    from reader.tui.features.looking import KEPT, NAMES
    from reader.tui.look import Look

    configuration = configuration_of(options)
    settings = configuration.settings
    chosen = library.state.kept(KEPT) if configuration.origin("theme") == DEFAULT else None
    return Look(
        theme=chosen if chosen in NAMES else str(settings.theme),
        text_width=settings.text_width,
        panels=tuple(map(str, settings.panels)),
        animation=settings.animation.value,
        keys=keys_of(configuration),
    )
