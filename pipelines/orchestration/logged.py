"""Runs a module of Dagster's as `python -m` does, but with tracebacks whole in its JSON log.

Dagster's own formatter writes `<traceback object at 0x…>` in their place.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence

import structlog
from dagster._utils import log
from structlog.typing import Processor


def _dagsters() -> Sequence[Processor]:
    processors: Sequence[Processor] = log.get_structlog_shared_processors()  # type: ignore[no-untyped-call]
    return processors


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Dagster's formatter, with tracebacks as text under `exception`."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_dagsters(), structlog.processors.format_exc_info],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )


if __name__ == "__main__":
    log.get_structlog_json_formatter = formatter
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
