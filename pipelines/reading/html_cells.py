"""A cell of HTML → its text with the little markup that matters: paragraphs, what is underlined or bold, its indent."""

from __future__ import annotations

import re

from lxml import etree

_SPACES = re.compile(r"[ \t\r\n\f]+")
# As the rest of reading knows them.
_KEPT = {"u": "u", "ins": "u", "b": "b", "strong": "b", "p": "p", "th": "", "td": ""}
_BLOCKS = frozenset(("div", "li", "ul", "ol", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"))
_UNSEEN = frozenset(("rp", "rt", "script", "style", "template", "noscript", "svg"))
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT = re.compile(r"(?:(?:padding|margin)-left|text-indent)\s*:\s*(\d{1,3}(?:\.\d{1,3})?)\s*(em|rem|px|pt|ch)")
_HALVES = {"em": 2.0, "rem": 2.0, "ch": 1.0, "px": 1 / 8, "pt": 1 / 6}
_MOST_INDENT = 40
# Within text, what looks like a tag but was written &lt;: only the markup of our own texts is markup.
_TAG_LIKE = re.compile(r"<(?!/?(?:p|u|br)\b)(?=[A-Za-z/!?])")


def cell_markup(cell: etree._Element) -> str:
    """A cell as a row of a text would have it: one line, <p>, <br>, <u> and <b> kept, an indent as leading spaces."""
    parts: list[str] = []
    alone = _only_paragraph(cell)
    is_raised = 0
    has_words = False
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        name = element.tag
        is_raised += (event == "start") - (event == "end") if name == "sup" else 0
        if event == "start":
            if name in _UNSEEN:
                walk.skip_subtree()
                continue
            if name == "br" or (name in _BLOCKS and has_words):
                parts.append("<br>")
            elif _KEPT.get(name) and element not in (cell, alone):
                parts.append(f"<{_KEPT[name]}>")
            words = element.text
        else:
            if _KEPT.get(name) and element not in (cell, alone):
                parts.append(f"</{_KEPT[name]}>")
            words = element.tail if element is not cell else None
        parts.append(_text(words, is_raised))
        has_words = has_words or bool(words and words.strip())
    text = _tidy("".join(parts))
    return " " * _indent(cell) + text.strip(" ") if text.strip() else ""


def _only_paragraph(cell: etree._Element) -> etree._Element | None:
    """The paragraph that all of a cell is, if any: it needs no tags."""
    if len(cell) != 1 or cell[0].tag != "p" or (cell.text or "").strip() or (cell[0].tail or "").strip():
        return None
    return cell[0]


def _text(text: str | None, is_raised: int) -> str:
    if not text:
        return ""
    plain = _TAG_LIKE.sub("＜", _SPACES.sub(" ", text)).replace("\u00a0", "\u3000")
    return plain.translate(_SUPERSCRIPT) if is_raised else plain


def _tidy(text: str) -> str:
    return re.sub(r"(?:<br>| )*<br> *$", "", text.strip(" "))


def _indent(cell: etree._Element) -> int:
    """How many half-width spaces the cell's style, or that of what is in it, moves its words to the right."""
    halves = 0.0
    inner: etree._Element | None = cell
    while inner is not None:
        for number, unit in _INDENT.findall(inner.get("style") or ""):
            halves += float(number) * _HALVES[unit]
        inner = inner[0] if len(inner) and not (inner.text or "").strip() else None
    return min(int(halves), _MOST_INDENT)
