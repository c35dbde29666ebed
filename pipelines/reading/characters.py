"""Characters: one spelling for the many widths and spaces that text out of a PDF brings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """NFKC without any space: the form in which labels, names and years are compared and stored."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))
