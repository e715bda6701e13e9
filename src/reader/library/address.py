"""How people and links name a place: `file.toml`, `folder`, `id`, each with `#section` and `/p3` for a paragraph."""

from __future__ import annotations

from pathlib import Path

from reader.core.late import late_pattern
from reader.core.value import Value
from reader.storage.files import may_be_there

_PARAGRAPH = late_pattern(r"/p([1-9]\d{0,8})$")


class Address(Value):
    """A briefing's file, and a place in it. `section` is empty for the briefing, `paragraph` 0 for the section."""

    path: Path
    section: str = ""
    paragraph: int = 0


def split_target(target: str) -> tuple[str, str, int]:
    """The name of the briefing, the section's id and the paragraph's number in what a person or a link wrote."""
    target = target.removeprefix("briefing:").removeprefix("brief:")
    name, mark, place = target.rpartition("#")  # the last: a path may hold one, an id of a section does not
    if not mark:
        return target, "", 0
    found = _PARAGRAPH.search(place)
    return name, place[: found.start()] if found else place, int(found[1]) if found else 0


def split_typed(target: str) -> tuple[str, str, int]:
    """The same of what a person typed: a file or folder that has a "#" in its name is there before any section is."""
    if "#" in target and may_be_there(Path(target)):
        return target, "", 0
    return split_target(target)
