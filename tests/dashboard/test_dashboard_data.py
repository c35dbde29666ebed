"""What the pages show is what the warehouse holds, for whatever meetings are in it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.support.dashboard_sites import HTML, SIXTH, Shown

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

STATUSES = ("proven", "repaired", "unchecked", "disputed")


def test_figures_by_status_are_those_of_the_warehouse(shown: Shown) -> None:
    counted = shown.query(
        "SELECT file_name, status, count(*) FROM fact_figure JOIN dim_document USING (document_key) GROUP BY ALL"
    )
    expected: dict[object, dict[str, int]] = {}
    for name, status, count in counted:
        expected.setdefault(name, dict.fromkeys(STATUSES, 0))[str(status)] = int(str(count))
    for meeting in shown.site.index["meetings"]:
        assert meeting["figures"] == expected.get(meeting["file_name"], dict.fromkeys(STATUSES, 0))
        page = shown.site.meeting(meeting["file_name"])
        assert Counter(page["figures"]["status"]) == Counter(
            {status: count for status, count in meeting["figures"].items() if count}
        )
    totals = shown.site.index["totals"]["figures"]
    assert totals == {status: sum(one[status] for one in expected.values()) for status in STATUSES}
    assert totals["disputed"] > 0
    assert totals["repaired"] > 0


def test_identities_are_counted_as_the_warehouse_counts_them(shown: Shown) -> None:
    (row,) = shown.query(
        "SELECT count(*), count(*) FILTER (holds_as_printed), count(*) FILTER (holds_after_repair)"
        " FROM fact_identity_check"
    )
    totals = shown.site.index["totals"]["identities"]
    assert (totals["checked"], totals["held_as_printed"], totals["held"]) == row
    assert totals["failed"] == totals["checked"] - totals["held"] > 0


def test_the_heat_map_sorts_every_identity_into_one_cell(shown: Shown) -> None:
    counts = shown.query("SELECT identity_family, count(*) FROM fact_identity_check GROUP BY ALL")
    heat = shown.site.index["heat"]
    counted: Counter[str] = Counter()
    for family, segment, checked, as_printed, held in heat["cells"]:
        counted[heat["families"][family]] += checked
        assert heat["segments"][segment] is not None
        assert 0 <= as_printed <= checked >= held
    assert sorted(counted.items()) == sorted(counts, key=str)
    assert heat["segments"][-1]["name"] == "合計"
    assert Counter(segment["name"] for segment in heat["segments"])[None] == 1


def test_an_identity_is_of_a_segment_where_all_of_its_figures_are(shown: Shown) -> None:
    page = shown.site.meeting(SIXTH)
    identities, figures = page["identities"], page["figures"]
    for terms, segment in zip(identities["figures"], identities["segment"], strict=True):
        segments = {figures["segment"][figure] for figure in terms}
        assert segment == (segments.pop() if len(segments) == 1 else None)


def test_the_terms_of_an_identity_are_figures_that_sum_to_its_residual(shown: Shown) -> None:
    checked = 0
    for page in shown.site.meetings():
        yen, identities = page["figures"]["amount_yen"], page["identities"]
        for terms, weights, residual in zip(
            identities["figures"], identities["weights"], identities["residual_yen"], strict=True
        ):
            if residual is not None:
                assert sum(weight * yen[figure] for figure, weight in zip(terms, weights, strict=True)) == residual
                checked += 1
    assert checked > 500


def test_every_repair_has_its_line_its_cell_and_its_proof(shown: Shown) -> None:
    expected = shown.query(
        "SELECT file_name, source_line, source_column, settled_yen, kind FROM fact_repair"
        " JOIN fact_figure USING (figure_key) JOIN dim_document"
        " ON dim_document.document_key = fact_figure.document_key ORDER BY ALL"
    )
    found = []
    for page in shown.site.meetings():
        name, figures, identities = page["document"]["file_name"], page["figures"], page["identities"]
        lines = shown.site.read(f"meetings/{page['meeting']['id']}.lines")["lines"]
        for repair in page["repairs"]:
            figure = repair["figure"]
            line, cell = figures["line"][figure], figures["cell"][figure]
            found.append((name, line, cell, repair["settled_yen"], repair["kind"]))
            assert figures["status"][figure] == "repaired"
            assert lines[str(line)].split("\t")[cell].strip() == repair["printed_text"].strip()
            assert repair["identities_after"]
            assert set(repair["identities_before"]) <= set(repair["identities_after"])
            for identity in repair["identities_after"]:
                assert figure in identities["figures"][identity]
                assert identities["holds"][identity]
            assert not any(identities["holds_as_printed"][one] for one in repair["identities_before"])
    assert sorted(found) == expected
    assert expected


def test_every_kind_of_identity_is_explained_in_words(shown: Shown) -> None:
    for page in shown.site.meetings():
        assert set(page["identity_words"]) == set(page["identities"]["name"])
        assert all(words["title"] and words["reason"] for words in page["identity_words"].values())


def test_a_dispute_shows_its_rival_explanations(shown: Shown) -> None:
    (dispute,) = shown.site.meeting("disputed.txt")["disputes"]
    assert len(dispute["explanations"]) > 1
    assert dispute["figures"] == sorted({c["figure"] for e in dispute["explanations"] for c in e["changes"]})
    statuses = shown.site.meeting("disputed.txt")["figures"]["status"]
    assert {statuses[figure] for figure in dispute["figures"]} == {"disputed"}


def test_amounts_of_a_year_lead_to_the_figures_that_state_them(shown: Shown) -> None:
    pages = {page["meeting"]["id"]: page["figures"] for page in shown.site.meetings()}
    places = {
        (id, line, cell): number
        for id, figures in pages.items()
        for number, (line, cell) in enumerate(zip(figures["line"], figures["cell"], strict=True))
    }
    found: Counter[bool] = Counter()
    for year in shown.site.index["fiscal_years"]:
        page = shown.site.read(f"years/{year}")
        for series in page["series"]:
            for amount in series["amounts"]:
                place = (amount["id"], amount["line"], amount["cell"])
                found[amount["is_printed"]] += 1
                if not amount["is_printed"]:
                    assert place[1:] == (None, None)
                    continue
                figures, number = pages[amount["id"]], places[place]
                expected = (amount["yen"], "amount", year, amount["version"])
                assert expected == tuple(figures[name][number] for name in ("amount_yen", "measure", "year", "version"))
        amounts = {
            (series["account"], series["segment"], amount["version"]): amount
            for series in page["series"]
            for amount in series["amounts"]
        }
        for row in page["budget_and_settlement"]:
            for side, version in (("budget", row["budget_version"]), ("settlement", "settlement")):
                amount = amounts[row["account"], row["segment"], version]
                assert [row[f"{side}_{name}"] for name in ("id", "line", "cell")] == [
                    amount[name] for name in ("id", "line", "cell")
                ]
    assert found[True] > 200


def test_cells_of_statements_are_the_amounts_of_the_warehouse(shown: Shown) -> None:
    expected = shown.query(
        "SELECT file_name, statement_code, account_path, segment_name, fiscal_year_key, budget_version, amount_yen,"
        " status FROM fact_amount JOIN dim_document USING (document_key) JOIN dim_account USING (account_key)"
        " JOIN dim_statement ON dim_statement.statement_key = fact_amount.statement_key"
        " JOIN dim_segment USING (segment_key) JOIN dim_budget_version USING (budget_version_key) ORDER BY ALL"
    )
    found: list[tuple[Any, ...]] = []
    for page in shown.site.meetings():
        for statement in page["money"]["statements"]:
            for row in statement["rows"]:
                account = page["accounts"][row["account"]]
                assert row["level"] == account["path"].count("/")
                for segment, cell in zip(statement["segments"], row["cells"], strict=True):
                    if cell is None:
                        continue
                    place = (statement["statement"], account["path"], page["segments"][segment]["name"])
                    version = (statement["year"], statement["version"])
                    found.append((page["document"]["file_name"], *place, *version, cell["yen"], cell["status"]))
                    if cell["yen"] is not None:
                        assert page["figures"]["amount_yen"][cell["figure"]] == cell["yen"]
                        assert page["figures"]["account"][cell["figure"]] == row["account"]
                        assert page["figures"]["segment"][cell["figure"]] == segment
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert any(cell[-2] is None for cell in found)


def test_rows_stand_in_the_order_in_which_the_text_prints_them(shown: Shown) -> None:
    page = shown.site.meeting(SIXTH)
    statement = next(one for one in page["money"]["statements"] if one["statement"] == "income_statement")
    names = [page["accounts"][row["account"]]["name"] for row in statement["rows"]]
    assert names.index("営業収益合計") < names.index("営業費用合計") < names.index("営業利益") < names.index("経常利益")
    assert page["segments"][statement["segments"][-1]]["is_total"]


def test_the_steps_of_a_waterfall_come_to_its_results(shown: Shown) -> None:
    results = 0
    for page in shown.site.meetings():
        for chart in [*page["money"]["waterfalls"], *page["money"]["cash"]]:
            level: int | None = 0
            for step in chart["steps"]:
                if step["kind"] == "result":
                    assert level in (step["yen"], None)
                    results += level is not None
                    level = step["yen"]
                elif step["yen"] is None or level is None:
                    level = None
                else:
                    level += -step["yen"] if step["kind"] == "fall" else step["yen"]
                    assert step["end_yen"] == level
    assert results > 50


def test_the_charts_of_sound_statements_have_no_gap_and_leave_nothing_out(shown: Shown) -> None:
    money = shown.site.meeting(SIXTH)["money"]
    charts = [*money["waterfalls"], *money["cash"]]
    assert charts
    assert not [step for chart in charts for step in chart["steps"] if step["kind"] == "gap"]
    assert not [line for chart in charts for line in chart["left_out"]]
    assert all(chart["steps"][0]["kind"] == "start" for chart in money["cash"])


def test_a_balance_sheet_balances_and_its_parts_sum_to_its_sides(shown: Shown) -> None:
    balances = [chart for page in shown.site.meetings() for chart in page["money"]["balances"]]
    sound = [chart for chart in balances if chart["balances"]]
    assert len(sound) > 20
    for chart in sound:
        difference = chart["assets_yen"] - chart["liabilities_yen"] - chart["net_assets_yen"]
        assert abs(difference) <= chart["tolerance_yen"]
        for side in ("assets", "liabilities", "net_assets"):
            yen = [part["yen"] for part in chart[side]]
            assert None in yen or sum(yen) == chart[f"{side}_yen"]


def test_a_text_without_statements_is_shown_with_what_it_has(shown: Shown) -> None:
    page = shown.site.meeting("commitments.txt")
    assert page["figures"]["statement"] == [None]
    assert [one["first_bearing_year"] for one in page["money"]["commitments"]] == [2015]
    assert page["money"]["statements"] == page["money"]["waterfalls"] == page["money"]["balances"] == []
    assert page["summary"]["identities"]["checked"] == 0
    lines = shown.site.read(f"meetings/{page['meeting']['id']}.lines")
    assert "以上。" in lines["lines"].values()
    assert lines["pages"] is None


def test_a_label_with_html_in_it_stays_as_it_is_printed(shown: Shown) -> None:
    page = shown.site.meeting("html <i>.txt")
    assert HTML in page["figures"]["label"]
    assert HTML in {account["name"] for account in page["accounts"]}
    assert {account["name_en"] for account in page["accounts"] if account["name"] == HTML} == {None}


def test_numbers_of_the_text_are_accounted_for_by_role(shown: Shown) -> None:
    page = shown.site.meeting(SIXTH)
    counted = shown.query(
        "SELECT number_role, count(*) FROM fact_number JOIN dim_document USING (document_key)"
        " WHERE file_name = ? GROUP BY ALL",
        SIXTH,
    )
    assert sorted(page["numbers"].items()) == sorted(counted, key=str)
    assert page["summary"]["numbers"]["total"] == sum(page["numbers"].values())


def test_commitments_and_receipts_lead_to_their_figures(shown: Shown) -> None:
    page = shown.site.meeting(SIXTH)
    figures, money = page["figures"], page["money"]
    assert money["commitments"]
    assert all(figures["line"][one["figure"]] == one["line"] for one in money["commitments"])
    assert all(figures["amount_yen"][one["figure"]] == one["limit_yen"] for one in money["commitments"])
    assert all(figures["amount_yen"][one["figure"]] == one["yen"] for one in money["advance_receipts"])


def test_what_meetings_say_of_each_other_is_counted(shown: Shown) -> None:
    """As the asset check counts them: red only where two print one and the same version otherwise."""
    (found,) = shown.query(
        "SELECT count(*) FILTER (outcome IN ('agrees', 'disagrees')), count(*) FILTER (outcome = 'agrees'),"
        " count(*) FILTER (outcome = 'disagrees'), count(*) FILTER (outcome = 'not_comparable') FROM adoption_checks"
    )
    row = tuple(int(str(count)) for count in found)
    adoption = shown.site.index["adoption"]
    assert (adoption["checked"], adoption["held"], adoption["failed_count"], adoption["not_comparable"]) == row
    assert row[0] > 0
    differing = shown.site.read("differing")["differing"]
    assert len(differing) == min(row[2] + row[3], 200)
    begun = [one for one in differing if one in adoption["differing"]]
    assert begun == adoption["differing"]
    assert adoption["has_more"] == (len(begun) < len(differing))
    ids = {one["id"] for one in shown.site.index["meetings"]}
    assert {one[f"{side}_id"] for one in differing for side in ("earlier", "later")} <= ids
    assert sum(one["disagreements"] for one in shown.site.index["meetings"]) == 2 * row[2]
