"""The page that asks in SQL: who may ask, what is answered, and what a person sees of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from dashboard.server import QUERY_PATH, SiteServer, serving
from dashboard.site import build
from tests.support.dashboard_browser import OVERFLOW, PHONE, Watched, watching
from tests.support.loaded_meetings import load_one_by_one, sixth
from tests.support.slipped_meetings import RIVALS, doubtful_texts

pytest_plugins = ["tests.support.dashboard_fixtures"]
pytestmark = pytest.mark.slow

PACKAGES = Path(__file__).parents[2] / "node_modules"
HAS_ENGINE = (PACKAGES / "@duckdb").is_dir()
SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"
LOSSES = (
    "SELECT segment_name, operating_result_yen FROM segment_results"
    " WHERE operating_result_yen < 0 AND meeting_number = 6 ORDER BY 2"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    folder = tmp_path_factory.mktemp("sql-page")
    warehouse = load_one_by_one(folder / "w.duckdb", {SIXTH: sixth(), RIVALS: doubtful_texts()[RIVALS]})
    build(warehouse, folder / "site", engine=PACKAGES if HAS_ENGINE else None)
    with serving(folder / "site", warehouse=warehouse) as running:
        yield running


class Quiet(SimpleHTTPRequestHandler):
    """Any web host: files alone."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def static_host(server: SiteServer) -> Iterator[str]:
    """The same site on a host that knows nothing of queries."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(server.folder))) as host:
        Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()


def post(server: SiteServer, query: bytes, **headers: str) -> tuple[int, Any]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    own = {"Origin": server.address.rstrip("/")}
    connection.request("POST", QUERY_PATH, query, own | headers)
    response = connection.getresponse()
    content = response.read()
    return response.status, json.loads(content) if response.status == 200 else None


def test_a_query_of_its_own_page_is_answered_with_numbers_as_text(server: SiteServer) -> None:
    status, answer = post(server, LOSSES.encode())
    assert status == 200
    assert answer["columns"] == ["segment_name", "operating_result_yen"]
    assert answer["are_numbers"] == [False, True]
    assert answer["rows"][0] == ["一般事業", "-115471000"]
    assert post(server, b"SELECT 9007199254740993 AS n")[1]["rows"] == [["9007199254740993"]]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_page_of_another_site_is_not_answered(server: SiteServer, origin: str) -> None:
    assert post(server, b"SELECT 1", Origin=origin)[0] == 404


def test_another_name_for_this_machine_is_not_answered(server: SiteServer) -> None:
    assert post(server, b"SELECT 1", Host="evil.example")[0] == 421


def test_a_query_only_reads_and_an_error_is_told(server: SiteServer) -> None:
    assert "read-only" in post(server, b"DROP TABLE fact_figure")[1]["error"]
    assert "no files" in post(server, b"FROM read_text('/etc/hostname')")[1]["error"]
    assert "Did you mean" in post(server, b"FROM figurs")[1]["error"]
    assert post(server, b"\xff")[1]["error"] == "the query is not UTF-8"


def test_a_query_that_is_too_long_is_refused_unread(server: SiteServer) -> None:
    assert post(server, b"-" * 100_001)[0] == 413
    assert post(server, b"SELECT 1", **{"Content-Length": "-1"})[0] == 413


def test_values_of_disputed_figures_are_marked(server: SiteServer) -> None:
    query = b"SELECT printed_yen FROM fact_figure ORDER BY status = 'disputed' DESC, figure_key LIMIT 1"
    assert post(server, query)[1]["disputed"] == [[0, 0]]


def test_a_server_without_a_warehouse_answers_no_query(server: SiteServer, tmp_path: Path) -> None:
    with serving(tmp_path) as bare:
        assert post(bare, b"SELECT 1")[0] == 404


@pytest.fixture
def page(browser: Browser, server: SiteServer) -> Iterator[Watched]:
    with watching(browser, server.address) as opened:
        yield opened


def test_an_example_is_run_when_it_is_chosen_and_its_link_opens_the_same(page: Watched) -> None:
    page.open("sql.html")
    page.page.select_option(".controls select", "0")
    page.page.wait_for_selector(".answer table")
    assert "一般事業" in page.text(".answer table tbody tr")
    page.page.locator(".answer .chart canvas").wait_for()
    link = page.page.url
    page.page.goto("about:blank")
    page.page.goto(link)
    page.page.wait_for_selector(".answer table")
    assert page.page.input_value("textarea").startswith("SELECT segment_name")


def test_what_cannot_be_run_is_shown_as_duckdb_says_it(page: Watched) -> None:
    page.open("sql.html")
    page.page.fill("textarea", "FROM figurs")
    page.page.press("textarea", "Control+Enter")
    page.page.wait_for_selector(".trouble pre")
    assert "Did you mean" in page.text(".trouble pre")


def test_a_disputed_value_is_marked_where_it_stands(page: Watched) -> None:
    page.open("sql.html")
    page.page.fill("textarea", "SELECT printed_yen FROM fact_figure WHERE status = 'disputed' LIMIT 1")
    page.page.click("button.plain")
    page.page.wait_for_selector(".answer table")
    assert page.text(".answer td, .answer th[scope=row]").endswith("?")
    assert page.page.locator(".answer p.notice").count() == 1


def test_the_columns_of_a_view_are_explained(page: Watched) -> None:
    page.open("sql.html")
    page.page.click("summary:has(code:text-is('leaf_amounts'))")
    assert "amount_yen" in page.text("details[open] dl.columns")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_no_serious_fault(page: Watched, language: str) -> None:
    page.open(f"sql.html?lang={language}#q=FROM+ratios")
    page.page.wait_for_selector(".answer table")
    assert page.serious_faults() == []


def test_the_page_does_not_scroll_sideways_on_a_phone(browser: Browser, server: SiteServer) -> None:
    with watching(browser, server.address, PHONE) as phone:
        phone.open("sql.html#q=FROM+segment_results")
        phone.page.wait_for_selector(".answer table")
        assert phone.page.evaluate(OVERFLOW) <= 0


def test_a_page_opened_as_a_file_says_what_it_needs(browser: Browser, server: SiteServer) -> None:
    with watching(browser, f"{server.folder.as_uri()}/") as opened:
        opened.open("sql.html#q=SELECT+1")
        opened.page.wait_for_selector(".trouble pre")
        assert "tsujitsuma dashboard" in opened.text(".trouble pre")


@pytest.mark.skipif(not HAS_ENGINE, reason="make node_modules/.ready installs DuckDB-WASM")
def test_on_a_static_host_the_browser_gives_the_answers_of_the_server(
    browser: Browser, server: SiteServer, static_host: str
) -> None:
    asked = [
        LOSSES,
        "SELECT statement_code, status, count(*) AS n, sum(amount_yen) AS yen FROM figures GROUP BY ALL ORDER BY ALL",
        "SELECT account_name, 合計 FROM income_statement ORDER BY ALL",
        "CREATE TEMP TABLE kept AS FROM ratios; SELECT count(*) AS ';' FROM kept -- ; the end",
        "SELECT 9007199254740993 AS n, 1.50::DECIMAL(4,2) AS d, [1, NULL] AS l, DATE '2015-02-26' AS day",
        "SELECT printed_yen FROM fact_figure ORDER BY status = 'disputed' DESC, figure_key LIMIT 2001",
    ]
    with watching(browser, static_host) as opened:
        opened.open(f"sql.html#{urlencode({'q': LOSSES})}")
        opened.page.wait_for_selector(".answer table", timeout=60_000)
        assert "一般事業" in opened.text(".answer table")
        assert "40 MB" in opened.text("#page")
        for query in asked:
            ask = "query => import('./static/js/in_browser.js').then(it => it.askHere(query))"
            assert opened.page.evaluate(ask, query) == post(server, query.encode())[1], query
        assert opened.page.evaluate(ask, "FROM read_text('/etc/hostname')")["error"].startswith("Permission Error")
        opened.page.fill("textarea", "FROM figurs")
        opened.page.press("textarea", "Control+Enter")
        opened.page.wait_for_selector(".trouble pre")
        assert "Did you mean" in opened.text(".trouble pre")
        assert "LINE 1: FROM figurs" in opened.text(".trouble pre")
        assert opened.serious_faults() == []


def test_a_static_host_without_the_engine_says_what_it_needs(
    browser: Browser, server: SiteServer, static_host: str
) -> None:
    offered = json.loads((server.folder / "data" / "sql.json").read_bytes()) | {"in_browser": False}
    with watching(browser, static_host) as opened:
        opened.page.route("**/data/sql.json", lambda one: one.fulfill(json=offered))
        opened.open("sql.html#q=SELECT+1")
        opened.page.wait_for_selector(".trouble pre")
        assert "--with-sql" in opened.text(".trouble pre")
