"""What a reference to a law holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    """What the text does with the place."""

    CITED = "cited"
    QUOTED = "quoted"  # prints the provision itself: an excerpt (抜粋, 抄)
    AMENDED = "amended"  # a clause of a change of rules acts upon it


class LawEvidence(StrEnum):
    """How it is known which law is meant."""

    NAMED = "named"  # by the name printed here, for which the text has no longer one
    DEFINED = "defined"  # by an abbreviation that the text defines: 以下「番号法」という。
    COMPOSED = "composed"  # 番号法総務省令: the one 総務省令 of the text whose name begins with that law's
    CONTEXT = "context"  # by what stands before it: 同法, the law of a list, an excerpt's, the rule that is changed


class Procedure(StrEnum):
    """What a provision asks a body for, as far as the text says so."""

    HEARING = "hearing"  # 意見聴取, 意見を聴く
    RESOLUTION = "resolution"  # 議決, 決議
    NOTIFICATION = "notification"  # 届出
    APPROVAL = "approval"  # 承認
    AUTHORISATION = "authorisation"  # 認可
    PERMISSION = "permission"  # 許可
    CONSULTATION = "consultation"  # 協議
    REPORT = "report"  # 報告


@dataclass(frozen=True, slots=True)
class Law:
    """Which law: as printed, its name as the text gives it in full, its number where the text prints that."""

    printed: str | None
    name: str
    number: str | None
    evidence: LawEvidence


@dataclass(frozen=True, slots=True)
class LawPlace:
    """A place in a law, in plain numbers ("3の2", "附則2", "別表第1"); `last` ends a range of its finest unit.

    What only relates to a place that the text does not number (前条, 次条) is None.
    """

    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done by or towards which body (経営審議委員会の意見聴取)."""

    procedure: Procedure
    body: str | None


@dataclass(frozen=True, slots=True)
class LawReference:
    """One reference; `law` is None where nothing tells which. `words` is what the text says of it.

    `start` and `end` are characters of the line as printed, from 0.
    """

    line: int
    start: int
    end: int
    printed_text: str
    kind: ReferenceKind
    law: Law | None
    place: LawPlace
    words: str
    asked: Asked | None = None
