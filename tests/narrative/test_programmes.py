"""Programmes of plan and policy, and the segments they speak of."""

from pipelines.narrative.model import Programme
from pipelines.narrative.outline import contents_titles
from pipelines.narrative.programmes import link_segments, read_programmes
from tests.support.narrated_texts import outline_of, parts_of, text_of


def programmes_of(*lines: str) -> tuple[Programme, ...]:
    return read_programmes(parts_of(*lines), outline_of(*lines).sections, contents_titles(text_of(*lines)[1]))


def links_of(*lines: str) -> dict[str, list[tuple[str, str]]]:
    sections = outline_of(*lines).sections
    found: dict[str, list[tuple[str, str]]] = {}
    for link in link_segments(programmes_of(*lines), sections):
        found.setdefault(sections[link.section - 1].title, []).append((link.segment_name, link.evidence))
    return found


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
