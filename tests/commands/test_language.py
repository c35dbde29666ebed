"""Errors in Japanese where the locale is: every message of the source has both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from expectations.rule_book import rule_book
from expectations.rules import publication_rules, structure_rules
from pipelines.cli import main
from pipelines.commands.language import catalogue, told
from pipelines.documents.isolation import too_long
from pipelines.documents.processing import RawDocument, Refusal, understand
from pipelines.documents.quarantine import Quarantined
from pipelines.reading.encodings import UndecodableError, decode
from tests.support.small_texts import BAD_CONTENTS
from tests.support.told_messages import messages

pytestmark = pytest.mark.usefixtures("in_japanese")

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
GAP = re.compile(r"\{(\d*)\}")


def called(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def test_every_message_of_the_source_has_both_languages() -> None:
    found = {message.template: message.place for message in messages()}
    assert len(found) > 100
    known = catalogue()["messages"]
    assert {template: place for template, place in found.items() if template not in known} == {}
    assert [template for template in known if template not in found] == []


@pytest.mark.parametrize("part", ["messages", "pieces"])
def test_what_is_filled_in_is_filled_in_in_japanese(part: str) -> None:
    for english, japanese in catalogue()[part].items():
        gaps = {int(number) for number in GAP.findall(japanese)}
        assert gaps <= set(range(english.count("{}"))), english
        assert JAPANESE.search(japanese), english


@pytest.mark.parametrize("template", sorted({message.template for message in messages()}))
def test_each_message_is_known_again_when_it_is_filled_in(template: str) -> None:
    filled = template.replace("{}", "甲.txt")
    assert told(filled) != filled
    assert JAPANESE.search(told(filled).replace("甲.txt", ""))


@pytest.mark.parametrize("name", sorted(BAD_CONTENTS))
def test_every_kind_of_refusal_is_told_in_japanese(name: str) -> None:
    content, *_ = BAD_CONTENTS[name]
    refused = understand(RawDocument("broken.txt", content, "0"), rule_book())
    assert isinstance(refused, Refusal)
    assert JAPANESE.search(told(refused.reason)), refused.reason


def test_the_cause_of_a_refusal_is_told_in_japanese_within_it() -> None:
    with pytest.raises(UndecodableError) as caught:
        decode("平成27年度予算 千円".encode() + b"\xff\xfe" + "会議の予算".encode("cp932"))
    text = told(f"a.txt:3: {caught.value.problem}")
    assert text.startswith("a.txt:3: バイト")
    assert text.endswith("UTF-8 で保存して取り込み直してください")
    assert told(f"a.txt: kept out: {too_long(9)}") == (
        "a.txt: 公開を見合わせました: 9 秒を超えました。資料を分けるか、設定の limits.seconds を上げてください"
    )


@pytest.mark.parametrize(("can_be_accepted", "trace"), [(True, ""), (False, ""), (False, "trace")])
def test_what_to_do_next_is_told_in_japanese(can_be_accepted: bool, trace: str) -> None:
    from datetime import UTC, datetime

    kept = Quarantined("k", "s", "a", "w", ("r",), can_be_accepted, "1", datetime.now(UTC), Path("a"), trace)
    assert told(kept.next_step).endswith("tsujitsuma retry を実行してください")


def test_a_command_speaks_as_the_locale_does() -> None:
    wrong = called("search", "中間", "--warehouse", "none.duckdb")
    assert (wrong.exit_code, "倉庫がまだありません" in wrong.stderr) == (2, True)
    assert "there is no warehouse yet" in called("search", "x", "--warehouse", "none.duckdb", LANG="C.UTF-8").stderr
    assert "there is no warehouse yet" in called("--lang", "en", "search", "x", "--warehouse", "none.duckdb").stderr
    assert "倉庫がまだありません" in called("--lang", "ja", "search", "x", "--warehouse", "n.duckdb", LANG="C").stderr
    assert "there is no warehouse yet" in called("search", "x", "--warehouse", "n.duckdb", LC_ALL="en_US.UTF-8").stderr
    assert "there is no warehouse yet" in called("search", "x", "--warehouse", "n.duckdb", TSUJITSUMA_LANG="en").stderr


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["search"], ["search", "x", "--limit", "many"], ["ui", "--port", "0"], ["export", "--nonsense"],
     ["completion", "tcsh"], ["status", "extra"], ["explain", "a.txt"], ["sql", "--warehouse"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_told_in_japanese(arguments: list[str]) -> None:
    result = called(*arguments)
    assert result.exit_code == 2
    assert JAPANESE.search(result.stderr.splitlines()[-1]), result.stderr


def test_what_a_rule_keeps_out_is_told_in_japanese() -> None:
    reasons = [
        "3 of 9 statement figures are disputed, in lines 4, 5, …",
        "3 of 9 amounts of money (33 %) stand in no table or sentence that was understood, in lines 4",
        "Every code is one of those that are documented: not so at fact_figure 1; please report it with the text",
    ]
    for reason in reasons:
        assert JAPANESE.search(told(f"a.txt: kept out: {reason}").partition("見合わせました")[2])
    assert "コード" in told(reasons[2])
    for rule in (*publication_rules(), *structure_rules()):
        assert JAPANESE.search(told(rule.title)), rule.title


def test_what_has_no_japanese_is_shown_as_it_is() -> None:
    assert told("an unheard-of message") == "an unheard-of message"
