"""Under which version a document was read and settled: the code, the reference data, the rule book, its corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from expectations.rule_book import fingerprint, rule_book
from pipelines.documents.corrections import Correction, reading_version
from pipelines.runtime.paths import CODE_FOLDER, parser_version

# What reads a text, and what settles its figures besides: by content, for a version number is not raised at each edit.
_READING = (
    "pipelines/reading",
    "pipelines/interpreting",
    "pipelines/layout",
    "pipelines/narrative",
    "pipelines/values.py",
    "warehouse/reference",
    "warehouse/reference.py",
    "warehouse/charts.py",
)
_SETTLING = (
    "pipelines/documents",
    "pipelines/identities",
    "pipelines/reconcile",
    "pipelines/structure",
    "warehouse/frames.py",
    "warehouse/frames_file.py",
)
_KINDS = {".py", ".csv", ".yaml"}


def version_of_reading() -> str:
    """What changes where a text may be read otherwise. Of the rule book, reading looks at what ties two statements."""
    return f"{_code(_READING)}{fingerprint(rule_book().across_statements)}"


def version_of_settling(own_corrections: Iterable[Correction]) -> str:
    """What changes where a document that was read may be settled otherwise: with the whole rule book."""
    told = f"{version_of_reading()} {_code(_SETTLING)} {reading_version(parser_version(), own_corrections)}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def version_of_work() -> str:
    """What must be the same in all processes that work for a call: the version, and what the code and its data hold."""
    return f"{parser_version()}/{version_of_settling(())}"


@cache
def _code(places: tuple[str, ...]) -> str:
    files = (file for place in places for file in _files(CODE_FOLDER / place))
    told = hashlib.sha256()
    for file in sorted(files):
        told.update(f"{file.relative_to(CODE_FOLDER)}\n".encode())
        told.update(file.read_bytes())
    return told.hexdigest()[:8]


def _files(place: Path) -> Iterable[Path]:
    return (file for file in place.rglob("*") if file.suffix in _KINDS) if place.is_dir() else (place,)
