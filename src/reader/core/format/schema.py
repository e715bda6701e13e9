"""The JSON Schema of each kind of file, made from the shapes that read it.

Draft 4, which is what Taplo and Even Better TOML know (https://taplo.tamasfe.dev). A schema cannot say that ids must
differ within a file; that alone the loader adds.
"""

from __future__ import annotations

from reader.core.format.briefing import BRIEFING, REGISTRY
from reader.core.format.shape import Schema
from reader.core.format.table import Table

_DRAFT = "http://json-schema.org/draft-04/schema#"


def briefing_schema() -> Schema:
    """The schema of a briefing."""
    return _document(BRIEFING, "Briefing, format 1")


def registry_schema() -> Schema:
    """The schema of a library's `entities.toml`."""
    return _document(REGISTRY, "Shared entities of briefings, format 1")


def _document(table: Table, title: str) -> Schema:
    return {"$schema": _DRAFT, "title": title, **table.schema()}
