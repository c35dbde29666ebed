"""The help in the language in which a person is spoken to. Examples, and what a person types, are the same in both."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from copy import copy

import click

from pipelines.commands.language import told

_WORDS = {"Options": "オプション", "Commands": "コマンド"}
_USAGE = "使い方: "
_EXTRAS = {"[default: ": "[既定: ", "[required]": "[必須]"}
# Words, and Japanese letters with the marks that begin no line.
_UNBROKEN = re.compile(r"[!-~]+[、。）」]* *|.[、。）」]*")
# As click lays its lists out.
_WIDEST_TERM, _SPACING, _NARROWEST = 30, 2, 10


class _Formatter(click.HelpFormatter):
    """Lays Japanese out: a letter is two columns wide, and a line may end after any."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """As click's, in Japanese."""
        super().write_usage(prog, args, prefix or _USAGE)

    def write_heading(self, heading: str) -> None:
        """As click's, in Japanese."""
        super().write_heading(_WORDS.get(heading, heading))

    def write_text(self, text: str) -> None:
        """As click's, but what is laid out already (examples) stays so."""
        if "\b" in text:
            super().write_text(text)
            return
        folded = ["\n".join(_folded(one, self.width - self.current_indent)) for one in text.split("\n\n")]
        super().write_text("\n\n".join(f"\b\n{one}" for one in folded))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_TERM, col_spacing: int = _SPACING
    ) -> None:
        """As click's, the texts beside the terms in Japanese."""
        rows = list(rows)
        width = max((len(term) for term, _ in rows), default=0)
        left = max(self.width - min(width, col_max) - col_spacing - 2, _NARROWEST)
        super().write_dl(
            [(term, "\b\n" + "\n".join(_folded(_said(text), left))) for term, text in rows], col_max, col_spacing
        )


class _Context(click.Context):
    formatter_class = _Formatter


def in_japanese(command: click.Command) -> click.Command:
    """A copy of a command whose help is Japanese."""
    own = copy(command)
    own.context_class = _Context
    own.short_help = told(command.short_help) if command.short_help else None
    own.help = "\n\n".join(told(one) for one in paragraphs(command.help))
    own.params = [_of_parameter(one) for one in command.params]
    return own


def group_help(group: click.Group, context: click.Context) -> str:
    """The Japanese help of the command that all others belong to."""
    formatter = _Formatter(width=context.terminal_width, max_width=context.max_content_width)
    in_japanese(group).format_help(context, formatter)
    return formatter.getvalue().rstrip("\n")


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(one.split()) for one in inspect.cleandoc(text or "").split("\n\n")]


def texts(command: click.Command) -> Iterator[str]:
    """Every text of a command's help that is told in both languages."""
    yield from filter(None, (command.short_help, *paragraphs(command.help)))
    for one in command.params:
        yield from paragraphs(one.help) if isinstance(one, click.Option) and one.help else ()


def _of_parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    own = copy(parameter)
    own.help = told(paragraphs(parameter.help)[0])
    return own


def _said(text: str) -> str:
    """A text of click's own; what stands behind a text of ours in brackets is click's too."""
    said = told(text)
    for english, japanese in _EXTRAS.items():
        said = said.replace(english, japanese)
    return said


def _folded(text: str, width: int) -> list[str]:
    """Lines of at most so many columns."""
    from rich.cells import cell_len  # noqa: PLC0415 - heavy

    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
