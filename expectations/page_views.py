"""Data Docs' own views, their templates compiled once: Great Expectations compiles them for each kind of page."""

from __future__ import annotations

from types import CodeType
from typing import Any

from great_expectations.render.view.view import DefaultJinjaIndexPageView, DefaultJinjaPageView
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class _InMemory(BytecodeCache):
    """Compiled templates of this process."""

    def __init__(self) -> None:
        self._compiled: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of the same text."""
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._compiled[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _InMemory()


class PageView(DefaultJinjaPageView):
    """A page of a suite or of a result."""

    def __init__(self, *directories: Any, **named: Any) -> None:  # noqa: ANN401 - Great Expectations' own
        super().__init__(*directories, **named)
        self.env.bytecode_cache = _COMPILED


class IndexPageView(DefaultJinjaIndexPageView):
    """The page that lists them."""

    def __init__(self, *directories: Any, **named: Any) -> None:  # noqa: ANN401 - Great Expectations' own
        super().__init__(*directories, **named)
        self.env.bytecode_cache = _COMPILED
