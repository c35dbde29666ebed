"""The views of programmes, quantities, commitments' changes and receipts: what they say of whole texts, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.loaded_meetings import load_one_by_one, query, sixth

pytestmark = pytest.mark.slow

PLAN = """第7回 経営審議委員会

平成27年2月26日（木）10時00分

平成27年度事業計画（案）

1 総合行政ネットワーク

運営を行う。

(1) 整備

整備する。

2 教育研修

総合行政ネットワークを用いて研修を行う。

平成27年度事業実施方針

1 総合行政ネットワーク

運営を行う。

1 整備

機器を3台、端末を4台、計7台整備する。

2 監視

自営網を除く5団体の回線を監視する。

2 教育研修

総合行政ネットワークを用いて研修を行う。
"""
AMENDED = """第8回 経営審議委員会

平成27年6月12日（金）10時00分

平成27年度6月補正予算（案）

(補正後)

(単位：千円)

事 項\t限度額\t行為年度\t機構の負担となる年度
甲業務\t9,000\t平成27年度\t平成28年度
総合行政ネットワーク機器リース\t4,000\t平成27年度\t平成28年度から平成30年度

(補正前)

(単位：千円)

事 項\t限度額\t行為年度\t機構の負担となる年度
甲業務\t5,000\t平成27年度\t平成28年度
乙業務\t1,000\t平成27年度\t平成28年度
"""
STATEMENT = """
平成27年度予算（案）

予定損益計算書

(平成27年4月1日から平成28年3月31日まで)

(単位：千円)

科 目\t金額
営業収益\t
事業収入\t90
営業収益合計\t90
営業費用\t
事業費\t95
営業費用合計\t95
営業利益\t△5
経常利益\t△5
当期純利益\t△5
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return load_one_by_one(tmp_path_factory.mktemp("real") / "w.duckdb", {"6.txt": sixth()})


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {"7.txt": PLAN + STATEMENT, "8.txt": AMENDED}
    return load_one_by_one(tmp_path_factory.mktemp("made-up") / "w.duckdb", texts)


def test_the_sections_of_a_programme_are_counted_in_the_policy_alone(real: Path, made_up: Path) -> None:
    counted = "SELECT section_count FROM programmes ORDER BY programme_number"
    assert [count for (count,) in query(real, counted)] == [9, 5, 7, 7, 7, 4, 5, 11, 11, 10]
    assert [count for (count,) in query(made_up, counted)] == [2, 0]


def test_a_programme_of_which_no_segment_is_stated_says_so(real: Path, made_up: Path) -> None:
    asked = "SELECT programme_number FROM programme_segments WHERE evidence = 'not stated' AND segment_name IS NULL"
    assert query(real, asked) == [(6,), (7,), (8,), (9,), (10,)]
    assert query(made_up, asked) == [(2,)]
    assert query(real, "SELECT segments, segment_evidence FROM programmes WHERE programme_number = 7") == [
        ([], "not stated")
    ]


def test_a_mention_in_passing_makes_no_segment_of_a_programme(real: Path) -> None:
    assert query(real, "SELECT segments FROM programmes WHERE programme_number = 1") == [(["本人確認情報処理事業"],)]
    assert query(real, "SELECT count(*) FROM bridge_section_segment WHERE source_line = 209") == [(0,)]


def test_every_link_has_words_that_stand_in_its_line(real: Path, made_up: Path) -> None:
    asked = (
        "SELECT count(*), count(*) FILTER (contains(text, words)) FROM bridge_section_segment AS bridge"
        " JOIN dim_section USING (section_key) JOIN fact_passage AS passage"
        " ON passage.document_key = dim_section.document_key AND passage.source_line = bridge.source_line"
    )
    for path, links in ((real, 13), (made_up, 2)):
        assert query(path, asked) == [(links, links)]
        assert query(path, "SELECT count(*) FROM bridge_section_segment") == [(links,)]


def test_courses_are_summed_without_the_parts_of_a_printed_total(real: Path) -> None:
    assert query(real, "SELECT sum(quantity)::INTEGER FROM quantities WHERE subject = 'コース' AND NOT is_part") == [
        (20,)
    ]
    assert query(real, "SELECT printed_text, total_printed_text FROM quantities WHERE is_part ORDER BY 1") == [
        ("1コース", "3コース"), ("2つ", "3コース"),
    ]  # fmt: skip


def test_parts_lead_to_their_total_and_a_count_says_what_it_leaves_out(made_up: Path) -> None:
    assert query(made_up, "SELECT printed_text, is_part, total_printed_text, subject FROM quantities") == [
        ("3台", True, "7台", "機器"), ("4台", True, "7台", "端末"), ("7台", False, None, "整備"),
        ("5団体", False, None, "自営網を除く団体の回線"),
    ]  # fmt: skip


def test_the_changes_of_the_sixth_meeting_are_three_with_kind_reason_and_purpose(real: Path) -> None:
    rows = query(
        real,
        "SELECT change_kind, before_yen, after_yen, change_yen, unit_yen, status, reason_first_line,"
        " reason_last_line, purpose_first_line, stated_lines FROM commitment_changes ORDER BY source_line",
    )
    assert rows == [
        ("変更", 12_487_000_000, 20_670_000_000, 8_183_000_000, 1_000, "proven", 46, 48, 94, [93]),
        ("追加", None, 16_000_000, 16_000_000, 1_000, "proven", 52, 54, 97, [54, 96]),
        ("新規", None, 20_000_000, 20_000_000, 1_000, "proven", 60, 64, 100, [64, 99]),
    ]


def test_changes_that_no_word_states_are_in_every_view_alike(made_up: Path) -> None:
    asked = "SELECT commitment_name, change_kind, change_yen FROM {} ORDER BY commitment_name"
    expected = [
        ("乙業務", "廃止", -1_000_000), ("甲業務", "変更", 4_000_000),
        ("総合行政ネットワーク機器リース", "新規", 4_000_000),
    ]  # fmt: skip
    for view in ("fact_commitment_change", "commitment_changes", "commitment_history"):
        assert query(made_up, asked.format(view)) == expected


def test_a_commitment_is_of_the_segment_that_its_name_says_and_of_none_else(made_up: Path, real: Path) -> None:
    asked = "SELECT commitment_name, segment_name, segment_evidence, segment_words FROM commitments ORDER BY 1"
    assert query(made_up, asked) == [
        ("甲業務", None, "not stated", None),
        ("総合行政ネットワーク機器リース", "総合行政ネットワーク運営事業", "name", "総合行政ネットワーク"),
    ]
    assert query(real, "SELECT segment_evidence, count(*) FROM commitments GROUP BY 1 ORDER BY 1") == [
        ("name", 4), ("not stated", 20),
    ]  # fmt: skip


def test_receipts_have_their_segment_and_the_figure_that_proves_it(real: Path) -> None:
    rows = query(
        real,
        "SELECT purpose, measure, segment_name, proof_yen, proof_line, proof_column FROM advance_receipts"
        " WHERE measure = 'cumulative' ORDER BY source_line",
    )
    assert rows == [
        ("住基ネットシステム再構築", "cumulative", "本人確認情報処理事業", 1_000_000_000, 752, 2),
        ("次期LGWANシステム開発及び更改", "cumulative", "総合行政ネットワーク運営事業", 275_000_000, 752, 6),
        ("合計", "cumulative", "合計", 1_275_000_000, 626, 1),
    ]
