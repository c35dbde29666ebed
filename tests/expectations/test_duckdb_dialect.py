"""The cure that lets Great Expectations work on DuckDB is still needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from expectations import AuditError, validate
from tests.support.small_warehouse import FAMILIES, build_sound

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_without_the_cure_expectations_cannot_be_evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails once Great Expectations needs it no more: then delete `keep_connections`."""
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine_module

    from expectations import checkpoint
    from expectations.duckdb_dialect import DUCKDB

    persisted = [dialect for dialect in engine_module._PERSISTED_CONNECTION_DIALECTS if id(dialect) != id(DUCKDB)]
    monkeypatch.setattr(engine_module, "_PERSISTED_CONNECTION_DIALECTS", tuple(persisted))
    monkeypatch.setattr(checkpoint, "keep_connections", lambda: None)
    database = build_sound(tmp_path / "staging.duckdb")
    with pytest.raises(AuditError, match="list index out of range"):
        validate(database, FAMILIES, tmp_path / "store", "run")
    duckdb.connect(database).close()
