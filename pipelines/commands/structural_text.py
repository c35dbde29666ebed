"""Slips of structure as a person reads them in a terminal: what is printed, what is meant, and what bears it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from pipelines.commands.wording import named, period_text, placed, worded
from pipelines.identities.explanation import ExplainedFigure
from pipelines.identities.structural import DoubtKind, StructuralRepair, StructuralSlip
from pipelines.interpreting.model import Figure
from pipelines.reconcile import SlipKind, Status
from pipelines.reconcile.words import REASONS

# Of more identities the first ones are shown, and how many others there are.
_MOST_SHOWN = 5
_DOUBTED = {
    DoubtKind.RIVAL_SLIPS: "its place is in doubt: these slips explain as much as each other",
    DoubtKind.CONTRADICTED_TABLE: "its table is in doubt: the other tables contradict it as a whole",
    DoubtKind.CONTRADICTED_ROWS: "its row is in doubt: a twin table, or the label's place, speaks against the label",
    DoubtKind.SEARCH_LIMIT: "its table is in doubt: more is wrong in the text than the search for its causes may cost",
    DoubtKind.CONTRADICTED_COLUMNS: "its column is in doubt: a header, or the order of like tables, speaks against it",
}
# As the view disputed_figures says it of what neither a dispute nor a doubt names.
_SPREAD = ("its row, or an identity on it, rests on figures that are in doubt", "spread")
_HAPPENED = {
    SlipKind.LABELS_EXCHANGED: "two rows carry each other's labels",
    SlipKind.LABEL_MISSPELT: "a label is misspelt",
    SlipKind.LABEL_REPLACED: "a row carries the label of another",
    SlipKind.ROW_REPEATED: "a row is printed twice",
    SlipKind.COLUMNS_EXCHANGED: "two columns, or their headers, stand in each other's place",
    SlipKind.HEADER_SHIFTED: "headers stand over other columns than their own",
    SlipKind.TABLE_UNIT: "the unit printed over a table is wrong",
    SlipKind.TABLE_PERIOD: "the period printed over a table or a column is wrong",
}


def _account(figure: Figure) -> str:
    return worded("so this figure, printed beside {}, is {}", figure.label, figure.account_path or figure.label)


def _column(figure: Figure) -> str:
    return worded("so this figure is {}, {}", figure.segment_name or figure.label, period_text(figure.period))


# What each slip means for one figure.
_MEANING: dict[SlipKind, Callable[[Figure], str]] = {
    SlipKind.ROW_REPEATED: lambda _: worded("so this figure repeats another row and is in no sum"),
    SlipKind.COLUMNS_EXCHANGED: _column,
    SlipKind.HEADER_SHIFTED: _column,
    SlipKind.TABLE_UNIT: lambda figure: worded("so this figure counts units of {:,} yen", figure.unit_yen),
    SlipKind.TABLE_PERIOD: lambda figure: worded("so this figure is of {}", period_text(figure.period)),
}


def structural_text(explained: ExplainedFigure) -> Iterator[Text | Padding]:
    """What moved the figure, or may have moved it."""
    for repair in explained.structural_repairs:
        yield Text("")
        yield from _repair(repair, explained.figure)
    for doubt in explained.structural_doubts:
        yield Text("")
        yield Text(worded(_DOUBTED[doubt.kind]), style="bold red")
        for slip in doubt.slips:
            yield _indented(worded("it may be that {}: {}", _happened(slip.kind), _words(slip)))
        yield from _listed(worded("these identities fail:"), doubt.contradictions)


def reasons_text(explained: ExplainedFigure) -> Iterator[Text]:
    """Why the identities do not decide the figure's value."""
    reasons = [(REASONS[reason], reason.value) for reason in explained.dispute_reasons]
    if explained.verdict.status is Status.DISPUTED and not reasons and not explained.structural_doubts:
        reasons = [_SPREAD]
    for words, code in reasons:
        yield Text("")
        yield Text.assemble((worded("why it is disputed: {}", worded(words)), "bold red"), (f" ({code})", "dim"))


def _repair(repair: StructuralRepair, figure: Figure) -> Iterator[Text | Padding]:
    slip = repair.slip
    what = (worded("what happened: "), "yellow")
    yield Text.assemble(what, (_happened(slip.kind), "bold"), (f" ({slip.kind.value})", "dim"))
    yield _indented(_words(slip))
    meaning = _MEANING.get(slip.kind, _account)(figure)
    others = len(repair.figures) - 1
    together = worded("; {:,} other figures moved with it", others) if others else ""
    yield _indented(f"{meaning}{together}")
    known = worded("how that is known: these identities fail as printed, and hold so:")
    yield from _listed(known, repair.failing_before)
    yield from _listed(worded("ruled out, for it leaves rows or columns out of order:"), repair.rivals)


def _happened(kind: SlipKind) -> str:
    return worded(_HAPPENED[kind]) if kind in _HAPPENED else named("kind", kind.value, kind.value.replace("_", " "))


def _words(slip: StructuralSlip) -> str:
    ending, lines = "s" if len(slip.lines) > 1 else "", ", ".join(map(str, slip.lines))
    return worded("line{} {}: printed {}, meant {}", ending, lines, slip.before, slip.after)


def _listed(title: str, texts: Sequence[str]) -> Iterator[Padding]:
    if texts:
        yield _indented(title)
    for text in texts[:_MOST_SHOWN]:
        yield _indented(placed(text), 4)
    if len(texts) > _MOST_SHOWN:
        yield _indented(worded("and {} more", len(texts) - _MOST_SHOWN), 4)


def _indented(text: str, width: int = 2) -> Padding:
    return Padding(Text(text, style="dim"), (0, 0, 0, width), expand=False)
