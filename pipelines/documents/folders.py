"""Which files the paths of a call stand for, and why each of the others in their folders is not taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_KINDS = (".txt", ".pdf", ".md", ".markdown", ".csv", ".tsv", ".htm", ".html", ".xhtml", ".xlsx", ".xlsm")
NOT_READ_YET = {
    ".xls": "older Excel",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".ods": "OpenDocument",
}
# What this product itself keeps beside the texts.
OWN_FILES = ("arrival.json", "corrections.csv")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a hidden folder, that is not taken, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files that paths stand for, paths that do not exist, and what their folders hold besides."""

    files: tuple[Path, ...]
    missing: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


def look_into(paths: Iterable[Path]) -> Found:
    """Take the files that are named, and of folders, by name, the files of a kind that is read and not hidden."""
    files: list[Path] = []
    missing: list[Path] = []
    left_out: list[LeftOut] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - a path that cannot exist, such as too long a name, is no error here
            for child in sorted(_within(path)):
                reason = why_not_taken(child)
                if child.name in OWN_FILES:
                    continue
                if reason is None:
                    files.append(child)
                else:
                    left_out.append(LeftOut(child, reason))
        elif os.path.lexists(path):
            files.append(path)
        else:
            missing.append(path)
    return Found(tuple(dict.fromkeys(files)), tuple(missing), tuple(dict.fromkeys(left_out)))


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files that paths stand for, and the paths that do not exist."""
    found = look_into(paths)
    return list(found.files), list(found.missing)


def _within(folder: Path) -> Iterator[Path]:
    """Every file in a folder and in the folders in it; a hidden one of these stands for what is in it."""
    for place, folders, names in os.walk(folder):
        hidden = [name for name in folders if name.startswith(".")]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in (*hidden, *names))


def why_not_taken(path: Path) -> str | None:
    """Why a file of a folder is not taken, by its name; None where it is."""
    name, kind = path.name, path.suffix.lower()
    if name.startswith("._"):
        return "what macOS keeps beside a file, not the file itself"
    if name.startswith("~$"):
        return "a temporary file of Office, which a document leaves while it is open"
    if name.startswith("."):
        return "hidden"
    return why_not_read(kind)


def why_not_read(kind: str) -> str | None:
    """Why files whose names end so are not read; None where they are."""
    if kind in _KINDS:
        return None
    if kind in NOT_READ_YET:
        return f"{NOT_READ_YET[kind]} is not read yet; save it as a text or PDF"
    read = "only texts (.txt, .md, .html, .csv), workbooks (.xlsx) and PDFs are read"
    return f"{read}, not {kind}" if kind else read
