"""`tsujitsuma mcp`: an agent's questions by the protocol's own client, each number with its status, line and proof."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, MCPError, StdioServerParameters

from pipelines.commands.mcp_server import server_of
from tests.support.loaded_meetings import load_one_by_one, query, sixth
from tests.support.slipped_meetings import RIVALS, doubtful_texts

pytestmark = pytest.mark.slow

T = TypeVar("T")
SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"
TOOLS = {"list_meetings", "find_figures", "explain_figure", "search_text", "diff_meetings", "describe", "query"}
SITE = "https://figures.example/jlis"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sixth meeting, and one with a figure that is disputed."""
    path = tmp_path_factory.mktemp("mcp") / "w.duckdb"
    return load_one_by_one(path, {SIXTH: sixth(), RIVALS: doubtful_texts()[RIVALS]})


def with_client(warehouse: Path, ask: Callable[[Client], Awaitable[T]]) -> T:
    async def asked() -> T:
        async with Client(server_of(warehouse, SITE)) as client:
            return await ask(client)

    return asyncio.run(asked())


def call(warehouse: Path, tool: str, **arguments: object) -> dict[str, Any]:
    result = with_client(warehouse, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


def refused(warehouse: Path, tool: str, **arguments: object) -> str:
    result = with_client(warehouse, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0])


def read(warehouse: Path, uri: str) -> str:
    result = with_client(warehouse, lambda client: client.read_resource(uri))
    return str(getattr(result.contents[0], "text", ""))


def test_every_tool_says_what_it_does_and_that_it_only_reads(warehouse: Path) -> None:
    tools = with_client(warehouse, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description and tool.annotations and tool.annotations.read_only_hint for tool in tools)


def test_which_segments_lose_money_in_2015_and_how_sure_that_is(warehouse: Path) -> None:
    found = call(warehouse, "find_figures", account="営業利益", fiscal_year=2015, meeting=SIXTH, limit=100)
    losses = {row["segment_name"]: row for row in found["figures"] if row["amount_yen"] < 0}
    assert {name: (row["amount_yen"], row["status"]) for name, row in losses.items()} == {
        "一般事業": (-115_471_000, "repaired"),
        "公的個人認証サービス事業": (-11_423_000, "repaired"),
        "合計": (-18_128_000, "repaired"),
    }
    for row in losses.values():
        place = {key: row[key] for key in ("file_name", "source_line", "source_column")}
        proof = call(warehouse, "explain_figure", **place)
        assert proof["repair"]["kind"] == "sign_lost"
        assert proof["repair"]["is_only_explanation"]
        assert proof["printed_text"] in proof["line_text"].split("\t")
        assert {identity["outcome"] for identity in proof["identities"]} <= {"holds", "holds once repaired"}
        for identity in proof["identities"]:
            assert sum(term["weight"] * term["amount_yen"] for term in identity["terms"]) == identity["residual_yen"]


def test_accounts_and_segments_are_found_by_their_english_names(warehouse: Path) -> None:
    found = call(warehouse, "find_figures", account="operating income (loss)", segment="general", meeting=SIXTH)
    assert [(row["account_path"], row["segment_name"]) for row in found["figures"]] == [("営業利益", "一般事業")]


def test_what_is_found_is_counted_whole_and_cut_at_the_limit(warehouse: Path) -> None:
    found = call(warehouse, "find_figures", meeting=SIXTH, limit=3)
    assert (found["count"], len(found["figures"])) == (898, 3)


def test_a_disputed_number_never_comes_without_its_mark(warehouse: Path) -> None:
    found = call(warehouse, "find_figures", status="disputed")
    assert found["count"] > 0
    assert all("not to be stated as a fact" in row["disputed"] for row in found["figures"])
    place = {key: found["figures"][0][key] for key in ("file_name", "source_line", "source_column")}
    proof = call(warehouse, "explain_figure", **place)
    assert "not to be stated as a fact" in proof["disputed"]
    assert proof["dispute_reasons"] == ["rivals"]
    assert len(proof["rivals"]) > 1
    assert len({rival["cost"] for rival in proof["rivals"]}) == 1


def test_a_query_that_leaves_the_status_out_is_told_which_of_its_values_are_disputed(warehouse: Path) -> None:
    answer = call(warehouse, "query", sql="SELECT printed_yen AS yen FROM fact_figure WHERE status = 'disputed'")
    assert all(row["disputed"] == ["yen"] for row in answer["rows"])
    assert "disputed" in answer["warning"]
    summed = call(warehouse, "query", sql="SELECT sum(amount_yen) FROM amounts")
    assert "sum leaf_amounts" in summed["warning"]
    sure = call(warehouse, "query", sql="SELECT 1 AS one")
    assert sure["rows"] == [{"one": 1}]


def test_a_query_reads_the_warehouse_alone(warehouse: Path, tmp_path: Path) -> None:
    assert "read-only" in refused(warehouse, "query", sql="DELETE FROM fact_figure")
    assert "no files" in refused(warehouse, "query", sql=f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'")
    assert "no files" in refused(warehouse, "query", sql="FROM read_text('/etc/hostname')")
    assert "Did you mean" in refused(warehouse, "query", sql="FROM figurs")
    assert query(warehouse, "SELECT count(*) > 898 FROM fact_figure") == [(True,)]
    assert not list(tmp_path.iterdir())


def test_a_long_answer_is_cut_and_says_so(warehouse: Path) -> None:
    answer = call(warehouse, "query", sql="FROM range(1000)", limit=5)
    assert (len(answer["rows"]), answer["is_cut"]) == (5, True)
    assert not call(warehouse, "query", sql="FROM range(5)", limit=5)["is_cut"]


def test_a_query_without_end_is_stopped(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.asking.queries.SECONDS", 0.2)
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
    assert "stopped after" in refused(warehouse, "query", sql=endless)


def test_a_figure_has_a_lasting_name_that_can_be_read_and_a_link(warehouse: Path) -> None:
    (row,) = call(warehouse, "find_figures", account="営業利益", segment="一般事業", meeting=SIXTH)["figures"]
    assert row["figure"] == f"tsujitsuma://figures/{SIXTH}/796/1"
    assert row["page"] == f"{SITE}/meeting.html?id={sha256(sixth().encode()).hexdigest()[:16]}#line=796&cell=1"
    assert json.loads(read(warehouse, row["figure"]))["amount_yen"] == -115_471_000


def test_a_name_under_which_no_figure_stands_is_an_error_of_the_protocol(warehouse: Path) -> None:
    async def ask(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(f"tsujitsuma://figures/{SIXTH}/796/99")
        return str(caught.value)

    assert with_client(warehouse, ask) == f"{SIXTH}:796: no figure in cell 99"


def test_the_dictionary_and_the_cookbook_can_be_read(warehouse: Path) -> None:
    assert "### fact_figure" in read(warehouse, "tsujitsuma://dictionary")
    assert "Which segments make an operating loss" in read(warehouse, "tsujitsuma://cookbook")


def test_meetings_come_with_how_far_they_are_proven(warehouse: Path) -> None:
    held = {row["file_name"]: row for row in call(warehouse, "list_meetings")["meetings"]}
    assert held.keys() == {SIXTH, RIVALS}
    counts = ("proven", "repaired", "unchecked", "disputed")
    assert [held[SIXTH][status] for status in counts] == [853, 23, 22, 0]
    assert held[RIVALS]["disputed"] > 0


def test_text_is_found_by_its_words(warehouse: Path) -> None:
    lines = call(warehouse, "search_text", words="中間サーバー", limit=2)["lines"]
    assert [line["is_near"] for line in lines] == [False, False]
    assert all("中間サーバー" in line["text"] for line in lines)
    assert "no part is of kind" in refused(warehouse, "search_text", words="予算", part="poem")


def test_two_versions_are_compared(warehouse: Path) -> None:
    compared = call(warehouse, "diff_meetings", before="2014:supplementary_june", after="2015:initial")
    assert compared["comparisons"][0]["changed_count"] > 0
    assert "no such version" in refused(warehouse, "diff_meetings", before="1999:initial", after="2015:initial")


def test_the_warehouse_describes_itself(warehouse: Path) -> None:
    names = {each["name"] for each in call(warehouse, "describe")["objects"]}
    assert {"leaf_amounts", "fact_figure", "segment_results"} <= names
    columns = {each["name"]: each["meaning"] for each in call(warehouse, "describe", name="figures")["columns"]}
    assert "proven, repaired" in columns["status"]
    assert "no table or view" in refused(warehouse, "describe", name="nothing")


def test_a_warehouse_that_is_not_there_is_told_with_what_to_do(warehouse: Path) -> None:
    gone = warehouse.with_name("gone.duckdb")
    assert "there is no warehouse yet; run: tsujitsuma ingest" in refused(gone, "list_meetings")
    assert "there is no warehouse yet" in refused(gone, "diff_meetings", before="6", after="7")


def test_it_answers_over_standard_input_and_output(warehouse: Path) -> None:
    command = StdioServerParameters(
        command=str(Path(sys.executable).with_name("tsujitsuma")), args=["mcp", "--warehouse", str(warehouse)]
    )

    async def asked() -> int:
        async with Client(command) as client:
            result = await client.call_tool("find_figures", {"account": "資産合計", "meeting": SIXTH, "limit": 1})
            assert result.structured_content is not None
            return int(result.structured_content["count"])

    assert asyncio.run(asked()) > 0
