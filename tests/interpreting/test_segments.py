"""Columns → segments."""

from collections.abc import Mapping

from expectations.rule_book import rule_book
from pipelines.interpreting.model import SegmentEvidence
from pipelines.interpreting.segments import SegmentColumns, known_segment, resolve_segments
from warehouse import reference

NAMES = tuple(segment.name for segment in reference.segments())
CASH_AT_END = "cash_plan/当期末現金及び預金"
CASH = "balance_sheet/資産の部/流動資産/現金及び預金"


def table(
    headers: tuple[str, ...] | None,
    amounts: Mapping[str, tuple[int | None, ...]] | None = None,
    width: int | None = None,
) -> SegmentColumns:
    return SegmentColumns(headers, width or len(headers or NAMES), amounts or {})


def resolved(*tables: SegmentColumns) -> list[list[tuple[str, SegmentEvidence]]]:
    return [[(s.name, s.evidence) for s in columns] for columns in resolve_segments(tables, rule_book())]


def names(columns: list[tuple[str, SegmentEvidence]]) -> tuple[str, ...]:
    return tuple(name for name, _ in columns)


def test_a_readable_header_names_its_columns() -> None:
    (columns,) = resolved(table(("一 般事業", "公的個人認証\u3000サービス事業", "合 計")))
    assert columns == [(name, SegmentEvidence.HEADER) for name in ("一般事業", "公的個人認証サービス事業", "合計")]


def test_an_alias_names_its_segment() -> None:
    assert known_segment("中間サーバ共同化・集約化等事業") == "中間サーバー共同化・集約化等事業"
    assert known_segment("経理部") is None


def test_figures_tie_a_table_without_header_to_a_readable_one_in_whatever_order() -> None:
    readable = table(("一般事業", "個人番号付番等事業", "合計"), {CASH_AT_END: (10, 20, 30)})
    nameless = table(None, {CASH: (20, 10, 30)}, width=3)
    _, columns = resolved(readable, nameless)
    assert columns == [(name, SegmentEvidence.FIGURES) for name in ("個人番号付番等事業", "一般事業", "合計")]


def test_figures_that_mostly_differ_tie_nothing() -> None:
    receivables = ("cash_plan/資金収入/当期末未収金", "balance_sheet/資産の部/流動資産/未収金")
    cash = ("cash_plan/当期末現金及び預金", CASH)
    readable = table(("一般事業", "合計"), {receivables[0]: (5, 7), cash[0]: (10, 30)})
    nameless = table(None, {receivables[1]: (5, 9), cash[1]: (10, 40)}, width=2)
    _, columns = resolved(readable, nameless)
    assert columns[0] == ("一般事業", SegmentEvidence.FIGURES)
    assert columns[1][1] is not SegmentEvidence.FIGURES


def test_without_header_and_figures_the_place_decides() -> None:
    (columns,) = resolved(table(None))
    assert columns == [(name, SegmentEvidence.POSITION) for name in NAMES]


def test_a_garbled_header_is_read_by_its_place_and_its_letters() -> None:
    headers = list(NAMES)
    headers[1], headers[6] = "本人情報確認本情事", "本人情報確認事業"
    (columns,) = resolved(table(tuple(headers)))
    assert names(columns) == NAMES
    assert [evidence for _, evidence in columns].count(SegmentEvidence.POSITION) == 2


def test_another_name_in_the_place_of_a_segment_is_new_in_every_table() -> None:
    headers = (*NAMES[:6], "地方税情報処理事業", NAMES[7])
    readable = table(headers, {CASH_AT_END: (1, 2, 3, 4, 5, 6, 7, 28)})
    nameless = table(None, {CASH: (1, 2, 3, 4, 5, 6, 7, 28)})
    first, second = resolved(nameless, readable)
    assert names(first) == names(second) == headers
    assert second[6][1] is SegmentEvidence.NEW


def test_a_new_segment_takes_its_name_from_the_table_whose_header_is_readable() -> None:
    headers = (*NAMES[:7], "地方税情報処理事業", NAMES[7])
    amounts = tuple(range(11, 20))
    nameless, readable = table(None, {CASH: amounts}, width=9), table(headers, {CASH_AT_END: amounts})
    columns, _ = resolved(nameless, readable)
    assert names(columns) == headers


def test_two_columns_never_get_the_same_segment() -> None:
    (columns,) = resolved(table(("一般事業", "一般事業", "合計")))
    assert len(set(names(columns))) == 3


def test_a_row_whose_cells_have_shifted_does_not_shift_the_segments() -> None:
    readable = table(
        ("一般事業", "個人番号付番等事業", "合計"),
        {
            CASH_AT_END: (10, 20, 30),
            "cash_plan/資金収入/当期末未収金": (3, 0, 3),
            "cash_plan/資金支出/当期末未払金": (7, 9, 16),
        },
    )
    nameless = table(
        None,
        {
            CASH: (20, 30, None),
            "balance_sheet/資産の部/流動資産/未収金": (3, 0, 3),
            "balance_sheet/負債の部/流動負債/未払金": (6, 9, 15),
            "balance_sheet/負債の部/流動負債/未払法人税": (1, 0, 1),
        },
        width=3,
    )
    _, columns = resolved(readable, nameless)
    assert columns == [(name, SegmentEvidence.FIGURES) for name in ("一般事業", "個人番号付番等事業", "合計")]


def test_most_rows_may_have_shifted_where_one_figure_stands_in_its_place() -> None:
    readable = table(
        ("一般事業", "個人番号付番等事業", "合計"),
        {
            CASH_AT_END: (10, 20, 30),
            "cash_plan/資金収入/当期末未収金": (3, 5, 8),
            "cash_plan/資金支出/当期末未払金": (7, 9, 16),
        },
    )
    nameless = table(
        None,
        {
            CASH: (20, 30, None),
            "balance_sheet/資産の部/流動資産/未収金": (5, 8, None),
            "balance_sheet/負債の部/流動負債/未払金": (7, 9, 16),
        },
        width=3,
    )
    _, columns = resolved(readable, nameless)
    assert columns == [(name, SegmentEvidence.FIGURES) for name in ("一般事業", "個人番号付番等事業", "合計")]


def test_the_column_that_sums_the_others_is_the_total() -> None:
    rows = {f"balance_sheet/資産の部/流動資産/{n}": (n, 2 * n, 3 * n) for n in (1, 2, 3)}
    (columns,) = resolved(table(("甲事業", "乙事業", "台計"), rows))
    assert columns[2] == ("合計", SegmentEvidence.FIGURES)
    (columns,) = resolved(table(("甲事業", "乙事業", "丙事業"), dict.fromkeys(rows, (1, 2, 4))))
    assert columns[2] == ("丙事業", SegmentEvidence.NEW)
