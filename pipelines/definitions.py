"""What Dagster loads: the whole flow, with the default resources."""

from pipelines.orchestration.build import build_defs
from pipelines.runtime.named_warehouse import name_warehouse

name_warehouse()
defs = build_defs()
