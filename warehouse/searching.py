"""Search over the passages of a warehouse: what holds every word of a query, else what comes nearest to it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.quoting import literal, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = Path(__file__).parent / "searches"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `is_near` where it does not hold every word of the query."""

    file_name: str
    source_line: int
    part_title: str
    section_title: str | None
    passage_kind: str
    text: str
    is_near: bool


def search(
    connection: duckdb.DuckDBPyConnection, words: Sequence[str], limit: int, part_kinds: Sequence[str] = ()
) -> tuple[Hit, ...]:
    """The best passages that hold all words, headings first; where there is none, the nearest (if fts can be loaded).

    Words are compared as `fact_passage.search_text` is written. No word, no hit.
    """
    wanted = [word for word in words if word]
    if not wanted:
        return ()
    _set(connection, words=texts(wanted), kinds=texts(part_kinds), hits=str(limit))
    rows = connection.execute(_script("holding_all_words")).fetchall()
    return tuple(Hit(*row) for row in rows) or _nearest(connection, wanted, limit, part_kinds)


def _set(connection: duckdb.DuckDBPyConnection, **variables: str) -> None:
    """Variables of the scripts. Not parameters: DuckDB imports pandas to bind one, which takes longer than a search."""
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = {value}")


def _nearest(
    connection: duckdb.DuckDBPyConnection, words: Sequence[str], limit: int, part_kinds: Sequence[str]
) -> tuple[Hit, ...]:
    """The passages that come nearest. The index is made in memory: the warehouse stays readable without fts."""
    with duckdb.connect() as index:
        if not load_fts(index):
            return ()
        index.register("passages", connection.execute("FROM passages").to_arrow_table())
        index.execute(_script("index_of_pairs"))
        index.execute(
            "PRAGMA create_fts_index('pairs', 'passage_key', 'letter_pairs', stemmer = 'none', stopwords = 'none',"
            " ignore = '[ ]+', strip_accents = 0)"
        )
        pairs = " ".join(letter_pairs(word) for word in words)
        _set(index, kinds=texts(part_kinds), hits=str(limit), pairs=literal(pairs))
        return tuple(Hit(*row) for row in index.execute(_script("nearest")).fetchall())


def letter_pairs(word: str) -> str:
    """中間サーバー → 中間 間サ サー ーバ バー: words for an index of a language that is written without spaces."""
    return " ".join(word[index : index + 2] for index in range(max(len(word) - 1, 1)))


def load_fts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Load DuckDB's full-text search from the installed package, without a network; False where it is not there."""
    package = importlib.util.find_spec("duckdb_extension_fts")
    if package is None or package.origin is None:
        return False
    extensions = sorted(Path(package.origin).parent.rglob("fts.duckdb_extension"))
    try:
        for extension in extensions[:1]:
            connection.load_extension(str(extension))
    except duckdb.Error:  # for another version of DuckDB
        return False
    return bool(extensions)


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
