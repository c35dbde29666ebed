"""The Great Expectations context: results, suites and pages are files under the store, the rest is in memory.

A data source kept on file would name a staging file that is gone at the next run.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import great_expectations as gx
from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig

if TYPE_CHECKING:
    from pathlib import Path

    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

DATA_DOCS_SITE = "data_docs"
# Two for each run. The index reads every result that it lists; the pages of older ones stay.
LISTED_RESULTS = 60


def open_context(store: Path) -> EphemeralDataContext:
    """Open the context whose files are under `store`."""
    # Great Expectations reports its progress as warnings; what goes wrong reaches the caller as an exception.
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    root = store.resolve()
    config = DataContextConfig(
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
        expectations_store_name="suites",
        validation_results_store_name="results",
        checkpoint_store_name="checkpoints",
        stores={
            "suites": _on_file("ExpectationsStore", root / "gx" / "suites"),
            "results": _on_file("ValidationResultsStore", root / "gx" / "results"),
            "checkpoints": _in_memory("CheckpointStore"),
            "validation_definition_store": _in_memory("ValidationDefinitionStore"),
        },
        data_docs_sites={
            DATA_DOCS_SITE: {
                "class_name": "SiteBuilder",
                "show_how_to_buttons": False,
                "store_backend": {
                    "class_name": "TupleFilesystemStoreBackend",
                    "base_directory": str(root / "data_docs"),
                },
                "site_section_builders": {
                    "expectations": {"view": _view("PageView")},
                    "validations": {"view": _view("PageView")},
                    "profiling": "None",
                },
                "site_index_builder": {
                    "class_name": "DefaultSiteIndexBuilder",
                    "validation_results_limit": LISTED_RESULTS,
                    "view": _view("IndexPageView"),
                },
            }
        },
    )
    return gx.get_context(project_config=config, mode="ephemeral")


def _on_file(class_name: str, folder: Path) -> dict[str, Any]:
    return {
        "class_name": class_name,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
    }


def _view(class_name: str) -> dict[str, str]:
    return {"module_name": "expectations.page_views", "class_name": class_name}


def _in_memory(class_name: str) -> dict[str, Any]:
    return {"class_name": class_name, "store_backend": {"class_name": "InMemoryStoreBackend"}}
