"""Slips of structure, reasons of disputes and assumptions as the pages show them, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.server import serving
from tests.support.dashboard_browser import OVERFLOW, PHONE, Watched, watching
from tests.support.dashboard_sites import Shown
from tests.support.slipped_meetings import ASSUMED, EXCHANGED, RIVALS, TOLD, UNTOLD

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

PANEL = "#figure-panel"


@pytest.fixture(scope="module")
def address(doubtful: Shown) -> Iterator[str]:
    with serving(doubtful.site.folder) as server:
        yield server.address


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    with watching(browser, address) as one:
        yield one


def page_of(doubtful: Shown, name: str, route: str = "view=trust", language: str = "ja") -> str:
    return f"meeting.html?id={doubtful.site.id_of(name)}&lang={language}#{route}"


def opened(watched: Watched) -> str:
    """The text of the first slip of structure once it is opened."""
    watched.page.locator("#structure .card > summary").first.click()
    watched.page.wait_for_selector("#structure .card .lines li")
    return watched.text("#structure .card")


def test_a_slip_of_structure_is_told_as_one_with_its_lines_its_proof_and_its_figures(
    watched: Watched, doubtful: Shown
) -> None:
    watched.open(page_of(doubtful, TOLD))
    card = opened(watched)
    for words in (
        "科目名の入れ替わり",
        "資金計画",
        "一般管理費 / 事業費",
        "再掲された数値は同じ",
        "数値 16",
        "修復済み",
    ):
        assert words in card, words
    lines = watched.page.locator("#structure .card .lines li")
    assert lines.evaluate_all("all => all.map(line => Number(line.dataset.line))") == list(EXCHANGED)
    assert watched.page.locator("#structure .card [data-identity]").count() > 0
    assert watched.page.locator("#structure .card tbody tr").count() == 16


def test_identities_that_fail_as_printed_are_placed_in_english(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, TOLD, language="en"))
    card = opened(watched)
    assert "Cash plan › Payments › Business expenses · Total · FY2015, initial budget · line 700" in card


def test_repairs_of_cells_do_not_list_what_a_slip_of_structure_moved(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, TOLD))
    assert watched.page.locator("#repairs .card").count() == 23
    assert "16 個の数値" in watched.text("#repairs")


def test_slips_between_which_nothing_decides_are_shown_beside_each_other(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, UNTOLD, language="en"))
    card = opened(watched)
    assert "Which of these slips it was is not decided" in card
    assert "甲種支弁金 / 乙種支弁金 → 乙種支弁金 / 甲種支弁金" in card
    assert "乙種支弁金 / 甲種支弁金 → 甲種支弁金 / 乙種支弁金" in card
    assert watched.page.locator("#structure .card .was").count() == 0


def test_a_sound_meeting_has_no_section_of_slips_or_assumptions(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, RIVALS))
    assert watched.page.locator("#structure, #assumed").count() == 0


def test_the_panel_says_why_a_figure_stands_elsewhere_than_its_label(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, TOLD, f"line={EXCHANGED[0]}&cell=1"))
    panel = watched.text(PANEL)
    assert "科目・列・単位・年度の表示が誤りです" in panel
    assert "科目名の入れ替わり" in watched.text(f"{PANEL} [data-part=moved]")
    watched.page.locator(f"{PANEL} [data-part=moved] a", has_text="16").click()
    watched.page.wait_for_selector(PANEL, state="hidden")
    assert "at=structure" in watched.page.url


@pytest.mark.parametrize(
    ("name", "route", "reason"),
    [
        (RIVALS, "line=17&cell=1", "同じ大きさの説明が複数あり"),
        (UNTOLD, f"line={EXCHANGED[0]}&cell=1", "次の誤りのどれもが同じだけ説明します"),
    ],
)
def test_the_panel_says_why_a_figure_is_disputed(
    watched: Watched, doubtful: Shown, name: str, route: str, reason: str
) -> None:
    watched.open(page_of(doubtful, name, route))
    assert reason in watched.text(f"{PANEL} [data-part=reasons]")


def test_a_dispute_says_its_reason(watched: Watched, doubtful: Shown) -> None:
    watched.open(page_of(doubtful, RIVALS, language="en"))
    assert "Several explanations are equally small." in watched.text("#disputes")


def test_what_is_assumed_is_counted_listed_and_filtered(watched: Watched, doubtful: Shown) -> None:
    count = doubtful.site.meeting(ASSUMED)["summary"]["assumed"]
    watched.open(page_of(doubtful, ASSUMED))
    assert f"仮定に基づく数値 {count}" in watched.text(".verdict")
    watched.page.locator("#assumed select").select_option("unit")
    assert watched.text("#assumed output") == f"{count} / {count}"
    assert "表に単位が印刷されていないため、千円と仮定しています。" in watched.text("#assumed tbody")


def test_a_figure_that_rests_on_an_assumption_is_marked_and_its_panel_says_which(
    watched: Watched, doubtful: Shown
) -> None:
    watched.open(page_of(doubtful, ASSUMED, "view=money", "en"))
    watched.page.locator("#statements summary").first.click()
    marks = watched.page.locator("#statements .assumed-mark")
    marks.first.wait_for()
    assert marks.count() == doubtful.site.meeting(ASSUMED)["summary"]["assumed"]
    watched.page.locator("#statements td button.figure").first.click()
    watched.page.wait_for_selector(f"{PANEL} [data-part=assumed]")
    assert "No unit is printed for the table; thousand yen is assumed." in watched.text(f"{PANEL} [data-part=assumed]")
    assert "rests on something that is not printed" in watched.text(f"{PANEL} .status-note")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "section"), [(TOLD, "structure"), (UNTOLD, "structure"), (ASSUMED, "assumed")])
def test_on_a_phone_nothing_is_cut_off_and_nothing_is_hard_to_read(
    browser: Browser, address: str, doubtful: Shown, name: str, section: str, scheme: str
) -> None:
    with watching(browser, address, PHONE, scheme="dark" if scheme == "dark" else "light") as watched:
        watched.open(page_of(doubtful, name))
        if section == "structure":
            opened(watched)
        assert watched.page.locator(f"#{section}").count() == 1
        assert watched.page.evaluate(OVERFLOW) <= 0
        assert watched.serious_faults() == []
