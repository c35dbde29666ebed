"""The page of questions: what is asked of the sixth meeting, the answer as its text shows it, the query that gives it.

The answers were read from the text and stand in `tests/questions/`; the tests run every query and compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import yaml

_FOLDER = Path(__file__).parent
QUESTIONS = _FOLDER / "questions.md"
DATA = _FOLDER.parent / "tests" / "questions"
_INTRODUCTION = """# Questions and answers

What one may ask of the sixth meeting's materials, by part of the text: {count} questions. The answers are the text's:
most were read from it before there was a query, the others compared with it; each names the lines that show it. The
tests run every query and compare. Amounts are whole yen, but thousand yen in `balance_sheet`, `income_statement` and
`cash_plan`, which read as the printed statements do. `make docs` writes this page from `tests/questions/`.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the rows that answer it, the query, and the lines of the text that show it."""

    question: str
    sql: str
    answer: Sequence[Sequence[Any]]
    where: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The questions about one part of the text."""

    title: str
    questions: tuple[Asked, ...]


def chapters(folder: Path = DATA) -> tuple[Chapter, ...]:
    """All questions, in the order of the files."""
    return tuple(_chapter(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.yaml")))


def answered(connection: duckdb.DuckDBPyConnection, sql: str) -> list[list[object]]:
    """What a query gives, in the types that the data files have: whole numbers, words, true and false, lists."""
    return [[_plain(value) for value in row] for row in connection.execute(sql).fetchall()]


def questions_page(asked: Sequence[Chapter]) -> str:
    """The page as Markdown."""
    count = sum(len(chapter.questions) for chapter in asked)
    return "\n".join([_INTRODUCTION.format(count=count), *(piece for chapter in asked for piece in _rendered(chapter))])


def _chapter(data: dict[str, Any]) -> Chapter:
    return Chapter(
        data["title"], tuple(Asked(**{**entry, "where": str(entry["where"])}) for entry in data["questions"])
    )


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else str(value)
        case date() | time():
            return str(value)
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _rendered(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.title}\n"
    for asked in chapter.questions:
        yield f"**{_text(asked.question)}**\n"
        yield _answer(asked.answer)
        yield f"\n<details><summary>lines {_text(asked.where)} · SQL</summary>\n"
        yield f"```sql\n{asked.sql.strip()};\n```\n\n</details>\n"


def _answer(rows: Sequence[Sequence[Any]]) -> str:
    """One value or row in a line; several as a list."""
    lines = [" · ".join(map(_value, row)) for row in rows]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def _value(value: object) -> str:
    match value:
        case None:
            return "*not stated*"
        case bool():
            return "yes" if value else "no"
        case int() if abs(value) >= 10_000:
            return f"{value:,}".replace("-", "−")
        case int():
            return str(value).replace("-", "−")
        case list():
            return ", ".join(map(_value, value))
        case _:
            return _text(str(value)).removeprefix("- ")


def _text(text: str) -> str:
    return "".join(f"\\{mark}" if mark in "\\`*_<>|[]" else mark for mark in text)
