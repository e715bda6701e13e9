"""The base of everything drawn here: a widget that gives its lines as pieces with named looks."""

from __future__ import annotations

from rich.style import Style
from textual.css.styles import Styles
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.drawing.paint import Piece, strip


class LineWidget(Widget):
    """A widget drawn line by line, only the lines in sight, with styles looked up once for each theme."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id, classes=classes)
        self._looks: dict[str, Style] = {}
        self._looks_for: object = None
        self.base = Style()
        """The widget's own style, as it was when lines were last asked for."""

    def look(self, name: str) -> Style:
        """The style of the rule `.name` in `reader.tcss`, in the present theme, to be laid over the widget's own.

        Read from the rules when first drawn with. As component classes, a hundred of these would be worked out for
        every widget at the start and at every change of focus.
        """
        rules = self.app.stylesheet.rules  # another list whenever they are read anew, as for another theme
        if self._looks_for is not rules:
            self._looks.clear()
            self._looks_for = rules
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._read_look(name)
        return found

    def _read_look(self, name: str) -> Style:
        styles = Styles()
        for rule in self.app.stylesheet.rules_map[f".{name}"]:
            for key, value in rule.styles.get_rules().items():
                setattr(styles, key, value)
        return styles.partial_rich_style

    def paint(self, pieces: list[Piece]) -> Strip:
        """One line of the widget's width."""
        return strip(pieces, self.size.width, self.base, self.look)

    def pieces(self, y: int) -> list[Piece]:
        """What stands in line `y`."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget. Its style is worked out once for all of them, not for each."""
        self.base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Line `y`, for Textual's line API."""
        return self.paint(self.pieces(y))
