"""The scheduled checks: what is broken *now*, and whether a meeting's materials are overdue, whatever runs did.

Dagster's own freshness policies ask when an asset was last materialised. Here nothing is materialised until a meeting
takes place: what is asked is whether one should have.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import dagster as dg

from pipelines.orchestration.failing import told_as_unusable
from pipelines.orchestration.resources import StateFolder, WarehouseFile
from pipelines.runtime.settings import TIMEZONE
from warehouse.asking.standing import broken_now, freshness, meeting_days
from warehouse.store import open_for_reading

STANDING = "standing_checks"
_WAREHOUSE = dg.AssetKey("warehouse")
_MOST_NAMED = 5


@dg.asset_check(asset=_WAREHOUSE, description="Now: nothing published is disputed or fails, nothing is kept out")
def nothing_is_broken_now(warehouse_file: WarehouseFile, state_folder: StateFolder) -> dg.AssetCheckResult:
    """Lists what is broken in what is held, and what waits in quarantine; the work list of who owns the data."""
    with told_as_unusable(), open_for_reading(warehouse_file.file) as connection:
        broken = broken_now(connection)
    kept_out = state_folder.quarantine(warehouse_file.file).all()
    metadata: dict[str, int | dg.MetadataValue] = {one.kind: one.count for one in broken}
    metadata["documents kept out"] = len(kept_out)
    named = [f"{one.kind}: {example}" for one in broken for example in one.examples]
    named += [f"kept out: {kept.file_name}: {kept.reasons[0]}" for kept in kept_out[:_MOST_NAMED]]
    metadata["first ones"] = dg.MetadataValue.md("\n".join(f"- {line}" for line in named) or "none")
    return dg.AssetCheckResult(
        passed=not broken and not kept_out, severity=dg.AssetCheckSeverity.WARN, metadata=metadata
    )


@dg.asset_check(asset=_WAREHOUSE, description="Now: no meeting's materials are overdue, by the rhythm of the meetings")
def materials_are_fresh(warehouse_file: WarehouseFile) -> dg.AssetCheckResult:
    """Days since the last meeting that is held, and when the next is to be expected."""
    with told_as_unusable(), open_for_reading(warehouse_file.file) as connection:
        found = freshness(meeting_days(connection), datetime.now(ZoneInfo(TIMEZONE)).date())
    return dg.AssetCheckResult(
        passed=not found.is_overdue,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "last meeting": str(found.last_meeting or "none"),
            "days since": found.days_since if found.days_since is not None else "unknown",
            "expected next": str(found.expected_next or "unknown: too few meetings are held"),
            "looked at": datetime.now(UTC).isoformat(timespec="seconds"),
        },
    )


standing_selection = dg.AssetSelection.checks(nothing_is_broken_now, materials_are_fresh)

standing_checks = dg.define_asset_job(
    STANDING,
    selection=standing_selection,
    description="Ask what is broken now and what is overdue; reads the warehouse alone, and changes nothing.",
    executor_def=dg.in_process_executor,
)

standing_schedule = dg.ScheduleDefinition(
    name="standing",
    job=standing_checks,
    cron_schedule="30 7 * * *",
    execution_timezone=TIMEZONE,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Each morning: what is broken now, and what is overdue.",
)
