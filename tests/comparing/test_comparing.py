"""What changed between meetings and versions, told of made-up meetings whose changes are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.loaded_meetings import (
    Agency,
    Supplementary,
    load_one_by_one,
    meeting,
    meeting_text,
    noise_text,
    reiwa,
    seventh,
    sixth,
    sixth_meeting_books,
)
from warehouse.comparing.comparison import Comparison, Filter, compare
from warehouse.comparing.differences import Difference, Kind, Place, Stated, classify
from warehouse.comparing.selecting import SelectionError
from warehouse.comparing.summing import sums

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow

INITIAL, JUNE = "2015:initial", "2015:supplementary_june"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sixth meeting, the one that amends what it adopted, and one of the other body."""
    texts = {"06.txt": sixth(), "07.txt": seventh(), "24.txt": reiwa()}
    return load_one_by_one(tmp_path_factory.mktemp("compared") / "w.duckdb", texts)


def between(path: Path, before: str, after: str, wanted: Filter | None = None) -> Comparison:
    return compare(path, before, after, wanted or Filter())


def true_changes() -> dict[tuple[str, str], int]:
    agency = Agency(7, adopted={(2015, "initial"): sixth_meeting_books()})
    before, after = agency.books(2015, "initial"), agency.books(2015, "6")
    return {
        (segment, key): yen - before[segment][key]
        for segment, amounts in after.items()
        for key, yen in amounts.items()
        if yen != before[segment][key]
    }


def changes(comparison: Comparison) -> dict[tuple[str, str], int | None]:
    return {
        (one.place.segment_name, f"{one.place.statement_code}/{one.place.account_path}"): one.change_yen
        for one in comparison.compared[0].changed
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (INITIAL, JUNE),
        (f"6@{INITIAL}", f"7@{JUNE}"),
        ("6@initial", "7@june"),
        ("平成27年度:当初予算", "2015：６月補正"),
    ],
)
def test_every_amount_that_a_supplementary_budget_changed_is_told(three: Path, before: str, after: str) -> None:
    assert changes(between(three, before, after)) == true_changes()


def test_the_changes_of_leaves_sum_to_the_change_of_each_total(three: Path) -> None:
    (compared,) = between(three, INITIAL, JUNE).compared
    true = true_changes()
    told = {(one.statement_code, one.heading): one for one in compared.sums}
    for (code, heading), one in told.items():
        total = true.get(("合計", f"{code}/{heading}/{heading.removesuffix('の部')}合計"), 0)
        assert (one.change_yen, one.total_change_yen, one.agrees_with_total) == (total, total, True)
    assert len(told) > 8


def test_back_again_every_change_has_the_other_sign(three: Path) -> None:
    there, back = between(three, INITIAL, JUNE), between(three, JUNE, INITIAL)
    assert changes(back) == {place: -(yen or 0) for place, yen in changes(there).items()}


def test_two_meetings_are_compared_in_what_both_state(three: Path) -> None:
    comparison = between(three, "6", "7")
    assert [(str(one), str(other)) for one, other in comparison.selection.pairs] == [(INITIAL, INITIAL)]
    assert comparison.compared[0].changed == ()
    assert JUNE in map(str, comparison.selection.unpaired(comparison.selection.after))


def test_what_a_meeting_says_otherwise_is_found_where_it_does(tmp_path: Path) -> None:
    agency = Agency(7, adopted={(2015, "initial"): Agency(8).books(2015, "initial")})
    text = meeting(agency, 7, date(2015, 6, 12), Supplementary(2015, 6, has_summary=False))
    path = load_one_by_one(tmp_path / "w.duckdb", {"06.txt": sixth(), "07.txt": text})
    (compared,) = between(path, "6", "7").compared
    assert compared.changed
    assert all(one.agrees_with_total is not False for one in compared.sums)


@pytest.mark.parametrize(
    "name", ["6", "第6回", "第６回", "2015-02-26", "経営審議委員会/第6回", "経営審議委員会/6", "06.txt"]
)
def test_a_meeting_is_known_by_many_names(three: Path, name: str) -> None:
    selection = between(three, name, "地方公共団体情報システム機構/経営審議委員会/第7回").selection
    assert [side.meeting.number for side in (selection.before, selection.after) if side.meeting] == [6, 7]


@pytest.mark.parametrize(
    ("name", "message", "choices"),
    [
        ("8", "no such meeting", 3),
        ("経営審議委員会", "more than one meeting", 2),
        ("2015:settlement", "no such version; the meetings state", 8),
        ("6@2016", "no such version", 2),
        ("", "more than one version", 8),
        ("'; DROP TABLE dim_meeting; --", "no such meeting", 3),
    ],
)
def test_a_name_that_means_nothing_or_too_much_is_refused_with_what_there_is(
    three: Path, name: str, message: str, choices: int
) -> None:
    with pytest.raises(SelectionError, match=message) as refused:
        between(three, name, "7")
    assert len(refused.value.choices) >= choices


def test_meetings_that_share_no_version_are_told_what_each_states(three: Path) -> None:
    with pytest.raises(SelectionError, match=r"経営審議委員会/第6回@2015:initial 代表者会議/第24回@") as refused:
        between(three, "6", "24")
    assert INITIAL in refused.value.choices[0]


def test_a_meeting_is_compared_with_a_version_of_the_same_year(three: Path) -> None:
    comparison = between(three, "6", JUNE)
    assert [(str(one), str(other)) for one, other in comparison.selection.pairs] == [(INITIAL, JUNE)]
    assert changes(comparison) == true_changes()


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Filter(statements=("損益計算書",)), lambda place: place.statement_code == "income_statement"),
        (Filter(statements=("cash_plan",)), lambda place: place.statement_code == "cash_plan"),
        (Filter(segments=("一般事業", "合計")), lambda place: place.segment_name in {"一般事業", "合計"}),
        (Filter(accounts=("営業費用",)), lambda place: "営業費用" in place.account_path),
    ],
)
def test_only_what_is_asked_for_is_shown(three: Path, wanted: Filter, holds: object) -> None:
    (compared,) = between(three, INITIAL, JUNE, wanted).compared
    assert compared.changed
    assert all(holds(one.place) for one in compared.differences)  # type: ignore[operator]


def test_the_sum_of_one_segment_stands_beside_the_total_of_that_segment(three: Path) -> None:
    (compared,) = between(three, INITIAL, JUNE, Filter(segments=("一般事業",))).compared
    assert {one.agrees_with_total for one in compared.sums} == {True}


def test_a_sum_of_some_accounts_has_no_total_beside_it(three: Path) -> None:
    (compared,) = between(three, INITIAL, JUNE, Filter(accounts=("営業費用/事業費",))).compared
    assert [one.total_change_yen for one in compared.sums] == [None]


@pytest.mark.parametrize("wanted", [Filter(statements=("x",)), Filter(segments=("x",)), Filter(accounts=("x",))])
def test_a_filter_that_matches_nothing_is_a_slip(three: Path, wanted: Filter) -> None:
    with pytest.raises(SelectionError, match="x: no such"):
        between(three, INITIAL, JUNE, wanted)


def test_an_account_that_an_amendment_leaves_out_has_vanished(tmp_path: Path) -> None:
    amended = meeting_text(7, burden="900").replace("平成27年度予算", "平成27年度6月補正予算")
    amended = amended.replace("交付金収入\t300\n", "").replace("平成27年2月26日（木）", "平成27年6月12日（金）")
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": meeting_text(6), "7.txt": amended})
    (compared,) = between(path, INITIAL, JUNE).compared
    kinds = {one.place.account_name: (one.kind, one.change_yen) for one in compared.changed}
    assert kinds == {"交付金収入": (Kind.VANISHED, -300_000), "事業負担金収入": (Kind.CHANGED, 300_000)}
    (back,) = between(path, JUNE, INITIAL).compared
    assert Kind.NEW in {one.kind for one in back.changed}


def test_disputed_amounts_are_shown_and_counted_and_not_summed(tmp_path: Path) -> None:
    path = load_one_by_one(tmp_path / "w.duckdb", {"6.txt": meeting_text(6), "7.txt": noise_text(7)})
    (compared,) = between(path, "6", "7").compared
    disputed = [one for one in compared.differences if one.kind is Kind.DISPUTED]
    assert disputed
    assert {one.change_yen for one in disputed} == {None}
    assert sum(one.disputed_count for one in compared.sums) == len(set(disputed) & compared.leaves)
    assert all(one.agrees_with_total is None for one in compared.sums if one.disputed_count)


PLACE = Place("cash_plan", "資金計画", "資金収入/業務収入", "業務収入", "item", "一般事業", "General", False)
TOTAL = PLACE._replace(
    account_path="資金収入/資金収入合計", account_role="total", segment_name="合計", is_total_segment=True
)


def row(
    place: Place, before: int | None, after: int | None, *, units: tuple[int, int] = (1000, 1000), agree: bool = False
) -> tuple[object, ...]:
    """A row of differences.sql; None is not stated."""
    stated = [amount is not None for amount in (before, after)]
    status = ["proven" if one else None for one in stated]
    known = [unit if one else None for unit, one in zip(units, stated, strict=True)]
    return (*place, *stated, *stated, before, after, *known, *status, agree, False)


def test_an_account_that_one_side_does_not_state_is_nil_where_it_states_the_section() -> None:
    other = PLACE._replace(account_path="資金収入/補助金")
    found = classify([row(PLACE, 1000, 1000, agree=True), row(other, None, 5000)])
    assert [(one.kind, one.change_yen) for one in found] == [(Kind.UNCHANGED, 0), (Kind.NEW, 5000)]


def test_an_account_of_a_section_that_one_side_does_not_state_has_no_change() -> None:
    found = classify([row(PLACE, None, 5000)])
    assert [(one.kind, one.change_yen) for one in found] == [(Kind.ONE_SIDED, None)]
    assert sums(found, found) == ()


def test_what_is_rounded_to_a_coarser_unit_is_no_change_but_may_be_off() -> None:
    rounded = row(PLACE, 1_234_000, 1_000_000, units=(1000, 1_000_000), agree=True)
    changed = row(PLACE._replace(account_path="資金収入/補助金"), 1_234_000, 9_000_000, units=(1000, 1_000_000))
    found = classify([rounded, changed, row(TOTAL, 2_468_000, 10_000_000, units=(1000, 1_000_000))])
    assert [(one.kind, one.change_yen, one.rounding_yen) for one in found[:2]] == [
        (Kind.UNCHANGED, 0, 0),
        (Kind.CHANGED, 7_766_000, 500_000),
    ]
    (summed,) = sums(found, found)
    assert (summed.change_yen, summed.rounding_yen, summed.agrees_with_total) == (7_766_000, 1_000_000, True)


def test_a_sum_that_is_not_the_change_of_the_total_is_told() -> None:
    found = classify([row(PLACE, 1000, 2000), row(TOTAL, 1000, 9000)])
    (summed,) = sums(found, found)
    assert (summed.change_yen, summed.total_change_yen, summed.agrees_with_total) == (1000, 8000, False)


def test_without_segments_the_items_of_the_total_are_summed() -> None:
    item = PLACE._replace(segment_name="合計", is_total_segment=True)
    found = classify([row(item, 1000, 3000), row(TOTAL, 1000, 3000)])
    (summed,) = sums(found, found)
    assert (summed.of_segments, summed.change_yen, summed.agrees_with_total) == (False, 2000, True)


@pytest.mark.parametrize(("whole_before", "change"), [(3000, 2000), (None, 4000)])
def test_an_item_and_its_parts_are_not_both_summed(whole_before: int | None, change: int) -> None:
    parts = [PLACE._replace(account_path=f"{PLACE.account_path}/{name}") for name in ("手数料", "その他")]
    found = classify([row(PLACE, whole_before, 5000), row(parts[0], None, 3000), row(parts[1], 1000, 2000)])
    assert [one.change_yen for one in sums(found, found)] == [change]


def test_an_account_that_the_reference_data_does_not_know_is_summed_with_its_heading() -> None:
    cost = PLACE._replace(account_path="資金支出/事業費")
    late = PLACE._replace(account_path="資金収入/見知らぬ収入")
    found = classify([row(PLACE, 1000, 2000), row(cost, 1000, 5000), row(late, 1000, 2000)])
    assert [(one.heading, one.change_yen) for one in sums(found, found)] == [("資金収入", 2000), ("資金支出", 4000)]


def test_an_unreadable_amount_is_disputed_whatever_its_status() -> None:
    stated = Stated(is_stated=True, is_printed=True, amount_yen=None, unit_yen=1000, status="unchecked")
    difference = Difference(PLACE, stated, replace(stated, amount_yen=1), False, Kind.DISPUTED, None, 0)
    assert difference.before.is_disputed
    assert not difference.after.is_disputed
