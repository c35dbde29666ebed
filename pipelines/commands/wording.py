"""The fixed words of results, and the names of codes, in the language in which a person is spoken to.

Unlike a message, a result's text is asked for by its template, where it is put together: nothing in it is guessed.
What a person types (codes of versions and states) stands beside its name; JSON and logs have the codes alone.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.commands.language import is_japanese
from pipelines.interpreting.unprinted_years import is_printed_year, year_name, year_text

if TYPE_CHECKING:
    from pipelines.interpreting.model import Period

_RESULTS = Path(__file__).with_name("results_ja.yaml")
_BEFORE = "before_"
# What tells where something stands, as those that put such texts together write it.
_PERIOD = re.compile(r"(?<![\d/])(\d{4}) ((?:before_)?(?:initial|settlement|supplementary_[a-z]+))\b")
_HELD = re.compile(r"\bheld (\d+) of (\d+)")
_PLACE = re.compile(
    r"(?:^|(?<=\()|(?<=, )|(?<=; ))(also )?"
    r"(?:(?:page (\d+), )?line (\d+)(?: cell (\d+))?|column (\d+)|([a-z]+_[a-z_]+))(?=\)|$|,| \()"
)


def worded(template: str, *values: object) -> str:
    """A text with its gaps ({}) filled in."""
    return (results().get(template, template) if is_japanese() else template).format(*values)


def named(kind: str, code: str, english: str | None = None) -> str:
    """A code's name, as the dashboard has it in Japanese; in English the text given, else the code itself."""
    if not is_japanese():
        return code if english is None else english
    from dashboard.known_messages import names_of_codes  # noqa: PLC0415 - for Japanese alone

    return names_of_codes().get(f"{kind}.{code}") or (code if english is None else english)


def named_version(code: str) -> str:
    """The name of a version of a budget; of what stood before one, too."""
    if code.startswith(_BEFORE) and is_japanese():
        return named("version", "before").format(version=named("version", code.removeprefix(_BEFORE)))
    return named("version", code)


def period_text(period: Period) -> str:
    """A fiscal year and the version of its budget."""
    year, version = period.fiscal_year, named_version(period.budget_version)
    if is_japanese() and not is_printed_year(year):
        return f"{year_name(year)} {version}"
    return worded("{} {}", year_text(year), version)


def placed(text: str) -> str:
    """A text with the words in it that tell where something stands (line, column, period) and kinds of slips."""
    if not is_japanese():
        return text
    text = _PERIOD.sub(lambda found: worded("{} {}", found[1], named_version(found[2])), text)
    return _PLACE.sub(_told_place, _HELD.sub(lambda found: worded("held {} of {}", found[1], found[2]), text))


def _told_place(found: re.Match[str]) -> str:
    also, page, line, cell, column, kind = found.groups()
    if kind:
        return named("kind", kind)
    own = worded("column {}", column) if column else worded("line {}", line)
    own += f" {worded('cell {}', cell)}" if cell else ""
    own = worded("page {}, {}", page, own) if page else own
    return worded("also {}", own) if also else own


@cache
def results() -> dict[str, str]:
    """The texts of results by their English templates."""
    import yaml  # noqa: PLC0415 - where they are told in Japanese alone

    loaded: dict[str, str] = yaml.safe_load(_RESULTS.read_text(encoding="utf-8"))
    return loaded
