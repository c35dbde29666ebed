"""The warehouses that are judged. The small ones are validated once each, with one import of Great Expectations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import duckdb
import pytest

from expectations import Outcome, validate
from tests.support.loose_warehouse import loose_warehouse
from tests.support.small_warehouse import FAMILIES, build_faulty, build_sound, by_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def sound_outcomes(tmp_path_factory: pytest.TempPathFactory, store: Path) -> dict[str, Outcome]:
    database = build_sound(tmp_path_factory.mktemp("sound") / "staging.duckdb")
    return by_name(validate(database, FAMILIES, store, "sound-run"))


@pytest.fixture(scope="session")
def faulty_outcomes(
    tmp_path_factory: pytest.TempPathFactory, store: Path, sound_outcomes: dict[str, Outcome]
) -> dict[str, Outcome]:
    """Uses the store in which the sound warehouse's results are already."""
    database = build_faulty(tmp_path_factory.mktemp("faulty") / "staging.duckdb")
    return by_name(validate(database, FAMILIES, store, "faulty-run"))


@pytest.fixture(scope="session")
def sixth_meeting() -> Iterator[duckdb.DuckDBPyConnection]:
    with loose_warehouse() as connection:
        yield connection


@pytest.fixture
def loose(sixth_meeting: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sixth meeting's warehouse, to be spoilt: it is as it was before once the test has ended."""
    sixth_meeting.execute("BEGIN")
    yield sixth_meeting
    sixth_meeting.execute("ROLLBACK")
