"""The reference data as frames that loading takes beside those of a batch."""

from __future__ import annotations

import polars as pl

from warehouse import reference
from warehouse.row_types import Int32, Row, frame_of, row, schema_of


@row
class ReferenceStatementRow(Row):
    """A financial statement."""

    statement_code: str
    statement_name: str
    statement_name_en: str


@row
class ReferenceSegmentRow(Row):
    """A segment, with the fiscal years that have it."""

    segment_name: str
    segment_name_en: str
    is_total: bool
    display_order: Int32
    first_fiscal_year: Int32 | None
    last_fiscal_year: Int32 | None
    successor_name: str | None


@row
class ReferenceAccountRow(Row):
    """An account of the chart, with the fiscal years that have it."""

    statement_code: str
    account_path: str
    account_name: str
    account_name_en: str
    account_role: str
    display_order: Int32
    first_fiscal_year: Int32 | None
    last_fiscal_year: Int32 | None
    successor_path: str | None


def reference_frames() -> dict[str, pl.DataFrame]:
    """The reference data by frame name."""
    return {
        "reference_statement": frame_of(schema_of(ReferenceStatementRow), _statements()),
        "reference_segment": frame_of(schema_of(ReferenceSegmentRow), _segments()),
        "reference_account": frame_of(schema_of(ReferenceAccountRow), _accounts()),
    }


def _statements() -> list[ReferenceStatementRow]:
    return [
        ReferenceStatementRow(
            statement_code=statement.code, statement_name=statement.name, statement_name_en=statement.name_en
        )
        for statement in reference.statements()
    ]


def _segments() -> list[ReferenceSegmentRow]:
    return [
        ReferenceSegmentRow(
            segment_name=segment.name,
            segment_name_en=segment.name_en,
            is_total=segment.name == reference.TOTAL_SEGMENT,
            display_order=order,
            first_fiscal_year=segment.first_fiscal_year,
            last_fiscal_year=segment.last_fiscal_year,
            successor_name=segment.successor_name,
        )
        for order, segment in enumerate(reference.segments(), 1)
    ]


def _accounts() -> list[ReferenceAccountRow]:
    return [
        ReferenceAccountRow(
            statement_code=account.statement_code,
            account_path=account.path,
            account_name=account.name,
            account_name_en=account.name_en,
            account_role=account.role,
            display_order=order,
            first_fiscal_year=account.first_fiscal_year,
            last_fiscal_year=account.last_fiscal_year,
            successor_path=account.successor_path,
        )
        for order, account in enumerate(reference.accounts(), 1)
    ]
