"""Why the rules do not decide a record, for people and machines."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.commands.reconciled_records import print_answer, to_json
from pipelines.worksheet.answers import Answer, answer
from pipelines.worksheet.rules import read_rules
from pipelines.worksheet.values import read_values


def answered(folder: Path, row: str) -> Answer:
    rules, values = folder / "rules.yaml", folder / "values.csv"
    rules.write_text("names: [total, one, other]\nequations: [total == one + other]\n", encoding="utf-8")
    values.write_text(f"total,one,other\n{row}\n", encoding="utf-8")
    read = read_rules(rules)
    (found,) = answer(read, read_values(values, read))
    return found


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        ("31,10,20", "rivals", "several explanations are equally small"),
        ("123456789,10,20", "no_explanation", "no known kind of slip explains it"),
    ],
)
def test_a_record_that_is_not_settled_says_why(tmp_path: Path, row: str, reason: str, words: str) -> None:
    found = answered(tmp_path, row)
    assert json.loads(to_json([found]))[0]["reasons"] == [reason]
    output = StringIO()
    print_answer(Console(file=output, width=120), found)
    assert f"why: {words} ({reason})" in output.getvalue()


def test_a_record_that_is_settled_has_no_reason(tmp_path: Path) -> None:
    assert json.loads(to_json([answered(tmp_path, "30,10,20")]))[0]["reasons"] == []
