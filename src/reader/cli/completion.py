"""`completion`: what a shell needs to complete commands, options, their values, and the briefings of the library."""

from __future__ import annotations

from reader.cli.arguments import Options


def completion(options: Options) -> int:
    """Print the completion of a shell."""
    from reader.cli import completion_bash, completion_fish, completion_zsh

    scripts = {"bash": completion_bash.script, "zsh": completion_zsh.script, "fish": completion_fish.script}
    print(scripts[options.shell](), end="")
    return 0
