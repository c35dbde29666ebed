"""What a date in prose holds, once resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePrecision(StrEnum):
    """How exactly a date is named."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


class YearEvidence(StrEnum):
    """How its year is known."""

    PRINTED = "printed"
    CONTEXT = "context"  # by the date before it, or as the one nearest the meeting


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that prose names, from `first_day` to `last_day`; None where no calendar has it or its year is unknown.

    `words` is the clause it stands in; `start` and `end` are characters of the line as printed, from 0.
    """

    line: int
    start: int
    end: int
    printed_text: str
    precision: DatePrecision
    first_day: date | None
    last_day: date | None
    year_evidence: YearEvidence | None
    words: str
