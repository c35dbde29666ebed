"""The little markup that survives in cells: its plain text, what is underlined as amended, whether all is bold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipelines.values import value

# **x** and __x__ anywhere, *x* and _x_ where all of the cell is; a mark after a number (1,234*) is a note's.
_EMPHASIS = re.compile(
    r"(?P<mark>\*{2,3}|_{2,3})(?=\S)(?P<text>[^*_]*[^*_\s])(?P=mark)"
    r"|(?<=\A)(?P<one>[*_])(?=[^\s*_])(?P<words>[^*_]+)(?P=one)(?=\s*\Z)"
)
_BOLD = ("b", "strong")


@value
class Markup:
    """A cell's plain text (paragraphs separated by line ends), what <u> marks in it, and whether a tag stays open.

    `is_emphasised`: all of it is set in bold or the like, as totals are.
    """

    text: str
    underlined: tuple[str, ...]
    is_cut_off: bool
    is_emphasised: bool = False


def read_markup(raw: str) -> Markup:
    """Take the tags and Markdown's emphasis (**合計**) out of a cell. Text without them comes back as it is."""
    is_emphasised = False
    if "*" in raw or "_" in raw:
        is_emphasised = _EMPHASIS.fullmatch(raw.strip()) is not None
        raw = _EMPHASIS.sub(lambda match: match["text"] or match["words"], raw)
    if "<" not in raw:
        return Markup(raw, (), is_cut_off=False, is_emphasised=is_emphasised)
    parser = _CellParser()
    parser.feed(raw)
    unfinished = parser.rawdata  # an unfinished tag at the end ("<p") is text to the parser once it closes
    parser.close()
    text = "".join(parser.parts).strip("\n")
    is_emphasised |= parser.has_emphasis and bool(text.strip()) and not parser.has_plain
    is_cut_off = bool(parser.open_tags.total() or unfinished)
    return Markup(text, tuple(parser.underlined), is_cut_off, is_emphasised)


@dataclass
class _CellParser(HTMLParser):
    parts: list[str] = field(default_factory=list)
    underlined: list[str] = field(default_factory=list)
    open_tags: Counter[str] = field(default_factory=Counter)
    has_emphasis: bool = False
    has_plain: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
            return
        self.open_tags[tag] += 1
        if tag == "u":
            self.underlined.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open_tags[tag]:
            self.open_tags[tag] -= 1
        if tag == "p":
            self.parts.append("\n")

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take `<![…` as the comment that a browser takes it for; the base class raises where it knows no such word."""
        return self.parse_bogus_comment(i, report=bool(report))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        is_bold = any(self.open_tags[tag] for tag in _BOLD)
        self.has_emphasis |= is_bold
        self.has_plain |= not is_bold and not data.isspace()
        if self.open_tags["u"]:
            self.underlined[-1] += data
