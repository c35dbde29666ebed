"""Footnotes as a glossary."""

from pipelines.narrative.glossary import read_glossary, unexplained_marks
from pipelines.narrative.model import GlossaryEntry
from tests.support.narrated_texts import text_of


def glossary_of(*lines: str) -> tuple[GlossaryEntry, ...]:
    return read_glossary(*text_of(*lines))


def test_a_term_is_the_noun_before_its_mark() -> None:
    (entry,) = glossary_of("地方公共団体の中間サーバー¹を共同化する。", "", "¹ 副本を保有するもの。")
    assert (entry.mark, entry.term, entry.definition) == ("¹", "中間サーバー", "副本を保有するもの。")
    assert entry.reference_lines == (1,)


def test_a_short_noun_is_a_term_with_the_clause_that_says_which() -> None:
    (entry,) = glossary_of(
        "国により、当初ない「申請等」を実施するための機能※を追加する。", "", "※ 申請書を紐付けする機能"
    )
    assert entry.term == "「申請等」を実施するための機能"
    (entry,) = glossary_of("甲を行い、乙を定める制度¹を直す。", "", "¹ 乙の制度")
    assert entry.term == "乙を定める制度"


def test_letters_brackets_and_two_marks_in_a_line_are_told_apart() -> None:
    lines = (
        "認証基盤（GPKI¹）と「中間 標準仕様²」及び自治体 CEPTOAR³業務を行う。",
        "",
        "¹ 甲。",
        "",
        "² 乙。",
        "",
        "³ 丙。",
    )
    assert [entry.term for entry in glossary_of(*lines)] == ["GPKI", "中間標準仕様", "CEPTOAR"]


def test_a_note_before_its_reference_is_found_too() -> None:
    (entry,) = glossary_of("¹ 甲である。", "", "次の研修¹を行う。")
    assert (entry.term, entry.reference_lines) == ("研修", (3,))


def test_a_note_that_breaks_off_goes_on_over_the_end_of_the_page() -> None:
    first, second = glossary_of(
        "甲¹と乙²を行う。",
        "",
        "¹ 甲とは、情報を",
        "",
        "- 5 -",
        "",
        "提供するものをいう。",
        "",
        "² 乙の略。",
        "",
        "- 6 -",
        "",
        "本文である。",
    )
    assert (first.definition, first.first_line, first.last_line) == ("甲とは、情報を提供するものをいう。", 3, 7)
    assert (second.definition, second.last_line) == ("乙の略。", 9)


def test_a_note_that_ends_with_a_noun_does_not_swallow_the_text_after_it() -> None:
    (entry,) = glossary_of("甲¹を行う。", "", "¹ 最新の地名を収録したファイル", "", "本文の段落が続く。")
    assert entry.definition == "最新の地名を収録したファイル"


def test_a_mark_used_again_belongs_to_the_note_that_follows_it() -> None:
    first, second = glossary_of("機能※を足す。", "", "※ 甲。", "", "制度※を直す。", "", "※ 乙。")
    assert [(first.term, first.definition), (second.term, second.definition)] == [("機能", "甲。"), ("制度", "乙。")]


def test_a_mark_without_note_and_a_note_without_mark_are_told() -> None:
    source, blocks = text_of("甲¹と乙²を行う。", "", "² 乙の略。", "", "³ 丙の略。")
    entries = read_glossary(source, blocks)
    assert list(unexplained_marks(source, blocks, entries)) == [(1, "¹")]
    assert [(entry.mark, entry.term) for entry in entries] == [("²", "乙"), ("³", None)]
