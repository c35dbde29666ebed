"""How tests are collected and which examples Hypothesis tries; no fixture stands here."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from pipelines.runtime.workers import look_for_cycles_seldom

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_ALL_SLOW = "\npytestmark = pytest.mark.slow\n"

# The same examples each time, on each machine; new ones with HYPOTHESIS_PROFILE=random. Machines differ: no deadlines.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread where `-m "not slow"` would deselect all of it: its imports take longer than quick tests."""
    if config.option.markexpr != "not slow" or not collection_path.name.startswith("test_"):
        return None
    return True if _ALL_SLOW in collection_path.read_text(encoding="utf-8") else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep what is imported from the garbage collector: it lives as long as the tests do. What comes is much, too."""
    gc.disable()
    try:
        return (yield)
    finally:
        look_for_cycles_seldom()
        gc.enable()
