"""The completion for zsh."""

from __future__ import annotations

from collections.abc import Iterable

from reader.cli.arguments import BY_NAME, GROUPS
from reader.cli.command import Command
from reader.cli.commands import COMMANDS
from reader.cli.grammar import LISTED, SECTIONS, Argument, ValueKind, arguments_of, shared_arguments

_SCRIPT = r"""#compdef briefing-reader
# zsh completion for briefing-reader. Made by "briefing-reader completion zsh".

_briefing_reader_ask() {
    briefing-reader $asked "$@" 2>/dev/null
}

_briefing_reader_ids() {
    local -a listed
    local id rest
    _briefing_reader_ask ${=1} | while IFS=$'\t' read -r id rest; do
        listed+=("$id:${rest//$'\t'/ }")
    done
    _describe -t ids id listed
}

_briefing_reader_targets() {
    local -a listed ids
    local id=${PREFIX%%\#*}
    local file=${${(Q)id}/#\~/$HOME}
    if [[ $PREFIX == *\#* && -f $file ]]; then
        ids=(${(f)"$(awk -v id="$id" '@SECTIONS@' <$file)"})
        compadd -Q -a ids
        return
    fi
    listed=(${(f)"$(_briefing_reader_ask list)"})
    if [[ $PREFIX == *\#* ]]; then
        local line
        local -a cells
        for line in $listed; do
            cells=("${(@ps:\t:)line}")
            [[ $cells[1] == $id ]] && ids=($id\#${^${=cells[4]}})
        done
        compadd -Q -a ids
    else
        ids=(${listed%%$'\t'*})
        compadd -Q -a ids
        _files
    fi
}

_briefing_reader_commands() {
    local -a commands=(
@COMMANDS@
    )
    _describe -t commands command commands
    _briefing_reader_targets
}

@GROUPS@_briefing_reader() {
    local curcontext=$curcontext state line i
    local -a asked shared=(
@SHARED@
    )
    for ((i = 2; i < $#words; i++)); do
        case $words[i] in
            @ASKED@) asked+=($words[i] ${${(Q)words[++i]}/#\~/$HOME}) ;;
            (@ASKED@)=*) asked+=(${(Q)words[i]}) ;;
        esac
    done
    _arguments -C $shared @READ@ '1: :_briefing_reader_commands' '*::argument:->arguments'
    [[ $state == arguments ]] || return
    case $words[1] in
@CASES@
    esac
}

if [[ $funcstack[1] == _briefing-reader ]]; then # loaded by compinit, at the first completion
    _briefing_reader "$@"
else
    compdef _briefing_reader briefing-reader
fi
"""


def script() -> str:
    """The whole of it."""
    single = [command for command in COMMANDS if command.name.split()[0] not in GROUPS]
    cases = [f"        {one.name}) _arguments $shared {_specs(arguments_of(one))} ;;" for one in single]
    cases += [f"        {group}) _briefing_reader_{group} ;;" for group in sorted(GROUPS)]
    named = [(one.name, one.does) for one in single]
    named += [(group, f"what to do with {group}") for group in sorted(GROUPS)]
    parts = {
        "SECTIONS": SECTIONS,
        "COMMANDS": "\n".join(f"        {_described(name, does)}" for name, does in named),
        "GROUPS": "".join(map(_group, sorted(GROUPS))),
        "ASKED": "|".join(name for one in shared_arguments() if one.value for name in one.names),
        "SHARED": "\n".join(f"        {_spec(one)}" for one in shared_arguments()),
        "READ": _specs(one for one in arguments_of(BY_NAME["read"]) if one.names),
        "CASES": "\n".join(cases),
    }
    text = _SCRIPT
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    return text


def _group(group: str) -> str:
    members = [command for command in COMMANDS if command.name.startswith(f"{group} ")]
    described = "\n".join(f"        {_described(one.name.split()[1], one.does)}" for one in members)
    cases = "\n".join(f"        {_case(one)}" for one in members)
    return f"""_briefing_reader_{group}() {{
    local curcontext=$curcontext state line
    local -a commands=(
{described}
    )
    _arguments -C $shared '1: :{{_describe -t commands command commands}}' '*::argument:->arguments'
    [[ $state == arguments ]] || return
    case $words[1] in
{cases}
    esac
}}

"""


def _case(command: Command) -> str:
    return f"{command.name.split()[1]}) _arguments $shared {_specs(arguments_of(command))} ;;"


def _described(name: str, does: str) -> str:
    return f"{_quoted(name)}:{_quoted(does.replace(':', ' '))}"


def _specs(arguments: Iterable[Argument]) -> str:
    return " ".join(map(_spec, arguments))


def _spec(argument: Argument) -> str:
    """What `_arguments` is told of one argument."""
    does = argument.does.translate({ord("["): "(", ord("]"): ")", ord(":"): " "})
    value = f":{argument.value}:{_action(argument)}" if argument.value else ""
    if not argument.names:
        before = "*" if argument.may_repeat else "" if argument.is_required else ":"
        return _quoted(before + value)
    repeats = "'*'" if argument.may_repeat else ""
    joined = [f"{name}=" if argument.value and name.startswith("--") else name for name in argument.names]
    names = joined[0] if len(joined) == 1 else f"{{{','.join(joined)}}}"
    return f"{repeats}{names}{_quoted(f'[{does}]{value}')}"


def _action(argument: Argument) -> str:
    """How zsh finds what may stand for the value."""
    if argument.kind in LISTED:
        return f'{{_briefing_reader_ids "{LISTED[argument.kind]}"}}'
    words = f"({' '.join(argument.words)})"
    known = {ValueKind.FILES: "_files", ValueKind.TARGETS: "_briefing_reader_targets", ValueKind.WORDS: words}
    return known.get(argument.kind, " ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
