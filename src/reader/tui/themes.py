"""The colour themes. Each names every colour that `reader.tcss` uses; a test holds them to WCAG AA contrast.

All are colours of the palette of 256 that terminals share, whose numbers are half as long on the line as their parts.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

_DARK = {
    "kind-person": "#d7af5f",
    "kind-country": "#87d7ff",
    "kind-organisation": "#afd75f",
    "kind-company": "#5fd7d7",
    "kind-place": "#87afff",
    "kind-project": "#ff875f",
    "kind-agreement": "#d7afff",
    "kind-event": "#ff87af",
    "kind-topic": "#d7d7ff",
    "quiet": "#a8a8a8",
    "rule": "#4e4e4e",
    "note": "#ffd75f",
    "note-ground": "#303030",
    "match-ground": "#5f005f",
    "here-ground": "#d7af5f",
    "here-text": "#121212",
    "cursor-ground": "#3a3a3a",
}
_LIGHT = {
    "kind-person": "#5f5f00",
    "kind-country": "#005f87",
    "kind-organisation": "#005f00",
    "kind-company": "#005f5f",
    "kind-place": "#005faf",
    "kind-project": "#870000",
    "kind-agreement": "#5f00af",
    "kind-event": "#af005f",
    "kind-topic": "#444444",
    "quiet": "#5f5f5f",
    "rule": "#bcbcbc",
    "note": "#87005f",
    "note-ground": "#ffffd7",
    "match-ground": "#ffff87",
    "here-ground": "#875f00",
    "here-text": "#ffffff",
    "cursor-ground": "#e4e4e4",
}
_CONTRAST = {
    **dict.fromkeys(("kind-person", "kind-project"), "#ffd75f"),
    **dict.fromkeys(("kind-country", "kind-place", "kind-company"), "#87ffff"),
    **dict.fromkeys(("kind-organisation", "kind-agreement"), "#afff87"),
    **dict.fromkeys(("kind-event", "kind-topic"), "#ffffff"),
    "quiet": "#d0d0d0",
    "rule": "#9e9e9e",
    "note": "#ffff5f",
    "note-ground": "#303030",
    "match-ground": "#005f87",
    "here-ground": "#ffff5f",
    "here-text": "#000000",
    "cursor-ground": "#00005f",
}
_ANSI = {
    **dict.fromkeys(("kind-person", "kind-project"), "ansi_yellow"),
    **dict.fromkeys(("kind-country", "kind-place", "kind-company"), "ansi_cyan"),
    **dict.fromkeys(("kind-organisation", "kind-agreement"), "ansi_green"),
    **dict.fromkeys(("kind-event", "kind-topic"), "ansi_magenta"),
    # What Textual's own widgets ask of a theme of the terminal's colours.
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_white",
    "screen-selection-background": "ansi_blue",
    "screen-selection-foreground": "ansi_white",
    "quiet": "ansi_default",
    "rule": "ansi_default",
    "note": "ansi_yellow",
    "note-ground": "ansi_default",
    "match-ground": "ansi_blue",
    "here-ground": "ansi_yellow",
    "here-text": "ansi_black",
    "cursor-ground": "ansi_default",
}


def _exact(theme: Theme) -> Theme:
    """The theme with its colours as they are written: Textual rounds them on its way, to ones without a number."""
    names = ("primary", "secondary", "accent", "warning", "error", "success")
    return replace(theme, variables={**theme.variables, **{name: getattr(theme, name) for name in names}})


DARK = _exact(
    Theme(
        name="dark",
        primary="#87afff",
        secondary="#87d7ff",
        accent="#d7afff",
        warning="#ffaf5f",
        error="#ff87af",
        success="#afd75f",
        foreground="#d0d0d0",
        background="#121212",
        surface="#121212",
        panel="#262626",
        dark=True,
        variables=_DARK,
    )
)
LIGHT = _exact(
    Theme(
        name="light",
        primary="#005faf",
        secondary="#005f87",
        accent="#5f00af",
        warning="#870000",
        error="#af005f",
        success="#005f00",
        foreground="#262626",
        background="#ffffff",
        surface="#ffffff",
        panel="#eeeeee",
        dark=False,
        variables=_LIGHT,
    )
)
CONTRAST = _exact(
    Theme(
        name="contrast",
        primary="#ffff5f",
        secondary="#87ffff",
        accent="#afff87",
        warning="#ffd75f",
        error="#ff8787",
        success="#afff87",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
        variables=_CONTRAST,
    )
)
TERMINAL = Theme(
    name="terminal",
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_magenta",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables=_ANSI,
)

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
