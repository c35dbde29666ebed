"""A PostgreSQL server for the lakes of all tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Server, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started
