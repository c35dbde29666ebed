"""Texts on which reading failed once, through the real job: published, and no harm to those beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.orchestration.ingestion_run import Report, run_job
from pipelines.runtime.progress import Silent
from tests.support.small_texts import meeting_text

pytestmark = pytest.mark.slow

TEXTS = {
    "kangxi.txt": meeting_text(8).replace("日", "⽇").replace("月", "⽉"),
    "huge.txt": meeting_text(9, burden="600300900700100800100"),
    "memo.txt": meeting_text(10, extra_row="うち国庫補助\t(200)\n"),
    "slash.txt": meeting_text(11, extra_row="情報提供手数料／交付金収入\t0\n"),
    "rule.txt": meeting_text(12)
    .replace("科 目\t金額", "| 科 目 | 金額 |\n|---|---:|")
    .replace("\t", " | ")
    .replace("交付金収入 | 300", "| 交付金収入 | 300 |"),
    "no_unit.txt": meeting_text(13).replace("(単位：千円)", ""),
    "ratio.txt": re.sub(r"\t(\d+)\n", r"\t\1\t66.7\n", meeting_text(14)).replace("金額", "金額\t構成比(%)"),
    "oku.txt": meeting_text(15).replace("単位：千円", "単位：億円").replace("\t5\n", "\t5.0\n"),
    "good.txt": meeting_text(16),
}
CORRECTIONS = """document,line,cell,value,reason,by,date
ガイド.txt,1,1,5,PDF,甲,2026-01-31
"""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Report, Path]]:
    folder = tmp_path_factory.mktemp("hard")
    files = []
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        files.append(folder / name)
    (folder / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, dg.DagsterInstance.ephemeral() as instance:
        (folder / "settings.yaml").write_text(f"corrections: {folder / 'corrections.csv'}\n", encoding="utf-8")
        patch.setenv("TSUJITSUMA_SETTINGS", str(folder / "settings.yaml"))
        yield run_job(instance, files, folder / "w.duckdb", folder / "state", Silent()), folder / "w.duckdb"


def rows(warehouse: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_all_are_published_in_one_call(ingested: tuple[Report, Path]) -> None:
    report, _ = ingested
    assert (report.failure, report.refusals) == (None, ())
    assert {document.file_name for document in report.published} == set(TEXTS)


def test_what_was_assumed_is_stored_and_not_trusted(ingested: tuple[Report, Path]) -> None:
    found = rows(ingested[1], "SELECT DISTINCT file_name, status, assumption FROM figures WHERE assumption IS NOT NULL")
    assert found == [("no_unit.txt", "unchecked", "no unit is stated for the table; 千円 is assumed")]


def test_an_amount_beyond_64_bits_is_disputed_and_the_rest_is_not(ingested: tuple[Report, Path]) -> None:
    found = rows(
        ingested[1],
        "SELECT account_name, amount_yen, printed_yen, implied_low_yen FROM figures"
        " WHERE file_name = 'huge.txt' AND status = 'disputed' ORDER BY source_line",
    )
    assert found == [("事業負担金収入", None, None, 600_000), ("交付金収入", 300_000, 300_000, None)]


def test_a_memo_is_an_account_of_its_own_in_no_sum(ingested: tuple[Report, Path]) -> None:
    query = "SELECT account_role, amount_yen, status FROM amounts WHERE account_name = 'うち国庫補助'"
    assert rows(ingested[1], query) == [("memo", 200_000, "unchecked")]
    assert rows(ingested[1], "FROM leaf_amounts WHERE account_name = 'うち国庫補助'") == []


def test_a_label_with_a_slash_is_one_account(ingested: tuple[Report, Path]) -> None:
    query = "SELECT DISTINCT account_path FROM figures WHERE account_name = '情報提供手数料／交付金収入'"
    assert rows(ingested[1], query) == [("営業収益/情報提供手数料／交付金収入",)]


def test_ratios_and_decimals_are_stored_as_what_they_are(ingested: tuple[Report, Path]) -> None:
    ratios = rows(ingested[1], "SELECT DISTINCT number_value FROM fact_number WHERE number_role = 'ratio'")
    assert ratios == [(Decimal("66.7"),)]
    query = "SELECT DISTINCT unit_yen FROM figures WHERE file_name = 'oku.txt' ORDER BY ALL"
    assert rows(ingested[1], query) == [(10_000_000,), (100_000_000,)]


def test_a_correction_that_meets_no_document_is_told(ingested: tuple[Report, Path]) -> None:
    (notice,) = ingested[0].notices
    assert "ガイド.txt, line 1 cell 1" in notice
