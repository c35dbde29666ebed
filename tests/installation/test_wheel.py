"""The wheel: it is whole, and what it installs works in an empty folder.

What it depends on is not fetched anew (1.5 GB): beside the wheel the new environment has links to what its metadata
ask for, and no more of the environment of the tests. So an undeclared dependency is missed; whether an index still has
those that are declared is not shown here.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, distributions, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
TEXT = REPOSITORY / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
PACKAGES = ("dashboard", "expectations", "pipelines", "tsujitsuma", "warehouse")
VERSION = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
UV = Path(sys.executable).parent / "uv"
# Made by whoever works in the clone.
_NOT_OURS = shutil.ignore_patterns("__pycache__", "*.duckdb", "*.duckdb.wal", "node_modules")


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel, and an empty folder in which it is called."""

    environment: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        variables = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TSUJITSUMA", "DAGSTER", "PYTHON"))
        }
        return subprocess.run(
            [self.environment / "bin" / "tsujitsuma", *arguments],
            cwd=self.folder,
            env=variables | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    for name in PACKAGES:
        shutil.copytree(REPOSITORY / name, source / name, symlinks=True, ignore=_NOT_OURS)
    (source / "docs").mkdir()  # the warehouse's link leads into it
    for name in ("pyproject.toml", "README.md", "LICENSE", "dagster.yaml", "docs/cookbook.md"):
        shutil.copy(REPOSITORY / name, source / name)
    # Nothing of git-ignored builds gets in, and nothing is asked of a package index.
    call(UV, "build", "--wheel", "--offline", "--no-build-isolation", "--python", sys.executable, source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("installed")
    environment, folder = place / "environment", place / "empty"
    folder.mkdir()
    call(UV, "venv", "--offline", "--python", sys.executable, environment)
    call(UV, "pip", "install", "--offline", "--no-deps", "--python", environment / "bin" / "python", wheel)
    (packages,) = environment.glob("lib/python*/site-packages")
    (ours,) = distributions(path=[str(packages)])
    for name in needed(ours, frozenset(), frozenset({"tsujitsuma"})) - {"tsujitsuma"}:
        link_into(packages, name)
    return Installed(environment, folder)


def call(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def needed(wanting: Distribution, extras: frozenset[str], seen: frozenset[str]) -> frozenset[str]:
    """The names in `seen`, and those of all that a distribution requires, over and over."""
    for written in wanting.requires or ():
        required = Requirement(written)
        is_due = required.marker is None or any(required.marker.evaluate({"extra": e}) for e in extras or {""})
        if is_due and (required.extras or required.name not in seen):
            seen = needed(distribution(required.name), frozenset(required.extras), seen | {required.name})
    return seen


def beside(folder: Path, *wanted: str) -> Path:
    """A folder with distributions and what they require, as `uv tool install --with` puts them beside the wheel."""
    folder.mkdir()
    for name in frozenset().union(*(needed(distribution(one), frozenset(), frozenset({one})) for one in wanted)):
        link_into(folder, name)
    return folder


def link_into(packages: Path, name: str) -> None:
    there = distribution(name)
    for top in {file.parts[0] for file in there.files or ()} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(there.locate_file(top))))


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


def test_the_wheel_holds_every_file_of_the_packages_and_no_other(wheel: Path) -> None:
    expected = {
        file.relative_to(wheel.parents[1]).as_posix()
        for package in PACKAGES
        for file in (wheel.parents[1] / package).rglob("*")
        if file.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert len([name for name in held if name.startswith("pipelines/") and name.count("/") > 1]) > 100


def test_the_configuration_of_dagster_is_that_of_the_repository(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packaged = archive.read("pipelines/orchestration/dagster.yaml")
    assert packaged == (REPOSITORY / "dagster.yaml").read_bytes()


def test_a_text_is_ingested_asked_and_shown_in_an_empty_folder(installed: Installed) -> None:
    program = names(installed.environment)
    text = shutil.copy(TEXT, installed.folder.parent)

    ingested = installed.run("ingest", str(text))
    assert ingested.returncode == 0, ingested.stderr
    assert "898: 853 proven, 23 repaired, 22 unchecked, 0 disputed" in ingested.stdout
    assert "Warehouse: tsujitsuma.duckdb" in ingested.stdout
    assert sorted(file.name for file in installed.folder.iterdir()) == [".tsujitsuma", "tsujitsuma.duckdb"]

    asked = installed.run(
        "sql",
        "--csv",
        "SELECT segment_name, amount_yen, status FROM amounts WHERE account_name = '営業利益' AND fiscal_year = 2015"
        " AND budget_version = 'initial' AND segment_name = '一般事業'",
    )
    assert list(csv.reader(io.StringIO(asked.stdout)))[1:] == [["一般事業", "-115471000", "repaired"]]

    shown = installed.run("dashboard", "--build-only", "--out", "pages")
    assert (shown.returncode, shown.stdout.startswith("1 meeting")) == (0, True), shown.stderr
    assert {"index.html", "meeting.html", "static/vendor/echarts.min.js"} <= set(names(installed.folder / "pages"))

    assert "leaf_amounts" in (installed.folder / "pages" / "data" / "sql.json").read_text(encoding="utf-8")

    # What an analyst does after `uv tool install --with marimo --with altair`: the package, and the notebook over it.
    code = (
        "import runpy, sys, tsujitsuma\n"
        "found = tsujitsuma.amounts('income_statement', 'General operations', 2015, warehouse='tsujitsuma.duckdb')\n"
        "print(found.filter(found['account_name'] == '営業利益')['amount_yen'].to_list())\n"
        "_, names = runpy.run_path(sys.argv[1])['app'].run()\n"
        "print(names['proof']['amount_yen'], names['result_chart'].to_dict()['mark']['type'])\n"
    )
    added = beside(installed.folder.parent / "beside", "marimo", "altair")
    imported = subprocess.run(
        [installed.environment / "bin" / "python", "-c", code, REPOSITORY / "docs" / "use" / "notebook.py"],
        cwd=installed.folder,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(added)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (imported.stdout, imported.returncode) == ("[-115471000]\n-18128000 bar\n", 0), imported.stderr

    listed = installed.run("status")
    assert listed.stdout.startswith("published 1\n")
    assert names(installed.environment) == program


def test_what_an_extra_is_needed_for_says_which(installed: Installed) -> None:
    asked = installed.run("mcp")
    assert (asked.returncode, asked.stdout) == (2, "")
    assert 'pip install "tsujitsuma[mcp]"' in asked.stderr


def test_the_engine_works_without_a_warehouse(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("names: [a, b, c]\nequations: [c == a + b]\n", encoding="utf-8")
    (tmp_path / "values.csv").write_text("a,b,c\n100,20,120\n", encoding="utf-8")
    reconciled = Installed(installed.environment, tmp_path).run("reconcile", "rules.yaml", "values.csv")
    assert (reconciled.returncode, "valid" in reconciled.stdout) == (0, True), reconciled.stderr
    assert names(tmp_path) == ["rules.yaml", "values.csv"]


def test_help_and_version_are_those_of_an_installed_program(installed: Installed) -> None:
    assert installed.run("--version").stdout.strip().endswith(VERSION)
    told = installed.run("--help").stdout
    assert "in the current folder where nothing else is named" in told
    assert "tsujitsuma.duckdb" in told
    assert "warehouse/jlis.duckdb" not in told + installed.run("ingest", "--help").stdout


def test_settings_of_the_current_folder_and_of_the_environment_count(installed: Installed, tmp_path: Path) -> None:
    """Shown by an error in them: whoever reads the file names it."""
    (tmp_path / "tsujitsuma.yaml").write_text("sweep: never\n", encoding="utf-8")
    served = Installed(installed.environment, tmp_path).run("serve")
    assert (served.returncode, f"{tmp_path.resolve()}/tsujitsuma.yaml: sweep" in served.stderr) == (2, True)


def other_owners(name: str) -> set[str]:
    return set(packages_distributions().get(name, [])) - {"tsujitsuma"}


@pytest.mark.parametrize("name", PACKAGES)
def test_no_package_of_the_lock_has_the_name_of_one_of_ours(name: str) -> None:
    assert other_owners(name) == set()


def test_a_package_with_such_a_name_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rival-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: rival\nVersion: 1\n", encoding="utf-8")
    (folder / "RECORD").write_text("warehouse/__init__.py,,\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert other_owners("warehouse") == {"rival"}


def released_versions(lines: Iterable[str]) -> list[str]:
    return [line.split("[")[1].split("]")[0] for line in lines if line.startswith("## [")]


def test_the_newest_release_of_the_changelog_is_the_version() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert released_versions(changelog)[:2] == ["Unreleased", VERSION]
