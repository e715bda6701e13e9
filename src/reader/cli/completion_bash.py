"""The completion for bash, 3.2 and later; needs nothing but bash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.cli.arguments import GROUPS
from reader.cli.commands import COMMANDS
from reader.cli.grammar import LISTED, SECTIONS, Argument, ValueKind, arguments_of, shared_arguments

_SCRIPT = r"""# bash completion for briefing-reader. Made by "briefing-reader completion bash".

_briefing_reader_lines() {
    local line
    while IFS= read -r line; do # not compgen, which would run what looks like a command
        [[ -n $line && $line == "$cur"* ]] && COMPREPLY+=("$line")
    done <<<"$1"
}

_briefing_reader_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$cur"))
}

_briefing_reader_ask() {
    briefing-reader ${asked[@]+"${asked[@]}"} "$@" 2>/dev/null
}

_briefing_reader_ids() {
    _briefing_reader_lines "$(_briefing_reader_ask "$@" | cut -f 1)"
}

_briefing_reader_targets() {
    local id=${cur%%#*} listed
    local file=${id/#\~/$HOME}
    if [[ $cur == *#* && -f $file ]]; then
        _briefing_reader_lines "$(awk -v id="$id" '@SECTIONS@' <"$file")"
        return
    fi
    listed=$(_briefing_reader_ask list)
    if [[ $cur == *#* ]]; then
        _briefing_reader_lines "$(awk -F '\t' -v id="$id" '
            $1 == id { n = split($4, s, " "); for (i = 1; i <= n; i++) print id "#" s[i] }' <<<"$listed")"
    else
        _briefing_reader_lines "$(cut -f 1 <<<"$listed")"
        _briefing_reader_files
    fi
}

_briefing_reader() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command="" word i asked=()
    COMPREPLY=()
    [[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]} # bash parts "--format=text" into three words
    [[ $cur == = ]] && cur=""
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            @SHARED@)
                [[ ${COMP_WORDS[i+1]} == = ]] && ((i++))
                asked+=("$word" "${COMP_WORDS[++i]/#\~/$HOME}") ;;
            @VALUED@)
                [[ ${COMP_WORDS[i+1]} == = ]] && ((i++))
                ((i++)) ;;
            -*) ;;
            *)
                case $command in
                    "") command=$word ;;
                    @GROUPS@) command="$command $word" ;;
                esac ;;
        esac
    done
    case "$command:$prev" in
@VALUES@
    esac
    if [[ $cur == -* ]]; then
        case $command in
@OPTIONS@
        esac
        return
    fi
    case $command in
@PLACES@
    esac
}

complete -F _briefing_reader briefing-reader
"""


def script() -> str:
    """The whole of it."""
    described = [(command.name, arguments_of(command)) for command in COMMANDS]
    shared = shared_arguments()
    everything = [*shared, *(one for _, those in described for one in those)]
    valued = sorted({name for one in everything if one.value for name in one.names})
    parts = {
        "SECTIONS": SECTIONS,
        "SHARED": "|".join(name for one in shared if one.value for name in one.names),
        "VALUED": "|".join(valued),
        "GROUPS": "|".join(sorted(GROUPS)),
        "VALUES": "\n".join(_values(described, shared)),
        "OPTIONS": "\n".join(_options(described, shared)),
        "PLACES": "\n".join(_places(described)),
    }
    text = _SCRIPT
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    return text


Described = list[tuple[str, tuple[Argument, ...]]]


def _values(described: Described, shared: Iterable[Argument]) -> Iterator[str]:
    """What may follow an option that takes a value."""
    for name, arguments in described:
        for one in arguments:
            if one.names and one.value:
                patterns = "|".join(f'"{command}:{option}"' for command in _names(name) for option in one.names)
                yield f"        {patterns}) {_reply(one)}; return ;;"
    for one in shared:
        if one.value:
            yield f"        {'|'.join(f'*:{option}' for option in one.names)}) {_reply(one)}; return ;;"


def _names(command: str) -> tuple[str, ...]:
    """What the words typed so far make of a command: nothing too, for `read`."""
    return (command, "") if command == "read" else (command,)


def _reply(argument: Argument) -> str:
    if argument.kind is ValueKind.WORDS:
        return _lines(argument.words)
    if argument.kind in LISTED:
        return f"_briefing_reader_ids {LISTED[argument.kind]}"
    known = {ValueKind.FILES: "_briefing_reader_files", ValueKind.TARGETS: "_briefing_reader_targets"}
    return known.get(argument.kind, ":")


def _lines(words: Iterable[str]) -> str:
    return "_briefing_reader_lines $'" + "\\n".join(words) + "'"


def _options(described: Described, shared: Iterable[Argument]) -> Iterator[str]:
    always = [name for one in shared for name in one.names]
    for command, arguments in described:
        own = [name for one in arguments for name in one.names]
        patterns = "|".join(f'"{name}"' for name in _names(command))
        yield f"            {patterns}) {_lines((*own, *always))} ;;"
    yield f"            *) {_lines(always)} ;;"


def _places(described: Described) -> Iterator[str]:
    """What may stand where no option does."""
    first = tuple(dict.fromkeys(name.split()[0] for name, _ in described))
    yield f'        "") _briefing_reader_targets; COMPREPLY+=($(compgen -W "{" ".join(first)}" -- "$cur")) ;;'
    for group in sorted(GROUPS):
        members = [name.split()[1] for name, _ in described if name.startswith(f"{group} ")]
        yield f'        "{group}") {_lines(members)} ;;'
    for name, arguments in described:
        value = next((one for one in arguments if not one.names), None)
        if value is not None and _reply(value) != ":":
            yield f'        "{name}") {_reply(value)} ;;'
