"""Figures of public bodies' materials that add up, for notebooks and programs.

    import tsujitsuma

    with tsujitsuma.open_warehouse() as warehouse:
        losses = warehouse.sql("FROM segment_results WHERE operating_result_yen < 0")

Amounts are whole yen; a disputed amount is never to be trusted, and `status` says which is.
"""

from pipelines.worksheet.frames import ReconciledTable, reconcile_table
from tsujitsuma.asking import Warehouse, amounts, explain, open_warehouse
from warehouse.querying import QueryError
from warehouse.store import WarehouseError

__all__ = [
    "QueryError",
    "ReconciledTable",
    "Warehouse",
    "WarehouseError",
    "amounts",
    "explain",
    "open_warehouse",
    "reconcile_table",
]
