"""A PostgreSQL server for the lakes of all tests here, and a lake of no documents that others are copies of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import Server, serving
from warehouse.store import create_objects, open_warehouse, transaction


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture(scope="session")
def empty(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It is not changed: making its objects takes as long as loading a text."""
    made = server.new_lake(tmp_path_factory.mktemp("lake"))
    with open_warehouse(made) as connection, transaction(connection):
        create_objects(connection)
    return made
