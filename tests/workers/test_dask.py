"""Documents worked on by a Dask cluster of real processes: the pool's results, whatever dies; who may not work."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import dagster as dg
import pytest

from expectations import Family, Outcome, expected
from pipelines.documents import on_dask
from pipelines.documents.batches import RAW, SETTLED, Settled
from pipelines.documents.on_dask import DaskWorkers, refuse_others, work_here
from pipelines.documents.processing import RawDocument, Refusal
from pipelines.documents.results import ResultStore
from pipelines.documents.work import Order, Receipt, Work, in_order, orders_of, work_with_care
from pipelines.orchestration import checks
from pipelines.orchestration.ingestion_run import run_job
from pipelines.runtime import dask_cluster
from pipelines.runtime.dask_cluster import Cluster, WorkersError
from pipelines.runtime.paths import CODE_FOLDER, parser_version
from pipelines.runtime.progress import Silent
from pipelines.runtime.settings import Limits
from tests.support.namespaces import machines
from tests.support.small_texts import meeting_text
from tests.support.structural_texts import FILE
from tests.workers.preloaded import KILLER, KILLER_ONCE
from warehouse.frames import Frames

pytestmark = pytest.mark.slow

DASK = Path(sys.executable).parent / "dask"
HOSTILE = Path(__file__).parent.parent / "support" / "hostile"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler, which hands out a task to two workers at the most, and two workers, each on a machine of its own."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    environment = {
        **os.environ,
        "PYTHONPATH": str(CODE_FOLDER),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    nothing = subprocess.DEVNULL
    quietly = {"env": environment, "cwd": folder, "stdout": nothing, "stderr": nothing, "start_new_session": True}
    at = ("--scheduler-file", str(file), "--no-dashboard")
    worker = [DASK, "worker", "--nworkers", "1", "--nthreads", "1", "--preload", "tests.workers.preloaded", *at]
    with machines(3) as (one, *others), ExitStack() as stack:
        scheduler = [*one.command, DASK, "scheduler", "--host", one.address, "--port", "0", *at]
        for command in (scheduler, *([*other.command, *worker, "--host", other.address] for other in others)):
            process = stack.enter_context(subprocess.Popen(command, **quietly))  # type: ignore[call-overload]
            stack.callback(os.killpg, process.pid, signal.SIGKILL)
        until = time.monotonic() + 60
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        yield str(json.loads(file.read_text(encoding="utf-8"))["address"])


@pytest.fixture(scope="module")
def cluster(address: str) -> Iterator[Cluster]:
    cluster = Cluster(address)
    yield cluster
    cluster.close()


def kept(folder: Path, contents: dict[str, bytes]) -> tuple[Work, list[Order]]:
    """Documents whose bytes are kept in a folder of results."""
    raw = [RawDocument(name, content, hashlib.sha256(content).hexdigest()) for name, content in contents.items()]
    for one in raw:
        ResultStore(folder, folder).keep(RAW, one.sha256, "", one)
    return Work(folder, Limits(), parser_version()), orders_of(raw, ())


def settled_frames(work: Work, order: Order, made: Receipt | Refusal) -> Frames:
    assert isinstance(made, Receipt)
    assert isinstance(made.settled, Settled)
    frames = work.results.find(SETTLED, order.sha256, made.settled.version)
    assert frames is not None
    return frames


def test_workers_may_die_and_the_others_documents_are_as_the_pools(cluster: Cluster, tmp_path: Path) -> None:
    names = ["1.txt", KILLER_ONCE, *(f"{number}.txt" for number in range(3, 8)), KILLER, "9.txt"]
    contents = {name: meeting_text(number).encode() for number, name in enumerate(names, 1)}
    work, orders = kept(tmp_path / "dask", contents)
    parts = list(DaskWorkers(cluster, work).receipts(orders))
    assert sorted(number for part in parts for number, _ in part) == list(range(len(names)))
    made = dict(zip(names, in_order(parts), strict=True))
    refused = made.pop(KILLER)
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith("killer.txt: kept out: the process that worked on it ended (each of the workers")
    assert (tmp_path / "dask" / "killed_once").exists()
    here, _ = kept(tmp_path / "here", contents)
    for order, expected_one in zip(orders, in_order(work_with_care(orders, here)), strict=True):
        if order.file_name == KILLER:
            continue
        assert made[order.file_name] == expected_one
        there, ours = (settled_frames(one, order, expected_one).by_name for one in (work, here))
        assert list(there) == list(ours)
        assert all(there[name].equals(ours[name]) for name in ours)


def test_the_limits_of_a_document_hold_in_dasks_workers(cluster: Cluster, tmp_path: Path) -> None:
    pdf = (HOSTILE / "form_recursion.pdf").read_bytes()
    # A text that takes a hundred times as long as it may.
    _, orders = kept(tmp_path, {"a.txt": FILE.read_bytes(), "b.pdf": pdf})
    assert [order.is_risky for order in orders] == [False, True]
    brief = Work(tmp_path, Limits(seconds=0.001, memory_mb=200), parser_version())
    text, form = in_order(DaskWorkers(cluster, brief).receipts(orders))
    assert isinstance(text, Refusal)
    assert text.reason.startswith("a.txt: kept out: it took longer than 0.001 s")
    assert isinstance(form, Refusal)
    assert "longer than" in form.reason or "ended" in form.reason


def test_a_call_is_published_batch_by_batch_from_what_the_workers_made(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def validate(database: Path, families: Sequence[Family], store: Path, run_name: str) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(e.suite_name, e.expectation_name, e.title, e.is_blocking, 1, 1, 0, None, True)
            for e in expected(families)
        )

    monkeypatch.setattr(checks, "validate", validate)
    settings = tmp_path / "settings.yaml"
    settings.write_text(
        f"batch_documents: 2\nworkers: {{dask: '{address}', results: '{tmp_path / 'shared'}'}}", encoding="utf-8"
    )
    monkeypatch.setenv("TSUJITSUMA_SETTINGS", str(settings))
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(meeting_text(number + 1), encoding="utf-8")
    (tmp_path / "state").mkdir()
    with dg.DagsterInstance.ephemeral() as instance:
        report = run_job(instance, files, tmp_path / "w.duckdb", tmp_path / "state", Silent())
    assert report.failure is None
    assert sorted(document.file_name for document in report.published) == ["0.txt", "1.txt", "2.txt"]
    assert len(list((tmp_path / "shared" / "settled").iterdir())) == 3
    assert not (tmp_path / "state" / "results").exists()


def test_workers_of_another_version_are_refused_before_any_work(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_dask, "version_of_work", lambda: "9.9.9/other")
    with pytest.raises(WorkersError, match=r"tcp://[\d.]+:\d+: the Dask process there is of another version \(0\."):
        DaskWorkers(cluster, Work(tmp_path, Limits(), parser_version()))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_worker_that_joins_later_is_refused_too(tmp_path: Path) -> None:
    work, orders = kept(tmp_path, {"a.txt": meeting_text().encode()})
    with pytest.raises(WorkersError, match="a worker that joined is of another version"):
        work_here(orders, work, "9.9.9/other")
    assert not (tmp_path / "settled").exists()


def test_a_worker_that_does_not_see_the_results_is_told_with_what_to_do(tmp_path: Path) -> None:
    class Blind:
        def ask(self, question: object) -> dict[str, tuple[str, bool]]:
            return {"tcp://elsewhere:1": ("1", False)}

        def is_scheduler(self, address: str) -> bool:
            return False

    with pytest.raises(WorkersError, match=r"tcp://elsewhere:1: .* does not see .* workers\.results in the settings"):
        refuse_others(Blind(), tmp_path, "1")  # type: ignore[arg-type]


def test_where_no_scheduler_answers_it_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "_SECONDS_TO_ANSWER", 0.2)
    with pytest.raises(WorkersError, match=r"no Dask scheduler answers there .*dask scheduler.* out of the settings"):
        Cluster("tcp://127.0.0.1:1")
