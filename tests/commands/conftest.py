"""Fixtures of the commands' tests."""

from __future__ import annotations

import pytest

from pipelines.commands.language import choose


@pytest.fixture
def in_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person whose locale is Japanese, and who has chosen nothing else."""
    for name in ("TSUJITSUMA_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    choose(None)
