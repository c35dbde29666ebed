"""The scheduled checks say what is broken now and what is overdue, apart from any run; the graph stands in groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines.documents.quarantine import Quarantine
from pipelines.orchestration.build import build_defs
from pipelines.orchestration.jobs import INGESTION
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.standing_checks import STANDING
from tests.support.loaded_meetings import load_one_by_one, meeting_text
from tests.support.slipped_meetings import RIVALS, rivals
from warehouse.asking.standing import freshness

pytestmark = pytest.mark.slow

TWO_CHECKS = {"nothing_is_broken_now", "materials_are_fresh"}
SOUND = {"7.txt": meeting_text(7)}


def looked(warehouse: Path, state: Path) -> dict[str, dg.AssetCheckEvaluation]:
    """What the job says of a warehouse."""
    definitions = build_defs(WarehouseFile(path=str(warehouse)), StateFolder(path=str(state)))
    with dg.DagsterInstance.ephemeral() as instance:
        result = definitions.resolve_job_def(STANDING).execute_in_process(instance=instance)
    return {evaluation.check_name: evaluation for evaluation in result.get_asset_check_evaluations()}


def test_a_sound_warehouse_has_nothing_broken_and_one_with_a_dispute_has(tmp_path: Path) -> None:
    path, state = tmp_path / "w.duckdb", tmp_path / "state"
    found = looked(load_one_by_one(path, SOUND), state)
    assert set(found) == TWO_CHECKS
    assert found["nothing_is_broken_now"].passed
    load_one_by_one(path, {RIVALS: rivals()})
    now = looked(path, state)["nothing_is_broken_now"]
    assert not now.passed
    assert now.metadata["disputed figures"].value == 3
    assert "rivals.txt:" in str(now.metadata["first ones"].value)


def test_what_waits_in_quarantine_is_broken_until_it_is_let_go(tmp_path: Path) -> None:
    path, state = load_one_by_one(tmp_path / "w.duckdb", SOUND), tmp_path / "state"
    quarantine = Quarantine(state, path)
    quarantine.keep(
        "k", "a" * 64, "odd.txt", b"x", ["odd.txt: the file is empty"], can_be_accepted=False, parser_version="1",
        now=datetime.now(UTC),
    )  # fmt: skip
    now = looked(path, state)["nothing_is_broken_now"]
    assert (now.passed, now.metadata["documents kept out"].value) == (False, 1)
    quarantine.release(["a" * 64])
    assert looked(path, state)["nothing_is_broken_now"].passed


def test_the_next_meeting_is_expected_after_the_usual_distance_and_overdue_weeks_later() -> None:
    days = [("council", date(2015, 2, 26)), ("council", date(2015, 6, 12)), ("council", date(2015, 10, 1))]
    found = freshness(days, date(2015, 11, 1))
    assert (found.last_meeting, found.days_since, found.expected_next) == (date(2015, 10, 1), 31, date(2016, 1, 15))
    assert not freshness(days, date(2016, 2, 20)).is_overdue
    assert freshness(days, date(2016, 3, 15)).is_overdue
    assert not freshness([*days, ("council", date(2016, 3, 1))], date(2016, 3, 15)).is_overdue


def test_each_body_has_its_own_rhythm_and_one_meeting_has_none() -> None:
    yearly = [("board", date(2014, 6, 1)), ("board", date(2015, 6, 1))]
    monthly = [("council", date(2015, month, 1)) for month in (3, 4, 5)]
    assert freshness([*yearly, *monthly], date(2015, 6, 2)).expected_next == date(2015, 5, 31)
    assert freshness([("board", date(2015, 6, 1))], date(2030, 1, 1)).expected_next is None
    assert not freshness([], date(2030, 1, 1)).is_overdue


@pytest.fixture
def _instance() -> Iterator[None]:
    """Dagster resolves definitions by the last instance that was entered, were it another test's that is gone."""
    with dg.DagsterInstance.ephemeral():
        yield


@pytest.mark.usefixtures("_instance")
def test_ingestion_asks_other_checks_and_a_schedule_asks_these() -> None:
    definitions = build_defs()
    steps = {node.name for node in definitions.resolve_job_def(INGESTION).nodes}
    assert not any(name in step for step in steps for name in TWO_CHECKS)
    schedule = definitions.resolve_schedule_def("standing")
    assert (schedule.job_name, schedule.default_status) == (STANDING, dg.DefaultScheduleStatus.RUNNING)


@pytest.mark.usefixtures("_instance")
def test_assets_stand_in_groups_and_checks_say_their_group_first() -> None:
    graph = build_defs().resolve_asset_graph()
    groups = {key.to_user_string(): graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert groups == {
        "raw_documents": "reading", "figures": "reading", "reconciled": "proof", "staged_warehouse": "proof",
        "warehouse": "publication", "dashboard": "publication",
    }  # fmt: skip
    assert all(graph.get(key).description for key in graph.get_all_asset_keys())
    told = {key.name: graph.get(key).description or "" for key in graph.asset_check_keys}
    assert all(told.values())
    of_staged = {key.name for key in graph.asset_check_keys if key.asset_key.to_user_string() == "staged_warehouse"}
    starts = {told[name].partition(":")[0] for name in of_staged}
    assert starts == {"Structure", "Identities", "Publication"}
