"""Names and texts as they stand in SQL, where a statement takes no parameters."""

from __future__ import annotations

from collections.abc import Iterable


def identifier(name: str) -> str:
    """A name of a column, table or view, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, whatever letters it has."""
    return "'" + text.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """A list of texts; one without any has a type too."""
    return f"[{', '.join(map(literal, values))}]::VARCHAR[]"
