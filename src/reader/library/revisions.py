"""Versions of a briefing: compared with one another, and with the one that was read last."""

from __future__ import annotations

from functools import partial

from reader.core.changes.comparison import Changes, compare
from reader.core.format.briefing import name_in
from reader.library.opening import OpenBriefing, entity_names


def changes_between(old: OpenBriefing, new: OpenBriefing) -> Changes:
    """What differs between two versions of a briefing; entities are called in both as the new one calls them."""
    known = {**old.entities, **new.entities}
    names = {key: frozenset(found) for key, found in entity_names(old.entities.values()).items()}
    for key, found in entity_names(new.entities.values()).items():
        names[key] = names.get(key, frozenset()) | found
    return compare(old.briefing, new.briefing, partial(name_in, known), names)
