"""References to laws: which law, which place in it, what the text says of it, and who is asked for what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.narrative.law.reading import read_law_references
from pipelines.narrative.law_reference import LawEvidence, LawReference, Procedure, ReferenceKind
from pipelines.narrative.rule_change import read_rule_changes
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text

Place = tuple[str | None, str | None, str | None, str | None]


def references(*lines: str) -> tuple[LawReference, ...]:
    source = read_text(("\n".join(lines) + "\n").encode(), "a.txt")
    blocks = read_blocks(source)
    found = read_law_references(source, blocks, read_rule_changes(blocks))
    for one in found:
        assert source.lines[one.line - 1][one.start : one.end] == one.printed_text
    return found


def places(*lines: str) -> list[tuple[str | None, *Place]]:
    return [(one.law.name if one.law else None, *place_of(one)) for one in references(*lines)]


def place_of(one: LawReference) -> Place:
    return one.place.article, one.place.paragraph, one.place.item, one.place.last


def names(*lines: str) -> list[str | None]:
    return [one.law.name if one.law else None for one in references(*lines)]


@pytest.mark.parametrize(
    ("text", "procedure", "body"),
    [
        ("代表者会議の議決（機構法第9条）が必要。", Procedure.RESOLUTION, "代表者会議"),
        ("変更には、経営審議委員会の意見聴取（機構法第24条）が必要。", Procedure.HEARING, "経営審議委員会"),
        ("承認及び総務大臣への届出（機構法第23条）を行う。", Procedure.NOTIFICATION, "総務大臣"),
        ("通則法第30条第1項の規定により、主務大臣の認可を受ける。", Procedure.AUTHORISATION, "主務大臣"),
        ("機構法第24条に基づき、経営審議委員会の意見を聴かなければならない。", Procedure.HEARING, "経営審議委員会"),
        ("自治法第96条第1項により、議会の承認を得る。", Procedure.APPROVAL, "議会"),
        ("自治法第233条により知事に報告する。", Procedure.REPORT, "知事"),
        ("機構法第9条（代表者会議の議決）を参照する。", Procedure.RESOLUTION, "代表者会議"),
        ("機構法第24条第2項の規定による意見聴取を行う。", Procedure.HEARING, None),
        ("通則法第30条第1項の認可を受ける。", Procedure.AUTHORISATION, None),
    ],
)
def test_who_is_asked_for_what_is_known(text: str, procedure: Procedure, body: str | None) -> None:
    (one,) = references(text)
    assert one.asked is not None
    assert (one.asked.procedure, one.asked.body) == (procedure, body)


def test_references_that_share_brackets_share_what_stands_before_them() -> None:
    found = references("理事会の承認（機構法第9条、定款第2条）、代表者会議の議決（機構法第9条及び第24条第2項）が必要。")
    assert [(one.law.name if one.law else None, one.place.article, one.words) for one in found] == [
        ("機構法", "9", "理事会の承認"),
        ("定款", "2", "理事会の承認"),
        ("機構法", "9", "代表者会議の議決"),
        ("機構法", "24", "代表者会議の議決"),
    ]


def test_words_that_ask_nobody_for_anything_name_no_procedure() -> None:
    (one,) = references("住民基本台帳法に基づく届出等の処理を行う。")
    assert one.asked is None
    assert one.words == "住民基本台帳法に基づく届出等の処理を行う"


def test_each_place_of_a_list_is_a_reference() -> None:
    assert places(
        "地方自治法第2条第14項、第96条第1項第5号から第8号まで並びに同法附則第4条及び別表第一に規定する。"
    ) == [
        ("地方自治法", "2", "14", None, None),
        ("地方自治法", "96", "1", "5", "8"),
        ("地方自治法", "附則4", None, None, None),
        ("地方自治法", "別表第1", None, None, None),
    ]


def test_kanji_numerals_branch_numbers_and_subdivisions_are_plain_numbers() -> None:
    assert places("地方自治法第二百三十一条の二の三第二項第一号イに従う。第三条の二割引きとは別である。") == [
        ("地方自治法", "231の2の3", "2", "1イ", None),
        (None, "3", None, None, None),
    ]


def test_an_abbreviation_means_the_law_that_the_text_defines() -> None:
    found = references(
        "地方独立行政法人法（平成十五年法律第百十八号。以下「法」という。）第七条に基づく。",
        "法第26条及び法施行令第3条による。法人の方法は、法令に従う。",
    )
    assert [(one.law.name, one.law.number, one.law.evidence) for one in found if one.law] == [
        ("地方独立行政法人法", "平成15年法律第118号", LawEvidence.NAMED),
        ("地方独立行政法人法", "平成15年法律第118号", LawEvidence.DEFINED),
        ("地方独立行政法人法施行令", None, LawEvidence.COMPOSED),
    ]


def test_an_ordinance_named_after_an_abbreviation_is_the_only_one_of_that_kind_under_the_law() -> None:
    full = "個人番号の利用等に関する法律"
    ordinance = f"{full}の規定による通知カード及び個人番号カード並びに提供等に関する省令"
    found = references(
        f"番号法総務省令第35条による。{full}（平成25年法律第27号。以下「番号法」という。）及び{ordinance}"
        "（平成26年総務省令第85号）に定める。"
    )
    assert [one.law.name if one.law else None for one in found] == [ordinance, full, ordinance]
    assert found[0].law is not None
    assert (found[0].law.number, found[0].law.evidence) == ("平成26年総務省令第85号", LawEvidence.COMPOSED)


def test_an_abbreviation_that_two_ordinances_fit_is_resolved_to_neither() -> None:
    law = "個人番号の利用等に関する法律"
    found = references(
        f"{law}（平成25年法律第27号。以下「番号法」という。）、{law}の規定による通知に関する省令"
        f"（平成26年総務省令第85号）、{law}の規定による提供に関する省令（平成26年総務省令第86号）。",
        "番号法総務省令第35条による。",
    )
    assert found[-1].law is not None
    assert (found[-1].law.name, found[-1].law.number) == ("番号法総務省令", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("電子署名及び認証業務に関する法律の施行に伴い", ["電子署名及び認証業務に関する法律"]),
        ("当機構は個人情報の保護に関する法律に基づき", ["個人情報の保護に関する法律"]),
        ("住民基本台帳法及び個人情報の保護に関する法律に基づき", ["住民基本台帳法", "個人情報の保護に関する法律"]),
        ("「サイバーセキュリティ基本法」の成立を受け", ["サイバーセキュリティ基本法"]),
        ("まち・ひと・しごと創生法第10条に基づく。", ["まち・ひと・しごと創生法"]),
        ("地方自治法の一部を改正する法律（平成26年法律第42号）の施行", ["地方自治法の一部を改正する法律"]),
        ("情報公開条例第5条及び会計規程第20条に従う", ["情報公開条例", "会計規程"]),
    ],
)
def test_a_name_begins_where_its_words_begin(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "減価償却は定額法による。棚卸資産は最終仕入原価法に基づく原価法を採用する。",
        "業務方法書の変更について、法人の手法及び方法を法令に従い定める。",
        "条例により定める。条例利用等を可能にする。規則を守る。",
        "様式第7号により、議案第3号を第6回に提出する。「3 教育」の第3項を参照する。",
        "法律に規定された事務等を行う。",
        "平成25年法律第27号",
    ],
)
def test_methods_forms_and_kinds_alone_are_no_reference(text: str) -> None:
    assert references(text) == ()


def test_an_excerpt_is_quoted_provision_by_provision_with_its_law() -> None:
    found = references(
        "会計法（平成15年法律第118号）（抄）", "", "（財務諸表）", "第三十四条　財務諸表を作成しなければならない。",
        "２　前項の書類には、次条第一項の報告を添付する。", "一　事業報告書",
        "二　決算報告書（第二十八条第一項のもの）",
        "附　則", "第一条　この法律は、公布の日から施行する。", "", "2 その他", "", "第1号に掲げる。",
    )  # fmt: skip
    quoted = [(place_of(one)[:3], one.words) for one in found if one.kind is ReferenceKind.QUOTED]
    assert quoted == [
        (("34", "1", None), "財務諸表を作成しなければならない。"),
        (("34", "2", None), "前項の書類には、次条第一項の報告を添付する。"),
        (("34", "2", "1"), "事業報告書"),
        (("34", "2", "2"), "決算報告書（第二十八条第一項のもの）"),
        (("附則1", "1", None), "この法律は、公布の日から施行する。"),
    ]
    cited = [(one.printed_text, *place_of(one)[:3]) for one in found if one.kind is ReferenceKind.CITED]
    assert cited == [
        ("会計法", None, None, None),
        ("前項", "34", "1", None),
        ("次条第一項", None, "1", None),
        ("第二十八条第一項", "28", "1", None),
    ]
    assert {one.law.number for one in found if one.law} == {"平成15年法律第118号"}


def test_clauses_act_upon_the_rule_that_is_changed() -> None:
    found = references(
        "会計規程の一部を次のように変更する。",
        "第3条第1項中第3号から第6号までを1号ずつ繰り下げ、同項第2号の次に次の1号を加える。",
        "(3) 地方自治法第2条に基づく事務及び第5条第2項の事務",
        "附 則", "この変更は、令和2年4月1日から施行する。",
    )  # fmt: skip
    assert [(one.kind.value, one.law.name if one.law else None, *place_of(one)) for one in found] == [
        ("amended", "会計規程", "3", "1", "3", "6"),
        ("amended", "会計規程", "3", "1", "3", None),
        ("cited", "地方自治法", "2", None, None, None),
        ("cited", "会計規程", "5", "2", None, None),
    ]


def test_places_within_the_cells_of_a_comparison_belong_to_the_rule() -> None:
    cell = "<p>第3条 前条の規定及び第9条第2項による。</p><p>2 機構法第22条第7号の事務</p>"
    found = references("定款の一部を次のように変更する。", "新\t旧", f"{cell}\t{cell}")
    assert {(one.law.name if one.law else None, *place_of(one)[:3]) for one in found} == {
        ("定款", None, None, None),
        ("定款", "9", "2", None),
        ("機構法", "22", None, "7"),
    }


def test_a_place_without_any_law_is_kept_and_says_so() -> None:
    assert places("第12条を参照する。") == [(None, "12", None, None, None)]


def test_text_without_laws_has_no_references() -> None:
    assert references("資産合計\t100", "", "本年度の方針を定める。") == ()


NUMBERS = st.integers(1, 999)


def in_kanji(number: int) -> str:
    digits = "〇一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    parts = ((hundreds, "百"), (tens, "十"))
    return "".join(("" if n == 1 else digits[n]) + unit for n, unit in parts if n) + (digits[ones] if ones else "")


@given(
    law=st.sampled_from(
        ["地方自治法", "電子署名及び認証業務に関する法律", "住民基本台帳法施行令", "会計規程", "情報公開条例"]
    ),
    article=NUMBERS,
    branch=st.none() | st.integers(2, 99),
    paragraph=st.none() | NUMBERS,
    item=st.none() | NUMBERS,
    write=st.sampled_from(
        [str, in_kanji, lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))]
    ),
    before=st.sampled_from(["", "当機構は、", "予算は", "規程及び", "「", "- (1) "]),
    space=st.sampled_from(["", " "]),
)
def test_any_place_is_read_as_it_is_written(
    law: str,
    article: int,
    branch: int | None,
    paragraph: int | None,
    item: int | None,
    write: Callable[[int], str],
    before: str,
    space: str,
) -> None:
    def written(unit: str, number: int) -> str:
        return f"第{space}{write(number)}{space}{unit}"

    place = written("条", article) + (f"の{write(branch)}" if branch else "")
    place += (written("項", paragraph) if paragraph else "") + (written("号", item) if item else "")
    (one,) = references(f"{before}{law}{place}に定める事項を行う。")
    assert one.law is not None
    assert (one.law.name, place_of(one)[:3]) == (
        law,
        (
            f"{article}の{branch}" if branch else str(article),
            str(paragraph) if paragraph else None,
            str(item) if item else None,
        ),
    )
