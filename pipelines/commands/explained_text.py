"""An explained figure as a person reads it in a terminal, Japanese aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.commands.structural_text import reasons_text, structural_text
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
            figure.statement_code,
            figure.account_path or figure.label,
            figure.segment_name,
            str(figure.period),
            None if figure.measure.value == "amount" else figure.measure.value,
        )
        if part
    )
    is_told = explained.source_place == f"line {figure.line}"
    place = "" if is_told else f" ({explained.source_place})"
    yield Text(f"{file_name}:{figure.line} cell {figure.cell}{place}", style="bold")
    yield Text(where)
    yield Text("")
    yield _source_line(explained)
    yield Text("")
    facts = Table.grid(padding=(0, 2))
    facts.add_row("printed", figure.printed_text or "(empty)")
    if verdict.settled is None:
        facts.add_row("settled", "no value")
    else:
        facts.add_row("settled", f"{verdict.settled:,} yen")
    if verdict.status is Status.DISPUTED and verdict.low is not None and verdict.high is not None:
        implied = f"{verdict.low:,} yen" if verdict.low == verdict.high else f"{verdict.low:,} to {verdict.high:,} yen"
        facts.add_row("implied", implied)
    kind = f" ({explained.kind})" if explained.kind else ""
    words = _MOVED if explained.is_moved else _STATUS_WORDS[verdict.status]
    facts.add_row("status", Text(f"{verdict.status}{kind}: {words}", style=_STATUS_STYLES[verdict.status]))
    if figure.assumption is not None:
        facts.add_row("assumed", Text(figure.assumption, style="yellow"))
    yield facts
    yield from reasons_text(explained)
    yield from structural_text(explained)
    for identity in explained.identities:
        yield Text("")
        yield from _identity(identity)
    if explained.alternatives:
        yield Text("")
        yield Text(_alternatives_title(explained), style="bold")
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
    yield Text.assemble((f"{identity.role.value}: ", _ROLE_STYLES[identity.role]), (identity.name, "bold"))
    yield Padding(Text(identity.reason, style="dim"), (0, 0, 0, 2))
    if identity.evidence is not None:
        told = f"derived from the layout: {identity.evidence}, by chance {identity.evidence.by_chance:.2g}"
        yield Padding(Text(told, style="dim"), (0, 0, 0, 2))
    table = Table.grid(padding=(0, 1))
    for _ in range(2):
        table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row("", Text("yen", style="dim"), Text("printed", style="dim"), Text("settled", style="dim"), "")
    for side, terms in (("", identity.left), ("=", identity.right)):
        for position, term in enumerate(terms):
            table.add_row(*_term_cells(side if position == 0 else "", position, term))
    yield Padding(table, (0, 0, 0, 2))
    tolerance = f", {identity.tolerance:,} allowed for rounding" if identity.tolerance else ""
    printed = "unreadable" if identity.residual_printed is None else f"{identity.residual_printed:,}"
    settled = "unknown" if identity.residual_settled is None else f"{identity.residual_settled:,}"
    yield Padding(Text(f"left − right: {printed} as printed, {settled} settled{tolerance}"), (0, 0, 0, 2))


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
        Text(f"line {term.line} cell {term.cell}"),
    )


def _alternative(number: int, alternative: Alternative) -> Iterator[RenderableType]:
    yield Text(f"  {number}.")
    table = Table.grid(padding=(0, 1))
    for figure, settled, kind in alternative.changes:
        table.add_row(
            f"line {figure.line} cell {figure.cell}",
            figure.label,
            figure.segment_name or "",
            f"{figure.printed_text or '(empty)'} → {settled:,} yen",
            kind,
        )
    yield Padding(table, (0, 0, 0, 4))
