"""Texts that change, and what is wrong in a warehouse, whatever happened to the runs that filled it."""

from __future__ import annotations

import hashlib
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]
MOST_MEETINGS, MOST_BROKEN = 12, 6
# Rows that tell of runs, not of documents.
OF_RUNS = {"warehouse_version", "fact_expectation_result"}
OF_TIMES = {"loaded_at", "accepted_at"}
# Columns that hold keys under other names than the table's own.
KEYS_IN = {
    "parent_section_key": "section_key",
    "identities_before": "identity_check_key",
    "identities_after": "identity_check_key",
}


@dataclass
class Texts:
    """The texts of a folder, which change: at most a dozen meetings, each with its latest text, and broken ones."""

    folder: Path
    dice: random.Random
    versions: dict[int, int] = field(default_factory=dict)
    broken: list[Path] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)  # by content hash, every good text that ever was

    def change(self) -> None:
        """One to three texts are new, revised or broken."""
        for _ in range(self.dice.randint(1, 3)):
            lot = self.dice.random()
            if lot < 0.15 and len(self.broken) < MOST_BROKEN:
                self.add_broken()
            elif lot < 0.55 and len(self.versions) < MOST_MEETINGS:
                self.write_meeting(len(self.versions))
            else:
                self.write_meeting(self.dice.randrange(max(len(self.versions), 1)))

    def write_meeting(self, number: int) -> None:
        """A new text of a meeting."""
        version = self.versions.get(number, -1) + 1
        text = meeting(number, version)
        self._put(f"meeting_{number:02}.txt", text)
        self.versions[number] = version
        self.made[sha256(text)] = text

    def latest(self) -> Iterator[str]:
        """The content hashes of the latest text of each meeting."""
        for number, version in self.versions.items():
            yield sha256(meeting(number, version))

    def add_broken(self) -> None:
        """A text that is to be kept out: one cut off, one whose figures are noise, one that is no text."""
        from tests.support.small_texts import meeting_text, noise_text  # noqa: PLC0415 - from the tests

        number = len(self.broken)
        cut_off = meeting_text(300 + number).partition("一般管理費")[0]
        text = (cut_off, noise_text(200 + number), "\0" * (number + 9))[number % 3]
        self.broken.append(self._put(f"broken_{number:02}.txt", text))

    def _put(self, name: str, text: str) -> Path:
        self.folder.mkdir(exist_ok=True)
        (self.folder / ".on its way").write_text(text, encoding="utf-8")
        return (self.folder / ".on its way").replace(self.folder / name)


def meeting(number: int, version: int) -> str:
    """A text of some meeting, large or small; each version differs."""
    from tests.support.made_up_meetings import make_meeting  # noqa: PLC0415 - from the tests
    from tests.support.small_texts import meeting_text  # noqa: PLC0415 - from the tests

    if number % 3 == 0:
        return make_meeting(number, signs_lost=0.1).replace("会議室", f"第{version + 1}会議室", 1)
    return meeting_text(100 + number, burden=str(600 - version), grants=str(300 + version))


def sha256(text: str) -> str:
    """The hash under which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


class Reference:
    """What the warehouse must hold of a text: rows by table, from a loading in memory that nothing disturbs."""

    def __init__(self) -> None:
        from expectations.rule_book import rule_book  # noqa: PLC0415 - heavy
        from warehouse.store import create_objects  # noqa: PLC0415

        self._rules = rule_book()
        self._connection = duckdb.connect()
        self._counts: dict[str, Counter[str]] = {}
        create_objects(self._connection)

    def counts(self, text: str) -> Counter[str]:
        """By table the rows of a document."""
        from datetime import UTC, datetime  # noqa: PLC0415

        from pipelines.documents.frames import normalise  # noqa: PLC0415
        from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand  # noqa: PLC0415
        from warehouse.store import load, transaction  # noqa: PLC0415

        key = sha256(text)
        if key not in self._counts:
            read = understand(RawDocument("reference.txt", text.encode(), key), self._rules)
            assert isinstance(read, ReadDocument), read  # noqa: S101 - a text of ours
            with transaction(self._connection):
                load(self._connection, normalise([settle_document(read, self._rules, "0")]), datetime.now(UTC))
            self._counts[key] = document_counts(self._connection)[key]
        return self._counts[key]


def document_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables whose rows belong to a document."""
    rows = connection.execute(
        "SELECT table_name FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, table_name)"
        " WHERE column_name = 'document_key' AND table_name <> 'dim_document'"
        " AND database_name = current_database() ORDER BY ALL"
    )
    return [name for (name,) in rows.fetchall()]


def document_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, Counter[str]]:
    """By content hash the rows in each table, for each document that has any or is current."""
    counts: dict[str, Counter[str]] = {
        key: Counter()
        for (key,) in connection.execute("SELECT content_sha256 FROM dim_document WHERE is_current").fetchall()
    }
    for table in document_tables(connection):
        if table.startswith("mart_"):
            continue  # which of a document's amounts stand there depends on the other documents
        query = f"SELECT content_sha256, count(*) FROM {table} JOIN dim_document USING (document_key) GROUP BY 1"  # noqa: S608
        for key, count in connection.execute(query).fetchall():
            counts.setdefault(key, Counter())[table] = count
    return counts


def wrong_in(warehouse: Path, texts: Texts, reference: Reference, seen: set[str]) -> Iterator[str]:
    """What is wrong in a warehouse, whatever moment the last run was killed at. `seen` grows by its documents."""
    if not warehouse.exists():
        if seen:
            yield "the warehouse is gone"
        return
    try:
        connection = duckdb.connect(str(warehouse), read_only=True)
    except duckdb.Error as error:
        yield f"the warehouse does not open: {str(error).splitlines()[0]} ({warehouse.stat().st_size} bytes)"
        return
    with connection:
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if not tables and not seen:
            return
        documents = connection.execute(
            "SELECT content_sha256, meeting_id, is_current FROM dim_document JOIN dim_meeting USING (meeting_key)"
        ).fetchall()
        times = Counter(key for key, *_ in documents)
        yield from (f"{key[:12]} is there {count} times" for key, count in times.items() if count > 1)
        current = Counter(meeting_id for _, meeting_id, is_current in documents if is_current)
        yield from (f"{meeting_id} has {count} current documents" for meeting_id, count in current.items() if count > 1)
        yield from (f"{key[:12]} was there and is no more" for key in seen - set(times))
        seen |= set(times)
        counts = document_counts(connection)
        for key, _, is_current in documents:
            if key not in texts.made:
                yield f"{key[:12]} was never to be published"
            elif is_current and counts[key] != reference.counts(texts.made[key]):
                yield f"{key[:12]} is not whole: {dict(counts[key])}, not {dict(reference.counts(texts.made[key]))}"
            elif not is_current and counts.get(key):
                yield f"{key[:12]} counts no more, yet it has rows: {dict(counts[key])}"
        yield from _keys_twice(connection)


def _keys_twice(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    unique = connection.execute(
        "SELECT table_name, array_to_string(constraint_column_names, ', ') FROM duckdb_constraints()"
        " WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE')"
    ).fetchall()
    for table, columns in unique:
        query = f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {columns} HAVING count(*) > 1)"  # noqa: S608
        row = connection.execute(query).fetchone()
        if row and row[0]:
            yield f"{table} ({columns}): {row[0]} keys are not unique"


class Facts:
    """The rows of a warehouse without surrogate keys and times: a key is replaced by the row that it leads to."""

    def __init__(self, warehouse: Path) -> None:
        self._rows: dict[str, dict[object, dict[str, object]]] = {}
        self._owners: dict[str, str] = {}
        self._known: dict[tuple[str, object], str] = {}
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            documents = set(document_tables(connection))
            tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            for table in set(tables) - OF_RUNS:
                selected = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of ours
                names = [described[0] for described in selected.description or ()]
                own = next((name for name in names[:1] if name.removesuffix("_key") == table.partition("_")[2]), None)
                rows = [dict(zip(names, row, strict=True)) for row in selected.fetchall()]
                self._rows[table] = {row[own] if own else number: row for number, row in enumerate(rows)}
                if own:
                    self._owners[own] = table
        compared = documents | {"dim_document", "dim_meeting", "dim_agenda_item", "bridge_section_segment"}
        self.all = Counter(
            (table, self._natural(table, key))
            for table in compared
            for key, row in self._rows[table].items()
            if row.get("is_current", True) is True
        )

    def _natural(self, table: str, key: object) -> str:
        if (table, key) not in self._known:
            row = self._rows[table][key]
            told = [self._told(table, name, value) for name, value in row.items() if self._is_natural(table, name)]
            self._known[table, key] = "; ".join(told)
        return self._known[table, key]

    def _is_natural(self, table: str, name: str) -> bool:
        return self._owners.get(name) != table and name not in OF_TIMES

    def _told(self, table: str, name: str, value: object) -> str:
        if isinstance(value, list):
            told = [self._told(table, name, one) for one in value]
            # The order of identities is that of their keys.
            return f"[{', '.join(sorted(told) if name in KEYS_IN else told)}]"
        if isinstance(value, dict):
            return ", ".join(self._told(table, within, one) for within, one in value.items())
        owner = self._owners.get(KEYS_IN.get(name, name))
        if owner is None or value is None:
            return f"{name}={value!r}"
        if value not in self._rows[owner]:
            return f"{name} leads nowhere"
        return f"{name}→{hashlib.sha256(self._natural(owner, value).encode()).hexdigest()[:12]}"


def differences(found: Path, expected: Path) -> Iterator[str]:
    """Where the facts of two warehouses differ."""
    ours, theirs = Facts(found).all, Facts(expected).all
    for what, rows in (("too much", ours - theirs), ("missing", theirs - ours)):
        for table, count in sorted(Counter(table for table, _ in rows.elements()).items()):
            example = next(row for name, row in rows if name == table)
            yield f"{table}: {count} rows {what}, such as {example[:300]}"
    if any("leads nowhere" in row for _, row in ours):
        yield "keys that lead nowhere"
