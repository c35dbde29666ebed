"""The programmes of a business plan, policy or report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.narrative.model import Part, PartKind, Programme, Section
from pipelines.reading.characters import compact

_PLANS = frozenset({PartKind.BUSINESS_PLAN, PartKind.BUSINESS_POLICY, PartKind.BUSINESS_REPORT})
_ORDINAL = re.compile(r"\d{1,4}")  # more digits number no programme


def read_programmes(
    parts: Sequence[Part], sections: Sequence[Section], contents: Mapping[str, tuple[int, str | None]]
) -> tuple[Programme, ...]:
    """The numbered sections at the top of plans: one programme for each number and title, in order."""
    plans = {part.number for part in parts if part.kind in _PLANS}
    found: dict[tuple[int, str], list[Section]] = {}
    for section in sections:
        number = compact(section.printed_number or "").removeprefix("第")
        if section.part in plans and section.level == 1 and _ORDINAL.fullmatch(number):
            found.setdefault((int(number), compact(section.title)), []).append(section)
    return tuple(
        Programme(
            number,
            same[0].title,
            contents.get(title, (number, None))[1],
            tuple(section.number for section in same),
        )
        for (number, title), same in sorted(found.items(), key=lambda entry: (entry[0][0], entry[1][0].first_line))
    )
