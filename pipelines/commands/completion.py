"""`tsujitsuma completion`: what a shell runs to complete commands and options."""

from __future__ import annotations

import click


@click.command(
    short_help="Print what makes a shell complete commands and options.",
    epilog="""\b
Examples, each once for all:
  echo 'eval "$(tsujitsuma completion bash)"' >> ~/.bashrc
  echo 'eval "$(tsujitsuma completion zsh)"' >> ~/.zshrc
  tsujitsuma completion fish > ~/.config/fish/completions/tsujitsuma.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that SHELL runs, so that Tab completes commands, options and their values."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only here

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click knows the three
    script = found(context.find_root().command, {}, "tsujitsuma", "_TSUJITSUMA_COMPLETE")
    # click looks which bash there is before it prints; the script itself is all that is wanted.
    click.echo(script.source_template % script.source_vars())
