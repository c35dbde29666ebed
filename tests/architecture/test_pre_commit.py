"""Before a commit runs what CI runs beside the tests, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).parents[2]


def test_the_hooks_are_the_checks_that_make_test_runs_beside_the_tests() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^test: .*\n\t@\$\(MAKE\) --no-print-directory -j 3 (.*) all-tests$", makefile, re.MULTILINE)
    assert found
    configuration = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in configuration["repos"] for hook in repository["hooks"]]
    assert [hook["entry"] for hook in hooks] == [f"make --silent {target}" for target in found[1].split()]
    assert {hook["language"] for hook in hooks} == {"system"}
