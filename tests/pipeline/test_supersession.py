"""No worse text takes a better one's place, in the warehouse or within a call; a person may accept it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from expectations import Family, Outcome, expected
from pipelines.orchestration import checks
from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.publishing.supersession import Holdings
from pipelines.runtime.progress import Silent
from tests.support.small_texts import meeting_text

SUMMARY = """地方公共団体情報システム機構

第7回 経営審議委員会

平成27年2月26日（木）10時00分

平成27年度予算（案）

予定損益計算書

(平成27年4月1日から平成28年3月31日まで)

(単位：千円)

科 目\t金額
経常利益\t105
当期純利益\t105

以上。
"""


class Call:
    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.folder, self.instance = folder, instance

    def ingest(self, **texts: str) -> Report:
        for name, text in texts.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        files = [self.folder / f"{name}.txt" for name in texts]
        return run_job(self.instance, files, self.folder / "w.duckdb", self.folder / "state", Silent())

    def file_names(self) -> list[tuple[str]]:
        with duckdb.connect(self.folder / "w.duckdb", read_only=True) as connection:
            return connection.execute("SELECT DISTINCT file_name FROM figures ORDER BY 1").fetchall()


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)
    with dg.DagsterInstance.ephemeral() as instance:
        yield Call(tmp_path, instance)


@pytest.mark.slow
def test_a_text_that_holds_less_does_not_take_the_place_of_a_published_one(call: Call) -> None:
    call.ingest(good=meeting_text(7))
    report = call.ingest(less=SUMMARY)
    (refusal,) = report.refusals
    assert refusal.reason.startswith("less.txt: kept out: it would take the place of good.txt")
    assert "2 figures against 11" in refusal.reason
    assert refusal.can_be_accepted
    assert call.file_names() == [("good.txt",)]


@pytest.mark.slow
def test_within_a_call_the_better_text_of_a_meeting_is_published(call: Call) -> None:
    report = call.ingest(good=meeting_text(7), less=SUMMARY)
    assert [document.file_name for document in report.published] == ["good.txt"]
    assert [refusal.file_name for refusal in report.refusals] == ["less.txt"]


@pytest.mark.slow
def test_a_better_text_takes_the_place_of_one_that_held_less(call: Call) -> None:
    call.ingest(less=SUMMARY)
    assert [document.file_name for document in call.ingest(good=meeting_text(7)).published] == ["good.txt"]


@pytest.mark.slow
def test_a_text_whose_tables_were_not_read_is_kept_out_with_share_and_lines(call: Call) -> None:
    rows = "".join(f"<tr><td>林檎{number}</td><td>{number},234</td></tr>\n" for number in range(10, 40))
    text = meeting_text(7).replace("以上。", f"<table>\n{rows}</table>\n\n以上。")
    (refusal,) = call.ingest(unread=text).refusals
    assert (
        "60 of 71 amounts of money (85 %) stand in no table or sentence that was understood, in lines" in refusal.reason
    )
    assert refusal.can_be_accepted


def held(**counts: int) -> Holdings:
    own = {"statements": 3, "figures": 100, "undisputed": 95, "trusted": 90, "accounted": 500, **counts}
    return Holdings("1", "a.txt", *own.values())


@pytest.mark.parametrize(
    "less", [{"statements": 2}, {"figures": 89}, {"undisputed": 85}, {"trusted": 44}, {"accounted": 440}]
)
def test_less_of_anything_is_a_loss(less: dict[str, int]) -> None:
    assert held(**less).loses(held())


def test_a_few_figures_less_are_a_correction_and_no_loss() -> None:
    assert not held(figures=95, undisputed=90, trusted=60, accounted=480).loses(held())
    assert not held(statements=4, figures=300).loses(held())


def of_water(year: int, *, revenue: int = 850_111, title: str = "水道事業会計決算書", more: str = "") -> str:
    """An enterprise's statement, and no meeting's material."""
    return (
        f"青葉市{title}\n\n令和{year}年度\n\n損益計算書\n\n(単位：円)\n\n科目\t金額\n営業収益\n給水収益\t{revenue:,}\n"
        f"受託工事収益\t31,020\n営業収益合計\t{revenue + 31_020:,}\n{more}"
    )


EXPENSES = "営業費用\n浄水費\t300,222\n配水費\t201,333\n総係費\t80,678\n営業費用合計\t582,233\n"


def meetings(call: Call) -> list[tuple[str, str]]:
    with duckdb.connect(call.folder / "w.duckdb", read_only=True) as connection:
        return connection.execute(
            "SELECT meeting_id, file_name FROM dim_document JOIN dim_meeting USING (meeting_key) WHERE is_current"
            " ORDER BY ALL"
        ).fetchall()


@pytest.mark.slow
def test_a_second_text_of_a_document_takes_the_first_ones_place_and_another_year_does_not(call: Call) -> None:
    call.ingest(first=of_water(4, more=EXPENSES))
    call.ingest(corrected=of_water(4, revenue=850_222, more=EXPENSES), next_year=of_water(5, more=EXPENSES))
    assert meetings(call) == [
        ("青葉市水道事業会計/決算書/2022", "corrected.txt"),
        ("青葉市水道事業会計/決算書/2023", "next_year.txt"),
    ]


@pytest.mark.slow
def test_a_text_of_the_same_title_with_other_accounts_waits_for_a_person(call: Call) -> None:
    call.ingest(first=of_water(4, more=EXPENSES))
    other = "".join(f"負担金{number}\t{number},111\n" for number in range(2, 12))
    text = of_water(4, more=EXPENSES).partition("営業収益\n")[0] + other
    (refusal,) = call.ingest(other=text + "負担金合計\t66,110\n").refusals
    assert "0 of its accounts against" in refusal.reason
    assert refusal.can_be_accepted
    assert meetings(call) == [("青葉市水道事業会計/決算書/2022", "first.txt")]
