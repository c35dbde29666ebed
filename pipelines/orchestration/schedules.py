"""The schedule: a daily sweep that trusts no memory and reads every source anew, as a second net under the sensor."""

from datetime import UTC, datetime

import dagster as dg

from pipelines.orchestration.jobs import ingestion
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.orchestration.sensors import log, request_run, seconds_for
from pipelines.runtime.settings import TIMEZONE, Settings, load_settings
from pipelines.sources.arrival import collect


def sweep_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """The schedule of the sweep."""

    @dg.schedule(
        name="sweep",
        job=ingestion,
        cron_schedule=settings.sweep,
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Reads every source anew, whatever the sensor remembers, and ingests what is due.",
    )
    def sweep(
        context: dg.ScheduleEvaluationContext, warehouse_file: WarehouseFile, state_folder: StateFolder
    ) -> dg.RunRequest | dg.SkipReason:
        now, current = datetime.now(UTC), load_settings()
        arrived = collect(current, state_folder.folder, None, now, seconds=seconds_for("schedule"))
        for line in arrived.told:
            log.info(line)
        request, _, why_not = request_run(context.instance, current, warehouse_file, state_folder, {}, now)
        return request or dg.SkipReason(why_not)

    return sweep
