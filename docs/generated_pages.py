"""The documents whose content comes out of a warehouse of the real meeting, and the script that writes them.

Run it after a change of `warehouse/`, or of a query in the cookbook: python -m tests.cookbook.generated_documents
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from pipelines.commands.sql import laid_out
from tests.support.loaded_meetings import load_one_by_one, sixth
from warehouse import schema
from warehouse.dictionary import data_dictionary
from warehouse.querying import lock, results

DOCS = Path(__file__).parent

COOKBOOK = DOCS / "cookbook.md"
DICTIONARY = DOCS / "data_dictionary.md"
_QUESTION = re.compile(
    r"^## (?P<title>.*?)$(?:(?!^## ).)*?^```sql\n(?P<query>.*?)^```\n\n^```text\n(?P<output>.*?)^```$", re.M | re.S
)


class Question(NamedTuple):
    """A question of the cookbook; `span` is where its output stands."""

    title: str
    query: str
    output: str
    span: tuple[int, int]


def questions(text: str) -> list[Question]:
    """The questions of a cookbook."""
    return [
        Question(found["title"], found["query"], found["output"], found.span("output"))
        for found in _QUESTION.finditer(text)
    ]


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """What `tsujitsuma sql` prints for a query."""
    return "\n".join(f"{laid_out(result, list(result.rows))}\n" for result in results(connection, query))


def real_warehouse(folder: Path) -> Path:
    """A warehouse with the sixth meeting alone."""
    return load_one_by_one(folder / "w.duckdb", {"2015-02-26_keiei-shingi-iinkai_06.txt": sixth()})


def dictionary_of_today() -> str:
    """The data dictionary of a new warehouse."""
    with duckdb.connect() as connection:
        schema.create_objects(connection)
        return data_dictionary(connection)


def _pieces(text: str, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    end = 0
    for question in questions(text):
        yield text[end : question.span[0]]
        yield answer(connection, question.query)
        end = question.span[1]
    yield text[end:]


def main() -> None:
    """Write both documents."""
    with TemporaryDirectory() as folder:
        with duckdb.connect(real_warehouse(Path(folder)), read_only=True) as connection:
            lock(connection)
            text = "".join(_pieces(COOKBOOK.read_text(encoding="utf-8"), connection))
        COOKBOOK.write_text(text, encoding="utf-8")
    DICTIONARY.write_text(dictionary_of_today(), encoding="utf-8")
    print(f"wrote {COOKBOOK.name} and {DICTIONARY.name} in {COOKBOOK.parent}")


if __name__ == "__main__":
    main()
