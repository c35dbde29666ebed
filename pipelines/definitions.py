"""What Dagster loads: the whole flow, with the default resources."""

from pipelines.orchestration.build import build_defs

defs = build_defs()
