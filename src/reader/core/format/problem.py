"""What is wrong with a file, as a value that a person can act on."""

from __future__ import annotations

from enum import StrEnum

from reader.core.value import Value


class Severity(StrEnum):
    """How bad a problem is: an error keeps the file from being read, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Value):
    """One thing wrong with one file.

    `file` is its path as text, `line` and `column` count from 1 (columns in code points; 0 where unknown),
    `key` is the dotted path of the value (`sections[2].id`), `code` a short stable name for scripts.
    """

    file: str
    message: str
    code: str
    severity: Severity = Severity.ERROR
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {self.severity}: {key}{self.message} [{self.code}]"
