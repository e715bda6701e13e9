"""Addresses that links lead to: which may be opened, and what is added to them to follow a reader about."""

from __future__ import annotations

from reader.core.late import late_pattern

SCHEMES = ("http", "https", "mailto")
"""All that is ever opened."""
_BEGINNINGS = ("http://", "https://", "mailto:")

# A page is the same page without any of these.
_TRACKERS = late_pattern(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|mkt_tok|ref_src)(?:=[^&#]*)?$"
)


def may_open(address: str) -> bool:
    """Whether a link may be followed: only http, https and mailto lead anywhere; others are shown."""
    return address.lower().startswith(_BEGINNINGS)


def without_tracking(address: str) -> str:
    """An address without the parameters by which clicks are traced; all else stays as it is written."""
    head, mark, fragment = address.partition("#")
    page, question, query = head.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKERS.match(part)) if question else ""
    return page + (f"?{kept}" if kept else "") + mark + fragment
