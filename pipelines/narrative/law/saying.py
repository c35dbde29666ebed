"""What a text says of a place in a law that it cites, and what that asks of which body."""

from __future__ import annotations

import re

from pipelines.narrative.law_reference import Asked, Procedure

_NOUN = r"[一-鿿々ァ-ヴー・A-Za-z0-9]{2,30}"
_BODY = rf"(?P<body>{_NOUN}?)"
_PROCEDURES: tuple[tuple[Procedure, str], ...] = (
    (Procedure.HEARING, rf"(?:{_BODY}(?:の|から|より))?(?:の)?意見(?:の)?(?:聴取|聴|を[聴聞き]|を求め)"),
    (Procedure.RESOLUTION, rf"(?:{_BODY}(?:の|による|における))?(?:議決|決議)"),
    (Procedure.NOTIFICATION, rf"(?:{_BODY}(?:への|に対する|に|へ))?届け?出"),
    (Procedure.APPROVAL, rf"(?:{_BODY}(?:の|による))?承認"),
    (Procedure.AUTHORISATION, rf"(?:{_BODY}(?:の|による))?認可"),
    (Procedure.PERMISSION, rf"(?:{_BODY}(?:の|による))?許可"),
    (Procedure.CONSULTATION, rf"(?:{_BODY}(?:との|と))?協議(?!会)"),
    (Procedure.REPORT, rf"(?:{_BODY}(?:への|に対する|に|へ))?報告(?!書)"),
)
_PATTERNS = tuple((procedure, re.compile(pattern)) for procedure, pattern in _PROCEDURES)
_ASKING = re.compile("意見|議決|決議|届|承認|認可|許可|協議|報告")  # quick to look for
_STOP = re.compile(r"[、。「」『』()【】〔〕\[\]\n]")
_SENTENCE_END = re.compile(r"[。」』】〕\]\n]")
_BEFORE = re.compile(
    r"[、。「」『』\n:;]|及び|並びに|又は|若しくは|(?<=[一-鿿ァ-ヴー])(?:には|では|は)(?=[一-鿿ァ-ヴー])"
)
# 機構法第24条に基づき、…: what is said comes after the comma.
_GOES_ON = re.compile(
    r"(?:基づき|基づいて|より|従い|従って|準じ|準じて|よって|ついて|ついては|おいて|おいては|関し|は|ため)$"
)
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_BY_LAW = re.compile(r"の|(?:の規定)?(?:による|に基づく|に規定する|に定める)")
_LONGEST = 400


def words_before_brackets(text: str, opening: int) -> str:
    """What stands before brackets that hold nothing but the reference: 代表者会議の議決（機構法第9条）."""
    window = max(0, opening - _LONGEST)
    start = max((match.end() for match in _BEFORE.finditer(text, window, opening)), default=window)
    closed = text.rfind(")", 0, opening) + 1
    return text[max(start, closed) : opening].removeprefix("及び").removeprefix("並びに")


def words_from(text: str, start: int, end: int) -> str:
    """The words from a reference to the end of what is said: to the comma, or past one that only leads on.

    To the sentence's end where nothing is said before the comma (機構法、住民基本台帳法及び…に定めるところによる).
    """
    words = _to_comma(text, start, end)
    if start + len(words) > end and not _is_nothing(text[end : start + len(words)]):
        return words
    stop = _SENTENCE_END.search(text, start + len(words))
    return text[start : min(stop.start() if stop else len(text), start + _LONGEST)]


def _to_comma(text: str, start: int, end: int) -> str:
    position = end
    if text[start - 1 : start] in ("「", "『") and text[end : end + 1] in ("」", "』"):
        position = end + 1
    limit = min(len(text), start + _LONGEST)
    while (stop := _STOP.search(text, position, limit)) is not None:
        if stop[0] == "(":
            position = _closing(text, stop.start(), limit)
        elif _is_passed(stop[0], text[start : stop.start()]):
            position = stop.end()
        else:
            return text[start : stop.start()]
    return text[start:limit]


def asked_in(words: str, *, cited: int) -> Asked | None:
    """The procedure that words speak of, and the body; the first of several.

    The first `cited` characters are the reference itself; 0 where the words stand before its brackets. Without a body
    only there, or where the procedure is the law's by its words: 第24条の規定による意見聴取.
    """
    if _ASKING.search(words) is None:
        return None
    found = [
        (match.start(), procedure, match) for procedure, pattern in _PATTERNS if (match := pattern.search(words, cited))
    ]
    if not found:
        return None
    _, procedure, match = min(found, key=lambda one: one[0])
    is_of_law = cited == 0 or _BY_LAW.fullmatch(words, cited, match.start()) is not None
    return Asked(procedure, match["body"] or None) if match["body"] or is_of_law else None


def _is_passed(stop: str, before: str) -> bool:
    match stop:
        case "、":
            return _GOES_ON.search(before) is not None
        case "「" | "『":
            return True
        case _:
            return stop in "」』" and _opened(before)


def _is_nothing(after: str) -> bool:
    """Whether only brackets or a quotation's end follow."""
    return not _IN_BRACKETS.sub("", after).strip("」』")


def _closing(text: str, opening: int, limit: int) -> int:
    depth = 0
    for position in range(opening, limit):
        depth += (text[position] == "(") - (text[position] == ")")
        if depth == 0:
            return position + 1
    return limit


def _opened(text: str) -> bool:
    return sum(map(text.count, "「『")) > sum(map(text.count, "」』"))
