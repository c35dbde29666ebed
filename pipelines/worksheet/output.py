"""Answers for people (a block a record) and for machines (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.worksheet.answers import Answer, Correction, RecordStatus

_STYLES = {
    RecordStatus.VALID: "green",
    RecordStatus.CORRECTED: "yellow",
    RecordStatus.AMBIGUOUS: "bold red",
    RecordStatus.INVALID: "bold red",
}
_WORDS = {
    RecordStatus.VALID: "every rule holds",
    RecordStatus.CORRECTED: "exactly one smallest correction makes every rule hold",
    RecordStatus.AMBIGUOUS: "the rules do not decide",
    RecordStatus.INVALID: "no slip explains why the rules fail",
}


def to_json(answers: Iterable[Answer]) -> str:
    """A JSON array, one object a record; whole numbers as they are."""
    objects = [
        {
            "line": answer.record.line,
            "labels": dict(answer.record.labels),
            "status": answer.status.value,
            "values": answer.values,
            "corrections": [asdict(correction) for correction in answer.corrections],
            "proof": [asdict(equation) for equation in answer.proof],
            "alternatives": [[asdict(correction) for correction in found] for found in answer.alternatives],
        }
        for answer in answers
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def print_answer(console: Console, answer: Answer) -> None:
    """A record's status, its corrections, and the equations that prove them."""
    labels = " ".join(text for text in answer.record.labels.values() if text)
    console.print(
        Text.assemble(
            f"line {answer.record.line}{' ' if labels else ''}{labels}: ",
            (answer.status.value, _STYLES[answer.status]),
            (f"  {_WORDS[answer.status]}", "dim"),
        )
    )
    if answer.corrections:
        console.print(_corrections(answer.corrections))
    for number, alternative in enumerate(answer.alternatives, 1):
        console.print(Padding(Text(f"explanation {number}:"), (0, 0, 0, 2)))
        console.print(_corrections(alternative))
    for equation in answer.proof:
        before = "unknown" if equation.residual_before is None else f"{equation.residual_before:,}"
        after = "unknown" if equation.residual_after is None else f"{equation.residual_after:,}"
        verdict = "holds" if equation.holds else "fails"
        differs = f"left − right was {before}, is {after}: {verdict}"
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
            correction.variable, correction.printed or "(missing)", "→", f"{correction.settled:,}", correction.kind
        )
    return Padding(table, (0, 0, 0, 4))
