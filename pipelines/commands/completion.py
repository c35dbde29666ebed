"""`tsujitsuma completion`: what makes a shell complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_PROGRAM, _VARIABLE = "tsujitsuma", "_TSUJITSUMA_COMPLETE"


@click.command(
    short_help="Print what makes bash, zsh or fish complete commands.",
    epilog="""\b
Examples:
  tsujitsuma completion bash > ~/.local/share/bash-completion/completions/tsujitsuma
  tsujitsuma completion zsh > "${fpath[1]}/_tsujitsuma"
  tsujitsuma completion fish > ~/.config/fish/completions/tsujitsuma.fish

A new shell completes then with the Tab key.""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows the three
    # Not `source()`: for bash it would ask which bash is installed, on a machine that may have none.
    script = kind(context.find_root().command, {}, _PROGRAM, _VARIABLE)
    click.echo(script.source_template % script.source_vars())
