"""Rows that loading takes: filled by name, and the frames' columns are their fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from mypy import api

from warehouse import narrative_rows, rows
from warehouse.frames import ROW_TYPES, SCHEMAS, frames_of
from warehouse.row_types import Int32, Int64, Row, row, schema_of
from warehouse.rows import FiscalYearRow, IdentityCheckRow

BY_NAME = (
    "document_id='', figure_id=1, fiscal_year=2015, budget_version='initial', listing=listing, commitment_name=name, "
    "limit_yen=None, status='proven', budget_year=year, first_bearing_year=first, last_bearing_year=last, "
    "is_marked_amended=False, source_line=1, segment_name=None, segment_evidence='not stated', segment_words=None"
)
FILLED = {
    "by name": BY_NAME,
    "by position, with two years exchanged": "'', 1, 2015, 'initial', listing, name, None, 'proven', year, last, first,"
    " False, 1, None, 'not stated', None",
    "with another column's value": BY_NAME.replace("listing=listing", "listing=year"),
    "with nothing where something must be": BY_NAME.replace("fiscal_year=2015", "fiscal_year=None"),
    "without a column": BY_NAME.replace("budget_year=year, ", ""),
    "with an unknown column": BY_NAME + ", note=''",
}
# Nothing of these libraries is looked at: reading their types takes most of the time.
SETTINGS = f"""
[mypy]
mypy_path = {Path(__file__).parents[2]}
strict = true
[mypy-polars.*,pyarrow.*]
follow_imports = skip
follow_imports_for_stubs = true
ignore_missing_imports = true
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the type checker says of rows of commitments that are filled in several ways."""
    folder = tmp_path_factory.mktemp("typed")
    module, settings = folder / "module.py", folder / "mypy.ini"
    rows_filled = [f"CommitmentRow({arguments})" for arguments in FILLED.values()]
    lines = [
        "from warehouse.rows import CommitmentRow",
        "def fill(listing: str, name: str, year: int, first: int, last: int) -> None:",
        *(f"    {line}" for line in rows_filled),
        f"    {rows_filled[0]}.first_bearing_year = last",
    ]
    module.write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings.write_text(SETTINGS, encoding="utf-8")
    options = ["--config-file", str(settings), "--cache-dir", str(folder / "cache"), "--follow-imports=silent"]
    said, trouble, _ = api.run([*options, "--hide-error-context", "--no-error-summary", str(module)])
    assert not trouble
    of_line = dict.fromkeys(range(1, len(lines) + 1), "")
    for complaint in said.splitlines():
        number, _, message = complaint.removeprefix(f"{module}:").partition(":")
        of_line[int(number)] += message
    return dict(zip(["imports", "head", *FILLED, "and changed"], of_line.values(), strict=True))


def identity_check(*terms: rows.IdentityTerm) -> IdentityCheckRow:
    """An identity with the terms."""
    return IdentityCheckRow(
        document_id="a",
        identity_id=1,
        identity_name="assets_total",
        identity_family="subtotals",
        place="",
        terms=terms,
        left_yen=1,
        right_yen=1,
        residual_printed_yen=0,
        residual_yen=0,
        tolerance_yen=0,
        lowest_residual_yen=0,
        highest_residual_yen=0,
        holds_as_printed=True,
        holds_after_repair=True,
        held_count=None,
        left_count=None,
        tried_count=None,
        chance_count=None,
    )


@pytest.mark.slow
def test_columns_filled_by_position_do_not_type_check(complaints: dict[str, str]) -> None:
    """Exchanged years would be seen by nobody."""
    assert complaints["imports"] == complaints["by name"] == ""
    assert "Too many positional arguments" in complaints["by position, with two years exchanged"]


@pytest.mark.slow
def test_a_wrong_a_missing_and_an_unknown_column_do_not_type_check(complaints: dict[str, str]) -> None:
    assert 'incompatible type "int"; expected "str"' in complaints["with another column's value"]
    assert 'incompatible type "None"; expected "int"' in complaints["with nothing where something must be"]
    assert 'Missing named argument "budget_year"' in complaints["without a column"]
    assert 'Unexpected keyword argument "note"' in complaints["with an unknown column"]


@pytest.mark.slow
def test_a_row_that_is_changed_does_not_type_check(complaints: dict[str, str]) -> None:
    assert "read-only" in complaints["and changed"]


@pytest.mark.parametrize("row_type", ROW_TYPES.values())
def test_no_row_can_be_filled_by_position(row_type: type[Row]) -> None:
    assert all(field.kw_only for field in fields(row_type))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="positional"):
        row_type(*fields(row_type))  # type: ignore[arg-type]


def test_every_row_type_has_its_frame() -> None:
    named = {
        item
        for module in (rows, narrative_rows)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, Row) and item is not Row
    }
    assert named == set(ROW_TYPES.values())
    assert len(named) == len(ROW_TYPES)


def test_the_columns_of_a_frame_are_the_fields_of_its_row_in_their_order() -> None:
    assert {name: [field.name for field in fields(row_type)] for name, row_type in ROW_TYPES.items()} == {  # type: ignore[arg-type]
        name: list(schema) for name, schema in SCHEMAS.items()
    }
    assert frames_of([FiscalYearRow(fiscal_year=2015, fiscal_year_name="平成27年度")])["fiscal_year"].rows() == [
        (2015, "平成27年度")
    ]


def test_the_type_of_a_field_is_the_type_of_its_column() -> None:
    @row
    class Everything(Row):
        name: str
        small: Int32
        large: Int64 | None
        is_so: bool
        size: Decimal | None
        lines: Sequence[Int32]
        terms: Sequence[rows.IdentityTerm]

    term = pl.Struct({"figure_id": pl.Int64, "weight": pl.Int64, "label": pl.String})
    assert schema_of(Everything) == {
        "name": pl.String,
        "small": pl.Int32,
        "large": pl.Int64,
        "is_so": pl.Boolean,
        "size": pl.Decimal(38, 6),
        "lines": pl.List(pl.Int32),
        "terms": pl.List(term),
    }


def test_a_whole_number_without_a_width_is_no_column() -> None:
    @row
    class Unclear(Row):
        count: int

    with pytest.raises(TypeError, match="no type of a column"):
        schema_of(Unclear)


def test_terms_stay_with_their_identity_where_some_have_none() -> None:
    one: rows.IdentityTerm = {"figure_id": 1, "weight": -1, "label": "資産合計"}
    two: rows.IdentityTerm = {"figure_id": 2, "weight": 1, "label": "負債合計"}
    filled = frames_of([identity_check(), identity_check(one, two), identity_check(), identity_check(two)])
    empty = frames_of([identity_check()])["identity_check"]
    assert filled["identity_check"]["terms"].to_list() == [[], [one, two], [], [two]]
    assert empty["terms"].to_list() == [[]]
    for frame in (filled["identity_check"], empty, frames_of([])["identity_check"]):
        assert frame.schema == SCHEMAS["identity_check"]


def test_a_value_that_its_column_cannot_hold_is_an_error() -> None:
    with pytest.raises(TypeError, match="Int32"):
        frames_of([FiscalYearRow(fiscal_year=2**31, fiscal_year_name="")])
