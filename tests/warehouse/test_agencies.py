"""Texts of several agencies in one warehouse: nothing of one is compared with the other, or taken for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import frictionless
import pytest

from dashboard.site import build
from tests.support.dashboard_sites import Site
from tests.support.loaded_meetings import (
    Agency,
    Settlement,
    Supplementary,
    load_one_by_one,
    meeting,
    meeting_text,
    query,
)
from tests.support.made_up_meetings import Initial
from tests.support.small_texts import COVER
from warehouse.comparing.comparison import Filter, compare
from warehouse.comparing.selecting import SelectionError
from warehouse.exporting.package import export

# Real warehouses, and texts that are read and settled.
pytestmark = pytest.mark.slow

ONE, OTHER = "地方公共団体情報システム機構", "架空広域情報機構"
# Each has its own amounts of the same statements, years, versions and meetings.
AGENCIES = {ONE: Agency(5, months=(6, 12)), OTHER: Agency(8, months=(6, 12))}
VERSIONS = {"initial": "initial", "6": "supplementary_june", "12": "supplementary_december", "settlement": "settlement"}
COMMITMENTS = """平成26年度3月補正予算（案）

(債務負担行為関係)

(単位：千円)

事 項\t限度額\t行為年度\t機構の負担となる年度
システムの設計業務\t{limit}\t平成26年度\t平成27年度から平成28年度

以上。
"""
INITIAL, JUNE = "2019:initial", "2019:supplementary_june"


def by_other(text: str) -> str:
    """The same text, of the other agency."""
    assert ONE in text
    return text.replace(ONE, OTHER)


def year_of(name: str) -> dict[str, str]:
    """The initial budget of an agency, its amendments of June and December, and the settlement."""
    agency = AGENCIES[name]
    texts = {
        "11": meeting(agency, 11, date(2019, 2, 26), Initial(2019, has_summary=False)),
        "12": meeting(agency, 12, date(2019, 6, 12), Supplementary(2019, 6)),
        "13": meeting(agency, 13, date(2019, 12, 16), Supplementary(2019, 12)),
        "14": meeting(agency, 14, date(2020, 6, 12), Settlement(2019, is_comparative=True)),
    }
    return {f"{name} {number}.txt": text.replace(ONE, name) for number, text in texts.items()}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("two") / "w.duckdb"
    return load_one_by_one(path, year_of(ONE) | year_of(OTHER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def true_amounts(name: str, version: str) -> dict[tuple[str, str], int]:
    books = AGENCIES[name].books(2019, version)
    return {(segment, key): yen for segment, amounts in books.items() for key, yen in amounts.items()}


def amounts_of(path: Path, source: str, columns: str, name: str) -> dict[tuple[object, object], tuple[object, ...]]:
    """What a view says of 2019 for an agency, by segment and account."""
    rows = query(
        path,
        f"FROM {source} SELECT segment_name, statement_code || '/' || account_path, {columns}"
        " WHERE fiscal_year = 2019 AND agency = ?",
        [name],
    )
    assert len({row[:2] for row in rows}) == len(rows)
    return {(segment, account): tuple(cells) for segment, account, *cells in rows}


@pytest.mark.parametrize(
    ("view", "beside"), [("amount_printings", "printings_beside"), ("adoption_checks", "checks_beside")]
)
def test_what_a_meeting_touches_is_told_as_by_the_whole(two: Path, view: str, beside: str) -> None:
    count = len(query(two, f"FROM {view}"))
    for (meeting_id,) in query(two, "SELECT meeting_id FROM dim_meeting"):
        whole = (
            f"FROM {view} AS told WHERE EXISTS (FROM fact_amount JOIN dim_meeting USING (meeting_key)"
            " WHERE meeting_id = $1 AND agency IS NOT DISTINCT FROM told.agency AND fiscal_year_key = told.fiscal_year)"
        )
        scoped = f"FROM {beside}([$1])"
        for one, other in ((whole, scoped), (scoped, whole)):
            assert query(two, f"({one}) EXCEPT ALL ({other})", [meeting_id]) == []
        assert 0 < len(query(two, scoped, [meeting_id])) < count


@pytest.mark.parametrize("name", AGENCIES)
@pytest.mark.parametrize(
    ("source", "version"),
    [
        ("latest_amounts", "settlement"),
        ("amounts_as_of(DATE '2019-12-16')", "12"),
        ("amounts_as_of(DATE '2019-06-12')", "6"),
        ("amounts_as_of(DATE '2019-06-11')", "initial"),
    ],
)
def test_each_agency_has_its_own_amounts(two: Path, name: str, source: str, version: str) -> None:
    rows = amounts_of(two, source, "amount_yen, is_contradicted, file_name", name)
    assert {place: yen for place, (yen, *_) in rows.items()} == true_amounts(name, version)
    assert {(contradicted, str(file).split()[0]) for _, contradicted, file in rows.values()} == {(False, name)}


def test_the_meetings_of_each_agency_bear_each_other_out(two: Path) -> None:
    checked = query(
        two,
        "SELECT agency, relation, bool_and(holds), count(*) > 15,"
        " bool_and(starts_with(earlier_file_name, agency) AND starts_with(later_file_name, agency))"
        " FROM adoption_checks GROUP BY ALL ORDER BY ALL",
    )
    relations = ("same_version", "version_before")
    assert checked == [(name, relation, True, True, True) for name in sorted(AGENCIES) for relation in relations]


@pytest.mark.parametrize("name", AGENCIES)
def test_a_version_is_followed_to_the_next_of_the_same_agency(two: Path, name: str) -> None:
    rows = query(
        two,
        "SELECT version_before, budget_version, before_yen, after_yen, is_contradicted FROM revisions"
        " WHERE agency = ? AND fiscal_year = 2019 AND account_path = '営業収益/事業収入' AND segment_name = '合計'",
        [name],
    )
    amounts = [true_amounts(name, version)["合計", "income_statement/営業収益/事業収入"] for version in VERSIONS]
    codes = list(VERSIONS.values())
    assert rows == [(codes[i], codes[i + 1], amounts[i], amounts[i + 1], False) for i in range(3)]


@pytest.mark.parametrize("name", AGENCIES)
def test_a_settlement_stands_beside_the_budget_of_the_same_agency(two: Path, name: str) -> None:
    budget, settlement = true_amounts(name, "12"), true_amounts(name, "settlement")
    assert amounts_of(two, "budget_and_settlement", "budget_yen, settlement_yen", name) == {
        place: (yen, settlement[place]) for place, yen in budget.items()
    }


def test_a_later_version_of_one_agency_makes_nothing_of_the_other_outdated(path: Path) -> None:
    texts = list((year_of(ONE) | year_of(OTHER)).items())
    load_one_by_one(path, dict([texts[0], texts[4], texts[5]]))
    rows = query(
        path,
        "SELECT DISTINCT agency, budget_version, is_outdated FROM latest_amounts WHERE fiscal_year = 2019 ORDER BY 1",
    )
    assert rows == [(ONE, "initial", False), (OTHER, "supplementary_june", False)]


def test_the_last_budget_is_the_last_of_the_agency(path: Path) -> None:
    texts = year_of(ONE) | year_of(OTHER)
    names = (f"{ONE} 11.txt", f"{ONE} 14.txt", f"{OTHER} 12.txt")
    load_one_by_one(path, {name: texts[name] for name in names})
    rows = query(
        path,
        "SELECT DISTINCT agency, budget_version, is_last_known_budget FROM budget_and_settlement"
        " WHERE fiscal_year = 2019 AND statement_code = 'income_statement'",
    )
    assert rows == [(ONE, "initial", True)]


def test_what_was_in_force_before_is_what_the_agency_adopted(path: Path) -> None:
    """The other agency adopted a later version, which is nothing to a text that does not name the one before."""
    texts = year_of(ONE) | year_of(OTHER)
    names = (f"{ONE} 11.txt", f"{ONE} 13.txt", f"{OTHER} 12.txt")
    load_one_by_one(path, {name: texts[name] for name in names})
    rows = query(
        path,
        "SELECT DISTINCT agency, earlier_version, later_version FROM adoption_checks"
        " WHERE relation = 'version_before' AND agency = ?",
        [ONE],
    )
    assert rows == [(ONE, "initial", "before_supplementary_december")]


def test_an_item_that_only_the_other_agency_has_is_not_nil(path: Path) -> None:
    without = by_other(meeting_text(7, burden="900").replace("交付金収入\t300\n", ""))
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": without})
    rows = query(path, "SELECT agency, amount_yen, is_printed FROM amount_printings WHERE account_name = '交付金収入'")
    assert rows == [(ONE, 300_000, True)]


def test_texts_that_name_no_agency_are_of_one_and_of_no_other(path: Path) -> None:
    items = ((7, "500", "400"), (8, "450", "450"))
    unnamed = [meeting_text(number, burden=burden, grants=grants).replace(ONE, "") for number, burden, grants in items]
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": unnamed[0], "8.txt": unnamed[1]})
    amounts = "SELECT agency, amount_yen, is_contradicted FROM latest_amounts WHERE account_name = '事業負担金収入'"
    assert query(path, f"{amounts} ORDER BY agency") == [(ONE, 600_000, False), (None, 500_000, True)]
    checked = "SELECT DISTINCT agency, earlier_file_name, later_file_name FROM adoption_checks"
    assert query(path, checked) == [(None, "7.txt", "8.txt")]
    (eighth,) = query(path, "SELECT meeting_id FROM dim_meeting WHERE meeting_number = 8")[0]
    touched = "SELECT DISTINCT agency, earlier_file_name, later_file_name FROM checks_beside([$1])"
    assert query(path, touched, [eighth]) == [(None, "7.txt", "8.txt")]


def test_commitments_of_one_name_are_kept_apart(path: Path) -> None:
    texts = [COVER.format(number=6) + COMMITMENTS.format(limit=limit) for limit in ("16,000", "99,000")]
    load_one_by_one(path, {"6.txt": texts[0], "7.txt": by_other(texts[1])})
    assert query(path, "SELECT agency, before_yen, after_yen FROM commitment_history ORDER BY after_yen") == [
        (ONE, None, 16_000_000),
        (OTHER, None, 99_000_000),
    ]
    assert query(path, "SELECT agency, sum(limit_yen) FROM commitments GROUP BY agency ORDER BY 2") == [
        (ONE, 16_000_000),
        (OTHER, 99_000_000),
    ]


def test_a_version_that_several_agencies_state_is_refused_with_the_meetings_that_do(two: Path) -> None:
    with pytest.raises(SelectionError, match="2019:initial: several agencies state this; name a meeting") as refused:
        compare(two, INITIAL, JUNE, Filter())
    assert set(refused.value.choices) >= {f"{name}/経営審議委員会/第11回@{INITIAL}" for name in AGENCIES}
    assert compare(two, refused.value.choices[0], refused.value.choices[-1], Filter()).compared


@pytest.mark.parametrize("name", AGENCIES)
def test_beside_a_meeting_a_version_is_that_of_its_agency(two: Path, name: str) -> None:
    comparison = compare(two, f"{name}/経営審議委員会/第11回@{INITIAL}", JUNE, Filter())
    assert comparison.selection.after.agency == name
    before, after = true_amounts(name, "initial"), true_amounts(name, "6")
    assert {
        (one.place.segment_name, f"{one.place.statement_code}/{one.place.account_path}"): one.change_yen
        for one in comparison.compared[0].changed
    } == {place: yen - before[place] for place, yen in after.items() if yen != before[place]}


def test_versions_of_different_agencies_are_not_compared_unasked(path: Path) -> None:
    texts = year_of(ONE) | year_of(OTHER)
    load_one_by_one(path, {name: texts[name] for name in (f"{ONE} 11.txt", f"{OTHER} 14.txt")})
    for before in (INITIAL, f"{ONE}/経営審議委員会/第11回"):
        with pytest.raises(SelectionError, match="stated by different agencies; name a meeting"):
            compare(path, before, "2019:settlement", Filter())


def test_the_series_of_a_year_are_each_of_one_agency(two: Path, tmp_path: Path) -> None:
    build(two, tmp_path / "site")
    year = Site(tmp_path / "site").read("years/2019")
    found = {
        (one["agency"], one["segment"], f"{account['statement']}/{account['path']}"): [
            (amount["version"], amount["yen"]) for amount in one["amounts"]
        ]
        for one in year["series"]
        for account in [year["accounts"][one["account"]]]
    }
    assert len(found) == len(year["series"])
    for (name, segment, account), amounts in found.items():
        expected = [(code, true_amounts(name, version)[segment, account]) for version, code in VERSIONS.items()]
        assert amounts == expected
    versions = [(name, code) for name in sorted(AGENCIES) for code in VERSIONS.values()]
    assert [(one["agency"], one["version"]) for one in year["versions"]] == versions
    pairs = [
        (
            one["agency"],
            one["segment"],
            f"{account['statement']}/{account['path']}",
            one["budget_yen"],
            one["settlement_yen"],
        )
        for one in year["budget_and_settlement"]
        for account in [year["accounts"][one["account"]]]
    ]
    assert sorted(pairs) == sorted(
        (name, segment, account, amounts[2][1], amounts[3][1]) for (name, segment, account), amounts in found.items()
    )


def test_where_there_is_one_agency_the_series_do_not_name_it(path: Path) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6)})
    build(path, path.parent / "site")
    site = Site(path.parent / "site")
    year = site.read(f"years/{site.index['fiscal_years'][0]}")
    assert year["series"]
    assert [one for one in (*year["series"], *year["versions"]) if "agency" in one] == []


def test_what_two_agencies_and_an_unnamed_one_say_alike_is_a_valid_package(path: Path) -> None:
    text = meeting_text(6)
    load_one_by_one(path, {"6.txt": text, "7.txt": by_other(text), "8.txt": text.replace(ONE, "")})
    export(path, path.parent / "out", ["csv"])
    report = frictionless.validate(str(path.parent / "out" / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert query(path, "SELECT count(DISTINCT coalesce(agency, '')), count(*) FROM latest_amounts") == [(3, 33)]
