"""The sensors: arrivals, which asks for one run for what is due; failures and refusals, which the owners are told."""

import json
import logging
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from pipelines.documents.registry import Register
from pipelines.orchestration.backlog import Attempts, documents_due, request_key, to_take_now
from pipelines.orchestration.jobs import INGESTION, ingestion
from pipelines.orchestration.notifications import describe_failure, notify
from pipelines.orchestration.orphaned_runs import report_orphaned_runs
from pipelines.orchestration.partitions import keys_of_run, one_run_for
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.runtime.paths import parser_version
from pipelines.runtime.settings import Settings, load_settings
from pipelines.sources.arrival import Memory, collect
from warehouse.store import WarehouseError, known_documents

# In the service's own log; Dagster's logger of a tick writes where the service does not look.
log = logging.getLogger("dagster.tsujitsuma")
# Dagster ends an evaluation that takes longer than this; `tsujitsuma serve` gives it more.
_TIMEOUTS = {"sensor": "DAGSTER_SENSOR_GRPC_TIMEOUT_SECONDS", "schedule": "DAGSTER_SCHEDULE_GRPC_TIMEOUT_SECONDS"}
_DAGSTERS_OWN_TIMEOUT = 60
# A run that has been going on for longer was most likely killed.
_LONGEST_RUN = timedelta(hours=1)
# Every step's success is in Dagster's pages; the service's log has what went wrong.
_RUN_CONFIG = {"loggers": {"console": {"config": {"log_level": "INFO"}}}}
_IN_PROGRESS = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the sensor remembers from one look to the next."""

    memory: Memory = field(default_factory=Memory)
    attempts: dict[str, Attempts] = field(default_factory=dict)

    def to_json(self) -> str:
        """As Dagster keeps it."""
        attempts = {name: asdict(tried) for name, tried in self.attempts.items()}
        return json.dumps({"memory": self.memory.to_json(), "attempts": attempts})

    @staticmethod
    def from_json(text: str | None) -> "Cursor":
        """From what Dagster kept; nothing is remembered where it is none of ours."""
        try:
            told = json.loads(text or "{}")
            attempts = {name: Attempts(**tried) for name, tried in told["attempts"].items()}
            return Cursor(Memory.from_json(told["memory"]), attempts)
        except (ValueError, TypeError, KeyError, AttributeError):
            return Cursor()


def arrivals_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor that watches the sources."""

    @dg.sensor(
        name="arrivals",
        job=ingestion,
        minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Copies what is new in the sources into the raw store, and ingests it.",
    )
    def arrivals(
        context: dg.SensorEvaluationContext, warehouse_file: WarehouseFile, state_folder: StateFolder
    ) -> dg.SensorResult:
        before = Cursor.from_json(context.cursor)
        now = datetime.now(UTC)
        current = load_settings()
        arrived = collect(current, state_folder.folder, before.memory, now, seconds=seconds_for("sensor"))
        for line in arrived.told:
            log.info(line)
        request, attempts, why_not = request_run(
            context.instance, current, warehouse_file, state_folder, before.attempts, now
        )
        return dg.SensorResult(
            run_requests=[request] if request else [],
            skip_reason=None if request else dg.SkipReason(why_not),
            cursor=Cursor(arrived.memory, attempts).to_json(),
        )

    return arrivals


def failures_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor that tells of runs that failed, and what they kept out."""

    @dg.run_failure_sensor(
        name="failures",
        monitored_jobs=[ingestion],
        minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells the command and the webhook of the settings why a run failed, and what it kept out.",
    )
    def failures(context: dg.RunFailureSensorContext, warehouse_file: WarehouseFile, state_folder: StateFolder) -> None:
        told = _told_of(context, context.failure_event.message or "the run failed", warehouse_file, state_folder)
        notify(load_settings().notify, told, log.warning)

    return failures


def refusals_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor that tells what runs kept out that did their work."""

    @dg.run_status_sensor(
        name="refusals",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitored_jobs=[ingestion],
        minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells the command and the webhook of the settings what a run kept out.",
    )
    def refusals(context: dg.RunStatusSensorContext, warehouse_file: WarehouseFile, state_folder: StateFolder) -> None:
        told = _told_of(context, "the run kept documents out; the others are published", warehouse_file, state_folder)
        if told["kept_out"]:
            notify(load_settings().notify, told, log.warning)

    return refusals


def _told_of(
    context: dg.RunStatusSensorContext, message: str, warehouse_file: WarehouseFile, state_folder: StateFolder
) -> dict[str, Any]:
    run = context.dagster_run
    stats = context.instance.get_run_stats(run.run_id)
    since = datetime.fromtimestamp(int(stats.launch_time or stats.start_time or 0), UTC)
    documents = keys_of_run(context.instance, run)
    return describe_failure(run.run_id, message, documents, state_folder.quarantine(warehouse_file.file).all(), since)


def request_run(
    instance: dg.DagsterInstance,
    settings: Settings,
    warehouse_file: WarehouseFile,
    state_folder: StateFolder,
    attempts: dict[str, Attempts],
    now: datetime,
) -> tuple[dg.RunRequest | None, dict[str, Attempts], str]:
    """One run for all documents that are due, or why there is none; and the attempts, this one counted."""
    report_orphaned_runs(instance, state_folder.folder)
    if busy := run_in_progress(instance, now):
        return None, attempts, f"run {busy} is in progress"
    register, version = Register(state_folder.folder), parser_version()
    try:
        known = known_documents(warehouse_file.file)
    except WarehouseError as error:
        return None, attempts, str(error)
    quarantined = state_folder.quarantine(warehouse_file.file).all()
    due = documents_due(register.all(), known, quarantined, settings.raw_store, version)
    taken, counted = to_take_now(due, attempts, version, now.timestamp(), settings.batch_documents)
    if not taken:
        return None, counted, f"waiting for another attempt: {len(due)}" if due else "nothing new"
    register.enter(taken)
    tags = one_run_for(instance, [entry.key for entry in taken], state_folder.folder)
    log.info("a run is asked for, documents: %s", ", ".join(entry.key for entry in taken))
    request = dg.RunRequest(request_key(taken, counted, version), run_config=_RUN_CONFIG, tags=dict(tags))
    return request, counted, ""


def run_in_progress(instance: dg.DagsterInstance, now: datetime) -> str | None:
    """A run of the job that is waiting or going on."""
    records = instance.get_run_records(dg.RunsFilter(job_name=INGESTION, statuses=_IN_PROGRESS))
    running = [r for r in records if r.update_timestamp.replace(tzinfo=UTC) > now - _LONGEST_RUN]
    return running[0].dagster_run.run_id if running else None


def seconds_for(kind: str) -> float:
    """How long a look may take, well within Dagster's own patience."""
    return int(os.environ.get(_TIMEOUTS[kind]) or _DAGSTERS_OWN_TIMEOUT) / 2
