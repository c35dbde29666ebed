"""A plugin of pytest (`-p tests.support.over_a_lake`): what tests take for warehouse files are lakes on PostgreSQL.

One server serves the whole run. In a file's place stands one that holds the lake's address; see `lakes_for_files`.
Staging files stay DuckDB files, and so does what a test makes with DuckDB alone. What cannot be over a lake is named in
`NOT_OVER_A_LAKE`, with the reason, and nowhere else.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.support.lake_site.lakes_for_files import VARIABLE, follow, make_template
from tests.support.postgres import serving

_stack = ExitStack()
_ROOT = Path(__file__).parents[2]
_SITE = Path(__file__).parent / "lake_site"

# Node ids of tests, or how they begin, with what they ask of a file that a lake has not.
NOT_OVER_A_LAKE: dict[str, str] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Start the server, once for all processes that run tests, and let files be lakes in this one."""
    if VARIABLE not in os.environ:
        server = _stack.enter_context(serving())
        folder = Path(mkdtemp(prefix="lakes-"))
        _stack.callback(shutil.rmtree, folder, ignore_errors=True)
        patch = _stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv(VARIABLE, f"{server.port} {folder}")
        # Commands that are started as processes of their own: Python imports `sitecustomize` from there first.
        patch.setenv("PYTHONPATH", os.pathsep.join((str(_SITE), str(_ROOT))))
        make_template()
    follow()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot be over a lake."""
    for item in items:
        reasons = [reason for begin, reason in NOT_OVER_A_LAKE.items() if item.nodeid.startswith(begin)]
        if reasons:
            item.add_marker(pytest.mark.skip(reason=f"not over a lake: {reasons[0]}"))


def pytest_unconfigure() -> None:
    """Stop the server."""
    _stack.close()
