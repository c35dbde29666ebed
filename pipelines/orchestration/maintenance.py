"""The daily job that keeps a lake in order; a warehouse that is a DuckDB file has none."""

from dataclasses import asdict

import dagster as dg

from pipelines.orchestration.resources import WarehouseFile
from pipelines.runtime.settings import TIMEZONE, Settings
from warehouse.store import maintain_lake


@dg.op(description="Merges the lake's small files and removes what no snapshot needs, alone: publishing waits")
def maintain(context: dg.OpExecutionContext, warehouse_file: WarehouseFile) -> None:
    """Maintain the lake, and tell what was done."""
    context.log.info("maintained: %s", asdict(maintain_lake(warehouse_file.file)))


@dg.job(executor_def=dg.in_process_executor)
def maintenance() -> None:
    """One op, in the process that runs it."""
    maintain()


def maintenance_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """Once a day, and by this schedule alone: two compactions of a table conflict."""
    return dg.ScheduleDefinition(
        name="maintenance",
        job=maintenance,
        cron_schedule=settings.maintenance,
        execution_timezone=TIMEZONE,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Merges the lake's files and removes what no snapshot needs.",
    )
