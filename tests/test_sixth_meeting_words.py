"""The sixth meeting's words: every part of the real text but its statements, pinned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expectations.rule_book import rule_book
from pipelines.interpreting.document import interpret
from pipelines.narrative.document import narrate
from pipelines.narrative.model import Narrative, NumberRole, PassageKind
from pipelines.reading.blocks import read_blocks
from pipelines.reading.source import read_text

TEXT = Path(__file__).parents[1] / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"


@pytest.fixture(scope="module")
def narrative() -> Narrative:
    source = read_text(TEXT.read_bytes(), TEXT.name)
    blocks = read_blocks(source)
    return narrate(source, blocks, interpret(source, rule_book(), blocks))


def test_the_parts_answer_to_the_agenda(narrative: Narrative) -> None:
    assert [(p.kind.value, p.first_line, p.last_line, p.agenda_item, p.agenda_evidence) for p in narrative.parts] == [
        ("cover", 1, 9, None, None),
        ("agenda", 10, 22, None, None),
        ("supplementary_budget", 23, 39, 1, "title"),
        ("summary", 40, 101, 1, "words"),
        ("business_plan", 102, 161, 2, "title"),
        ("business_policy", 162, 576, 2, "position"),
        ("budget", 577, 873, 3, "title"),
        ("summary", 874, 920, 3, "words"),
        ("rule_change", 921, 946, 4, "title"),
        ("rule_change", 947, 1006, 4, "words"),
    ]


def test_the_ten_programmes_stand_in_plan_and_policy(narrative: Narrative) -> None:
    assert [(p.number, p.title, p.contents_page, len(p.sections)) for p in narrative.programmes] == [
        (1, "本人確認情報処理事務", "1", 2),
        (2, "本人確認情報処理事務関連事務", "2", 2),
        (3, "公的個人認証サービス", "3", 2),
        (4, "個人番号関連システムの構築・運営、個人番号カード等の発行", "5", 2),
        (5, "総合行政ネットワーク", "6", 2),
        (6, "研究開発・調査研究", "7", 2),
        (7, "教育研修", "8", 2),
        (8, "地方税・地方交付税等の情報処理事務の受託", "9", 2),
        (9, "情報化に関する支援", "10", 2),
        (10, "組織・体制の改善強化", "12", 2),
    ]


def test_the_policy_has_its_sections_items_and_details(narrative: Narrative) -> None:
    policy = [section for section in narrative.sections if section.part == 6 and section.printed_number]
    assert [sum(section.level == level for section in policy) for level in (1, 2, 3, 4)] == [10, 42, 31, 3]
    risk = next(section for section in policy if section.title.startswith("リスク管理活動"))
    assert [(s.printed_number, s.title) for s in policy if s.parent == risk.number] == [
        ("(1)", "個人情報保護・情報セキュリティ"),
        ("(2)", "コンプライアンス"),
        ("(3)", "危機管理"),
    ]
    support = next(section for section in policy if section.title == "情報化に関する支援")
    assert (support.first_line, support.last_line) == (467, 527)


def test_programmes_are_linked_to_segments(narrative: Narrative) -> None:
    policy = {section.number: section for section in narrative.sections if section.part == 6}
    assert [
        (policy[link.section].title, link.segment_name, link.evidence, link.line, link.words)
        for link in narrative.segment_links
        if link.section in policy
    ] == [
        ("本人確認情報処理事務", "本人確認情報処理事業", "title", 179, "本人確認情報処理"),
        ("本人確認情報処理事務関連事務", "本人確認情報処理事業関連事業", "title", 215, "本人確認情報処理事務関連事務"),
        ("公的個人認証サービス", "公的個人認証サービス事業", "title", 237, "公的個人認証サービス"),
        ("公的個人認証サービス共通基盤運用事業", "公的個人認証サービス事業", "title", 263, "公的個人認証サービス"),
        ("個人番号付番システムの構築・運営", "個人番号付番等事業", "title", 285, "個人番号付番"),
        ("公的個人認証システムの構築", "公的個人認証サービス事業", "text", 307, "公的個人認証サービス"),
        (
            "中間サーバー・プラットフォームの構築等", "中間サーバー共同化・集約化等事業", "text", 311,
            "中間サーバー⁷を共同化・集約化",
        ),
        ("総合行政ネットワーク", "総合行政ネットワーク運営事業", "title", 317, "総合行政ネットワーク"),
        ("総合行政ネットワークの運営管理", "総合行政ネットワーク運営事業", "title", 321, "総合行政ネットワーク"),
    ]  # fmt: skip
    lines = TEXT.read_text(encoding="utf-8").split("\n")
    assert all(link.words in lines[link.line - 1] for link in narrative.segment_links)


def test_the_glossary_has_all_eighteen_footnotes_and_the_note(narrative: Narrative) -> None:
    assert [(g.mark, g.term, g.first_line, g.reference_lines) for g in narrative.glossary] == [
        ("※", "「勤務先企業等における従業員の個人番号カード一括申請等」を実施するための機能", 56, (54,)),
        ("¹", "公的個人認証サービス", 267, (239,)),
        ("²", "個人認証ブリッジ認証局", 269, (245,)),
        ("³", "GPKI", 271, (247,)),
        ("⁴", "署名用電子証明書", 273, (249,)),
        ("⁵", "利用者証明用電子証明書", 275, (249,)),
        ("⁶", "情報提供ネットワークシステム", 313, (303,)),
        ("⁷", "中間サーバー", 315, (311,)),
        ("⁸", "全国ネットワークオペレーションセンター", 349, (325,)),
        ("⁹", "LGWAN-ASP", 351, (327,)),
        ("¹⁰", "認証局登録分局", 353, (339,)),
        ("¹¹", "ISP", 355, (345,)),
        ("¹²", "中間標準レイアウト仕様", 379, (369,)),
        ("¹³", "被災者支援システム", 381, (373,)),
        ("¹⁴", "全国町・字ファイル", 465, (457,)),
        ("¹⁵", "ウェブアプリケーション", 523, (505,)),
        ("¹⁶", "ウェブ感染型マルウェア", 525, (509,)),
        ("¹⁷", "CEPTOAR", 527, (519,)),
        ("¹⁸", "プライバシーマーク", 575, (559,)),
    ]


def test_the_change_of_the_rules_is_read_and_confirmed(narrative: Narrative) -> None:
    (change,) = narrative.rule_changes
    assert change.rule_name == "地方公共団体情報システム機構業務方法書"
    assert (change.adopted_on, change.in_force_on) == (date(2014, 4, 10), date(2015, 4, 1))
    assert (len(change.clauses), len(change.provisions), change.unread) == (10, 14, ())
    assert all(check.holds for check in change.checks)


def test_no_number_is_lost(narrative: Narrative) -> None:
    roles = [number.role for number in narrative.numbers]
    assert roles.count(NumberRole.UNEXPLAINED) == 0
    assert roles.count(NumberRole.FIGURE) == 898
    assert len(roles) == 1382


def test_every_line_is_kept_and_nothing_is_reported_as_not_understood(narrative: Narrative) -> None:
    lines = TEXT.read_text(encoding="utf-8").split("\n")
    assert [p.line for p in narrative.passages] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert narrative.findings == ()


def test_footnotes_and_their_quantities_stand_in_the_section_that_refers_to_them(narrative: Narrative) -> None:
    titles = {section.number: section.title for section in narrative.sections}
    section_of = {p.line: titles[p.section] for p in narrative.passages if p.section is not None}
    assert section_of[269] == "個人認証ブリッジ認証局の運営"  # both 47s
    assert section_of[465] == "全国町・字ファイルの提供"  # 約66万件


def test_no_caption_and_no_annotation_is_a_section(narrative: Narrative) -> None:
    titles = [section.title for section in narrative.sections]
    assert not [
        title for title in titles if "日から" in title or "日現在" in title or "の増" in title or "追加" in title
    ]
    required = next(section for section in narrative.sections if section.title.startswith("【機構法施行規則"))
    assert [line.split(" ", 2)[1] for line in required.body.split("\n") if line.startswith("- ")] == [
        "1", "2", "3", "4", "(1)", "(2)", "(3)", "(4)", "(5)～(7)", "5", "6", "7", "8", "9",
    ]  # fmt: skip


def test_rows_of_a_statement_without_title_stand_under_no_other_ones_heading(narrative: Narrative) -> None:
    titles = {section.number: section.title for section in narrative.sections}
    rows = {p.line: (p.statement_code, titles.get(p.section or 0)) for p in narrative.passages}
    assert rows[700] == ("cash_plan", "平成27年度 資金計画")
    assert rows[740] == ("balance_sheet", None)
    assert rows[796] == ("income_statement", "(事業別財務情報(予定損益計算書関係))")
    assert rows[820] == ("cash_plan", None)


def test_the_laws_it_cites_quotes_and_changes_are_known(narrative: Narrative) -> None:
    found = narrative.law_references
    asked = [
        (one.line, one.law.name, one.place.article, one.asked.procedure.value, one.asked.body)
        for one in found
        if one.asked and one.law
    ]
    assert asked == [
        (996, "機構法", "24", "hearing", "経営審議委員会"),
        (996, "機構法", "9", "resolution", "代表者会議"),
        (996, "機構法", "23", "notification", "総務大臣"),
    ]
    quoted = [
        (one.line, one.place.article, one.place.paragraph, one.place.item) for one in found if one.kind == "quoted"
    ]
    assert quoted == [(965, "35", "1", None), *((966 + item, "35", "1", str(item)) for item in range(1, 8))]
    assert {one.law.number for one in found if one.kind == "quoted" and one.law} == {"平成26年総務省令第85号"}
    assert {one.law.number for one in found if one.law and one.law.printed == "番号法"} == {"平成25年法律第27号"}
    assert [one.kind.value for one in found].count("amended") == 10
    assert len(found) == 58


def test_every_date_of_the_prose_is_resolved(narrative: Narrative) -> None:
    assert all(one.first_day and one.last_day for one in narrative.dates)
    lines = TEXT.read_text(encoding="utf-8").split("\n")
    spans = {(one.line, place) for one in narrative.dates for place in range(one.start, one.end)}
    prose = {p.line for p in narrative.passages if p.kind not in (PassageKind.TABLE_ROW, PassageKind.PAGE_NUMBER)}
    left = [
        (number.line, number.printed_text)
        for number in narrative.numbers
        if number.role is NumberRole.DATE and number.line in prose and (number.line, number.start) not in spans
    ]
    assert left == [(7, "10"), (7, "00"), (925, "26")]  # the time of the meeting; a year in an ordinance's number
    assert [one.printed_text for one in narrative.dates if one.line == 527] == ["平成18年2月2日"]
    assert all(lines[one.line - 1][one.start : one.end] == one.printed_text for one in narrative.dates)


def test_descriptions_in_brackets_open_no_section(narrative: Narrative) -> None:
    assert not [section.title for section in narrative.sections if section.title.endswith(("もの]", "もの〕"))]
