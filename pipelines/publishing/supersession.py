"""No worse text wins: what a text holds, and whether it would lose what another text of its meeting holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from warehouse.frames import Frames
from warehouse.store import exists, open_warehouse

# A corrected text may have a few figures less than the one before. One that loses more than a tenth is another thing.
_KEPT_SHARE = 0.9
# What has less than half of the accounts of another text is none of the same matter, though title and year are one.
_SHARED_ACCOUNTS = 0.5
# Which figures an identity can prove turns on the amounts: where one is 0, a sign may be lost without a trace.
_PROVEN_SHARE = 0.5
_TRUSTED = ("proven", "repaired")
_HELD_NOW = """
WITH accounted AS (
    SELECT document_key, count(*) AS number_count FROM fact_number WHERE number_role <> 'unexplained' GROUP BY ALL
)
SELECT meeting.meeting_id, document.content_sha256, document.file_name,
    count(DISTINCT figure.statement_key), count(figure.figure_key),
    count(figure.figure_key) FILTER (figure.status <> 'disputed'),
    count(figure.figure_key) FILTER (figure.status IN ('proven', 'repaired')),
    coalesce(any_value(accounted.number_count), 0),
    coalesce(list(DISTINCT account.account_path) FILTER (account.account_path IS NOT NULL), [])
FROM dim_document AS document
JOIN dim_meeting AS meeting USING (meeting_key)
LEFT JOIN fact_figure AS figure USING (document_key)
LEFT JOIN dim_account AS account ON account.account_key = figure.account_key
LEFT JOIN accounted USING (document_key)
WHERE document.is_current AND list_contains($meetings, meeting.meeting_id)
GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a text holds, in numbers: of its figures some are undisputed, and of these some proven or repaired."""

    sha256: str
    file_name: str
    statements: int
    figures: int
    undisputed: int
    trusted: int
    accounted: int
    accounts: frozenset[str] = field(default=frozenset(), kw_only=True)

    def loses(self, other: Holdings) -> bool:
        """Whether less would be known with this text in place of another one."""
        return (
            self.statements < other.statements
            or self.figures < _KEPT_SHARE * other.figures
            or self.undisputed < _KEPT_SHARE * other.undisputed
            or self.accounted < _KEPT_SHARE * other.accounted
            or self.trusted < _PROVEN_SHARE * other.trusted
            or self._shared(other) < _SHARED_ACCOUNTS * len(other.accounts)
        )

    def _shared(self, other: Holdings) -> int:
        return len(self.accounts & other.accounts)

    def reason_beside(self, other: Holdings) -> str:
        """Why it does not take the place of another one."""
        told = (
            ("statements", self.statements, other.statements),
            ("figures", self.figures, other.figures),
            ("undisputed figures", self.undisputed, other.undisputed),
            ("proven or repaired figures", self.trusted, other.trusted),
            ("accounted numbers", self.accounted, other.accounted),
            ("of its accounts", self._shared(other), len(other.accounts)),
        )
        counts = ", ".join(f"{mine:,} {what} against {its:,}" for what, mine, its in told)
        return f"it would take the place of {other.file_name}, a text of the same meeting that holds more: {counts}"


def holdings(frames: Frames) -> dict[str, Holdings]:
    """What the current texts of a batch hold, by meeting."""
    figures = (
        frames.by_name["figure"]
        .group_by("document_id")
        .agg(
            pl.col("statement_code").drop_nulls().n_unique().alias("statements"),
            pl.len().alias("figures"),
            (pl.col("status") != "disputed").sum().alias("undisputed"),
            pl.col("status").is_in(_TRUSTED).sum().alias("trusted"),
            pl.col("account_path").drop_nulls().unique().alias("accounts"),
        )
    )
    numbers = frames.by_name["number"].filter(pl.col("number_role") != "unexplained")
    accounted = numbers.group_by("document_id").agg(pl.len().alias("accounted"))
    whole = (
        frames.by_name["document"]
        .filter("is_current")
        .join(figures, on="document_id", how="left")
        .join(accounted, on="document_id", how="left")
        .with_columns(pl.col("statements", "figures", "undisputed", "trusted", "accounted").fill_null(0))
    )
    columns = ("meeting_id", "document_id", "file_name", "statements", "figures", "undisputed", "trusted", "accounted")
    rows = whole.select(*columns, "accounts").iter_rows()
    return {meeting: Holdings(*held, accounts=frozenset(accounts or ())) for meeting, *held, accounts in rows}


def held_now(warehouse: Path, meetings: Collection[str]) -> dict[str, Holdings]:
    """What the current texts of meetings hold in a warehouse."""
    if not exists(warehouse):
        return {}
    with open_warehouse(warehouse, read_only=True) as connection:
        if not connection.execute("FROM duckdb_tables() WHERE table_name = 'fact_number'").fetchall():
            return {}  # a file without tables: what a kill may leave of its making
        rows = connection.execute(_HELD_NOW, {"meetings": list(meetings)}).fetchall()
    return {meeting: Holdings(*held, accounts=frozenset(accounts)) for meeting, *held, accounts in rows}


def would_lose(frames: Frames, warehouse: Path) -> dict[str, str]:
    """By content hash the texts of a batch that would take the place of one that holds more, and why not.

    Another reading of the same text is no other text.
    """
    new = holdings(frames)
    now = held_now(warehouse, new.keys())
    return {
        mine.sha256: mine.reason_beside(now[meeting])
        for meeting, mine in new.items()
        if meeting in now and now[meeting].sha256 != mine.sha256 and mine.loses(now[meeting])
    }


def outdone_in_batch(documents: Sequence[tuple[str, Frames]]) -> dict[str, str]:
    """Of several texts of a meeting in one batch, in their order, those that would lose what an earlier one holds."""
    held: dict[str, Holdings] = {}
    outdone: dict[str, str] = {}
    for sha256, frames in documents:
        for meeting, mine in holdings(frames).items():
            before = held.get(meeting)
            if before is not None and mine.loses(before):
                outdone[sha256] = mine.reason_beside(before)
            else:
                held[meeting] = mine
    return outdone
