"""How a text is written so that it can be searched: in the warehouse as in a query."""

from __future__ import annotations

import re

from pipelines.reading.characters import compact

_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")


def search_text(text: str) -> str:
    """A text as it is searched: one width, lower case, no spaces, no marks of footnotes."""
    return compact(_MARKS.sub("", text)).casefold()
