"""Slips of structure as a person reads them in a terminal: what is printed, what is meant, and what bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from pipelines.identities.explanation import ExplainedFigure
from pipelines.identities.structural import DoubtKind, StructuralSlip

# Of more identities the first ones are shown, and how many others there are.
_MOST_SHOWN = 5
_DOUBTED = {
    DoubtKind.RIVAL_SLIPS: "its place is in doubt: these slips explain as much as each other",
    DoubtKind.CONTRADICTED_TABLE: "its table is in doubt: the other tables contradict it as a whole",
    DoubtKind.CONTRADICTED_ROWS: "its row is in doubt: a twin table, or the label's place, speaks against the label",
    DoubtKind.SEARCH_LIMIT: "its table is in doubt: more is wrong in the text than the search for its causes may cost",
    DoubtKind.CONTRADICTED_COLUMNS: "its column is in doubt: a header, or the order of like tables, speaks against it",
}


def structural_text(explained: ExplainedFigure) -> Iterator[Text | Padding]:
    """What moved the figure, or may have moved it."""
    for repair in explained.structural_repairs:
        yield Text("")
        yield Text.assemble(("its place was wrong: ", "yellow"), (repair.slip.kind.value, "bold"))
        yield _indented(_slip(repair.slip))
        yield _indented(f"{len(repair.figures)} figures stand elsewhere for it")
        yield from _listed("fails as printed, holds now: ", repair.failing_before)
        yield from _listed("explains as much, but leaves rows or columns out of order: ", repair.rivals)
    for doubt in explained.structural_doubts:
        yield Text("")
        yield Text(_DOUBTED[doubt.kind], style="bold red")
        yield from (_indented(f"{slip.kind.value}: {_slip(slip)}") for slip in doubt.slips)
        yield from _listed("fails: ", doubt.contradictions)


def _slip(slip: StructuralSlip) -> str:
    lines = ", ".join(map(str, slip.lines))
    return f"line {lines}: printed {slip.before}, meant {slip.after}"


def _listed(title: str, texts: Sequence[str]) -> Iterator[Padding]:
    for text in texts[:_MOST_SHOWN]:
        yield _indented(f"{title}{text}")
    if len(texts) > _MOST_SHOWN:
        yield _indented(f"and {len(texts) - _MOST_SHOWN} more")


def _indented(text: str) -> Padding:
    return Padding(Text(text, style="dim"), (0, 0, 0, 2))
