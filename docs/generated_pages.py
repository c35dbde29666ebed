"""The pages that are made (`make docs`): the cookbook's outputs, the data dictionary, the questions.

The other pages are written by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import duckdb

from docs.questions_page import QUESTIONS, chapters, questions_page
from pipelines.commands.sql import laid_out
from warehouse import schema
from warehouse.cookbook import questions
from warehouse.dictionary import data_dictionary
from warehouse.querying import lock, results

_FOLDER = Path(__file__).parent
COOKBOOK = _FOLDER / "cookbook.md"
DICTIONARY = _FOLDER / "data_dictionary.md"
# The cookbook asks the warehouse of this text alone.
RAW_TEXT = _FOLDER.parent / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """What `tsujitsuma sql` prints for a query."""
    return "\n".join(f"{laid_out(result, list(result.rows))}\n" for result in results(connection, query))


def answered(text: str, connection: duckdb.DuckDBPyConnection) -> str:
    """A cookbook with the outputs that its queries give now."""
    return "".join(_pieces(text, connection))


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


def _ingest(folder: Path) -> Path:
    """A warehouse of the text, made as a person makes it. Raise CalledProcessError where that fails."""
    warehouse = folder / "w.duckdb"
    tsujitsuma = Path(sys.executable).parent / "tsujitsuma"
    command: list[str | Path] = [tsujitsuma, "ingest", RAW_TEXT, "--warehouse", warehouse]
    environment = os.environ | {"TSUJITSUMA_STATE": str(folder / "state")}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own command
    return warehouse


def main() -> None:
    """Write the pages that have changed, and say which."""
    with TemporaryDirectory() as folder, duckdb.connect(_ingest(Path(folder)), read_only=True) as connection:
        lock(connection)
        pages = {
            COOKBOOK: answered(COOKBOOK.read_text(encoding="utf-8"), connection),
            DICTIONARY: dictionary_of_today(),
            QUESTIONS: questions_page(chapters()),
        }
    for page, text in pages.items():
        is_new = not page.exists() or page.read_text(encoding="utf-8") != text
        if is_new:
            page.write_text(text, encoding="utf-8")
        click.echo(f"docs/{page.name}: {'written anew' if is_new else 'is current'}")


if __name__ == "__main__":
    main()
