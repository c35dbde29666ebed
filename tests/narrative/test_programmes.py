"""Programmes of plan and policy, and the segments they are of."""

import pytest

from pipelines.narrative.model import Programme, SegmentLink
from pipelines.narrative.outline import contents_titles
from pipelines.narrative.programmes import read_programmes
from pipelines.narrative.segment_links import link_segments
from tests.support.narrated_texts import outline_of, parts_of, text_of


def programmes_of(*lines: str) -> tuple[Programme, ...]:
    return read_programmes(parts_of(*lines), outline_of(*lines).sections, contents_titles(text_of(*lines)[1]))


def found_in(*lines: str) -> dict[str, list[SegmentLink]]:
    """The links by the title of their section."""
    outline = outline_of(*lines)
    found: dict[str, list[SegmentLink]] = {}
    for link in link_segments(programmes_of(*lines), outline.sections, outline.passages):
        found.setdefault(outline.sections[link.section - 1].title, []).append(link)
    return found


def links_of(*lines: str) -> dict[str, list[tuple[str, str]]]:
    return {title: [(link.segment_name, link.evidence) for link in links] for title, links in found_in(*lines).items()}


PLAN = ("平成27年度事業計画（案）", "", "1 教育研修", "研修を行う。", "2 総合行政ネットワーク", "運営を行う。", "")
POLICY = (
    "平成27年度事業実施方針",
    "",
    "目次",
    "",
    "1\t教育 研修\t3",
    "2\t総合行政ネットワーク\t4",
    "",
    "1 教育研修",
    "1 甲研修",
    "2 総合行政ネットワーク",
)


def test_a_programme_of_plan_and_policy_is_one() -> None:
    first, second = programmes_of(*PLAN, *POLICY)
    assert (first.number, first.title, first.contents_page, len(first.sections)) == (1, "教育研修", "3", 2)
    assert (second.number, second.contents_page) == (2, "4")


def test_numbered_headings_outside_plans_are_no_programmes() -> None:
    assert programmes_of("平成27年度予算（案）の概要", "", "1 予定損益計算書", "2 資金計画") == ()


def test_a_title_that_names_a_segment_links_to_the_closest_one() -> None:
    lines = (
        "平成27年度事業計画",
        "",
        "1 本人確認情報処理事務",
        "甲。",
        "2 本人確認情報処理事務関連事務",
        "乙。",
        "3 公的個人認証サービス",
    )
    assert links_of(*lines) == {
        "本人確認情報処理事務": [("本人確認情報処理事業", "title")],
        "本人確認情報処理事務関連事務": [("本人確認情報処理事業関連事業", "title")],
        "公的個人認証サービス": [("公的個人認証サービス事業", "title")],
    }


def test_a_sentence_with_all_words_of_a_segment_links_to_it() -> None:
    lines = (
        "平成27年度事業計画",
        "",
        "1 番号制度",
        "1 プラットフォームの構築",
        "中間サーバーを共同化・集約化した基盤を構築する。",
    )
    assert links_of(*lines) == {"プラットフォームの構築": [("中間サーバー共同化・集約化等事業", "text")]}


def test_a_common_word_links_to_nothing() -> None:
    assert links_of("平成27年度事業計画", "", "1 研修", "一般職員向けの事業を行う。") == {}


def section_with(title: str, *sentences: str) -> tuple[str, ...]:
    return ("平成27年度事業実施方針", "", "1 番号制度", "", f"1 {title}", "", *sentences)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "本人確認情報の提供等",
            "国の機関に対する情報の提供及び公的個人認証サービスに係る認証局に対する情報の提供を行う。",
        ),
        ("情報の配信", "総合行政ネットワークを用いて地方公共団体に一斉に配信する。"),
        ("情報の配信", "総合行政ネットワーク等との接続を図る。"),
        ("相談", "住民からの相談、公的個人認証サービスの照会等に応じる。"),
        ("基準の作成", "公的個人認証サービス及び住民票の写しに関する基準を作成する。"),
        ("調査", "中間の報告をサーバーに置き、共同化の後に集約化を図る。"),
    ],
)
def test_a_mention_in_passing_links_to_nothing(title: str, sentence: str) -> None:
    assert links_of(*section_with(title, sentence)) == {}


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("中間サーバーの整備", "地方公共団体の中間サーバーを共同化・集約化した基盤を構築する。"),
        ("基盤の整備", "また、総合行政ネットワークの整備を行う。"),
        ("公的個人認証システムの構築", "システムを構築する（「3 公的個人認証サービス」を参照）。"),
    ],
)
def test_a_sentence_about_a_segment_or_under_its_name_links_to_it(title: str, sentence: str) -> None:
    assert [link.evidence for link in found_in(*section_with(title, sentence))[title]] == ["text"]


def test_a_link_has_the_line_and_the_words_that_say_so_as_printed() -> None:
    lines = section_with(
        "中間サーバーの整備", "研修を行う。", "", "甲乙。団体の中間サーバー⁷を 共同化・集約化した基盤を構築する。"
    )
    (link,) = found_in(*lines)["中間サーバーの整備"]
    assert (link.line, link.words) == (9, "中間サーバー⁷を 共同化・集約化")
    (titled,) = found_in("平成27年度事業計画", "", "4 個人 番号付番システムの構築", "構築する。")[
        "個人 番号付番システムの構築"
    ]
    assert (titled.line, titled.words) == (3, "個人 番号付番")


def test_a_programme_that_names_no_segment_has_none() -> None:
    assert links_of("平成27年度事業計画", "", "1 教育研修", "", "職員の研修を行う。") == {}
