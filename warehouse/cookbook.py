"""The cookbook's questions: what people put to the materials, each with the query that answers it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_suffix(".md")
_QUESTION = re.compile(
    r"^## (?P<title>.*?)$(?:(?!^## ).)*?^```sql\n(?P<query>.*?)^```\n\n^```text\n(?P<output>.*?)^```$", re.M | re.S
)


class Question(NamedTuple):
    """A question of the cookbook; `span` is where its output stands."""

    title: str
    query: str
    output: str
    span: tuple[int, int]


def questions(text: str | None = None) -> list[Question]:
    """The questions of a cookbook; of this one where no text is given."""
    return [
        Question(found["title"], found["query"], found["output"], found.span("output"))
        for found in _QUESTION.finditer(FILE.read_text(encoding="utf-8") if text is None else text)
    ]
