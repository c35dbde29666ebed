"""Paragraphs of a rule's text → provisions: headings, articles, paragraphs, items, each with its printed numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.narrative.rule_change.numbering import to_arabic, without_kana
from pipelines.reading.characters import compact

_SPACE = r"[\s　]"
_NUMERAL = r"[\d〇一二三四五六七八九十百千]{1,8}"
_BRANCHED = rf"{_NUMERAL}(?:{_SPACE}*の{_SPACE}*{_NUMERAL})*"
_JOIN = r"(?:から|及び|ないし|乃至|[～〜~・･、,\-－])"
_OMITTED = rf"(?={_SPACE}*[(（\[［〔【]?{_SPACE}*(?:略|省略|削除|新設|同左|同右|現行|削る))"
_APART = rf"(?={_SPACE}|[(（\[［〔【]|$)"  # what sets a bare number off from the text it opens


def _label(one: str, apart: str) -> re.Pattern[str]:
    """A label, or a range of labels before (略)."""
    several = rf"{_SPACE}*(?P<join>{_JOIN}){_SPACE}*(?P<last>{one})(?:{_SPACE}*まで)?{_OMITTED}"
    return re.compile(rf"(?P<first>{one})(?:{several}|{apart})")


_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", _label(rf"第{_SPACE}*{_NUMERAL}{_SPACE}*条(?:{_SPACE}*の{_SPACE}*{_NUMERAL})*", _APART)),
    ("item", _label(rf"[(（]{_SPACE}*{_BRANCHED}{_SPACE}*[)）]", "")),
    ("item", _label(r"[一二三四五六七八九十]{1,3}", _APART)),
    ("paragraph", _label(r"\d{1,3}", rf"{_APART}(?!{_SPACE}*[年月日時条項号回人名件円%％])")),
    ("subitem", _label(r"[ア-ン]", _APART)),
)
_LONE_BRACKETS = re.compile(r"[(（][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*[)）]")
_DIVISION = re.compile(rf"第{_NUMERAL}[編章節款](?:の{_NUMERAL})*")
_ANNEX = re.compile(r"(?:附則|別表(?:第\d+)?|別記(?:様式(?:第\d+号?)?)?|別紙(?:\d+)?|様式第\d+号?)")
_ABSENT = re.compile(r"[(\[〔【]\s*(?:新設|新規|新規追加|追加|削除|削る|削り|なし)\s*[)\]〕】]|[-―ー－]+")
_ABRIDGED = re.compile(
    r"[(\[〔【](?:略|省略|以下略|中略|同左|同右|現行どおり|現行のとおり|変更なし)[)\]〕】]|略|同左|同右"
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of printed text, where <u> marks it (from, to), and its line."""

    text: str
    underlined: tuple[tuple[int, int], ...]
    line: int


@dataclass(slots=True)
class Provision:
    """One provision as one side prints it: `text` without its number, `printed` with it."""

    article: str | None
    paragraph: str | None
    item: str | None
    is_heading: bool
    text: str
    printed: str
    underlined: list[str]
    first_line: int
    last_line: int

    @property
    def is_abridged(self) -> bool:
        """Whether (略) stands for it or for a part of it."""
        return is_abridged(self.text)


def is_abridged(text: str) -> bool:
    """Whether a text is printed as (略), wholly or in part."""
    plain = compact(text)
    return _ABRIDGED.fullmatch(plain) is not None or "(略)" in plain


def opens_provision(text: str) -> bool:
    """Whether a line begins with the number of a provision, or is the heading of the supplementary ones."""
    plain = text.strip().removeprefix("- ").lstrip()
    return any(pattern.match(plain) for _, pattern in _LABELS) or _ANNEX.fullmatch(compact(plain)) is not None


@dataclass(slots=True)
class ProvisionReader:
    """Takes in one side's paragraphs one after another, over rows and pages, and keeps where it stands."""

    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    provisions: list[Provision] = field(default_factory=list)
    _division: str = ""
    _heading: TextLine | None = None

    def take(self, line: TextLine) -> None:
        """Read one paragraph."""
        text, plain = line.text.strip(), compact(line.text)
        if not plain or _ABSENT.fullmatch(plain):
            return
        for kind, pattern in _LABELS:
            match = pattern.match(text)
            if match:
                if _ABSENT.fullmatch(compact(text[match.end() :])):
                    return
                self._name(kind, match)
                self._flush_heading()
                self._add(_without(line, match.end()), line.text)
                return
        if _LONE_BRACKETS.fullmatch(text) and not is_abridged(text):
            self._flush_heading()
            self._heading = line
        elif _ANNEX.fullmatch(plain) or _DIVISION.match(plain):
            self._divide(line, plain)
        elif self.provisions and not self.provisions[-1].is_heading and self._heading is None:
            self._go_on(line)
        else:
            self._flush_heading()
            self._add(_without(line, 0), line.text)

    def finish(self) -> tuple[Provision, ...]:
        """All provisions; a heading that nothing followed is one of them."""
        self._flush_heading()
        return tuple(self.provisions)

    def _name(self, kind: str, match: re.Match[str]) -> None:
        number = _printed_number(match)
        if kind == "article":
            self.article, self.paragraph, self.item = self._division + number, "1", None
        elif kind == "paragraph":
            self.paragraph, self.item = number, None
        elif kind == "item":
            self.item = number
        else:
            self.item = without_kana(self.item or "") + number

    def _divide(self, line: TextLine, plain: str) -> None:
        self._flush_heading()
        division = _DIVISION.match(plain)
        self._division = "" if division else plain
        self.article, self.paragraph, self.item = division[0] if division else plain, None, None
        self._add(_without(line, 0), line.text, is_heading=True)

    def _add(self, line: TextLine, printed: str, *, is_heading: bool = False) -> None:
        paragraph, item = (None, None) if is_heading else (self.paragraph, self.item)
        place = (self.article, paragraph, item, is_heading)
        self.provisions.append(Provision(*place, line.text, printed, _marked(line), line.line, line.line))

    def _go_on(self, line: TextLine) -> None:
        current = self.provisions[-1]
        current.text += line.text.strip()
        current.printed += line.text.strip()
        current.underlined += _marked(line)
        current.last_line = max(current.last_line, line.line)

    def _flush_heading(self) -> None:
        if self._heading is not None:
            heading, self._heading = self._heading, None
            self._add(_without(heading, 0), heading.text, is_heading=True)


def _marked(line: TextLine) -> list[str]:
    return [line.text[start:end] for start, end in line.underlined if line.text[start:end].strip()]


def _without(line: TextLine, start: int) -> TextLine:
    """The paragraph without its label and the spaces around."""
    lead = len(line.text) - len(line.text.lstrip()) + start
    rest = line.text[lead:]
    lead += len(rest) - len(rest.lstrip())
    marks = tuple((max(0, begin - lead), end - lead) for begin, end in line.underlined if end > lead)
    return TextLine(line.text[lead:].rstrip(), marks, line.line)


def _printed_number(match: re.Match[str]) -> str:
    first = _bare(match["first"])
    if not match["last"]:
        return first
    is_list = compact(match["join"])[0] in "・、,及"
    return f"{first}{'・' if is_list else '～'}{_bare(match['last'])}"


def _bare(label: str) -> str:
    return to_arabic(re.sub(r"[()第条]", "", compact(label)))
