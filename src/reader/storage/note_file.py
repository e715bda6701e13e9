"""A note as the text of its file: TOML front matter between `+++` lines, then the writer's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from reader.core.anchoring.anchor import Anchor
from reader.core.blake import blake2b
from reader.core.late import late_pattern
from reader.core.note import Decision, Extra, Note, NoteKind, Outcome, Target, clean_words, iso_moment
from reader.core.safe_text import safe, safe_line
from reader.core.toml_string import toml_string

FORMAT = 1
NOTE_FILE = late_pattern(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)(.*)\Z", re.DOTALL | re.MULTILINE)
_NOTE_KEYS = {"format", "created", "modified", "tags", "kind", "target", "decided"}
_IF_KNOWN = ("opening", "preceding", "following", "section_title")
_ANCHOR_KEYS = ("section", "paragraph", "start", "end", "exact", "prefix", "suffix", *_IF_KNOWN)
_ANCHOR_TEXTS = ("section", "exact", "prefix", "suffix", *_IF_KNOWN)
_TARGET_KEYS = {"briefing", "edition", "section", "entity"}
_DECISION_KEYS = {"at", "outcome", "edition"}


class NoteFormatError(ValueError):
    """The text is no note; `str(error)` says why."""


def note_to_table(note: Note) -> dict[str, Any]:
    """The front matter of a note: its keys in their order, with values that TOML has."""
    table = {
        "format": FORMAT,
        "created": note.created,
        "modified": note.modified,
        "tags": list(note.tags),
        "kind": str(note.kind),
        **dict(note.extra),
        "target": {**dict(_target_pairs(note.target)), **dict(note.target_extra)},
    }
    decided = [dict(_decision_pairs(decision)) for decision in note.decisions]
    return {**table, "decided": decided} if decided else table


def note_to_text(note: Note) -> str:
    """The file of a note. `bytes_to_note` gives the same note back."""
    table = note_to_table(note)
    target, decided = table.pop("target"), table.pop("decided", ())
    lines = ["+++", *_pairs(table.items()), "", "[target]", *_pairs(target.items())]
    for decision in decided:
        lines += ["", "[[decided]]", *_pairs(decision.items())]
    return "\n".join([*lines, "+++", note.text, ""])


def note_to_bytes(note: Note) -> bytes:
    """The bytes of the file of a note."""
    return note_to_text(note).encode(errors="replace")


def bytes_to_note(data: bytes, note_id: str) -> Note:
    """The note in the bytes of a file, a mark of byte order before it or not. Raises `NoteFormatError`."""
    try:
        return _text_to_note(data.decode("utf-8-sig"), note_id)
    except UnicodeDecodeError as error:
        raise NoteFormatError("is not UTF-8 text") from error


def version(note: Note) -> str:
    """What tells a note from itself after a change: 32 hex digits."""
    return blake2b(note_to_bytes(note), digest_size=16).hexdigest()


def _text_to_note(text: str, note_id: str) -> Note:
    """The note in the text of a file. Raises `NoteFormatError`."""
    found = NOTE_FILE.match(text)
    if not found:
        raise NoteFormatError("has no front matter between +++ lines")
    import tomli  # a list of briefings reads no note

    try:
        front = tomli.loads(found[1])
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise NoteFormatError(f"the front matter is no TOML: {error}") from error
    return table_to_note(front, note_id, found[2].removesuffix("\n").removesuffix("\r"))


def table_to_note(table: dict[str, Any], note_id: str, text: str) -> Note:
    """The note with that front matter and those words. Raises `NoteFormatError`."""
    if table.get("format") != FORMAT:
        raise NoteFormatError(f"format {safe_line(str(table.get('format')))} is not known to this version")
    try:
        return _note(table, note_id, clean_words(text))
    except KeyError as error:
        raise NoteFormatError(f"the front matter has no {safe_line(str(error.args[0]))}") from error
    except (AttributeError, OverflowError, TypeError, ValueError) as error:
        raise NoteFormatError(f"the front matter is not that of a note: {safe_line(str(error))}") from error


def _note(front: dict[str, Any], note_id: str, text: str) -> Note:
    target = front["target"]
    return Note(
        id=note_id,
        created=_moment(front["created"]),
        modified=_moment(front.get("modified", front["created"])),
        target=Target(
            briefing=_string(target["briefing"]),
            edition=_edition(target),
            section=_optional(target, "section"),
            entity=_optional(target, "entity"),
            anchor=_anchor(target),
        ),
        text=text,
        tags=tuple(safe_line(_string(tag)) for tag in _list(front, "tags")),
        kind=NoteKind(front.get("kind", "comment")),
        decisions=tuple(_decision(one) for one in _list(front, "decided")),
        extra=_extra(front, _NOTE_KEYS),
        target_extra=_extra_of_place(target, _TARGET_KEYS),
    )


def _extra(table: Mapping[str, object], known: Collection[str]) -> Extra:
    return tuple((key, value) for key, value in table.items() if key not in known)


def _extra_of_place(table: Mapping[str, object], known: Collection[str]) -> Extra:
    """The keys of a target or decision that say nothing to this version: without a quote, nor do those of a place."""
    return _extra(table, {*known, *_ANCHOR_KEYS, "unique"} if "exact" in table else known)


def _list(table: Mapping[str, object], key: str) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key}: expected a list, found {value!r}")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r}")
    return safe(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"expected a whole number, found {value!r}")
    return value


def _edition(table: Mapping[str, object]) -> int | None:
    return _number(table["edition"]) if "edition" in table else None


def _optional(table: Mapping[str, object], key: str) -> str | None:
    return _string(table[key]) if key in table else None


def _moment(value: object) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):  # as people write it
        return datetime.combine(value, time(), UTC)
    if not isinstance(value, datetime):
        raise TypeError(f"expected a date and time, found {value!r}")
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _anchor(table: Mapping[str, object]) -> Anchor | None:
    if "exact" not in table:
        return None
    texts = {key: _string(table.get(key, "")) for key in _ANCHOR_TEXTS}
    anywhere = {"paragraph": 1, "start": 0, "end": len(texts["exact"])}  # who writes a note by hand counts nothing
    numbers = {key: _number(table.get(key, number)) for key, number in anywhere.items()}
    return Anchor(**texts, **numbers, is_unique=table.get("unique") is True)  # type: ignore[arg-type] # the two halves of its fields


def _decision(table: Mapping[str, Any]) -> Decision:
    extra = _extra_of_place(table, _DECISION_KEYS)
    return Decision(_moment(table["at"]), Outcome(table["outcome"]), _edition(table), _anchor(table), extra)


def _target_pairs(target: Target) -> Iterable[tuple[str, object]]:
    yield "briefing", target.briefing
    yield from _given(edition=target.edition)
    yield from _given(section=target.section, entity=target.entity) if not target.anchor else ()
    if target.anchor:
        yield "section", target.anchor.section
        yield from _given(entity=target.entity)
        yield from _anchor_pairs(target.anchor)


def _decision_pairs(decision: Decision) -> Iterable[tuple[str, object]]:
    yield "at", decision.at
    yield "outcome", str(decision.outcome)
    yield from _given(edition=decision.edition)
    if decision.anchor:
        yield "section", decision.anchor.section
        yield from _anchor_pairs(decision.anchor)
    yield from decision.extra


def _anchor_pairs(anchor: Anchor) -> Iterable[tuple[str, object]]:
    pairs = ((key, getattr(anchor, key)) for key in _ANCHOR_KEYS if key != "section")
    yield from ((key, value) for key, value in pairs if key not in _IF_KNOWN or value)
    if anchor.is_unique:
        yield "unique", True


def _given(**values: object) -> Extra:
    return tuple((key, value) for key, value in values.items() if value is not None)


def _pairs(pairs: Iterable[tuple[str, object]]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in pairs]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_string(key)


def _value(value: object) -> str:
    """Any value that TOML can hold, on one line. Source: TOML 1.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, datetime):
        return iso_moment(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(_pairs(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return repr(value)
