"""Where a text names laws, ordinances and rules: the names with their numbers and abbreviations as it defines them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.narrative.law.word_lists import law_names, not_laws
from pipelines.narrative.plain_lines import PlainLine
from pipelines.narrative.rule_change.numbering import NUMBER, dates_in_arabic, to_arabic

_DERIVED = r"(?:施行(?:令|規則|細則|条例|規程)|[一-鿿・]{1,8}(?:省令|府令|庁令))"
_STATUTE = rf"(?:法律?{_DERIVED}?|政令|[一-鿿・]{{0,8}}(?:省令|府令|庁令))"
_RULE = (
    r"(?:(?:条例|規則|規程|規約|定款|方法書|細則|要綱|要領|準則|憲章)(?:施行(?:規則|細則))?"
    r"|(?:[一-鿿]{1,8})?告示)"
)
_END = re.compile(rf"(?P<statute>{_STATUTE})|(?P<rule>{_RULE})")
# What may follow a name that ends here; 法人, 方法書, 条例利用 are other words.
_AFTER = re.compile(
    rf"$|[^一-鿿々ァ-ヴー]|第{NUMBER}[条編章節款項号]|別表|附則|等|上の|上,|及び|又は|並びに|若しくは|施行|改正|違反"
    r"|関係|本則|成立|公布|案[^内件分]|下に|下の"
)
_LONG = re.compile(r"(?:に関する|を改正する|を定める|についての)[一-鿿]{0,8}$")
_RUN = re.compile(r"[一-鿿々〆ヵヶァ-ヴー・A-Za-z]+$")
_HARD = re.compile(r"[、。，．「」『』()\[\]【】〔〕{}:;*※○●◯■□→\n]")
_LEADING = re.compile(r"(?:及び|並びに|又は|若しくは|また|なお|さらに|特に|同じく|当該|この)+")
_BEFORE_NAME = re.compile(r"(?:(?<!又)は|ため|ともに|ほか|うえ|には|では|により|が)(?=[一-鿿ァ-ヴー])")
_CONJUNCTION = re.compile(r"及び|並びに|又は|若しくは|や(?=[一-鿿])")
_PARENT = re.compile(r"(?:の規定(?:による|に基づく|により)|に基づく|の一部を改正する|の施行に(?:伴う|関する))")
_ERA = r"(?:明治|大正|昭和|平成|令和)"
LAW_NUMBER = re.compile(
    rf"{_ERA}(?:元|{NUMBER})年[^、。()「」\d第]{{0,20}}?(?:法律|勅令|政令|省令|府令|庁令|規則|条例|告示|訓令|規程|要綱|令)第{NUMBER}号"
)
DEFINITION = re.compile(r"以下(?:、|単に|これを)*[^「」]{0,12}「(?P<short>[^「」]{1,30})」(?:という|と総称|と略)")
# Directly after a name, or what the law itself does: this is a law, and no method (定額法) that has its name.
_LEGAL = re.compile(
    rf"(?:等|上)?(?:の(?:関係法令|遵守|規定|施行|改正|一部|成立|公布|制定|趣旨|目的|定め|適用|附則|別表|第{NUMBER}条)"
    rf"|に(?:基づ|定め|規定|準じ|違反|よる|より|従)|を(?:根拠|遵守|改正|受け)|第{NUMBER}条|附則|別表|施行|違反|及び[^、。]{{2,40}}法)"
)
_BARE = re.compile(rf"法律?|政令|[^法]{{0,8}}(?:省令|府令|庁令)|{_RULE}")
SAME = re.compile(r"同(?:法律?|政令|省令|府令|令|条例|規則|規程)")
# 法, 総務省令: names only where the text defines them (以下「法」という。), and only before what a law is cited for.
_CITED = re.compile(rf"第{NUMBER}[条項]|附則第|別表|の規定|に規定|に基づ|施行(?:令|規則)")
# What laws are named by, and methods are not.
_LAW_WORDS = re.compile(
    r"(?:基本|促進|推進|防止|保護|保全|整備|対策|支援|振興|組織|設置|公開|規制|保険|共済|財政|自治|台帳|機構|特例|措置|管理"
    r"|監査|手続|公務員|基準|教育|福祉|交付金?|認証|通則|会計|交通|消防|警察|学校|道路|河川|都市計画|選挙|請求|賠償)法$"
)
_SHORTEST_RUN = 3
_LONGEST_NAME = 300
_TWO_LETTERS = frozenset({"民法", "商法", "刑法", "憲法", "税法"})


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name at [start, end) of a plain line; `after` is where the brackets that tell its number or abbreviation end.

    `is_statute` is whether the state made it; a body's own rule counts only with a number, a definition or a place.
    `is_bare` is a kind alone (法, 総務省令), `is_legal` whether what stands around shows that this is a law.
    """

    line: int
    start: int
    end: int
    after: int
    name: str
    number: str | None
    short: str | None
    is_statute: bool
    is_bare: bool
    is_legal: bool


def find_names(line: PlainLine) -> Iterator[NameHit]:
    """All names of a line from left to right, none within another: an ordinance's takes in that of its law."""
    whole: list[NameHit] = []
    first = len(line.text)
    for hit in reversed(list(_candidates(line))):
        if hit.start < first:  # else a name that ends later takes it in
            whole.append(hit)
            first = hit.start
    taken = 0
    for hit in reversed(whole):
        if hit.start >= taken:
            yield hit
            taken = hit.end


def _candidates(line: PlainLine) -> Iterator[NameHit]:
    text = line.text
    ends = [match for match in _END.finditer(text) if _AFTER.match(text, match.end())]
    if not ends:
        return
    # Within what a text calls a law, or within a law's number, no name ends.
    told = [match.span("short") for match in DEFINITION.finditer(text)]
    told += [match.span() for match in LAW_NUMBER.finditer(text)]
    for match in ends:
        end = match.end()
        if any(start < end <= stop for start, stop in told):
            continue
        start = _start(text, match.start(), end)
        name = text[start:end]
        if not _is_name(name, match):
            continue
        after, number, short = _brackets(text, end)
        is_bare = _BARE.fullmatch(name) is not None
        is_long = _LONG.search(text[start : match.start()]) is not None
        is_legal = bool(number or short or is_long or _LAW_WORDS.search(name) or _LEGAL.match(text, after))
        yield NameHit(
            line.line, start, end, after, name, number, short, match["statute"] is not None, is_bare, is_legal
        )


def plain_number(printed: str) -> str:
    """昭和四十二年法律第八十一号 → 昭和42年法律第81号."""
    head, _, tail = dates_in_arabic(printed).rpartition("第")
    return f"{head}第{to_arabic(tail.removesuffix('号'))}号"


def split_derived(name: str) -> tuple[str, str] | None:
    """番号法施行令 → 番号法, 施行令; 番号法総務省令 → 番号法, 総務省令; None for any other name."""
    match = re.fullmatch(rf"(?P<law>.*?(?:法律|法))(?P<derived>{_DERIVED})", name)
    return (match["law"], match["derived"]) if match else None


def _is_name(name: str, match: re.Match[str]) -> bool:
    if name in _TWO_LETTERS or SAME.match(name):
        return True
    if _BARE.fullmatch(name):
        return _CITED.match(match.string, match.end()) is not None
    if name.startswith(("の", "に", "を", "第")) or name in not_laws("whole"):
        return False
    return not (name.endswith("法") and (len(name) < _SHORTEST_RUN or name.endswith(not_laws("ending"))))


def _start(text: str, end_start: int, end: int) -> int:
    known = [name for name in law_names() if text.endswith(name, 0, end)]
    if known:
        return end - len(max(known, key=len))
    window = max(0, end_start - _LONGEST_NAME)
    hard = max((found.end() for found in _HARD.finditer(text, window, end_start)), default=window)
    if not _LONG.search(text[hard:end_start]):
        run = _RUN.search(text[hard:end_start])
        return hard + run.start() if run else end_start
    parent = _parent(text, hard, end_start)
    if parent is not None:
        return parent
    start = hard
    for found in _CONJUNCTION.finditer(text, hard, end_start):
        if found.start() == start or re.search(rf"(?:{_STATUTE}|{_RULE}|\)|号|条|項)$", text[start : found.start()]):
            start = found.end()
    leading = _LEADING.match(text, start)
    start = leading.end() if leading else start
    return max((found.end() for found in _BEFORE_NAME.finditer(text, start, end_start)), default=start)


def _parent(text: str, hard: int, end_start: int) -> int | None:
    """Where the name of the law begins under which an ordinance is made: …法律の規定による…に関する省令 is one name."""
    for found in _END.finditer(text, hard, end_start):
        if found["statute"] and found["statute"].startswith("法") and _PARENT.match(text, found.end()):
            return _start(text, found.start(), found.end())
    return None


def _brackets(text: str, end: int) -> tuple[int, str | None, str | None]:
    """Where the brackets right after a name end, the law's number in them, and the abbreviation they define."""
    position = end + 1 if text[end : end + 1] in ("」", "』") else end
    if text[position : position + 1] != "(":
        return position if position > end else end, None, None
    depth = 0
    for close in range(position, min(len(text), position + _LONGEST_NAME)):
        depth += (text[close] == "(") - (text[close] == ")")
        if depth == 0:
            break
    else:
        return position, None, None
    inner = text[position + 1 : close]
    number = LAW_NUMBER.match(inner)
    rest = inner[number.end() :].lstrip("。、") if number else inner
    definition = DEFINITION.match(rest)
    if number is None and definition is None:
        return position, None, None
    return close + 1, plain_number(number[0]) if number else None, definition["short"] if definition else None
