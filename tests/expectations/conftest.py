"""What the gate says of the small warehouses: each is validated once, with one import of Great Expectations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from expectations import Outcome, validate
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
