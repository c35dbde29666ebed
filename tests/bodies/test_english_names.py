"""English names of other bodies' accounts in a warehouse: none stands for two accounts of a document."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from expectations.rule_book import rule_book
from expectations.rules import structure_rules
from pipelines.documents.frames import SettledDocument, normalise
from pipelines.documents.processing import RawDocument, ReadDocument, settle_document, understand
from warehouse.store import create_objects, load, open_warehouse, transaction

OPERATING = "営業収益\n給水収益\t850,111\n受託工事収益\t31,020\n営業収益合計\t881,131\n"
OTHER = "営業外収益\n長期前受金戻入\t50,222\n雑収益\t1,010\n営業外収益合計\t51,232\n"
BESIDE = "営業外収益\n長期前受金戻入\t50,222\n受託工事収益\t1,010\n営業外収益合計\t51,232\n"


def document(body: str, rows: str) -> SettledDocument:
    content = f"{body}水道事業会計決算書\n\n令和4年度\n\n損益計算書\n\n(単位：千円)\n\n科目\t金額\n{rows}".encode()
    name = f"{hashlib.sha256(content).hexdigest()[:8]}.txt"
    read = understand(RawDocument(name, content, hashlib.sha256(content).hexdigest()), rule_book())
    assert isinstance(read, ReadDocument), read
    return settle_document(read, rule_book(), "text")


def loaded(path: Path, *documents: SettledDocument) -> duckdb.DuckDBPyConnection:
    for number, each in enumerate(documents, 1):
        with open_warehouse(path) as connection, transaction(connection):
            create_objects(connection, comments=False)
            load(connection, normalise([each]), datetime(2026, 1, number, tzinfo=UTC))
    return duckdb.connect(path, read_only=True)


@pytest.mark.slow
def test_accounts_that_meet_in_a_later_text_are_told_apart(tmp_path: Path) -> None:
    texts = (("青葉市", OPERATING + OTHER), ("緑市", BESIDE + "営業費用\n"), ("若葉市", OPERATING + BESIDE))
    connection = loaded(tmp_path / "w.duckdb", *(document(*text) for text in texts))
    counted = connection.execute(
        "SELECT count(DISTINCT account_name_en) = count(account_name_en) FROM (SELECT DISTINCT document_key,"
        " account_key FROM fact_amount) JOIN dim_account USING (account_key) GROUP BY document_key"
    ).fetchall()
    assert counted == [(True,)] * 3
    assert connection.execute(
        "SELECT account_name_en, chart_code, account_class FROM dim_account WHERE account_name = '給水収益'"
    ).fetchall() == [("Water supply revenue", "local_public_enterprise", "revenue")]
    unique = next(rule for rule in structure_rules() if rule.name == "keys_unique")
    repeated = f"SELECT place, value FROM ({unique.query}\n) GROUP BY ALL HAVING count(*) > 1"  # noqa: S608
    assert connection.execute(repeated).fetchall() == []
