"""An explained figure as a person reads it in a terminal, Japanese aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.commands.language import told
from pipelines.commands.structural_text import reasons_text, structural_text
from pipelines.commands.wording import named, period_text, placed, worded
from pipelines.identities.explanation import Alternative, ExplainedFigure, ExplainedIdentity, ExplainedTerm, Role
from pipelines.reconcile import DisputeReason, Status

_STATUS_STYLES = {
    Status.PROVEN: "green",
    Status.REPAIRED: "yellow",
    Status.UNCHECKED: "dim",
    Status.DISPUTED: "bold red",
}
_STATUS_WORDS = {
    Status.PROVEN: "the printed reading stands: every identity on it holds",
    Status.REPAIRED: "the printed reading is wrong; this is the only smallest correction",
    Status.UNCHECKED: "no identity shows it to be right",
    Status.DISPUTED: "the identities do not decide; do not trust it",
}
_MOVED = "the number stands as printed, its place or unit was wrong; this is the only smallest correction"
_ROLE_STYLES = {Role.HELD: "green", Role.HOLDS_NOW: "yellow", Role.FAILS: "bold red"}


def print_explanation(console: Console, file_name: str, explained: ExplainedFigure) -> None:
    """Print the line with the cell marked, the verdict, the identities and the alternatives."""
    console.print(Group(*_parts(file_name, explained)), soft_wrap=False)


def _parts(file_name: str, explained: ExplainedFigure) -> Iterator[RenderableType]:
    figure, verdict = explained.figure, explained.verdict
    where = " / ".join(
        part
        for part in (
            named("statement", figure.statement_code or ""),
            figure.account_path or figure.label,
            figure.segment_name,
            period_text(figure.period),
            None if figure.measure.value == "amount" else named("measure", figure.measure.value),
        )
        if part
    )
    is_told = explained.source_place == f"line {figure.line}"
    place = "" if is_told else f" ({placed(explained.source_place)})"
    yield Text(f"{file_name}:{figure.line} {worded('cell {}', figure.cell)}{place}", style="bold")
    yield Text(where)
    yield Text("")
    yield _source_line(explained)
    yield Text("")
    facts = Table.grid(padding=(0, 2))
    facts.add_row(worded("printed"), figure.printed_text or worded("(empty)"))
    settled = worded("no value") if verdict.settled is None else worded("{:,} yen", verdict.settled)
    facts.add_row(worded("settled"), settled)
    if verdict.status is Status.DISPUTED and verdict.low is not None and verdict.high is not None:
        low, high = verdict.low, verdict.high
        facts.add_row(
            worded("implied"), worded("{:,} yen", low) if low == high else worded("{:,} to {:,} yen", low, high)
        )
    kind = f" ({named('kind', explained.kind)})" if explained.kind else ""
    words = worded(_MOVED if explained.is_moved else _STATUS_WORDS[verdict.status])
    status = f"{named('status', verdict.status)}{kind}: {words}"
    facts.add_row(worded("status"), Text(status, style=_STATUS_STYLES[verdict.status]))
    if figure.assumption is not None:
        facts.add_row(worded("assumed"), Text(told(figure.assumption), style="yellow"))
    yield facts
    yield from reasons_text(explained)
    yield from structural_text(explained)
    for identity in explained.identities:
        yield Text("")
        yield from _identity(identity)
    if explained.alternatives:
        yield Text("")
        yield Text(worded(_alternatives_title(explained)), style="bold")
        for number, alternative in enumerate(explained.alternatives, 1):
            yield from _alternative(number, alternative)


def _alternatives_title(explained: ExplainedFigure) -> str:
    if DisputeReason.SEARCH_LIMIT in explained.dispute_reasons:
        return "Explanations found before the search was given up:"
    return "Explanations that cost the same:"


def _source_line(explained: ExplainedFigure) -> Text:
    """The line as it stands, cells separated by │, the one asked for between markers."""
    text = Text("  ")
    cells = list(explained.source_cells)
    while cells and not cells[-1].strip():
        cells.pop()
    for column, cell in enumerate(cells):
        if column:
            text.append(" │ ", style="dim")
        if column == explained.figure.cell and len(cells) > 1:
            text.append(f"▶{cell}◀", style="bold reverse")
        else:
            text.append(cell)
    return text


def _identity(identity: ExplainedIdentity) -> Iterator[RenderableType]:
    role = worded(identity.role.value)
    yield Text.assemble((f"{role}: ", _ROLE_STYLES[identity.role]), (identity.name, "bold"))
    yield Padding(Text(named("identity", identity.name, identity.reason), style="dim"), (0, 0, 0, 2))
    if identity.evidence is not None:
        found = identity.evidence
        words = "derived from the layout: held {} of {}, by chance {:.2g}"
        yield Padding(Text(worded(words, found.held, found.tried, found.by_chance), style="dim"), (0, 0, 0, 2))
    table = Table.grid(padding=(0, 1))
    for _ in range(2):
        table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row("", *(Text(worded(head), style="dim") for head in ("yen", "printed", "settled")), "")
    for side, terms in (("", identity.left), ("=", identity.right)):
        for position, term in enumerate(terms):
            table.add_row(*_term_cells(side if position == 0 else "", position, term))
    yield Padding(table, (0, 0, 0, 2))
    tolerance = worded(", {:,} allowed for rounding", identity.tolerance) if identity.tolerance else ""
    printed = worded("unreadable") if identity.residual_printed is None else f"{identity.residual_printed:,}"
    settled = worded("unknown") if identity.residual_settled is None else f"{identity.residual_settled:,}"
    residual = worded("left − right: {} as printed, {} settled", printed, settled)
    yield Padding(Text(f"{residual}{tolerance}"), (0, 0, 0, 2))


def _term_cells(side: str, position: int, term: ExplainedTerm) -> Sequence[RenderableType]:
    sign = "−" if term.sign < 0 else "+" if position else ""
    factor = f"{term.weight} × " if term.weight != 1 else ""
    style = "bold" if term.is_asked_for else ""
    changed = "yellow" if term.printed != term.settled else style
    return (
        Text(f"{side} {sign}".strip().rjust(3)),
        Text(f"{factor}{term.label}", style=style),
        Text("?" if term.printed is None else f"{term.printed:,}", style=style),
        Text("?" if term.settled is None else f"{term.settled:,}", style=changed),
        Text(worded("line {} cell {}", term.line, term.cell)),
    )


def _alternative(number: int, alternative: Alternative) -> Iterator[RenderableType]:
    yield Text(f"  {number}.")
    table = Table.grid(padding=(0, 1))
    for figure, settled, kind in alternative.changes:
        table.add_row(
            worded("line {} cell {}", figure.line, figure.cell),
            figure.label,
            figure.segment_name or "",
            f"{figure.printed_text or worded('(empty)')} → {worded('{:,} yen', settled)}",
            named("kind", kind),
        )
    yield Padding(table, (0, 0, 0, 4))
