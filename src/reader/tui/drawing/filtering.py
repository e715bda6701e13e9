"""What fits the words that were typed to filter a list: case and accents do not matter."""

from __future__ import annotations

from reader.core.reading.find import fold_accents


def plain(text: str) -> str:
    """A text as it is compared."""
    return fold_accents(text.lower())


def fits(told: str, typed: str) -> bool:
    """Whether every word that was typed occurs in what is looked through; both as `plain` gives them."""
    return all(word in told for word in typed.split())
