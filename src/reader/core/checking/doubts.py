"""What is allowed in a file and yet seldom meant: hidden characters, unlikely dates, labels that are almost right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reader.core.format.fault import Faults, Path, did_you_mean
from reader.core.format.raw import RawTable, strings, tables, text, texts
from reader.core.late import late_pattern
from reader.core.safe_text import dangers, is_dangerous, safe_line

TLP = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
"""The labels of the Traffic Light Protocol, version 2.0 (https://www.first.org/tlp)."""

_BIDI = late_pattern("[\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = late_pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_OLDEST = date(1900, 1, 1)
_FAR = timedelta(days=50 * 366)


def note_doubts(raw: RawTable, today: date, faults: Faults) -> None:
    """Note everything of this kind in a file."""
    _note_hidden(raw, faults)
    _note_dates(raw, today, faults)
    _note_labels(raw, faults)
    _note_empty(raw, faults)


def _note_hidden(raw: RawTable, faults: Faults) -> None:
    if not any(map(is_dangerous, strings(raw))):  # as in almost every file
        return
    for path, words in texts(raw):
        for offset, name in dangers(words):
            if _BIDI.match(words, offset):
                faults.warn(
                    path, f"{name} turns the order of the text around; a stand-in is shown", "bidi-override", offset
                )
            else:
                faults.warn(path, f"the control character {name} is shown as a stand-in", "control-character", offset)


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _note_dates(raw: RawTable, today: date, faults: Faults) -> None:
    issued = _day(raw.get("date"))
    if issued:
        _note_day(("date",), issued, today + timedelta(days=1), "after today", faults)
    latest, why = (issued, f"after the briefing's date, {issued}") if issued else (today, "after today")
    for name, key in (("sections", "as_of"), ("sources", "date")):
        for path, table in tables(raw, name):
            if day := _day(table.get(key)):
                _note_day((*path, key), day, latest, why, faults)
    for path, table in tables(raw, "events"):
        if (day := _day(table.get("date"))) and day - (issued or today) > _FAR:
            faults.warn((*path, "date"), f"{day} is more than fifty years ahead", "doubtful-date")


def _note_day(path: Path, day: date, latest: date, why: str, faults: Faults) -> None:
    if day > latest:
        faults.warn(path, f"{day} is {why}", "doubtful-date")
    elif day < _OLDEST:
        faults.warn(path, f"{day} is before {_OLDEST.year}", "doubtful-date")


def _note_labels(raw: RawTable, faults: Faults) -> None:
    marking = safe_line(text(raw, "marking"))
    if marking.upper().startswith("TLP") and marking not in TLP:
        hint = did_you_mean(marking.upper().replace(" ", ""), TLP)
        faults.warn(("marking",), f'"{marking}" is no label of TLP 2.0{hint}', "doubtful-marking")
    language = text(raw, "lang")
    if language and not _LANGUAGE.fullmatch(language):
        faults.warn(
            ("lang",), f'"{safe_line(language)}" is no language tag such as "en" or "zh-Hans"', "doubtful-language"
        )


def _note_empty(raw: RawTable, faults: Faults) -> None:
    in_use = {text(event, "section") for _, event in tables(raw, "events")}
    for path, section in tables(raw, "sections"):
        body = section.get("body", "")
        is_empty = isinstance(body, str) and not body.strip()
        if is_empty and not section.get("figures") and not section.get("charts") and text(section, "id") not in in_use:
            faults.warn(path, "the section has nothing in it", "empty-section")
