"""Texts whose minus signs were taken off: what nothing shows is not proven, what may be otherwise is not repaired."""

from __future__ import annotations

from expectations.rule_book import rule_book
from pipelines.identities.settling import Settled, settle
from pipelines.interpreting.document import interpret
from pipelines.reading.source import read_text
from pipelines.reconcile import DisputeReason, Status

HEAD = "○○町 下水道事業会計\n\n令和6年度損益計算書\n（単位：千円）\n\n科目\t金額\n"


def settled(rows: list[tuple[str, str]]) -> Settled:
    text = HEAD + "".join(f"{label}\t{amount}\n" for label, amount in rows)
    return settle(interpret(read_text(text.encode(), "stripped.txt"), rule_book()), rule_book())


def statuses(answer: Settled) -> dict[str, Status]:
    pairs = zip(answer.materials.figures, answer.verdicts.figures, strict=True)
    return {figure.label: verdict.status for figure, verdict in pairs}


def test_a_profit_that_is_merely_repeated_is_not_proven() -> None:
    answer = settled([("経常利益", "105,408"), ("特別利益合計", "0"), ("特別損失合計", "0"), ("当期純利益", "105,408")])
    assert statuses(answer)["経常利益"] is statuses(answer)["当期純利益"] is Status.UNCHECKED
    assert statuses(answer)["特別利益合計"] is Status.PROVEN


def test_two_losses_without_their_sign_are_not_taken_for_exchanged() -> None:
    answer = settled([("特別利益合計", "5"), ("特別損失合計", "292"), ("経常利益", "23,957"), ("当期純利益", "24,244")])
    assert not answer.verdicts.repairs
    assert set(statuses(answer).values()) == {Status.DISPUTED}
    (dispute,) = answer.verdicts.disputes
    assert dispute.reason is DisputeReason.RIVALS
    truth = {"経常利益": -23_957_000, "当期純利益": -24_244_000}
    names = {figure.number: figure.label for figure in answer.materials.figures}
    assert truth in [{names[each.figure]: each.settled for each in why.changes} for why in dispute.explanations]
