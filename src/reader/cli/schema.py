"""`schema`: the JSON Schema by which editors complete and check briefings."""

from __future__ import annotations

import json

from reader.cli.arguments import Options
from reader.core.format.schema import briefing_schema, registry_schema

SCHEMAS = {"briefing": briefing_schema, "entities": registry_schema}


def schema(options: Options) -> int:
    """Print the schema of one kind of file."""
    print(json.dumps(SCHEMAS[options.kind](), indent=2))
    return 0
