"""The account of numbers: every numeric token of a text, and the one thing that accounts for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.interpreting.model import Materials, Meeting
from pipelines.narrative.model import Number, NumberRole
from pipelines.narrative.numbers import account_for_numbers
from pipelines.narrative.numeric_tokens import find_tokens
from pipelines.narrative.quantities import read_quantities
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import InvalidTextError, SourceText, read_text
from pipelines.runtime.paths import RAW_FOLDER

FILE = RAW_FOLDER / "2015-02-26_keiei-shingi-iinkai_06.txt"
NOTHING = Materials(Meeting(None, None, None, None, None, None, ()), (), (), (), (), (), ())
STATEMENT = (
    "平成27年度予算（案）", "", "予定損益計算書", "", "(単位：千円)", "", "科 目\t金額", "営業収益\t", "事業収入\t90",
    "営業収益合計\t90", "営業費用\t", "事業費\t95", "営業費用合計\t95", "営業利益\t△5", "経常利益\t△5",
    "当期純利益\t△5",
)  # fmt: skip

_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹]")


@cache
def real_lines() -> tuple[str, ...]:
    return tuple(FILE.read_text(encoding="utf-8").split("\n"))


def accounted(source: SourceText, materials: Materials) -> tuple[Number, ...]:
    blocks = read_blocks(source)
    return account_for_numbers(source, blocks, materials, read_quantities(source, blocks))


def numbers_of(*lines: str) -> tuple[Number, ...]:
    """The account of a text of which nothing was understood."""
    return accounted(SourceText("a.txt", lines, ends_with_newline=True), NOTHING)


def understood(*lines: str) -> tuple[Number, ...]:
    """The account of a text with what was understood of it."""
    source = read_text(("\n".join(lines) + "\n").encode(), "made-up.txt")
    return accounted(source, interpret(source, rule_book()))


def roles(*lines: str) -> list[tuple[str, str]]:
    return [(number.printed_text, number.role.value) for number in numbers_of(*lines)]


def unexplained(numbers: Iterable[Number]) -> list[tuple[int, str]]:
    return [(number.line, number.printed_text) for number in numbers if number.role is NumberRole.UNEXPLAINED]


def changed(line: int, old: str, new: str) -> list[str]:
    """The real text with one change in a line."""
    lines = list(real_lines())
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return lines


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def require_whole(source: SourceText, numbers: tuple[Number, ...]) -> None:
    """Each digit is in exactly one token, tokens are in order, and printed where they say."""
    places = [(number.line, place) for number in numbers for place in range(number.start, number.end)]
    assert len(places) == len(set(places))
    digits = {(line, match.start()) for line, text in enumerate(source.lines, 1) for match in _DIGIT.finditer(text)}
    assert digits <= set(places)
    assert all((a.line, a.start) < (b.line, b.start) for a, b in pairwise(numbers))
    assert all(source.lines[n.line - 1][n.start : n.end] == n.printed_text for n in numbers)


def test_every_number_of_the_sixth_meeting_is_accounted_for() -> None:
    source = read_text(FILE.read_bytes(), FILE.name)
    materials = interpret(source, rule_book())
    numbers = accounted(source, materials)
    require_whole(source, numbers)
    assert unexplained(numbers) == []
    assert Counter(number.role.value for number in numbers) == {
        "figure": 898,
        "date": 165,
        "heading_number": 128,
        "identifier": 74,
        "list_number": 38,
        "footnote_mark": 36,
        "quantity": 33,
        "page_number": 10,
    }
    assert sum(number.role is NumberRole.FIGURE for number in numbers) == sum(
        not figure.is_blank for figure in materials.figures
    )


def test_without_its_figures_the_tables_of_the_real_text_are_unexplained() -> None:
    source = read_text(FILE.read_bytes(), FILE.name)
    materials = interpret(source, rule_book())
    found = accounted(source, replace(materials, figures=()))
    assert len(unexplained(found)) == sum(figure.cell > 0 for figure in materials.figures)


def test_a_number_added_to_prose_is_unexplained_or_a_quantity() -> None:
    assert unexplained(understood(*changed(112, "適正かつ", "適正 77 かつ"))) == [(112, "77")]
    added = understood(*changed(112, "適正かつ", "77回、適正かつ"))
    assert [number.role for number in added if number.line == 112] == [NumberRole.QUANTITY]


def test_a_cell_added_to_a_statement_is_unexplained() -> None:
    assert unexplained(understood(*changed(592, "27,324", "27,324\t12"))) == [(592, "12")]


def test_a_cell_added_to_a_commitment_is_unexplained() -> None:
    assert unexplained(understood(*changed(853, "平成27年度\t", "平成27年度\t99\t"))) == [(853, "99")]


def test_a_page_added_to_a_contents_row_makes_it_no_contents_row() -> None:
    assert unexplained(understood(*changed(170, "サービス\t3", "サービス\t3\t4"))) == [
        (170, "3"), (170, "3"), (170, "4"),
    ]  # fmt: skip


def test_a_figure_printed_otherwise_than_it_was_read_is_none() -> None:
    lines = (*STATEMENT, "")
    source = read_text("\n".join(lines).encode(), "made-up.txt")
    materials = interpret(source, rule_book())
    other = replace(source, lines=tuple(line.replace("95", "96") for line in source.lines))
    assert unexplained(accounted(source, materials)) == []
    assert unexplained(accounted(other, materials)) == [(12, "96"), (13, "96")]


def test_a_figure_is_one_token_with_its_sign_and_its_value() -> None:
    lines = [line.replace("△5", "(5)").replace("90", "<u>1,090 ¹</u>").replace("95", "1，0 95") for line in STATEMENT]
    found = [(n.printed_text, _whole(n.value), n.role.value) for n in understood(*lines) if n.line > 6]
    assert found[:2] == [("1,090", 1090, "figure"), ("¹", 1, "footnote_mark")]
    assert found[-1] == ("5", -5, "figure")
    assert ("△5", -5) in {(n.printed_text, _whole(n.value)) for n in understood(*STATEMENT)}


def test_numbers_of_a_table_that_was_not_read_are_unexplained() -> None:
    assert roles("区分\t人数\t27年度", "研修\t30\t5 件", "(1) 講習\t(4)\t12人") == [
        ("27", "date"), ("30", "unexplained"), ("5", "unexplained"),
        ("1", "list_number"), ("4", "unexplained"), ("12", "unexplained"),
    ]  # fmt: skip


def test_an_amount_stated_in_prose_is_a_figure_once() -> None:
    source = read_text(FILE.read_bytes(), FILE.name)
    materials = interpret(source, rule_book())
    numbers = accounted(source, materials)
    stated = [number for number in numbers if number.role is NumberRole.FIGURE and number.line < 100]
    assert [(n.line, n.printed_text, _whole(n.value)) for n in stated if n.line in (54, 64, 93, 96, 99)] == [
        (54, "16 百万", 16_000_000),
        (64, "20 百万", 20_000_000),
        (93, "8,183百万", 8_183_000_000),
        (96, "16百万", 16_000_000),
        (99, "20百万", 20_000_000),
    ]
    twice = understood(*changed(93, "(変更)", "(変更8,183百万円)"))
    assert [number.role.value for number in twice if number.line == 93] == ["figure", "quantity"]


def test_contents_rows_hold_a_heading_number_and_a_page() -> None:
    assert roles("目 次", "", "1\t計画\t1", "2\t予算(27年度)\t12", "付録\t20") == [
        ("1", "heading_number"), ("1", "page_number"), ("2", "heading_number"), ("27", "date"), ("12", "page_number"),
        ("20", "page_number"),
    ]  # fmt: skip
    over_page = numbers_of("目次", "", "1\t計画\t1", "", "- 2 -", "", "2\t予算\t3")
    assert unexplained(over_page) == []
    assert roles("別の表", "", "1\t計画\t1") == [("1", "unexplained"), ("1", "unexplained")]


@pytest.mark.parametrize(
    "text",
    [
        "平成27年2月26日（木）10時00分",
        "平成 2 7 年度に行う。",
        "平 成 27 年 度に行う。",
        "平成２７年度末に行う。",
        "平成27・28年度、27～30年度、平成27年度から平成28年度まで行う。",
        "平成二十七年四月一日から行う。",
        "26年度6月補正予算による。",
        "H27年度、R5.4.1、2015/2/26、2015-02-26、2015.2.26 に行う。",
        "2015年の10:00～12:30に行う。",
        "第1四半期、三月、90年代、21世紀である。",
        "4月1日～3日、同月5日、26日（木）に行う。",
    ],
)
def test_dates_are_dates(text: str) -> None:
    assert {number.role for number in numbers_of(text)} == {NumberRole.DATE}


@pytest.mark.parametrize(
    "text",
    [
        "第3条第1項第4号による。",
        "第 3 条第 1 項中第 5 号を第 6 号とする。",
        "第三条の二第一項、前二項、同項第一号による。",
        "機構法24条の2第1項による。",
        "法律第81号、総務省令第85号、第6回会議、第1次計画、別表第2による。",
        "別表2、様式7、資料3、図1～3、上記(1)、前記①による。",
        "JIS Q 15001 個人情報、ISO/IEC 27001:2013、ISO 9001による。",
        "Windows8.1、IPv6、LGWAN-2、5G、Windows 10 を使う。",
        "電話 03-1234-5678、〒102-8419、https://a.jp/2015/02、a1@b2.jp とする。",
        "- (5)～(7) (略)",
        "(4)・(5) (略)",
        "1丁目2番3号、3階、5番目、3人目、2年目、1級である。",
        "表題<td colspan=\"2\">である。",
    ],
)  # fmt: skip
def test_names_are_identifiers(text: str) -> None:
    assert {number.role for number in numbers_of(text)} == {NumberRole.IDENTIFIER}


def test_a_law_is_a_year_and_a_number() -> None:
    assert roles("住民基本台帳法（昭和42年法律第81号）による。") == [("42", "date"), ("81", "identifier")]


def test_headings_list_items_and_notes_have_their_numbers() -> None:
    assert roles("1 概要", "2．手続", "(3) 体制", "（1）運用", "Ⅱ 収支", "１情報提供") == [
        ("1", "heading_number"), ("2", "heading_number"), ("3", "heading_number"), ("1", "heading_number"),
        ("Ⅱ", "heading_number"), ("１", "heading_number"),
    ]  # fmt: skip
    assert roles("- (1) 甲", "- 2 乙", " - (3) 丙", "① 丁である。", "- ・4 回線の整備を行う。") == [
        ("1", "list_number"), ("2", "list_number"), ("3", "list_number"), ("①", "list_number"), ("4", "list_number"),
    ]  # fmt: skip
    assert roles("基盤¹⁸の仕様※1（注2）による。", "", "¹⁸ 基盤とは土台である。") == [
        ("¹⁸", "footnote_mark"), ("1", "footnote_mark"), ("2", "footnote_mark"), ("¹⁸", "footnote_mark"),
    ]  # fmt: skip
    assert roles("- 12 -", "", "3 / 40") == [("12", "page_number"), ("3", "page_number"), ("40", "page_number")]


def test_a_heading_number_does_not_run_into_the_month_that_follows() -> None:
    assert roles("2 6月補正予算の概要") == [("2", "heading_number"), ("6", "date")]


def test_parts_numbered_within_a_sentence_count_from_one() -> None:
    assert roles("理由は(1)速い、(2)安いことである。") == [("1", "list_number"), ("2", "list_number")]
    assert roles("理由は(2)安いことである。") == [("2", "unexplained")]


def test_a_quoted_heading_is_a_reference_only_if_it_stands_in_the_text() -> None:
    quoting = "運営は「3 認証サービス」の第3項を参照する。"
    assert roles("3 認証サービス", "", quoting)[1:] == [("3", "identifier"), ("3", "identifier")]
    assert roles("4 認証サービス", "", quoting)[1:] == [("3", "unexplained"), ("3", "identifier")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("値は 42 である。", "42"),
        ("値は４２である。", "４２"),
        ("残り2は予備である。", "2"),
        ("12345 は符号である。", "12345"),
        ("方式２認証局とする。", "２"),
        ("数10件の相談がある。", "10"),
        ("13月に行う。", "13"),
        ("3.14.15 とする。", "3.14.15"),
        ("比は1/2である。", "1"),
        ("値は½である。", "½"),
        ("種別③とする。", "③"),
    ],
)
def test_a_bare_number_in_prose_is_unexplained(text: str, printed: str) -> None:
    assert (1, printed) in unexplained(numbers_of(text))


def test_values_are_read_in_any_width_and_script() -> None:
    found = numbers_of("２　７、66万、1億2,345万、１，１５４、¹⁸、⑳、Ⅱ、第二十三、1.5、½、1.2.3、3分の1である。")
    assert [number.value for number in found] == [
        27, 660_000, 123_450_000, 1154, 18, 20, 2, 23, Decimal("1.5"), Decimal("0.5"), None, Decimal("0.333333"),
    ]  # fmt: skip


def test_words_that_hold_a_numeral_are_no_tokens() -> None:
    assert numbers_of("一部を一括し、一般に統一、一層、一方、唯一、同一、一連、一環、第三者、百万円。") == ()


def test_digits_without_end_are_no_number() -> None:
    (found,) = numbers_of("9" * 5000 + "である。")
    assert found.value is None


_CHARACTERS = st.sampled_from(
    "0159１９,，.．　 \t¹⁴①Ⅱ½₂一三十百万年月日第条回人件の（(）)「」～-※<p>&;:/A平成度△。、\x01\ufdd0٣"
)


@given(st.lists(st.text(_CHARACTERS, max_size=30), min_size=1, max_size=5))
@settings(max_examples=100)
def test_each_digit_of_any_text_is_in_exactly_one_token(lines: list[str]) -> None:
    source = SourceText("a.txt", tuple(lines), ends_with_newline=True)
    require_whole(source, accounted(source, NOTHING))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_text_is_still_accounted_for(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - damage, not secrecy
    lines = list(real_lines())
    for _ in range(random.randint(1, 60)):
        place = random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, random.choice(lines))
            case 2:
                lines[place] = lines[place][: random.randint(0, len(lines[place]))]
            case 3:
                other = random.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case _:
                cut = random.randint(0, len(lines[place]))
                lines[place] = lines[place][:cut] + random.choice("0９\t¹ ③,三回第") + lines[place][cut:]
    try:
        source = read_text("\n".join(lines).encode(), "damaged.txt")
        materials = interpret(source, rule_book())
    except InvalidTextError:
        source, materials = SourceText("damaged.txt", tuple(lines), ends_with_newline=True), NOTHING
    require_whole(source, accounted(source, materials))


def test_digits_without_end_are_a_token_without_value() -> None:
    for text in ("9" * 2_000_000, "9" * 1_000_000 + "兆", "1分の" + "9" * 1_000_000):
        tokens = find_tokens(text)
        assert tokens
        assert [token.value for token in tokens] == [None] * len(tokens)
