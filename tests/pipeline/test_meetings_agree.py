"""The asset check over meetings: what one calls 補正前 is what an earlier one adopted."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.orchestration.checks import meetings_agree
from pipelines.orchestration.ingestion_run import run_job
from pipelines.orchestration.resources import WarehouseFile
from pipelines.runtime.paths import RAW_FOLDER
from pipelines.runtime.progress import Silent
from tests.support.made_up_meetings import seventh_meeting
from warehouse.marts import make_anew

pytestmark = pytest.mark.slow


def checked(instance: dg.DagsterInstance) -> tuple[bool, int, int]:
    (evaluation,) = [
        event.dagster_event.asset_check_evaluation_data
        for record in instance.get_run_records(limit=1)
        for event in instance.all_logs(record.dagster_run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
        if event.dagster_event and event.dagster_event.asset_check_evaluation_data.check_name == "meetings_agree"
    ]
    return (
        evaluation.passed,
        int(str(evaluation.metadata["checked"].value)),
        int(str(evaluation.metadata["failed"].value)),
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_seventh_meeting_agrees_with_the_sixth_in_whichever_order_they_come(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    seventh = tmp_path / "seventh.txt"
    seventh.write_text(seventh_meeting().text, encoding="utf-8")
    files = [next(RAW_FOLDER.glob("*_06.txt")), seventh]
    with dg.DagsterInstance.ephemeral() as instance:
        for position in order:
            report = run_job(instance, [files[position]], tmp_path / "w.duckdb", tmp_path / "state", Silent())
            assert len(report.published) == 1, report
        passed, count, failed = checked(instance)
    assert (passed, failed) == (True, 0)
    assert count > 500

    # A check that cannot fail is none: one adopted amount is changed behind its back.
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute(
            "UPDATE fact_amount SET amount_yen = amount_yen + 1000 WHERE (document_key, account_key, segment_key) ="
            " (SELECT min((document_key, account_key, segment_key)) FROM fact_amount"
            " JOIN dim_account USING (account_key) JOIN dim_segment USING (segment_key) JOIN dim_fiscal_year"
            " USING (fiscal_year_key) JOIN dim_budget_version USING (budget_version_key)"
            " WHERE account_name = '現金及び預金' AND is_total AND fiscal_year = 2015 AND budget_version = 'initial')"
            " AND budget_version_key = (SELECT budget_version_key FROM dim_budget_version"
            " WHERE budget_version = 'initial')"
        )
        make_anew(connection)
    judged = meetings_agree(report.published, WarehouseFile(path=str(tmp_path / "w.duckdb")))
    assert (judged.passed, judged.metadata["failed"].value) == (False, 1)
