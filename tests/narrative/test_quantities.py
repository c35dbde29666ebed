"""Numbers in prose that count or measure something."""

from __future__ import annotations

import csv
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.narrative.model import Bound, Quantity
from pipelines.narrative.quantities import read_quantities
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import SourceText, read_text
from pipelines.runtime.paths import RAW_FOLDER, ROOT

FILE = RAW_FOLDER / "2015-02-26_keiei-shingi-iinkai_06.txt"

# line, subject, quantity, unit; the bound where it is not exact
SIXTH_MEETING = (
    (54, "債務負担行為", 16_000_000, "円"),
    (64, "債務負担行為", 20_000_000, "円"),
    (93, "債務負担行為", 8_183_000_000, "円"),
    (96, "債務負担行為", 16_000_000, "円"),
    (99, "債務負担行為", 20_000_000, "円"),
    (187, "監視体制", 24, "時間"),
    (221, "監視体制", 24, "時間"),
    (221, "自営網を除く都道府県の通信回線", 29, "都道府県"),
    (231, "人口", 30_000, "人", Bound.AT_MOST),
    (269, "都道府県単位認証局", 47, "都道府県単位認証局"),
    (269, "認証局", 47, "認証局"),
    (325, "監視体制", 24, "時間"),
    (389, "セミナー", 4, "セミナー"),
    (389, "開催", 11, "回"),
    (389, "募集定員", 916, "人"),
    (391, "コース", 2, "つ"),
    (391, "コース", 1, "コース"),
    (391, "コース", 3, "コース"),
    (391, "募集定員", 60_000, "人"),
    (397, "セミナー", 2, "セミナー"),
    (397, "開催", 4, "回"),
    (397, "募集定員", 204, "人"),
    (399, "コース", 9, "コース"),
    (399, "募集定員", 180_000, "人"),
    (403, "セミナー", 2, "セミナー"),
    (403, "開催", 4, "回"),
    (403, "募集定員", 216, "人"),
    (407, "セミナー", 9, "セミナー"),
    (407, "開催", 19, "回"),
    (407, "募集定員", 1_154, "人"),
    (409, "コース", 8, "コース"),
    (409, "募集定員", 4_400, "人"),
    (465, "地名", 660_000, "件", Bound.ABOUT),
    (483, "全国ニーズ調査", 1, "回/年"),
    (527, "分野", 10, "分野"),
    (927, "号", 1, "号"),
    (937, "号", 1, "号"),
    (937, "号", 1, "号"),
)


def quantities_of(*lines: str) -> tuple[Quantity, ...]:
    source = SourceText("a.txt", lines, ends_with_newline=True)
    return read_quantities(source, read_blocks(source))


def said(text: str) -> list[tuple[str, float, str]]:
    return [(found.subject, float(found.quantity), found.unit) for found in quantities_of(text)]


def measured(text: str) -> list[tuple[float, str]]:
    return [(float(found.quantity), found.unit) for found in quantities_of(text)]


def test_the_quantities_of_the_sixth_meeting_are_as_pinned() -> None:
    source = read_text(FILE.read_bytes(), FILE.name)
    found = read_quantities(source, read_blocks(source))
    assert [(q.line, q.subject, int(q.quantity), q.unit, q.bound) for q in found] == [
        (*row, Bound.EXACT) if len(row) == 4 else row for row in SIXTH_MEETING
    ]
    assert all(source.lines[q.line - 1][q.start : q.end] == q.printed_text for q in found)


def test_two_counts_and_a_measure_in_brackets_are_three_quantities() -> None:
    assert said("無料セミナーを開催する（4セミナーで11回開催。募集定員916人）。") == [
        ("セミナー", 4, "セミナー"),
        ("開催", 11, "回"),
        ("募集定員", 916, "人"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000円を払う。", 5_000),
        ("５，０００円を払う。", 5_000),
        ("五千円を払う。", 5_000),
        ("5千円を払う。", 5_000),
        ("3千5百万円を払う。", 35_000_000),
        ("1億2,345万円を払う。", 123_450_000),
        ("1.5億円を払う。", 150_000_000),
        ("16 百万円を払う。", 16_000_000),
        ("8, 183百万円を払う。", 8_183_000_000),
        ("2兆円を払う。", 2 * 10**12),
        ("△22百万円を払う。", -22_000_000),
    ],
)
def test_an_amount_is_in_yen_however_it_is_scaled(text: str, value: int) -> None:
    (found,) = quantities_of(text)
    assert (found.quantity, found.unit) == (Decimal(value), "円")


@pytest.mark.parametrize(
    ("text", "bound", "printed"),
    [
        ("申請は10件である。", Bound.EXACT, "10件"),
        ("申請は約10件である。", Bound.ABOUT, "約10件"),
        ("申請は10件程度である。", Bound.ABOUT, "10件程度"),
        ("申請は10件以下である。", Bound.AT_MOST, "10件以下"),
        ("申請は最大10件である。", Bound.AT_MOST, "最大10件"),
        ("申請は10件未満である。", Bound.LESS_THAN, "10件未満"),
        ("申請は10件以上である。", Bound.AT_LEAST, "10件以上"),
        ("申請は10件を超える。", Bound.MORE_THAN, "10件を超え"),
        ("申請は100万余件である。", Bound.MORE_THAN, "100万余件"),
    ],
)
def test_the_word_beside_a_number_says_how_it_is_meant(text: str, bound: Bound, printed: str) -> None:
    (found,) = quantities_of(text)
    assert (found.bound, found.printed_text) == (bound, printed)


def test_a_range_is_a_lower_and_an_upper_bound_of_one_unit() -> None:
    found = quantities_of("参加者は10～20人である。")
    assert [(int(q.quantity), q.unit, q.bound) for q in found] == [
        (10, "人", Bound.AT_LEAST),
        (20, "人", Bound.AT_MOST),
    ]


def test_kanji_numerals_count_where_a_counter_follows() -> None:
    assert measured("職員は三回、十二団体を訪問し、二十三区で三割が二倍になった。") == [
        (3, "回"), (12, "団体"), (23, "区"), (3, "割"), (2, "倍"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "一般職員の一部が、一括して統一された一連の業務を一層進める。",
        "サーバを一つに集め、対策の一つとする。",
        "第三者が一時停止した旨を一人ひとりに知らせる。",
        "四日市市、三条市、千葉県で十分に行う。",
        "数十件、数百人、何回も行う。",
        "単位は百万円、千円未満は切り捨てる。",
    ],
)
def test_kanji_numerals_in_a_word_count_nothing(text: str) -> None:
    assert quantities_of(text) == ()


def test_tens_of_something_are_not_ten() -> None:
    assert quantities_of("数10件の申請があった。") == ()


def test_shares_and_decimals_are_measures() -> None:
    assert measured("前年度比12.3％増、1.5倍、総数の3分の2以上が賛成した。") == [
        (12.3, "％"), (1.5, "倍"), (0.666667, "倍"),
    ]  # fmt: skip


def test_full_width_digits_and_spaces_within_are_one_number() -> None:
    assert measured("１２団体、募集 2 7 人、3 か月間行う。") == [(12, "団体"), (27, "人"), (3, "か月")]


def test_so_many_times_a_year_is_no_plain_count() -> None:
    assert measured("研修を年２回、月1回、計3回開催する。") == [(2, "回/年"), (1, "回/月"), (3, "回")]


def test_a_noun_directly_after_digits_is_counted_though_it_is_no_known_unit() -> None:
    assert said("約47認証局の中継点、全12検査場、6の検査場がある。") == [
        ("認証局", 47, "認証局"),
        ("検査場", 12, "検査場"),
        ("検査場", 6, "検査場"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "平成27年度、2015年2月26日、27年4月、10時00分、三月に行う。",
        "第3条第1項第4号、第6回会議、第1次計画、法律第81号、5番目、3人目による。",
        "別表2、様式7、資料3、フェーズ2の開発、Windows8.1対応、JIS Q 15001 個人情報保護による。",
        "第1号から第3号まで、同条第2項、同項第1号、別表第1の1項による。",
        "12345 は番号である。",
        "値は42である。",
        "「3公的認証」による。",
        "レベル3認証局、方式２認証局とする。",
    ],
)
def test_dates_names_and_bare_numbers_are_no_quantities(text: str) -> None:
    assert quantities_of(text) == ()


def test_a_label_that_counts_is_a_quantity() -> None:
    assert said("配布資料3件を配る。") == [("配布資料", 3, "件")]


def test_years_that_last_are_told_from_years_of_the_calendar() -> None:
    assert measured("平成27年から3年間、5か年計画を2年以内に終える。") == [(3, "年間"), (5, "年"), (2, "年")]


def test_subjects_are_before_after_or_over_a_particle() -> None:
    assert said("職員は5人である。") == [("職員", 5, "人")]
    assert said("定員：30人である。") == [("定員", 30, "人")]
    assert said("新たに16百万円の債務負担行為を設定する。") == [("債務負担行為", 16_000_000, "円")]
    assert said("研修等3件がある。") == [("研修", 3, "件")]
    assert said("5人で対応する。") == [("対応", 5, "人")]


def test_no_number_and_no_unit_is_the_subject_of_another() -> None:
    assert said("3年間で5か年計画を2年以内に終える。")[0][0] == "計画"
    assert said("平成27年度に3件ある。") == [("件", 3, "件")]


def test_headings_count_but_their_numbers_do_not() -> None:
    assert measured("3 セミナー2回の開催") == [(2, "回")]
    assert measured("２情報提供") == []


def test_a_listed_number_is_no_count_unless_it_measures() -> None:
    assert measured("- 4 回線の整備を行う。") == []
    assert measured("9 割以上の団体が利用する。") == [(9, "割")]


def test_tables_and_page_numbers_are_not_prose() -> None:
    assert quantities_of("区分\t人数", "研修\t30人", "", "- 12 -") == ()


def test_a_unit_with_a_raised_digit_is_one_unit() -> None:
    (found,) = quantities_of("面積は5m²である。")
    assert (int(found.quantity), found.unit, found.printed_text) == (5, "㎡", "5m²")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("第3号の次に次の 1 号を加える。", (1, "号")),
        ("第3号から第6号までを1号ずつ繰り下げる。", (1, "号")),
        ("第4条に次の２項を加える。", (2, "項")),
        ("第4条の次に次の三条を加える。", (3, "条")),
        ("第4条から第9条までを 2 条ずつ繰り上げる。", (2, "条")),
        ("第2章の次に1章を加える。", (1, "章")),
    ],
)
def test_so_many_provisions_are_a_count_and_no_number_of_one(text: str, counted: tuple[int, str]) -> None:
    assert measured(text) == [counted]


@pytest.mark.parametrize("text", ["5条件を満たす。", "3項目を調べる。", "次の2条件を満たす。"])
def test_what_begins_like_a_provision_is_none(text: str) -> None:
    assert {unit for _, unit in measured(text)} <= {"条件", "項目"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "全都道府県のネットワーク機器及び自営網を除く29都道府県の通信回線を監視する。",
            "自営網を除く都道府県の通信回線",
        ),
        ("東京都及び大阪府を除く45道府県が参加する。", "東京都及び大阪府を除く道府県"),
        ("離島を除く約12団体で行う。", "離島を除く団体"),
        ("管理職を除く職員30人を派遣する。", "管理職を除く職員"),
        ("支所を含む全6の拠点を結ぶ。", "支所を含む拠点"),
    ],
)
def test_what_is_left_out_of_a_count_is_said_with_it(text: str, subject: str) -> None:
    assert [found[0] for found in said(text)] == [subject]


def parts_in(text: str) -> dict[str, str | None]:
    """By what is printed, the total of which it is a part."""
    found = quantities_of(text)
    at = {quantity.start: quantity.printed_text for quantity in found}
    return {q.printed_text: None if q.part_of is None else at[q.part_of] for q in found}


def test_the_parts_of_a_printed_total_are_marked() -> None:
    assert parts_in("2つのコースに加えて1コースで配信を行う（3コース、募集定員60,000人）。") == {
        "2つ": "3コース", "1コース": "3コース", "3コース": None, "60,000人": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("集合研修4回、eラーニング3回（計7回）を行う。", {"4回", "3回"}),
        ("春に2回、秋に3回、合計5回開催する。", {"2回", "3回"}),
        ("7コース（新規5コース、継続2コース）を行う。", {"5コース", "2コース"}),
        ("20団体（うち市15団体、町村5団体）が参加する。", {"15団体", "5団体"}),
        ("20団体が参加し、うち15団体は市である。", {"15団体"}),
        ("予算100万円（うち補助金60万円）を充てる。", {"60万円"}),
    ],
)
def test_words_and_brackets_tell_total_and_parts(text: str, parts: set[str]) -> None:
    assert {part for part, total in parts_in(text).items() if total is not None} == parts


@pytest.mark.parametrize(
    "text",
    [
        "1団体が1件、2団体が2件、3団体が3件を申請した。",  # 1 + 2 = 3 by chance
        "5回開催する（2会場で3回）。",
        "4人、3人の計8人が参加する。",
        "10人以上、20人以内の計30人とする。",
        "3団体（うち5団体）とする。",
    ],
)
def test_numbers_that_no_word_or_sum_ties_are_no_parts(text: str) -> None:
    assert set(parts_in(text).values()) == {None}


def test_the_courses_of_the_sixth_meeting_are_twenty() -> None:
    source = read_text(FILE.read_bytes(), FILE.name)
    courses = [q for q in read_quantities(source, read_blocks(source)) if q.subject == "コース"]
    assert sum(q.quantity for q in courses if q.part_of is None) == 20
    assert [(q.line, q.printed_text) for q in courses if q.part_of is not None] == [(391, "2つ"), (391, "1コース")]


@given(st.text(alphabet="約3１十三分の人回件つ年月日%第（）。、は研修～ ①¹,.万千百円以上", max_size=40))
def test_a_quantity_is_printed_where_it_says_and_has_a_subject(text: str) -> None:
    end = 0
    for found in quantities_of(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.printed_text
        assert found.subject
        assert found.unit
        end = found.end


@pytest.mark.parametrize("text", ["¹3上三回", "¹3上十人", "3上三回の研修", "5名十人の参加", "2月三回転送"])
def test_a_noun_that_holds_the_next_number_is_not_counted(text: str) -> None:
    found = quantities_of(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_the_lists_of_words_hold_none_twice() -> None:
    for name, column in (
        ("units", "spelling"),
        ("number_words", "word"),
        ("number_labels", "label"),
        ("bounds", "word"),
    ):
        with (ROOT / "pipelines" / "narrative" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            entries = [row[column] for row in csv.DictReader(file)]
        assert len(entries) == len(set(entries)), name
        assert all(entry == entry.strip() != "" for entry in entries), name
