"""Answers for people (a block a record) and for machines (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.commands.language import told
from pipelines.commands.wording import named, worded
from pipelines.reconcile.words import REASONS
from pipelines.worksheet.answers import Answer, Correction, ProvingEquation, RecordStatus

_STYLES = {
    RecordStatus.VALID: "green",
    RecordStatus.CORRECTED: "yellow",
    RecordStatus.AMBIGUOUS: "bold red",
    RecordStatus.INVALID: "bold red",
    RecordStatus.REFUSED: "bold red",
}
_MOST_PLACES, _SHOWN_PLACES = 20, 6
_WORDS = {
    RecordStatus.VALID: "every rule holds",
    RecordStatus.CORRECTED: "exactly one smallest correction makes every rule hold",
    RecordStatus.AMBIGUOUS: "the rules do not decide",
    RecordStatus.INVALID: "no slip explains why the rules fail",
}


def to_json(answers: Iterable[Answer]) -> str:
    """A JSON array, one object a record; numbers are exact, and texts where JSON's would not be."""
    objects = [
        {
            "line": answer.record.line,
            "labels": dict(answer.record.labels),
            "status": answer.status.value,
            "values": {name: _json_number(value) for name, value in answer.values.items()},
            "corrections": [_json_object(correction) for correction in answer.corrections],
            "proof": [_json_object(equation) for equation in answer.proof],
            "problem": answer.record.problem,
            "reasons": [reason.value for reason in answer.reasons],
            "alternatives": [[_json_object(correction) for correction in found] for found in answer.alternatives],
        }
        for answer in answers
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _json_object(part: Correction | ProvingEquation) -> dict[str, object]:
    return {name: _json_number(value) if isinstance(value, Fraction) else value for name, value in asdict(part).items()}


def _json_number(value: Fraction | None) -> int | float | str | None:
    """A whole number, or a decimal one where that is exact; otherwise its text."""
    if value is None or value.denominator == 1:
        return None if value is None else int(value)
    return float(value) if Fraction(repr(float(value))) == value else _text(value).replace(",", "")


def _text(value: Fraction | None) -> str:
    """A number as people write it; of one without end six decimals."""
    if value is None:
        return worded("unknown")
    if value.denominator == 1:
        return f"{int(value):,}"
    places = next((n for n in range(1, _MOST_PLACES) if (value * 10**n).denominator == 1), _SHOWN_PLACES)
    whole, rest = divmod(round(abs(value) * 10**places), 10**places)
    return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}d}"


def print_answer(console: Console, answer: Answer) -> None:
    """A record's status, its corrections, and the equations that prove them."""
    labels = " ".join(text for text in answer.record.labels.values() if text)
    console.print(
        Text.assemble(
            f"{worded('line {}', answer.record.line)}{' ' if labels else ''}{labels}: ",
            (worded(answer.status.value), _STYLES[answer.status]),
            (f"  {told(answer.record.problem) if answer.record.problem else worded(_WORDS[answer.status])}", "dim"),
        )
    )
    if answer.corrections:
        console.print(_corrections(answer.corrections))
    for reason in answer.reasons:
        why = worded("why: {} ({})", worded(REASONS[reason]), reason.value)
        console.print(Padding(Text(why, style="dim"), (0, 0, 0, 2)))
    for number, alternative in enumerate(answer.alternatives, 1):
        console.print(Padding(Text(worded("explanation {}:", number)), (0, 0, 0, 2)))
        console.print(_corrections(alternative))
    for equation in answer.proof:
        verdict = worded("holds" if equation.holds else "fails")
        before, after = _text(equation.residual_before), _text(equation.residual_after)
        differs = worded("left − right was {}, is {}: {}", before, after, verdict)
        console.print(Padding(Text.assemble(equation.equation, ("   " + differs, "dim")), (0, 0, 0, 4)))


def _corrections(corrections: Sequence[Correction]) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for correction in corrections:
        table.add_row(
            correction.variable,
            correction.printed or worded("(missing)"),
            "→",
            _text(correction.settled),
            named("kind", correction.kind),
        )
    return Padding(table, (0, 0, 0, 4))
