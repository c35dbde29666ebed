"""`tsujitsuma search`: where the materials speak of something."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.commands.console import KEPT_OUT, complain, console, fail
from pipelines.runtime.paths import SHOWN_WAREHOUSE, default_warehouse

if TYPE_CHECKING:
    from warehouse.searching import Hit

_EXCERPT = 36  # characters before and after the word


@click.command(
    short_help="Find where the materials speak of something.",
    epilog="""\b
Examples:
  tsujitsuma search 中間サーバー
  tsujitsuma search 募集定員 セミナー --part business_policy

Every word must occur in the line; width, case and spaces do not matter. Where no line has them all, the nearest are
shown. Exit code: 0 found, 1 nothing found or only near lines, 2 wrong use.""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many lines.")
@click.option("--part", "parts", multiple=True, help="Only in parts of this kind (business_policy, rule_change, …).")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, one object a line.")
@click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=default_warehouse,
    show_default=SHOWN_WAREHOUSE,
    help="The warehouse to search.",
)
def search(words: tuple[str, ...], limit: int, parts: tuple[str, ...], as_json: bool, warehouse: Path) -> None:
    """List the lines that hold all WORDS: part, heading, line and an excerpt."""
    from pipelines.narrative.model import PartKind  # noqa: PLC0415 - heavy
    from pipelines.narrative.search_text import search_text  # noqa: PLC0415 - heavy
    from warehouse.searching import search as find  # noqa: PLC0415 - heavy
    from warehouse.store import WarehouseError, open_for_reading  # noqa: PLC0415 - heavy

    unknown = [part for part in parts if part not in list(PartKind)]
    if unknown:
        fail(f"no part is of kind {unknown[0]}; kinds are {', '.join(PartKind)}")
    wanted = [written for word in words for piece in word.split() if (written := search_text(piece))]
    if not wanted:
        fail("name a word to search for")
    try:
        with open_for_reading(warehouse) as connection:
            hits = find(connection, wanted, limit, parts)
    except WarehouseError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
    else:
        _print(hits, wanted)
    sys.exit(0 if hits and not hits[0].is_near else KEPT_OUT)


def _print(hits: tuple[Hit, ...], wanted: list[str]) -> None:
    from rich.text import Text  # noqa: PLC0415 - heavy

    if not hits:
        complain(f"no line holds {' and '.join(wanted)}, and none comes near it")
        return
    if hits[0].is_near:
        complain("no line holds every word; these come nearest")
    out = console()
    for hit in hits:
        place = " › ".join(title for title in (hit.part_title, hit.section_title) if title)
        out.print(Text.assemble((f"{hit.file_name}:{hit.source_line}", "bold"), "  ", (place, "dim")), soft_wrap=True)
        excerpt = Text(f"    {_excerpt(hit.text.replace(chr(9), '  '), wanted)}")
        excerpt.highlight_words(_printed_words(hit.text, wanted), "bold yellow")
        out.print(excerpt, soft_wrap=True)


def _excerpt(text: str, wanted: list[str]) -> str:
    """The part of a line around the first word found in it."""
    spans = _spans(text, wanted)
    start, end = spans[0] if spans else (0, 0)
    first, last = max(0, start - _EXCERPT), min(len(text), end + _EXCERPT)
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"


def _printed_words(text: str, wanted: list[str]) -> list[str]:
    return [text[start:end] for start, end in _spans(text, wanted)]


def _spans(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text as printed, with its spaces and widths."""
    from pipelines.narrative.search_text import search_text  # noqa: PLC0415 - heavy

    letters = [(letter, index) for index, character in enumerate(text) for letter in search_text(character)]
    written = "".join(letter for letter, _ in letters)
    spans = []
    for word in wanted:
        position = written.find(word)
        if position >= 0:
            spans.append((letters[position][1], letters[position + len(word) - 1][1] + 1))
    return spans
