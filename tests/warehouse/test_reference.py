"""The reference data with its years and successors: in itself, in a warehouse, and followed by the views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.support.loaded_meetings import load_one_by_one, meeting_text, query
from warehouse import reference
from warehouse.marts import make_anew
from warehouse.reference import AccountReference, SegmentReference

OLD, NEW = "営業収益/交付金収入", "営業収益/補助金収入"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def successors(rows: Sequence[AccountReference | SegmentReference]) -> dict[tuple[str, str], tuple[str, str | None]]:
    return {
        (row.statement_code, row.path) if isinstance(row, AccountReference) else ("", row.name): (
            (row.statement_code, row.successor_path) if isinstance(row, AccountReference) else ("", row.successor_name)
        )
        for row in rows
    }


@pytest.mark.parametrize("rows", [reference.accounts(), reference.segments()], ids=["accounts", "segments"])
def test_every_successor_is_known_follows_one_alone_and_leads_to_an_end(
    rows: Sequence[AccountReference | SegmentReference],
) -> None:
    later = {name: successor for name, successor in successors(rows).items() if successor[1] is not None}
    assert set(later.values()) <= {*successors(rows)}
    assert len(set(later.values())) == len(later)
    for name in later:
        seen = [name]
        while seen[-1] in later:
            successor = later[seen[-1]]
            assert successor not in seen
            seen.append((successor[0], successor[1] or ""))


def test_english_names_tell_the_accounts_of_a_statement_apart() -> None:
    names = [(account.statement_code, account.name_en) for account in reference.accounts()]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_an_english_name_in_two_statements_is_that_of_one_japanese_name() -> None:
    """Summed by its name, an amount is not added to one of another meaning."""
    japanese: dict[str, set[str]] = {}
    for account in reference.accounts():
        japanese.setdefault(account.name_en, set()).add(account.name)
    assert {name: names for name, names in japanese.items() if len(names) > 1} == {}


@pytest.mark.parametrize("rows", [reference.accounts(), reference.segments()], ids=["accounts", "segments"])
def test_the_first_year_is_not_after_the_last(rows: Sequence[AccountReference | SegmentReference]) -> None:
    for row in rows:
        if row.first_fiscal_year is not None and row.last_fiscal_year is not None:
            assert row.first_fiscal_year <= row.last_fiscal_year


@pytest.mark.parametrize(
    ("one", "one_unit", "other", "other_unit", "agree"),
    [
        (1_000, 1_000, 1_000, 1_000, True),
        (1_000, 1_000, 2_000, 1_000, False),
        (1_499_000, 1_000, 1_000_000, 1_000_000, True),
        (1_500_000, 1_000, 2_000_000, 1_000_000, True),
        (1_999_000, 1_000, 1_000_000, 1_000_000, True),  # cut off
        (-1_999_000, 1_000, -1_000_000, 1_000_000, True),
        (2_000_000, 1_000, 1_000_000, 1_000_000, False),
        (1_400_000, 1_000, 2_000_000, 1_000_000, False),
        (-1_999_000, 1_000, -3_000_000, 1_000_000, False),
        (None, 1_000, 1_000, 1_000, None),
    ],
)
def test_two_printings_agree_within_the_rounding_of_their_units(
    one: int | None, one_unit: int, other: int, other_unit: int, agree: bool | None
) -> None:
    script = Path(reference.__file__).parent / "views" / "14_amounts_agree.sql"
    with duckdb.connect() as connection:
        connection.execute(script.read_text(encoding="utf-8"))
        for amounts in ([one, one_unit, other, other_unit], [other, other_unit, one, one_unit]):
            assert connection.execute("SELECT amounts_agree(?, ?, ?, ?)", amounts).fetchone() == (agree,)


def june(number: int, grants_name: str, grants: str = "300", income: str = "900") -> str:
    """A supplementary budget in which 交付金収入 has another name."""
    text = meeting_text(
        number, grants=grants, income=income, result=str(int(income) - 800), ordinary=str(int(income) - 795)
    )
    text = text.replace("交付金収入", grants_name).replace("平成27年2月26日（木）", "平成27年6月12日（金）")
    return text.replace("平成27年度予算", "平成27年度6月補正予算")


def renamed(accounts: Sequence[AccountReference], *, last_year: int | None = 2014) -> tuple[AccountReference, ...]:
    """The reference data in which the old account was renamed to the new one, which it lists too."""
    (old,) = [account for account in accounts if account.path == OLD and account.statement_code == "income_statement"]
    successor = replace(old, path=NEW, name_en="Subsidies received", aliases=(), first_fiscal_year=2015)
    changed = replace(old, last_fiscal_year=last_year, successor_path=NEW)
    return (*(changed if account is old else account for account in accounts), successor)


@pytest.mark.slow
def test_what_the_reference_data_learns_reaches_a_warehouse_that_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": june(7, "補助金収入")})
    described = (
        "SELECT account_path, account_name_en, is_reference, first_fiscal_year, last_fiscal_year, successor_path"
        " FROM dim_account WHERE account_path IN (?, ?) ORDER BY 1"
    )
    assert query(path, described, [OLD, NEW]) == [
        (OLD, "Grants", True, None, None, None),
        (NEW, None, False, None, None, None),
    ]
    accounts = renamed(reference.accounts())
    monkeypatch.setattr(reference, "accounts", lambda: accounts)
    load_one_by_one(path, {"8.txt": meeting_text(8)})
    assert query(path, described, [OLD, NEW]) == [
        (OLD, "Grants", True, None, 2014, NEW),
        (NEW, "Subsidies received", True, 2015, None, None),
    ]


@pytest.mark.slow
def test_a_renamed_account_is_followed_to_its_successor(path: Path) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6), "7.txt": june(7, "補助金収入", "400", "1000")})
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE dim_account SET successor_path = ? WHERE account_path = ?", [NEW, OLD])
        make_anew(connection)
    latest = "SELECT account_path, amount_yen, budget_version FROM latest_amounts WHERE account_path IN (?, ?)"
    rows = query(path, latest, [OLD, NEW])
    assert rows == [(NEW, 400_000, "supplementary_june")]
    rows = query(path, "SELECT before_yen, after_yen FROM revisions WHERE account_path = ?", [NEW])
    assert rows == [(300_000, 400_000)]


@pytest.mark.slow
def test_an_old_and_a_new_name_side_by_side_are_two_things(path: Path) -> None:
    text = meeting_text(6, extra_row="補助金収入\t5\n", income="905", result="105", ordinary="110")
    load_one_by_one(path, {"6.txt": text})
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE dim_account SET successor_path = ? WHERE account_path = ?", [NEW, OLD])
        make_anew(connection)
    rows = query(path, "SELECT account_path, amount_yen FROM latest_amounts WHERE account_path IN (?, ?)", [OLD, NEW])
    assert dict(rows) == {OLD: 300_000, NEW: 5_000}  # type: ignore[arg-type]


@pytest.mark.slow
def test_names_that_go_round_in_a_circle_stay_their_own(path: Path) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6)})
    other = "営業収益/事業負担金収入"
    with duckdb.connect(path) as connection:
        for name, successor in ((OLD, other), (other, OLD)):
            connection.execute("UPDATE dim_account SET successor_path = ? WHERE account_path = ?", [successor, name])
        make_anew(connection)
    rows = query(path, "SELECT account_path, amount_yen FROM latest_amounts WHERE account_path IN (?, ?)", [OLD, other])
    assert dict(rows) == {OLD: 300_000, other: 600_000}  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_renamed_segment_is_followed_to_its_successor_by_way_of_another(path: Path) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6)})
    with duckdb.connect(path) as connection:
        connection.execute(
            "UPDATE fact_amount SET segment_key = segment.segment_key FROM dim_segment AS segment"
            " WHERE segment_name = '一般事業';"
            " UPDATE dim_segment SET successor_name = '本人確認情報処理事業' WHERE segment_name = '一般事業';"
            " UPDATE dim_segment SET successor_name = '総合行政ネットワーク運営事業'"
            " WHERE segment_name = '本人確認情報処理事業'"
        )
        make_anew(connection)
    assert query(path, "SELECT DISTINCT segment_name FROM latest_amounts") == [("総合行政ネットワーク運営事業",)]


@pytest.mark.slow
def test_an_account_seen_outside_its_years_contradicts_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = renamed(reference.accounts())
    monkeypatch.setattr(reference, "accounts", lambda: accounts)
    load_one_by_one(path, {"66.txt": meeting_text(66)})  # a text of its own: others know the account as it is
    rows = query(
        path,
        "SELECT account_path, first_seen, last_seen, last_fiscal_year FROM account_years WHERE is_contradicted",
    )
    assert rows == [(OLD, 2015, 2015, 2014)]


@pytest.mark.slow
def test_a_segment_seen_before_its_first_year_contradicts_it_but_a_new_name_for_an_old_one_does_not(path: Path) -> None:
    load_one_by_one(path, {"6.txt": meeting_text(6)})
    with duckdb.connect(path) as connection:
        contradicted = "SELECT segment_name FROM segment_years WHERE is_contradicted"
        assert connection.execute(contradicted).fetchall() == []
        connection.execute("UPDATE dim_segment SET first_fiscal_year = 2016 WHERE segment_name = '合計'")
        assert connection.execute(contradicted).fetchall() == [("合計",)]
        connection.execute("UPDATE dim_segment SET successor_name = '合計' WHERE segment_name = '一般事業'")
        assert connection.execute(contradicted).fetchall() == []
