"""The examples of docs/use print what the pages say they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.loaded_meetings import load_one_by_one, sixth

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "docs" / "use"
EXAMPLE = re.compile(r"^```python\n(?P<code>.*?)^```\n\n^```text\n(?P<printed>.*?)^```$", re.M | re.S)
SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("use") / "warehouse"
    folder.mkdir()
    return load_one_by_one(folder / "jlis.duckdb", {SIXTH: sixth()})


@pytest.mark.parametrize("page", sorted(path.name for path in FOLDER.glob("*.md")))
def test_every_python_example_prints_what_stands_below_it(page: str, warehouse: Path) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    examples = [(found["code"], found["printed"]) for found in EXAMPLE.finditer(text)]
    assert len(examples) == text.count("```python\n")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    variables = os.environ | {"PATH": path, "TSUJITSUMA_WAREHOUSE": str(warehouse), "PYTHONUTF8": "1"}
    for code, printed in examples:
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=warehouse.parents[1],
            env=variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert (run.stdout, run.returncode) == (printed, 0), run.stderr
