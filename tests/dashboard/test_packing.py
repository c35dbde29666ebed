"""What the pages load is packed without loss: opened again it is what was gathered."""

from __future__ import annotations

import json

import pytest

from dashboard import packed_series
from dashboard.gathering import gather
from dashboard.packing import as_printed, packed
from dashboard.reading import dimensions, rows
from tests.support.dashboard_sites import Shown
from tests.support.opened_pages import opened_meeting, opened_page
from warehouse.store import open_for_reading

pytest_plugins = ["tests.support.dashboard_fixtures"]


@pytest.mark.slow
@pytest.mark.parametrize("site", ["shown", "doubtful"])
def test_a_meeting_is_opened_as_it_was_gathered(site: str, request: pytest.FixtureRequest) -> None:
    shown: Shown = request.getfixturevalue(site)
    with open_for_reading(shown.warehouse) as connection:
        meetings = list(gather(connection, dimensions(connection), rows(connection, "meetings")))
    for meeting in meetings:
        money, identities, rest = (json.loads(json.dumps(part)) for part in packed(meeting.page))
        gathered = json.loads(json.dumps(meeting.page))
        assert opened_meeting(rest, money, identities) == gathered
        assert not rest["figures"].keys() & {"money", "identities"}


@pytest.mark.parametrize(
    ("yen", "unit", "text"),
    [(-1_234_567_000, 1_000, "△1,234,567"), (0, 1, "0"), (1_500, 1_000, None), (None, 1, None), (5, None, None)],
)
def test_a_number_is_printed_as_these_materials_do(yen: int | None, unit: int | None, text: str | None) -> None:
    assert as_printed(yen, unit) == text


def amount(version: str, yen: int | None, unit: int = 1_000, **more: object) -> dict[str, object]:
    told: dict[str, object] = {
        "version": version,
        "yen": yen,
        "unit_yen": unit,
        "status": "proven",
        "line": 7,
        "cell": 1,
    }
    return told | {"id": f"{version}-id", "meeting": f"a/{version}", "is_printed": True, "others": [], **more}


def test_a_year_is_opened_as_it_was_packed() -> None:
    other = {"yen": 9_001, "unit_yen": 1_000, "status": "disputed", "id": "o", "meeting": "a/other"}
    budget = amount("initial", -5_000, others=[other], more_others=3, is_printed=False)
    series = {"account": 0, "segment": "合計", "segment_en": "Total", "is_total": True}
    settlement = amount("settlement", 7_500, 1)
    settled = {
        "account": 0, "segment": "合計", "segment_en": "Total", "is_total": True, "budget_version": "initial",
        "difference_yen": 12_500, "is_contradicted": True,
        **{f"{side}_{name}": one[name] for side, one in (("budget", budget), ("settlement", settlement))
           for name in ("yen", "unit_yen", "status", "id", "line", "cell")},
    }  # fmt: skip
    odd = settled | {"difference_yen": 1}
    page = {
        "fiscal_year": 2015,
        "series": [
            {**series, "amounts": [budget, settlement]},
            {**series, "segment": "一般", "amounts": [amount("initial", None)]},
        ],
        "budget_and_settlement": [settled, odd],
    }
    stored = json.loads(json.dumps(packed_series.packed(page)))
    assert stored["budget_and_settlement"][0].keys() == {"series", "budget", "settlement", "is_contradicted"}
    assert opened_page(stored) == page
    over = {"series": [{**series, "years": [{"year": 2014, "amounts": [budget]}, {"year": 2015, "amounts": []}]}]}
    assert opened_page(json.loads(json.dumps(packed_series.packed(over)))) == over
