"""Addresses without what is added to them to follow a reader about."""

from __future__ import annotations

import re

# A page is the same page without any of these.
_TRACKERS = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|mkt_tok|ref_src)(?:=[^&#]*)?$"
)


def without_tracking(address: str) -> str:
    """An address without the parameters by which clicks are traced; all else stays as it is written."""
    head, mark, fragment = address.partition("#")
    page, question, query = head.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKERS.match(part)) if question else ""
    return page + (f"?{kept}" if kept else "") + mark + fragment
