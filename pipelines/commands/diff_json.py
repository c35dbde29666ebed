"""A comparison as a JSON document for machines: amounts in yen, every row with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.commands.diff_table import shown_of

if TYPE_CHECKING:
    from warehouse.comparing.comparison import Compared, Comparison, Filter
    from warehouse.comparing.differences import Difference, Stated
    from warehouse.comparing.selecting import Side
    from warehouse.comparing.summing import Sum

Json = dict[str, object]


def as_document(comparison: Comparison, wanted: Filter, *, show_all: bool) -> Json:
    """The whole comparison."""
    selection = comparison.selection
    return {
        "before": _side(selection.before),
        "after": _side(selection.after),
        "comparisons": [_compared(one, wanted, show_all=show_all) for one in comparison.compared],
        "not_compared": {
            "before": [str(edition) for edition in selection.unpaired(selection.before)],
            "after": [str(edition) for edition in selection.unpaired(selection.after)],
        },
    }


def _side(side: Side) -> Json:
    meeting = side.meeting
    return {
        "meeting_id": meeting.meeting_id if meeting else None,
        "meeting_date": meeting.day if meeting else None,
        "agency": side.agency,
        "versions": [str(edition) for edition in side.editions],
    }


def _compared(compared: Compared, wanted: Filter, *, show_all: bool) -> Json:
    return {
        "before_version": str(compared.before),
        "after_version": str(compared.after),
        "amount_count": len(compared.differences),
        "changed_count": len(compared.changed),
        "rows": [_row(row, compared) for row in shown_of(compared, wanted, show_all=show_all)],
        "sums": [_sum(one) for one in compared.sums],
    }


def _row(row: Difference, compared: Compared) -> Json:
    return {
        "statement_code": row.place.statement_code,
        "account_path": row.place.account_path,
        "account_role": row.place.account_role,
        "segment_name": row.place.segment_name,
        "kind": row.kind.value,
        "before_yen": row.before.amount_yen,
        "after_yen": row.after.amount_yen,
        "change_yen": row.change_yen,
        "rounding_yen": row.rounding_yen,
        "is_summed": row in compared.leaves and row.change_yen is not None,
        "before": _stated(row.before),
        "after": _stated(row.after),
        "is_contradicted": row.is_contradicted,
    }


def _stated(stated: Stated) -> Json:
    return {"is_printed": stated.is_printed, "unit_yen": stated.unit_yen, "status": stated.status}


def _sum(one: Sum) -> Json:
    return {
        "statement_code": one.statement_code,
        "heading": one.heading,
        "of_segments": one.of_segments,
        "change_yen": one.change_yen,
        "rounding_yen": one.rounding_yen,
        "changed_count": one.changed_count,
        "disputed_count": one.disputed_count,
        "one_sided_count": one.one_sided_count,
        "total_change_yen": one.total_change_yen,
        "agrees_with_total": one.agrees_with_total,
    }
