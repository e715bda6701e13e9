"""The person's own editor, run on a file: no shell reads its name or that of the file."""

from __future__ import annotations

import contextlib
import shlex
import signal
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.core.safe_text import safe_line
from reader.errors import UsageError
from reader.storage.files import describe


def editor_command(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The editor that `$VISUAL` or else `$EDITOR` names, with its arguments. Raises `UsageError`."""
    for variable in ("VISUAL", "EDITOR"):
        value = environment.get(variable, "").strip()
        if value:
            try:
                return tuple(shlex.split(value))
            except ValueError as error:
                raise UsageError(f"${variable} cannot be understood: {safe_line(str(error).lower())}.") from error
    raise UsageError("No editor is named: set $VISUAL or $EDITOR.")


def run_editor(command: Sequence[str], path: Path) -> str:
    """Run an editor on a file until it ends: what went wrong, in a sentence; nothing where all went well."""
    import subprocess  # only editing needs it

    name = safe_line(Path(command[0]).name)
    with _interrupts_left_to_it():
        try:
            done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 # the person's own choice, no shell
        except OSError as error:
            return f"The editor {name} cannot be run: {describe(error)}."
    if done.returncode < 0:
        return f"The editor {name} was ended by signal {-done.returncode}."
    return f"The editor {name} ended with code {done.returncode}." if done.returncode else ""


@contextlib.contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """While the editor has the terminal, ctrl+c is a key of the editor's and does not end this program."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # a handler, which the editor does not inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
