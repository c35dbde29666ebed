"""What a site was built from, so that only what is new or changed is built again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from dashboard.agencies import Shown
from dashboard.overview import Summarised
from dashboard.parts import Part
from dashboard.reading import QUERIES, Dimensions, Row
from dashboard.trust import Heat, Json
from expectations.rule_book import RULES_FILE

NAME = "data/manifest.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting as it was built: from what, and what the overview says of it."""

    fingerprint: str
    summarised: Summarised


@dataclass(slots=True)
class Manifest:
    """The last build: meetings by their ids, agencies, what was gathered across them, parts, and its other files.

    Files that are known by their names or those of parts are not told again.
    """

    meetings: dict[str, Kept] = field(default_factory=dict)
    across_fingerprint: str = ""
    across: Json = field(default_factory=dict)
    agencies: dict[str, Shown] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def as_json(self) -> Json:
        """As it is stored."""
        return {
            "meetings": {
                id: [kept.fingerprint, kept.summarised.row, [[*place, *cell] for place, cell in _sorted(kept)]]
                for id, kept in sorted(self.meetings.items())
            },
            "across_fingerprint": self.across_fingerprint,
            "across": self.across,
            "agencies": {slug: asdict(shown) for slug, shown in sorted(self.agencies.items())},
            "parts": {name: [one.fingerprint, one.files, one.said] for name, one in sorted(self.parts.items())},
            "files": sorted(self.files),
        }


def _sorted(kept: Kept) -> list[tuple[tuple[str, str | None], tuple[int, int, int]]]:
    return sorted(kept.summarised.heat.items(), key=lambda item: (item[0][0], item[0][1] or ""))


def read_manifest(folder: Path) -> Manifest:
    """That of the last build that came to its end; an empty one where there is none or it cannot be read."""
    try:
        stored = json.loads((folder / NAME).read_bytes())
        return Manifest(
            {
                id: Kept(fingerprint, Summarised(row, _heat(heat)))
                for id, (fingerprint, row, heat) in stored["meetings"].items()
            },
            stored["across_fingerprint"],
            stored["across"],
            {slug: Shown(**shown) for slug, shown in stored["agencies"].items()},
            {name: Part(made_from, tuple(files), said) for name, (made_from, files, said) in stored["parts"].items()},
            set(stored["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def _heat(cells: list[tuple[str, str | None, int, int, int]]) -> Heat:
    return {(family, segment): (checked, printed, held) for family, segment, checked, printed, held in cells}


def program_fingerprint(dimensions: Dimensions) -> str:
    """Of the program that builds, and of the reference data under whose names it shows accounts and segments."""
    own = Path(__file__).parent
    files = [*sorted(own.glob("*.py")), *sorted(QUERIES.glob("*.sql")), *sorted(own.glob("*.csv")), RULES_FILE]
    return fingerprint([*(file.read_text(encoding="utf-8") for file in files), repr(dimensions.reference)])


def meeting_fingerprint(meeting: Row, program: str) -> str:
    """Of one document, as it was last loaded."""
    names = ("document_key", "content_sha256", "loaded_us", "parser_version", "file_name", "meeting_id")
    return fingerprint([program, *(repr(meeting[name]) for name in names)])


def fingerprint(parts: Iterable[str] | Sequence[str]) -> str:
    """Of texts in their order."""
    digest = sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:32]
