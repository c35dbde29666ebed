"""What holds now, what was known on a day, what changed by which meeting, and whether meetings bear each other out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import (
    Agency,
    Books,
    Settlement,
    Supplementary,
    derive,
    load_one_by_one,
    meeting,
    meeting_text,
    noise_text,
    query,
    reiwa,
    seventh,
    sixth,
    sixth_meeting_books,
    with_total,
)
from tests.support.made_up_meetings import Initial

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow

VIEWS = (
    "latest_amounts",
    "amounts_as_of(DATE '2015-06-11')",
    "amounts_as_of(DATE '2015-06-12')",
    "revisions",
    "budget_and_settlement",
    "commitment_history",
    "adoption_checks",
    "account_years",
    "segment_years",
)
# A budget of 2019 with two amendments and its settlement, and the settlement before.
AGENCY = Agency(5, months=(6, 12))
REVENUE = "営業収益/事業収入"


@cache
def budget_texts() -> dict[str, str]:
    """The initial budget, its amendments of June and December, and the settlement."""
    return {
        "11.txt": meeting(AGENCY, 11, date(2019, 2, 26), Initial(2019, has_summary=False)),
        "12.txt": meeting(AGENCY, 12, date(2019, 6, 12), Settlement(2018), Supplementary(2019, 6)),
        "13.txt": meeting(AGENCY, 13, date(2019, 12, 16), Supplementary(2019, 12)),
        "14.txt": meeting(AGENCY, 14, date(2020, 6, 12), Settlement(2019, is_comparative=True)),
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


@pytest.fixture(scope="module")
def sixth_and_seventh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seventh") / "w.duckdb"
    return load_one_by_one(path, {"06.txt": sixth(), "07.txt": seventh()})


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("year") / "w.duckdb"
    return load_one_by_one(path, budget_texts())


def held(path: Path) -> dict[str, object]:
    return {view: query(path, f"FROM {view}") for view in VIEWS}


def true_amounts(agency: Agency, fiscal_year: int, version: str) -> dict[tuple[str, str], int]:
    books = agency.books(fiscal_year, version)
    return {(segment, key): yen for segment, amounts in books.items() for key, yen in amounts.items()}


def failures(path: Path) -> list[tuple[object, ...]]:
    return query(
        path,
        "SELECT segment_name, statement_code || '/' || account_path, relation FROM adoption_checks WHERE NOT holds",
    )


def test_whichever_order_the_documents_come_in_the_views_say_the_same(tmp_path: Path) -> None:
    texts = {"06.txt": sixth(), "07.txt": seventh(), "24.txt": reiwa()}
    found = []
    # Each two in either order.
    for number, order in enumerate(((0, 1, 2), (1, 2, 0), (2, 1, 0))):
        names = [tuple(texts)[place] for place in order]
        path = load_one_by_one(tmp_path / f"{number}.duckdb", {name: texts[name] for name in names})
        found.append(held(path))
    assert all(found[0].values())
    for other in found[1:]:
        assert other == found[0]


def test_what_the_seventh_meeting_calls_before_is_checked_against_the_sixth(sixth_and_seventh: Path) -> None:
    checked = query(
        sixth_and_seventh,
        "SELECT fiscal_year, earlier_version, later_version, count(*), bool_and(holds), max(abs(residual_yen))"
        " FROM adoption_checks WHERE relation = 'same_version' GROUP BY ALL",
    )
    figures = len(true_amounts(Agency(7, adopted={(2015, "initial"): sixth_meeting_books()}), 2015, "initial"))
    assert checked == [(2015, "initial", "initial", figures, True, 0)]


def test_a_budget_that_is_not_the_one_known_before_is_found(sixth_and_seventh: Path) -> None:
    """The seventh meeting's settlement of 2014 is made up, and its budget not the one of which the sixth tells."""
    rows = query(
        sixth_and_seventh,
        "SELECT DISTINCT relation, fiscal_year, statement_code, segment_name, earlier_version, later_version,"
        " tolerance_yen FROM adoption_checks WHERE NOT holds",
    )
    assert rows == [("version_before", 2014, "cash_plan", "合計", "supplementary_june", "before_settlement", 500_000)]


def test_a_changed_amount_before_fails_exactly_where_it_was_changed(path: Path) -> None:
    adopted = sixth_meeting_books()
    segment = "公的個人認証サービス事業"
    agency = Agency(7)
    changed: Books = {name: dict(amounts) for name, amounts in adopted.items() if name != "合計"}
    for item in (REVENUE, "営業費用/事業費"):
        changed[segment][f"income_statement/{item}"] += 1_000
    changed[segment]["cash_plan/資金支出/事業費"] += 1_000
    derive(changed[segment], agency.accounts)
    changed = with_total(changed)
    agency.adopted[2015, "initial"] = changed
    text = meeting(agency, 7, date(2015, 6, 12), Supplementary(2015, 6, has_summary=False))
    load_one_by_one(path, {"06.txt": sixth(), "07.txt": text})
    expected = {
        (name, key, "same_version")
        for name, amounts in changed.items()
        for key, yen in amounts.items()
        if yen != adopted[name][key]
    }
    assert {name for name, _, _ in expected} == {segment, "合計"}
    assert set(failures(path)) == expected
    assert query(path, "SELECT DISTINCT abs(residual_yen), is_disputed FROM adoption_checks WHERE NOT holds") == [
        (1_000, False)
    ]
    contradicted = "SELECT count(*) FROM version_amounts_as_of(DATE '2015-12-31') WHERE is_contradicted"
    assert query(path, contradicted) == [(len(expected),)]


@pytest.mark.parametrize(
    ("day", "version"), [("2015-02-25", None), ("2015-02-26", "initial"), ("2015-06-11", "initial")]
)
def test_before_a_meeting_its_amendment_is_not_known(sixth_and_seventh: Path, day: str, version: str | None) -> None:
    rows = query(
        sixth_and_seventh,
        "SELECT DISTINCT budget_version FROM amounts_as_of(CAST(? AS DATE)) WHERE fiscal_year = 2015",
        [day],
    )
    assert rows == ([(version,)] if version else [])


@pytest.mark.parametrize("source", ["amounts_as_of(DATE '2015-06-12')", "latest_amounts"])
def test_from_the_day_of_a_meeting_its_amendment_holds(sixth_and_seventh: Path, source: str) -> None:
    rows = query(
        sixth_and_seventh,
        f"FROM {source} SELECT segment_name, statement_code || '/' || account_path, amount_yen, budget_version,"
        " meeting_number, is_outdated WHERE fiscal_year = 2015",
    )
    agency = Agency(7, adopted={(2015, "initial"): sixth_meeting_books()})
    assert {(segment, key): yen for segment, key, yen, *_ in rows} == true_amounts(agency, 2015, "6")
    assert {tuple(row[3:]) for row in rows} == {("supplementary_june", 7, False)}


def test_a_settlement_holds_over_every_budget(year: Path) -> None:
    rows = query(
        year,
        "SELECT segment_name, statement_code || '/' || account_path, amount_yen FROM latest_amounts"
        " WHERE fiscal_year = 2019",
    )
    assert {(segment, key): yen for segment, key, yen in rows} == true_amounts(AGENCY, 2019, "settlement")


def test_every_identity_across_the_meetings_of_a_year_holds(year: Path) -> None:
    assert query(
        year,
        "SELECT relation, later_version, bool_and(holds), count(*) > 15 FROM adoption_checks GROUP BY ALL ORDER BY 2",
    ) == [
        ("version_before", "before_settlement", True, True),
        ("version_before", "before_supplementary_december", True, True),
        ("same_version", "initial", True, True),
        ("same_version", "settlement", True, True),
    ]


def test_each_version_is_followed_to_the_next_with_the_meeting_that_changed_it(year: Path) -> None:
    rows = query(
        year,
        "SELECT version_before, budget_version, before_yen, after_yen, change_yen, printed_change_yen, meeting_number"
        " FROM revisions WHERE fiscal_year = 2019 AND account_path = ? AND segment_name = '合計'",
        [REVENUE],
    )
    names = {
        "initial": "initial",
        "6": "supplementary_june",
        "12": "supplementary_december",
        "settlement": "settlement",
    }
    amounts = [AGENCY.books(2019, version)["合計"][f"income_statement/{REVENUE}"] for version in names]
    versions = list(names.values())
    expected = [
        (versions[i], versions[i + 1], amounts[i], amounts[i + 1], amounts[i + 1] - amounts[i], number)
        for i, number in enumerate((12, 13, 14))
    ]
    assert [(*row[:5], row[6]) for row in rows] == expected
    assert [row[5] for row in rows] == [amounts[1] - amounts[0], amounts[2] - amounts[1], None]


def test_a_printed_change_is_the_change(year: Path) -> None:
    assert query(
        year,
        "SELECT bool_and(printed_change_yen = change_yen), count(*) > 1000 FROM revisions"
        " WHERE starts_with(budget_version, 'supplementary_')",
    ) == [(True, True)]


def test_a_meeting_that_is_missing_leaves_a_version_without_a_name_and_a_failing_check(path: Path) -> None:
    texts = budget_texts()
    load_one_by_one(path, {name: texts[name] for name in ("11.txt", "13.txt")})
    rows = query(
        path,
        "SELECT version_before, budget_version, meeting_number FROM revisions"
        " WHERE account_path = ? AND segment_name = '合計'",
        ["当期純利益"],
    )
    assert rows == [
        ("initial", "before_supplementary_december", 13),
        ("before_supplementary_december", "supplementary_december", 13),
    ]
    assert {relation for *_, relation in failures(path)} == {"version_before"}
    load_one_by_one(path, {"12.txt": texts["12.txt"]})
    assert failures(path) == []


def test_a_budget_stands_beside_its_settlement(year: Path) -> None:
    rows = query(
        year,
        "SELECT segment_name, statement_code || '/' || account_path, budget_yen, settlement_yen, difference_yen"
        " FROM budget_and_settlement WHERE fiscal_year = 2019",
    )
    budget, settlement = (true_amounts(AGENCY, 2019, version) for version in ("12", "settlement"))
    assert {(segment, key): amounts for segment, key, *amounts in rows} == {
        place: [yen, settlement[place], settlement[place] - yen] for place, yen in budget.items()
    }


def test_what_only_a_summary_tells_of_a_later_version_leaves_the_rest_outdated(path: Path) -> None:
    """The sixth meeting prints the budget of June 2014 in a summary; of the initial one there is a whole statement."""
    text = meeting(Agency(3), 5, date(2014, 2, 26), Initial(2014, has_summary=False))
    load_one_by_one(path, {"05.txt": text, "06.txt": sixth()})
    rows = query(
        path,
        "SELECT budget_version, is_outdated, count(*) FROM latest_amounts WHERE fiscal_year = 2014 GROUP BY ALL"
        " ORDER BY 1",
    )
    assert [row[:2] for row in rows] == [("initial", True), ("supplementary_june", False)]
    assert rows[1][2] == 13


def test_an_item_that_an_amendment_leaves_out_is_nil_where_the_others_sum_to_the_total(path: Path) -> None:
    amended = meeting_text(7, burden="900").replace("平成27年度予算", "平成27年度6月補正予算")
    amended = amended.replace("交付金収入\t300\n", "").replace("平成27年2月26日（木）", "平成27年6月12日（金）")
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": amended})
    rows = query(
        path,
        "SELECT amount_yen, status, is_printed, budget_version FROM latest_amounts WHERE account_name = '交付金収入'",
    )
    assert rows == [(0, "proven", False, "supplementary_june")]
    rows = query(path, "SELECT before_yen, after_yen, change_yen FROM revisions WHERE account_name = '交付金収入'")
    assert rows == [(300_000, 0, -300_000)]


def test_an_item_that_is_left_out_of_a_repeated_budget_fails_its_check(path: Path) -> None:
    again = meeting_text(7, burden="900").replace("交付金収入\t300\n", "")
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": again})
    rows = query(path, "SELECT account_path, residual_yen, later_is_printed FROM adoption_checks WHERE NOT holds")
    assert rows == [("営業収益/事業負担金収入", 300_000, True), ("営業収益/交付金収入", -300_000, False)]


def test_a_disputed_amount_keeps_its_status_and_gives_way_to_a_trusted_one(path: Path) -> None:
    load_one_by_one(path, {"7.txt": noise_text(7)})
    alone = query(path, "SELECT count(*) FROM latest_amounts WHERE status = 'disputed'")
    assert alone != [(0,)]
    load_one_by_one(path, {"8.txt": meeting_text(8)})
    assert query(path, "SELECT DISTINCT file_name FROM latest_amounts WHERE status = 'disputed'") == []
    assert query(path, "SELECT bool_and(is_disputed) FROM adoption_checks WHERE NOT holds") == [(True,)]


def test_a_commitment_of_the_sixth_meeting_is_told_before_and_after_its_amendment(sixth_and_seventh: Path) -> None:
    rows = query(
        sixth_and_seventh,
        "SELECT before_yen, after_yen, change_yen, stated_change_yen, change_kind FROM commitment_history"
        " WHERE budget_year = 2014 AND stated_change_yen IS NOT NULL ORDER BY source_line",
    )
    assert rows == [
        (12_487_000_000, 20_670_000_000, 8_183_000_000, 8_183_000_000, "変更"),
        (None, 16_000_000, 16_000_000, 16_000_000, "追加"),
        (None, 20_000_000, 20_000_000, 20_000_000, "新規"),
    ]


@pytest.mark.parametrize(
    "summed",
    [
        "SELECT sum(change_yen)::BIGINT FROM fact_commitment_change",
        "SELECT sum(change_yen)::BIGINT FROM commitment_changes",
        "SELECT sum(stated_change_yen)::BIGINT FROM commitment_changes",
        "SELECT sum(change_yen)::BIGINT FROM commitment_history",
        "SELECT sum(stated_change_yen)::BIGINT FROM commitment_history",
    ],
)
def test_whichever_view_is_summed_the_commitments_change_by_the_same(sixth_and_seventh: Path, summed: str) -> None:
    assert query(sixth_and_seventh, summed) == [(8_219_000_000,)]


@pytest.fixture
def commitments(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of two meetings for rows of commitments: the second came first."""
    later = meeting_text(7).replace("平成27年2月26日（木）", "平成27年6月12日（金）")
    amended = later.replace("平成27年度予算", "平成27年度6月補正予算")
    load_one_by_one(path, {"7.txt": amended, "6.txt": meeting_text(6)})
    with duckdb.connect(path) as connection:
        connection.execute(
            "CREATE TEMP MACRO document(name) AS (SELECT document_key FROM dim_document WHERE file_name = name);"
            " CREATE TEMP MACRO in_force(name) AS (SELECT budget_version_key FROM dim_budget_version"
            " WHERE budget_version = name)"
        )
        yield connection


def list_commitment(connection: duckdb.DuckDBPyConnection, file_name: str, listing: str, limit_yen: int) -> None:
    version = "initial" if listing == "initial" else "supplementary_june"
    (key,) = connection.execute("SELECT max(figure_key) + 1 FROM fact_figure").fetchone() or (1,)
    place = {"key": key, "file": file_name, "version": version, "listing": listing, "limit": limit_yen}
    connection.execute(
        "INSERT INTO fact_figure BY NAME SELECT $key AS figure_key, document($file) AS document_key,"
        " 1000 + $key AS source_line, 1 AS source_column, 2015 AS fiscal_year_key,"
        " in_force($version) AS budget_version_key, 'commitment_limit' AS measure, '賃貸借' AS label,"
        " '' AS printed_text, $limit AS amount_yen, 1000 AS unit_yen, 'unchecked' AS status",
        {name: value for name, value in place.items() if name != "listing"},
    )
    connection.execute(
        "INSERT INTO fact_commitment BY NAME SELECT $key AS commitment_key, document($file) AS document_key,"
        " $key AS figure_key, 2015 AS fiscal_year_key, in_force($version) AS budget_version_key,"
        " $listing AS listing, '賃貸借' AS commitment_name, $limit AS limit_yen, 'unchecked' AS status,"
        " 2015 AS budget_year, false AS is_marked_amended, 1000 + $key AS source_line",
        place,
    )


def history(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT budget_version, before_yen, after_yen, change_yen, is_withdrawn, before_is_as_adopted, meeting_number"
        " FROM commitment_history"
    ).fetchall()


def test_a_commitment_is_followed_from_its_budget_to_its_amendment(commitments: duckdb.DuckDBPyConnection) -> None:
    listings = [("6.txt", "initial", 5_000), ("7.txt", "before", 5_000)]
    listings += [("7.txt", "after", 7_000), ("7.txt", "announced", 7_000)]
    for file, listing, limit in listings:
        list_commitment(commitments, file, listing, limit)
    assert history(commitments) == [
        ("initial", None, 5_000, None, False, None, 6),
        ("supplementary_june", 5_000, 7_000, 2_000, False, True, 7),
    ]


def test_a_commitment_that_an_amendment_only_announces_is_compared_with_what_was_adopted(
    commitments: duckdb.DuckDBPyConnection,
) -> None:
    list_commitment(commitments, "7.txt", "announced", 7_000)
    list_commitment(commitments, "6.txt", "initial", 5_000)
    assert history(commitments)[1] == ("supplementary_june", 5_000, 7_000, 2_000, False, None, 7)


def test_a_limit_before_that_is_not_the_one_adopted_is_told(commitments: duckdb.DuckDBPyConnection) -> None:
    for file, listing, limit in (("6.txt", "initial", 5_000), ("7.txt", "before", 6_000), ("7.txt", "after", 7_000)):
        list_commitment(commitments, file, listing, limit)
    assert history(commitments)[1] == ("supplementary_june", 6_000, 7_000, 1_000, False, False, 7)


def test_a_commitment_that_is_listed_only_before_was_withdrawn(commitments: duckdb.DuckDBPyConnection) -> None:
    list_commitment(commitments, "6.txt", "initial", 5_000)
    list_commitment(commitments, "7.txt", "before", 5_000)
    assert history(commitments)[1] == ("supplementary_june", 5_000, None, -5_000, True, True, 7)


def test_what_an_amendment_does_not_announce_stays_as_it_was(commitments: duckdb.DuckDBPyConnection) -> None:
    list_commitment(commitments, "7.txt", "announced", 9_000)
    commitments.execute("UPDATE fact_commitment SET commitment_name = '調達'")
    list_commitment(commitments, "7.txt", "before", 5_000)
    rows = commitments.execute(
        "SELECT commitment_name, before_yen, after_yen, change_yen, is_withdrawn FROM commitment_history"
    ).fetchall()
    assert sorted(rows) == [("調達", None, 9_000, None, False), ("賃貸借", 5_000, 5_000, 0, False)]
