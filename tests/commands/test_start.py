"""What a command imports before it answers: the libraries that take longest only where it needs them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.documents.frames import normalise
from pipelines.documents.processing import ReadDocument, read_files, settle_document, understand
from pipelines.runtime.paths import CODE_FOLDER, RAW_FOLDER
from warehouse.store import create_objects, load, open_warehouse, transaction

pytestmark = pytest.mark.slow

TEXT = next(RAW_FOLDER.glob("*_06.txt"))
LIBRARIES = ("dagster", "great_expectations", "numpy", "ortools", "pandas", "polars", "pyarrow", "duckdb")
ASKED = (*LIBRARIES, "pipelines.reading.source")
SCRIPT = f"""
import sys
from pipelines.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(code, *(name for name in {ASKED!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("start") / "w.duckdb"
    (raw,) = read_files([TEXT], {}, "1")
    document = understand(raw, rule_book())  # type: ignore[arg-type]
    assert isinstance(document, ReadDocument)
    with open_warehouse(file) as connection, transaction(connection):
        create_objects(connection)
        load(
            connection,
            normalise([settle_document(document, rule_book(), "1")]),
            datetime(2026, 1, 1, tzinfo=UTC),
        )
    return file


def imported(*command: str) -> list[str]:
    """The exit code of a command in a process of its own, and which of the libraries it has imported."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *command], cwd=CODE_FOLDER, capture_output=True, text=True, check=True
    )
    return run.stderr.splitlines()[-1].split()


def test_help_imports_nothing_heavy() -> None:
    assert imported("--help") == ["0"]


@pytest.mark.parametrize(
    "command", [("sql", "FROM dim_document"), ("sql", "FROM dim_document", "--json"), ("status",), ("search", "カード")]
)
def test_a_question_to_the_warehouse_imports_duckdb_alone(
    command: tuple[str, ...], warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUJITSUMA_STATE", str(tmp_path))
    assert imported(*command, "--warehouse", str(warehouse)) == ["0", "duckdb"]


def test_an_explanation_reads_the_text_without_a_warehouse() -> None:
    assert imported("explain", str(TEXT), "796", "1") == ["0", "pipelines.reading.source"]
