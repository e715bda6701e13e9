"""`t`: the colours of the screen, one theme after another. What was chosen is kept for the next start."""

from __future__ import annotations

from reader.tui.features.desk import Feature
from reader.tui.themes import THEMES

NAMES = tuple(theme.name for theme in THEMES)
KEPT = "theme"
"""The name under which the state keeps what was chosen."""


class Looking(Feature):
    """The theme in force."""

    def theme(self) -> None:
        """Show the screen in the next theme, and keep that."""
        app = self.desk.screen.app
        place = NAMES.index(app.theme) if app.theme in NAMES else -1
        app.theme = NAMES[(place + 1) % len(NAMES)]
        self.desk.library.state.keep(KEPT, app.theme)
        key = self.desk.keys.first("theme")
        self.desk.say(f"Theme: {app.theme}   {key} the next")
