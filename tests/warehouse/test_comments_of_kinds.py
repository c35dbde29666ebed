"""A column that holds one of several kinds says in its comment which there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import duckdb
import pytest

from pipelines.identities.structural import DoubtKind
from pipelines.interpreting.model import Measure, SegmentEvidence
from pipelines.reconcile import DisputeReason, SlipKind, Status
from warehouse import schema

OF_STRUCTURE = frozenset(list(SlipKind)[list(SlipKind).index(SlipKind.LABELS_EXCHANGED) :])
# Rivals are stored each by its own kind of slip.
OF_DOUBT = frozenset(DoubtKind) - {DoubtKind.RIVAL_SLIPS}


@pytest.fixture(scope="module")
def comments() -> dict[tuple[str, str], str]:
    with duckdb.connect() as connection:
        schema.create_objects(connection)
        rows = connection.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    return {(table, column): comment or "" for table, column, comment in rows}


@pytest.mark.parametrize(
    ("table", "column", "kinds"),
    [
        ("fact_repair", "kind", SlipKind),
        ("fact_structural_repair", "kind", OF_STRUCTURE | OF_DOUBT),
        ("fact_dispute", "reason", DisputeReason),
        ("disputed_figures", "reason", [*DisputeReason, *DoubtKind]),
        ("disputed_figures", "measure", Measure),
        ("fact_figure", "measure", Measure),
        ("fact_figure", "segment_evidence", set(SegmentEvidence) - {SegmentEvidence.NONE}),
        ("figures", "status", Status),
        ("amounts", "status", Status),
    ],
)
def test_the_comment_names_every_kind(
    comments: dict[tuple[str, str], str], table: str, column: str, kinds: Iterable[StrEnum]
) -> None:
    named = set(re.findall(r"\w+", comments[table, column]))
    assert [kind.value for kind in kinds if kind.value not in named] == []


def test_every_slip_of_structure_is_one_that_moves_many_figures() -> None:
    assert {kind.value for kind in OF_STRUCTURE} == {
        "labels_exchanged", "label_misspelt", "label_replaced", "row_repeated", "columns_exchanged", "header_shifted",
        "table_unit", "table_period",
    }  # fmt: skip
    assert SlipKind.CORRECTED_BY_HAND not in OF_STRUCTURE
