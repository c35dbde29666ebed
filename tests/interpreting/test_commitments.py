"""Commitments: tables and stated changes."""

from pipelines.interpreting.model import Listing
from tests.support.interpreted_texts import codes, understood

HEADER = "事 項\t限度額\t行為年度\t機構の負担 となる年度"
LINES = (
    "平成26年度3月補正予算（案）", "", "(補正後)", "", "(単位：千円)", "", HEADER,
    "カード発行業務\t<u>20,670</u>\t平成26年度\t平成27年度から 平成28年度",
    "システム改修\t16\t平成26年度\t平成27年度", "",
    "(補正前)", "", "(単位：千円)", "", HEADER,
    "カード発行業務\t12,487\t平成26年度\t平成27年度から 平成28年度", "",
    "【補正の内容】", "",
    "- (1) カード発行業務", "債務負担行為 8百万円の増(変更)",
    "- (2) システム改修", "債務負担行為 16千円の減(変更)",
)  # fmt: skip


def test_a_commitment_has_limit_year_of_the_act_and_bearing_years() -> None:
    found = understood(*LINES)
    first = found.commitments[0]
    assert (first.name, first.listing, first.is_marked_amended) == ("カード発行業務", Listing.AFTER, True)
    assert (first.budget_year, first.first_bearing_year, first.last_bearing_year) == (2014, 2015, 2016)
    assert found.figures[first.limit].value == 20_670
    assert found.figures[first.limit].unit_yen == 1_000


def test_a_single_bearing_year_is_first_and_last() -> None:
    second = understood(*LINES).commitments[1]
    assert (second.first_bearing_year, second.last_bearing_year) == (2015, 2015)


def test_tables_before_and_after_the_amendment_are_told_apart() -> None:
    listings = [commitment.listing for commitment in understood(*LINES).commitments]
    assert listings == [Listing.AFTER, Listing.AFTER, Listing.BEFORE]


def test_without_such_words_a_supplementary_budget_announces_and_an_initial_one_sets() -> None:
    row = "システム改修\t16\t平成27年度\t平成28年度"
    assert understood("平成27年度6月補正予算", "", HEADER, row).commitments[0].listing is Listing.ANNOUNCED
    assert understood("平成27年度予算", "", HEADER, row).commitments[0].listing is Listing.INITIAL


def test_stated_changes_keep_their_matter_sign_and_unit() -> None:
    found = understood(*LINES)
    changes = [
        (c.name, found.figures[c.figure].value, found.figures[c.figure].unit_yen) for c in found.commitment_changes
    ]
    assert changes == [("カード発行業務", 8, 1_000_000), ("システム改修", -16, 1_000)]


def test_full_width_numbering_names_the_matter_as_well() -> None:
    lines = [line.replace("- (1)", "（１）").replace("- (2)", "－ （２）") for line in LINES]
    assert [change.name for change in understood(*lines).commitment_changes] == ["カード発行業務", "システム改修"]


def test_a_row_with_a_number_but_no_years_is_reported() -> None:
    found = understood(
        "平成27年度予算", "", HEADER, "甲\t16\t平成27年度\t平成28年度", "乙\t5\t平成27年度\t平成28年度", "合計\t21\t\t"
    )
    assert len(found.commitments) == 2
    assert codes(found).count("unread_row") == 1


def test_an_unreadable_year_is_none_and_reported_and_the_other_stays_what_it_is() -> None:
    found = understood("平成27年度予算", "", HEADER, "甲\t16\t平成2?年度\t平成28年度から平成30年度")
    (commitment,) = found.commitments
    assert (commitment.budget_year, commitment.first_bearing_year, commitment.last_bearing_year) == (None, 2016, 2018)
    assert "unreadable_cell" in codes(found)


def test_a_stated_change_without_its_matter_is_reported() -> None:
    found = understood(
        "平成27年度予算", "", "新たに16百万円の債務負担行為を設定する。", "", HEADER, "甲\t16\t平成27年度\t平成28年度"
    )
    assert found.commitment_changes == ()
    assert "unread_change" in codes(found)


def test_a_number_beside_the_limit_is_reported() -> None:
    found = understood("平成27年度予算", "", HEADER, "甲\t16\t平成27年度\t平成28年度\t乙\t5\t平成27年度\t平成28年度")
    assert codes(found).count("extra_cell") == 1


def test_the_years_that_bear_the_cost_are_read_whole_or_not_at_all() -> None:
    spans = ("平成27年度から30年度まで", "28・29年度", "平成28年度以降5年間", "平成27年度、平成28年度、平成30年度")
    rows = (f"業務{n}\t{n},000\t平成27年度\t{span}" for n, span in enumerate(spans, 1))
    found = understood("平成27年度予算", "", "(単位：千円)", "", HEADER, *rows)
    assert [(c.first_bearing_year, c.last_bearing_year) for c in found.commitments] == [
        (2015, 2018), (2016, 2017), (2016, 2020), (None, None),
    ]  # fmt: skip
    assert codes(found).count("unreadable_cell") == 1
