"""The checks of the pages' JavaScript fail where they should: each is given a fault."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TSC = ROOT / "node_modules" / ".bin" / "tsc"

pytestmark = pytest.mark.slow


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name in ("biome.json", "tsconfig.json"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "dashboard" / "static" / "js", tmp_path / "dashboard" / "static" / "js")
    (tmp_path / ".gitignore").touch()
    return tmp_path


def _biome(folder: Path) -> subprocess.CompletedProcess[str]:
    return _run(folder, BIN / "biome", "ci", "--error-on-warnings", "--colors=off")


def _types(folder: Path) -> subprocess.CompletedProcess[str]:
    if not TSC.exists():
        pytest.skip("make lint installs TypeScript")
    return _run(folder, TSC, "--project", folder)


def _run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _plant(folder: Path, text: str) -> None:
    (folder / "dashboard" / "static" / "js" / "planted.js").write_text(text, encoding="utf-8")


def test_a_name_that_nothing_declares_fails_the_linter(pages: Path) -> None:
    assert _biome(pages).returncode == 0
    _plant(pages, "export const total = sum;\n")
    result = _biome(pages)
    assert result.returncode != 0
    assert "planted.js:1:22 lint/correctness/noUndeclaredVariables" in result.stdout + result.stderr


def test_an_argument_that_the_jsdoc_does_not_allow_fails_the_types(pages: Path) -> None:
    assert _types(pages).returncode == 0
    _plant(pages, 'import { thousandYen } from "./units.js";\n\nexport const shown = thousandYen("115,471");\n')
    result = _types(pages)
    assert result.returncode != 0
    assert "planted.js(3,34): error TS2345" in result.stdout


def test_an_element_that_may_be_missing_fails_the_types(pages: Path) -> None:
    _plant(pages, 'document.getElementById("page").replaceChildren();\n')
    result = _types(pages)
    assert result.returncode != 0
    assert "planted.js(1,1): error TS2531" in result.stdout


def test_the_lock_of_the_checks_names_hashes_and_no_host() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert lock.count('"integrity": "sha512-') == lock.count('"version": ') > 0
    assert "://" not in lock
