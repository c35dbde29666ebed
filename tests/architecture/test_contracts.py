"""The contracts on imports: they hold, and a deliberate breach of each is found by what `make lint` runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("dashboard", "expectations", "pipelines", "tsujitsuma", "warehouse")
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
# Contract, and the modules that breach it: a module's name and what stands in it.
BREACHES = [
    ("packages", {"pipelines.breach": "import tsujitsuma"}),
    ("packages", {"warehouse.breach": "import pipelines.runtime.paths"}),
    ("packages", {"expectations.breach": "from pipelines.reconcile import Status"}),
    ("packages", {"dashboard.breach": "def late():\n    import pipelines.documents.states"}),
    ("packages", {"warehouse.breach": "import dashboard.reading"}),
    ("stages", {"pipelines.reading.breach": "import pipelines.interpreting.model"}),
    ("stages", {"pipelines.documents.breach": "import pipelines.publishing.publication"}),
    ("stages", {"pipelines.narrative.breach": "import pipelines.identities.settling"}),
    ("stages", {"pipelines.runtime.breach": "import pipelines.reconcile"}),
    ("stages", {"pipelines.cellar.__init__": ""}),
    ("dagster", {"pipelines.publishing.breach": "import dagster as dg"}),
    ("dagster", {"pipelines.commands.breach": "def late():\n    from dagster import AssetKey"}),
    ("dagster", {"warehouse.breach": "import dagster"}),
    ("pure", {"pipelines.reading.breach": "from pathlib import Path"}),
    ("pure", {"pipelines.narrative.breach": "import duckdb"}),
    ("pure", {"pipelines.reconcile.breach": "import os"}),
    ("pure", {"pipelines.interpreting.breach": "import warehouse.store"}),
    ("engine", {"pipelines.reconcile.breach": "import expectations.rule_book"}),
    ("cycles", {"pipelines.reading.breach": "from . import other", "pipelines.reading.other": "from . import breach"}),
    (
        "cycles",
        {"warehouse.exporting.breach": "import warehouse.breach", "warehouse.breach": "import warehouse.exporting"},
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    for name in PACKAGES:
        for file in (REPOSITORY / name).rglob("*.py"):
            there = folder / file.relative_to(REPOSITORY)
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, there)
    return folder


@contextmanager
def written(folder: Path, modules: dict[str, str]) -> Iterator[None]:
    """The modules stand in the folder for a while."""
    files = {folder.joinpath(*name.split(".")).with_suffix(".py"): code for name, code in modules.items()}
    for file, code in files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(code + "\n", encoding="utf-8")
    yield
    for file in files:
        file.unlink()
        if not any(file.parent.iterdir()):
            file.parent.rmdir()


def broken(folder: Path) -> tuple[int, list[str]]:
    """What the command ends with, and the contracts that it finds broken."""
    done = subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--cache-dir", ".cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line.partition(" BROKEN")[0] for line in done.stdout.splitlines() if " BROKEN" in line]
    kept = [name for name in CONTRACTS.values() if f"{name} KEPT" in done.stdout]
    assert sorted([*lines, *kept]) == sorted(CONTRACTS.values()), done.stdout + done.stderr
    return done.returncode, lines


def test_all_contracts_hold(copy: Path) -> None:
    assert broken(copy) == (0, [])


@pytest.mark.parametrize(("contract", "modules"), BREACHES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_breach_is_found(copy: Path, contract: str, modules: dict[str, str]) -> None:
    with written(copy, modules):
        code, found = broken(copy)
    assert (code, CONTRACTS[contract] in found) == (1, True)


def test_there_is_a_breach_of_each_contract() -> None:
    assert {contract for contract, _ in BREACHES} == CONTRACTS.keys()
