"""What a row's label says of its place: numbering, indent, total, result, memo, deduction, a letter, a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.layout.formulas import read_formula
from pipelines.reading.characters import compact, unify_radicals

_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = "[0-9０-９]{1,2}"
_NUMBERINGS = (
    ("款", re.compile(r"第\s*(?P<digits>[0-9０-９]{1,3})\s*(?P<kind>[款項目節])")),
    ("roman", re.compile(rf"(?P<roman>[{_ROMAN}])[.．、]?")),
    ("circled", re.compile(rf"(?P<circled>[{_CIRCLED}])")),
    ("(1)", re.compile(rf"[(（]\s*(?P<digits>{_DIGITS})\s*[)）]")),
    ("(ア)", re.compile(rf"[(（]\s*(?P<kana>[{_KANA}])\s*[)）]")),
    ("(a)", re.compile(r"[(（]\s*(?P<latin>[a-zａ-ｚ])\s*[)）]")),
    (
        "1.1",
        re.compile(r"(?P<above>(?:[0-9０-９]{1,2}[.．－-])+)(?P<digits>[0-9０-９]{1,2})(?![0-9０-９])[.．]?(?=\D)"),
    ),
    ("1.", re.compile(rf"(?P<digits>{_DIGITS})[.．、)）]")),
    ("1", re.compile(rf"(?P<digits>{_DIGITS})(?=[\s　]|[一-鿿ァ-ヺ](?<![年月日人件号期回次種級円万億千百款項目節]))")),
    ("ア.", re.compile(rf"(?P<kana>[{_KANA}])[\s　.．、)）]")),
    ("ア", re.compile(rf"(?P<kana>[{_KANA}])(?=.)")),
    ("A.", re.compile(r"(?P<latin>[A-Za-zＡ-Ｚａ-ｚ])[.．)）](?=\D)")),
)
_LETTERS_AT_END = re.compile(rf"[\s(（\[［]*(?<![A-Za-z])(?:[A-ZＡ-Ｚ{_CIRCLED}]|[-+=()（）\[\]［］\s−–－＋＝・*×])+$")
_BARE_KANA = "ア"
# 計 closes a group too, but not as the end of another word (会計, 統計, 累計, 設計).
_TOTAL = re.compile(
    r".*(?:合計|小計|総計|総額|総数|(?<![会統累設推家])計)|総(?:収益|費用|収入|支出|資産|負債)"
    r"|(?:sub-?|grand )?totals?\b.*|.*\b(?:sub-?)?totals?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?P<name>.+?)(?:の部)?(?:合計|小計|総計|総額|計)|total (?P<after>.+)", re.IGNORECASE)
_RESULT = re.compile(
    r".*(?:差引|差し引き|収支|(?<!評価)差額|過不足|残高|残額|純額|(?<!評価)損益)|.*(?:期末|年度末)(?:残高|現金|資金).*|.*(?:営業|経常|事業|当期|当年度|純)(?:純|総)?(?:利益|損失).*"
    r"|(?:対?前年度?(?:比較?)?)?増減額?$"
    r"|.*\b(?:net|balance|profit|loss|surplus|deficit|difference|margin)\b.*",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:対?前年度?(?:比較?)?)?増減額?|change|difference", re.IGNORECASE)
_MEMO = re.compile(
    r"[(※・]*(?:うち|内数|再掲|内書|内[、,・:訳])|.*[(〔\[](?:再掲|内数|内書き?|うち数|うち書き?)[)〕\]]|.*(?:再掲|内数)$"
    r"|[(]?of which\b.*",
    re.IGNORECASE,
)
# Printed as a size and taken off: 減価償却累計額(△). But 未収金の減少(△増加) says which way a change counts.
_MARKED = re.compile(r".*\([△▲-]\)(?:.*\([A-Z]\))?")
_DEDUCTED = re.compile(r".*(?:減価償却累計額|償却累計額|減損損失累計額|貸倒引当金|収益化累計額).*")
_SUBTRACTED = re.compile(
    r".*(?:費用|支出|損失|歳出|流出|原価|経費|負債|払出|減少|expens|expenditure|cost|loss|outflow|liabilit|payment)",
    re.IGNORECASE,
)
# A loss is what the expenses exceed the revenues by; 利益又は損失 is counted as a profit.
_LOSS = re.compile(r"(?!.*(?:利益|profit|income|surplus)).*(?:損失|欠損金?|赤字|loss|deficit).*", re.IGNORECASE)
_ASSETS = re.compile(r"(?:総資産|資産の?部?(?:合計|総額|計)|total assets)(?:額)?", re.IGNORECASE)
_LIABILITIES_AND_MORE = re.compile(
    r"負債.*(?:純資産|資本|正味財産|基金).*(?:合計|総額|計)|total liabilities and .*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number before a label: its style and which it is, from 1."""

    style: str
    value: int


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label and what it says.

    `text` is as printed, `name` without spaces, number and letters; `closes` is the name of what a total closes.
    `letter` is what formulas call the row by.
    """

    text: str
    name: str = ""
    closes: str | None = None
    indent: int = 0
    numbering: Numbering | None = None
    letter: str | None = None
    formula: Mapping[str, int] | None = field(default=None, hash=False)
    is_total: bool = False
    is_result: bool = False
    is_change: bool = False
    is_loss: bool = False
    is_memo: bool = False
    is_deducted: bool = False
    is_marked_deducted: bool = False
    is_subtracted: bool = False
    is_assets: bool = False
    is_other_side: bool = False
    is_emphasised: bool = False


def read_label(raw: str, *, indent: int | None = None, is_emphasised: bool = False) -> Label:
    """Read a label as it stands in its cell, spaces before it included."""
    plain = raw.strip()
    numbering, rest = _split_numbering(plain)
    words = _joined(plain)
    formula, letter = read_formula(plain)
    stem = _joined(_without_letters(rest))
    closed = _CLOSED.fullmatch(stem)
    return Label(
        " ".join(plain.split()),
        stem.removesuffix("の部"),
        (closed["name"] or closed["after"]) if closed else None,
        indent_of(raw) if indent is None else indent,
        numbering,
        letter,
        formula,
        is_total=_TOTAL.fullmatch(stem) is not None,
        is_result=_RESULT.match(stem) is not None,
        is_change=_CHANGE.fullmatch(stem) is not None,
        is_loss=_LOSS.fullmatch(stem) is not None,
        is_memo=_MEMO.match(words) is not None,
        is_deducted=_DEDUCTED.fullmatch(words) is not None or _MARKED.fullmatch(words) is not None,
        is_marked_deducted=_MARKED.fullmatch(words) is not None,
        is_subtracted=_SUBTRACTED.match(stem) is not None,
        is_assets=_ASSETS.fullmatch(stem) is not None,
        is_other_side=_LIABILITIES_AND_MORE.fullmatch(stem) is not None,
        is_emphasised=is_emphasised,
    )


def indent_of(raw: str) -> int:
    """How far a text stands from the left, in half-width places."""
    width = 0
    for character in raw:
        if not character.isspace():
            break
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def with_plain_kana(labels: Sequence[Label]) -> tuple[Label, ...]:
    """The labels, a leading kana without a mark being a number only where it counts on: ア…, イ…, ウ…."""
    kept: list[Label] = []
    last = 0
    for at, label in enumerate(labels):
        number = label.numbering
        if number is None or number.style != _BARE_KANA:
            last = number.value if number is not None and number.style.startswith(_BARE_KANA) else last
            kept.append(label)
            continue
        begins = number.value == 1 and _counts_on(labels[at + 1 :])
        if begins or (last and number.value == last + 1):
            last = number.value
            kept.append(label)
        else:
            kept.append(_without_numbering(label))
    return tuple(kept)


def _without_numbering(label: Label) -> Label:
    """The label with the kana that numbers nothing as the first letter of its name: リース債務, ソフトウェア."""
    kana = _joined(label.text)[:1]
    return replace(label, numbering=None, name=kana + label.name, closes=label.closes and kana + label.closes)


def _counts_on(following: Sequence[Label]) -> bool:
    """Whether the next label that begins with a kana of the first two begins with イ."""
    values = (label.numbering.value for label in following if label.numbering and label.numbering.style == _BARE_KANA)
    return next((value for value in values if value <= 2), 0) == 2


def _split_numbering(text: str) -> tuple[Numbering | None, str]:
    for style, pattern in _NUMBERINGS:
        match = pattern.match(text)
        if match is not None and text[match.end() :].strip():
            return Numbering(_style(style, match), _value(match)), text[match.end() :]
    return None, text


def _style(style: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("kind"):
        return f"第{groups['kind']}"
    return f"1.{len(re.findall('[0-9０-９]+', groups['above']))}" if groups.get("above") else style


def _value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("digits"):
        return int(groups["digits"])
    if groups.get("latin"):
        return ord(unicodedata.normalize("NFKC", groups["latin"]).lower()) - ord("a") + 1
    for name, order in (("kana", _KANA), ("roman", _ROMAN), ("circled", _CIRCLED)):
        if groups.get(name):
            return order.index(groups[name]) + 1
    return 0


def _joined(text: str) -> str:
    """Without spaces in Japanese (合 計), with single ones between the words of other languages."""
    words = unify_radicals(unicodedata.normalize("NFKC", text)).split()
    return " ".join(words).lower() if text.isascii() else compact(text)


def _without_letters(text: str) -> str:
    """A label without the letters and formulas at its end: 収益合計 for 収益合計(A)."""
    bare = _LETTERS_AT_END.sub("", text)
    return bare if bare and bare.count("(") == bare.count(")") else text  # 減価償却累計額(△) keeps its bracket
