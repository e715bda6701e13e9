"""How a briefing may be shared: the labels of the Traffic Light Protocol, version 2.0 (first.org/tlp)."""

from __future__ import annotations

from collections.abc import Iterable

_LABELS = {
    "RED": "red",
    "AMBER": "amber",
    "AMBER+STRICT": "amber",
    "GREEN": "green",
    "CLEAR": "clear",
    "WHITE": "clear",
}

TLP_COLOURS = {"red": "#ff2b2b", "amber": "#ffc000", "green": "#33ff00", "clear": "#ffffff"}
"""The colour of each label's words; the protocol sets them on black."""


ORDER = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The labels from what may be shared with everyone to what may be shared with nobody."""


def is_above(marking: str, ceiling: str) -> bool:
    """Whether what is so marked may be shared less widely than `ceiling`, one of `ORDER`.

    A house marking is above every ceiling, since nothing tells where it stands; what is not marked is above none.
    """
    return _strictness(marking) > ORDER.index(ceiling)


def strictest(markings: Iterable[str]) -> str:
    """The one of some markings that lets share the least, empty where nothing is marked; house markings come first."""
    return max(sorted(set(markings)), key=_strictness, default="")


def _strictness(marking: str) -> int:
    """The place of a marking in `ORDER`: -1 of none, past the end of a house marking."""
    label = " ".join(marking.upper().split()).replace("TLP: ", "TLP:").replace("TLP:WHITE", "TLP:CLEAR")
    return (ORDER.index(label) if label in ORDER else len(ORDER)) if label else -1


def tlp_colour(marking: str) -> str:
    """The colour's name where a marking is a TLP label (`TLP:AMBER+STRICT` is amber); empty for a house marking."""
    word = marking.upper()
    return _LABELS.get(word.removeprefix("TLP:").strip(), "") if word.startswith("TLP:") else ""
