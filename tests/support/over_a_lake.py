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

# What tests ask of a file that a lake has not, by how their node ids begin.
_BYTES = "about the bytes of a DuckDB file, or a place where none can be"
_CODE = "about the code, of which the plugin shows Python the checkout and not a test's copy"
_CURSOR = "a second cursor of the same DuckDB, which a lake's reader never is; tests/lake has its like"
_DECLARED = "about constraints that DuckDB declares, and a lake asks by itself"
_LOCK = "about DuckDB's lock on a file, which a lake's readers and publishers have not"
_MADE = "a lake is made where it is asked whether it can be"
_OTHER = "starts another installation, or hands few variables on: the plugin does not reach what it starts"
_OWN = "has lakes of its own beside files"
_START = "about what a program imports at its start, where the plugin comes first"
_SAID = "a lake refuses it in other words; tests/lake has them"
_TABLES = "lists all tables, DuckLake's own among them"
_COMMAND, _FAULTS, _STORE = (
    f"tests/{file}.py::test_" for file in ("pipeline/test_command", "pipeline/test_faults", "warehouse/test_store")
)
NOT_OVER_A_LAKE: dict[str, str] = {
    "tests/architecture/test_contracts.py": _CODE,
    "tests/commands/test_mcp.py::test_a_query_reads_the_warehouse_alone": _SAID,
    "tests/commands/test_mcp.py::test_it_answers_over_standard_input_and_output": _OTHER,
    "tests/commands/test_start.py": _START,
    "tests/installation/test_wheel.py": _OTHER,
    "tests/lake/": _OWN,
    "tests/pipeline/test_ingestion_job.py::test_a_warehouse_that_is_locked_while_the_run_goes_on": _LOCK,
    "tests/pipeline/test_loading.py::test_a_reader_sees_a_document_whole_or_not_at_all": _CURSOR,
    f"{_COMMAND}a_state_folder_that_cannot_be_made_is_told[/proc/state-ingest]": _MADE,
    f"{_COMMAND}a_state_folder_that_cannot_be_made_is_told[a.txt/state-ingest]": _MADE,
    f"{_COMMAND}a_state_folder_in_which_dagster_cannot_work_is_told": _MADE,
    f"{_COMMAND}a_warehouse_in_use_is_told_with_the_process_that_holds_it": _LOCK,
    f"{_COMMAND}a_warehouse_that_cannot_be_used_is_told_before_anything_is_done[/proc/": _BYTES,
    f"{_COMMAND}help_imports_nothing_heavy": _START,
    f"{_FAULTS}a_full_disk_is_told_in_one_line_and_the_next_run_completes": _BYTES,
    f"{_FAULTS}a_reader_that_": _LOCK,
    f"{_STORE}a_cut_off_warehouse_is_named_with_the_reason": _BYTES,
    f"{_STORE}a_new_file_appears_whole_and_alone": _BYTES,
    f"{_STORE}a_path_that_cannot_be_a_warehouse_is_named_with_the_reason[/proc/": _BYTES,
    f"{_STORE}every_key_of_another_table_is_declared_as_a_foreign_key": _DECLARED,
    f"{_STORE}every_table_view_and_column_has_a_comment": _TABLES,
    f"{_STORE}the_process_that_holds_the_warehouse_is_named": _LOCK,
    "tests/public/test_pages_of_use.py::test_every_python_example_prints_what_stands_below_it[agents.md]": _OTHER,
    "tests/warehouse/test_migrations.py::test_an_older_warehouse_gets_the_tables_and_comments_of_a_new_one": _DECLARED,
    "tests/warehouse/test_storage.py": _BYTES,
}


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
