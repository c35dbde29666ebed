"""Why a figure has its value, as a person reads it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from expectations.rule_book import rule_book
from pipelines.commands.explained_text import print_explanation
from pipelines.identities.explanation import Role, explain, find_figure, find_figures
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import SourceText, read_text

TEXT = """平成27年度予算（案）

予定損益計算書

（単位：千円）

科 目\t金 額
営業収益\t
事業収入\t700
補助金等収入\t{subsidies}
営業収益合計\t1,000
営業費用\t
事業費\t1,200
営業費用合計\t1,200
営業利益\t200
"""


def _read(subsidies: str) -> tuple[Settled, SourceText]:
    source = read_text(
        TEXT.format(subsidies=subsidies).encode() + "経常利益\t△200\n当期純利益\t△200\n".encode(), "made_up.txt"
    )
    return settle(interpret(source, rule_book()), rule_book()), source


@pytest.fixture(scope="module")
def document() -> tuple[Settled, SourceText]:
    return _read("300")


def _printed(document: tuple[Settled, SourceText], line: int, cell: int) -> str:
    settled, source = document
    figure = find_figure(settled, line, cell)
    assert figure is not None
    output = io.StringIO()
    print_explanation(Console(file=output, width=100), source.file_name, explain(settled, source, figure))
    return output.getvalue()


def test_the_line_is_shown_with_the_cell_marked_and_both_values(document: tuple[Settled, SourceText]) -> None:
    text = _printed(document, 15, 1)
    assert "made_up.txt:15 cell 1" in text
    assert "営業利益 │ ▶200◀" in text
    assert "-200,000 yen" in text
    assert "repaired (sign_lost)" in text


def test_every_identity_on_the_figure_is_shown_with_its_numbers(document: tuple[Settled, SourceText]) -> None:
    settled, source = document
    figure = find_figure(settled, 15, 1)
    assert figure is not None
    explained = explain(settled, source, figure)
    assert {(identity.name, identity.role) for identity in explained.identities} == {
        ("operating_result", Role.HOLDS_NOW),
        ("ordinary_result", Role.HOLDS_NOW),
    }
    text = _printed(document, 15, 1)
    assert "left − right: 400,000 as printed, 0 settled" in text
    assert "1,200,000" in text


def test_columns_of_japanese_labels_are_aligned(document: tuple[Settled, SourceText]) -> None:
    lines = _printed(document, 15, 1).splitlines()
    start = next(index for index, line in enumerate(lines) if "operating_result" in line)
    rows = [line for line in lines[start:] if "line " in line and "cell" in line][:3]
    ends = {_width(line[: line.index("line ")]) for line in rows}
    assert len(rows) == 3
    assert len(ends) == 1


def test_a_disputed_figure_lists_the_rival_explanations() -> None:
    document = _read("400")
    text = _printed(document, 10, 1)
    assert "disputed" in text
    assert "Explanations that cost the same:" in text
    assert "補助金等収入" in text
    assert "営業収益合計" in text or "事業収入" in text


def test_figures_are_found_by_account_segment_and_year(document: tuple[Settled, SourceText]) -> None:
    settled, _ = document
    assert [figure.line for figure in find_figures(settled, "営業利益", None, None)] == [15]
    assert [figure.line for figure in find_figures(settled, "営業収益/事業収入", "合計", 2015)] == [9]
    assert find_figures(settled, "営業利益", "一般事業", None) == ()
    assert find_figures(settled, "営業利益", None, 2014) == ()
    assert find_figure(settled, 8, 1) is None


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def test_what_was_assumed_is_said_beside_the_status() -> None:
    text = TEXT.replace("（単位：千円）\n\n", "").format(subsidies="300") + "経常利益\t△200\n当期純利益\t△200\n"
    source = read_text(text.encode(), "made_up.txt")
    document = settle(interpret(source, rule_book()), rule_book()), source
    told = _printed(document, 7, 1)
    assert "assumed" in told
    assert "no unit is stated for the table; 千円 is assumed" in told
    assert "unchecked: no identity shows it to be right" in told
    assert "assumed" not in _printed(_read("300"), 10, 1)


def test_a_label_with_a_slash_is_found_however_the_slash_is_typed() -> None:
    text = TEXT.replace("補助金等収入", "補助金／交付金").format(subsidies="300")
    source = read_text((text + "経常利益\t△200\n当期純利益\t△200\n").encode(), "made_up.txt")
    settled = settle(interpret(source, rule_book()), rule_book())
    for typed in ("補助金／交付金", "補助金/交付金"):
        assert [figure.line for figure in find_figures(settled, typed, None, None)] == [10]
