"""Writes what is made from the program itself: manual pages, shell completion, schemas, docs/settings.md, commands.md.

    python docs/reference.py          # or: make reference

A test holds the files to this, so that they cannot say what the program does not do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reader.cli import completion_bash, completion_fish, completion_zsh, manual_files, manual_program
from reader.cli.arguments import help_text
from reader.cli.commands import COMMANDS
from reader.core.format.reference import TableRows, briefing_tables
from reader.core.format.schema import briefing_schema, registry_schema
from reader.core.settings import SETTINGS, Settings, shown, variable
from reader.tui.actions import ACTIONS
from reader.tui.keys import Keys

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 80
FORMAT = Path("docs/format.md")
BEGIN, END = "<!-- keys: made by docs/reference.py -->\n", "<!-- end of keys -->\n"


def files() -> dict[Path, str]:
    """Every file that is made, by its path in the repository."""
    return {
        Path("share/man/man1/briefing-reader.1"): manual_program.page(),
        Path("share/man/man5/briefing-reader.5"): manual_files.page(),
        Path("share/bash-completion/completions/briefing-reader"): completion_bash.script(),
        Path("share/zsh/site-functions/_briefing-reader"): completion_zsh.script(),
        Path("share/fish/vendor_completions.d/briefing-reader.fish"): completion_fish.script(),
        Path("share/briefing-reader/briefing.schema.json"): json.dumps(briefing_schema(), indent=2) + "\n",
        Path("share/briefing-reader/entities.schema.json"): json.dumps(registry_schema(), indent=2) + "\n",
        Path("docs/settings.md"): "\n".join(_settings()) + "\n",
        Path("docs/commands.md"): "\n".join(_commands()) + "\n",
        FORMAT: with_keys((ROOT / FORMAT).read_text()),
    }


def with_keys(text: str) -> str:
    """The page of the format with its tables of keys made anew."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    made = "\n".join(line for table in briefing_tables() for line in _key_table(table))
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def _key_table(table: TableRows) -> Iterator[str]:
    yield from (f"### {f'`{table.written}`' if table.written else 'At the top of the file'}", "", table.does, "")
    yield from ("| key | what it is | expected |", "| --- | --- | --- |")
    for row in table.rows:
        required = " **Required.**" if row.is_required else ""
        yield f"| `{row.name}` | {row.does}{required} | {row.expected} |"
    yield ""


_SETTINGS = """\
# Settings

*Made by `docs/reference.py` from the program itself; a test keeps it so.*

Settings stand in `config.toml`: by default `~/.config/briefing-reader/config.toml`, or where `XDG_CONFIG_HOME`,
`BRIEFING_READER_CONFIG` or `--config FILE` say. An option comes before a variable of the environment, that before the
file, and that before the default. `briefing-reader info` lists every setting with where it comes from.

What is wrong in the file is told with its line and what was probably meant, and the program ends with exit code 2; a
setting that it does not know is a warning. The theme chosen with `t` in the reader is kept, and counts while no option,
variable or file names one.

```toml
library = ["~/briefings", "/srv/desk"]
theme = "light"
text_width = 72
panels = ["contents"]
editor = "vim"

[keys]
page_down = ["space", "ctrl+f"]
next_section = "J"
```

| setting | what it is | expected | default | variable |
| --- | --- | --- | --- | --- |"""

_KEYS = """\

`library` in a variable holds folders parted as in `PATH`; `panels` holds names parted by commas. `--library`, `--theme`
and `--text-width` are the options. There are also `BRIEFING_READER_DATA_DIR` (`--data-dir`) for the folder of notes and
`BRIEFING_READER_SECURE=1` (`--secure`) for secure mode: neither can be set in the file.

## Keys

`[keys]` gives an action other keys, by its name; they take the place of those it has. A key is one character (`j`,
`G`, `?`) or a name (`Space`, `Enter`, `Esc`, `Tab`, `Backspace`, `PgDn`, `Home`, `up`, `f5`), and may have `ctrl+`,
`alt+` or `shift+` before it. An empty list takes an action's keys away.

- A key that is given to an action is taken from the one that has it by default. That is told as a warning with file and
  line; to be rid of the warning give the other action the keys that it keeps.
- Two actions of the file cannot ask for the same key: an error.
- `quit`, `help` and `cancel` cannot be left without a key: an error.
- While a stretch is being selected, the keys of *Selecting* come before the others, so they may be the same.

| action | does | keys |
| --- | --- | --- |"""


def _settings() -> Iterator[str]:
    yield _SETTINGS
    for name, (shape, does, _) in SETTINGS.keys.items():
        default = f"`{shown(getattr(Settings(), name))}`" if name != "keys" else "see below"
        place = f"`{variable(name)}`" if variable(name) else "none"
        yield f"| `{name}` | {does} | {shape.expected} | {default} | {place} |"
    yield _KEYS
    keys, group = Keys(), ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            yield f"| **{group}** | | |"
        written = " ".join(f"`{key}`" for key in keys.shown(action.name).split(" "))
        yield f"| `{action.name}` | {action.does} | {written} |"


_COMMANDS = """\
# Commands

*Made by `docs/reference.py` from the program itself; a test keeps it so.*

What each prints goes to stdout, what it has to say besides goes to stderr. In a pipe a list is one line each, its cells
parted by tabs; on a terminal it is a table, in colour unless `--no-color` or `NO_COLOR` say not. `--json` gives one
document with `"version": 1`. Exit codes: 0 done, 1 nothing found or `check` found errors, 2 wrong usage or settings, 3 a
briefing cannot be read, 4 notes cannot be read or written, 130 interrupted. A command that lists ends with 1 where it has
nothing to list, with `--json` too, whose document is then whole and empty: a script asks the code, and need not look into
the output (2026-11-25). `notes export` lists nothing: an empty notebook is exported with 0.

## JSON

Keys may be added; where one changes its meaning, `version` is raised. What is not there is `null`. Dates and moments are
ISO 8601, `2017-07-03` or `2017-07-03T14:30:00`, as the file gives them. `show --format json` is explained in
[pages](pages.md), `diff --json` in [changes](changes.md), notes as they are exported in [notes](notes.md).

```
list      {"version": 1, "briefings": [{"id", "title", "date", "edition", "marking", "tags", "file",
           "sections": [{"id", "title"}], "unread", "notes"}]}
search    {"version": 1, "query", "total", "results": [{"in": "briefing|entity|note", "briefing", "section", "paragraph",
           "entity", "note", "title", "snippet", "hits", "score"}]}
entities  {"version": 1, "entities": [{"id", "name", "kind", "aliases", "mentions", "briefings"}]}
  ID      and "summary", "facts", "changed_facts": {NAME: [{"value", "briefing", "date"}]},
           "descriptions": [{"briefing", "date", "name", "kind", "aliases", "summary", "facts", "links"}],
           "links": [{"from", "relation", "to"}], "first", "last", "mentioned_with": [{"id", "paragraphs"}],
           "mentions": [{"briefing", "date", "section", "paragraph", "text"}],
           "notes": [{"id", "briefing", "section", "entity", "quote", "text"}]
notes     {"version": 1, "notes": [{"id", "briefing", "section", "entity", "state": "anchored|changed|unanchored",
           "quote", "paragraph_text", "text", "tags", "kind", "created", "modified", "file"}],
           "unreadable": [{"file", "message"}]}
check     {"version": 1, "problems": [{"file", "line", "column", "severity": "error|warning", "code", "key",
           "message"}], "files"}
```

`unread` and `notes` of a briefing are numbers of sections and of notes; `hits` are stretches of the snippet in code points,
end exclusive; `descriptions` is what each file says of the entity, the library's shared entities first with `null` for
their briefing; `paragraph_text` is the plain text of the paragraph where the note
stands now. `notes add`, `edit` and `attach` with `--json` print the one note. `files` is how many `check` looked at.

## Completion and manual pages

An installed package brings completion for bash, zsh and fish and the pages briefing-reader(1) and (5) in its `share`
folder, where shells and `man` find them if the package is installed for the whole system. Installed for yourself, with
`pipx` or in an environment of its own:

| for | once |
| --- | --- |
| bash | `mkdir -p ~/.local/share/bash-completion/completions && briefing-reader completion bash > ~/.local/share/bash-completion/completions/briefing-reader`, or `eval "$(briefing-reader completion bash)"` in `~/.bashrc` |
| zsh | `mkdir -p ~/.zfunc && briefing-reader completion zsh > ~/.zfunc/_briefing-reader`, and `fpath+=~/.zfunc` before `compinit` in `~/.zshrc`; or `eval "$(briefing-reader completion zsh)"` after it |
| fish | `briefing-reader completion fish > ~/.config/fish/completions/briefing-reader.fish` |
| man | `mkdir -p ~/.local/share/man/man1 ~/.local/share/man/man5`, then `briefing-reader manual 1 > ~/.local/share/man/man1/briefing-reader.1` and `briefing-reader manual 5 > ~/.local/share/man/man5/briefing-reader.5` |
"""  # noqa: E501 # a row of a table is one line


def _commands() -> Iterator[str]:
    yield _COMMANDS
    yield from ("## The program", "", "```", help_text(width=WIDTH).rstrip(), "```")
    for command in COMMANDS:
        yield from ("", f"## {command.name}", "", "```", _own_part(help_text(command.name, WIDTH)), "```")


def _own_part(text: str) -> str:
    """The help of a command without the options that every command has."""
    before, _, rest = text.partition("options of the program:\n")
    return before + rest.partition("\n\n")[2].rstrip()


def main() -> None:
    """Write them all."""
    for path, text in files().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text)


if __name__ == "__main__":
    main()
