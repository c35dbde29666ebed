"""Lines that another encoding than that of their text reads as well: what is mixed or damaged shows there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Never a character of a text: private use, unassigned, half a surrogate pair, a control other than of lines.
_NO_CHARACTER = {"Cc", "Co", "Cn", "Cs"}
_OF_LINES = "\t\r\n\f"
# Letters beyond those of JIS in a line: a UTF-16 text that lost a byte is read as such.
_MOST_STRANGE = 0.2
_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
# What stands before a voicing mark or a small letter.
_BEFORE = {
    "ﾞ": "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ",
    "ﾟ": "ﾊﾋﾌﾍﾎ",
    **dict.fromkeys("ｧｨｩｪｫｬｭｮ", "ｲｳｷｸｼﾁﾂﾃﾄﾆﾋﾌﾐﾘﾞﾟ"),
}
_NEVER_FIRST = "ｧｨｩｪｫｬｭｮｯｰﾞﾟｦ"
_BETWEEN_MARKS = re.compile("[｡-･].?[｡-･]")
_MARKS = "｡｢｣､･"
# Four of five letters of words in katakana are among these; of kanji of EUC-JP that are read as kana, one of three.
_FREQUENT = frozenset("ｰﾝｽﾄﾙﾘｸｲｼｯﾞﾗﾃｱﾀｶﾚｭｷﾌﾏﾑﾟ")
_OF_A_WORD = 0.75
# Half-width kana do not stand alone amid other letters, nor does a small Latin letter (but e and i begin words, as in
# eラーニング). A lost byte leaves such.
_ALONE = re.compile(
    "(?<=[\u3040-\u30ff\u4e00-\u9fff])(?:[\uff66-\uff9f](?![\uff61-\uff9f])|[a-df-hj-z](?=[\u3040-\u30ff\u4e00-\u9fff]))"
    "|(?<![\uff61-\uff9f])[\uff66-\uff9f](?=[\u3040-\u30ff\u4e00-\u9fff])"
)
# A beginning of what is known of every text, however short.
_COMMON = "科目区分金額単位合計資産負債純収益費用営業外経常利益当期予定損貸借対照表事年度円"
_WIDE = re.compile("[^\x00-\x7f\uff61-\uff9f]+")
# Two letters of UTF-8's Japanese beside each other: in Shift_JIS or EUC-JP that is a rare kanji and noise.
_UTF_8_RUN = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){2}")
_UTF_8_LINE = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
# Of the kanji of a text hardly one in a hundred is of JIS's second level; what is read wrongly is full of them.
_SECOND_LEVEL = re.compile(rb"[\xd0-\xf4][\xa1-\xfe]|\x8f[\xa1-\xfe]{2}")
_KANJI = re.compile("[\u3400-\u9fff]")
_MOST_SECOND_LEVEL = 0.5
_FEWEST_TOLD = 3
# Looking through a large text so often takes no second.
_MOST_ASKED = 1_000


@dataclass(frozen=True, slots=True)
class Strange:
    """A line, from 1, and what in it speaks against the encoding."""

    line: int
    problem: str


def first_strange_line(text: str) -> Strange | None:
    """The first line with what is no character, or with mostly letters that no Japanese text has."""
    for number, line in enumerate(text.split("\n"), 1):
        wrong = _no_character(line)
        if wrong is not None:
            return Strange(number, f"U+{ord(wrong):04X} in line {number} is no character of a text")
        strange = [letter for letter in line if not _is_of_jis(letter)]
        foreign = next((letter for letter in strange if _KANJI.match(letter)), None)
        if foreign is not None:
            return Strange(number, f"{foreign} in line {number} is no Japanese kanji")
        if len(strange) > max(1, _MOST_STRANGE * len(line.strip())):
            return Strange(number, f"line {number} is no Japanese ({_shown(''.join(strange))})")
    return None


def first_mixed_line(content: bytes, text: str, codec: str) -> Strange | None:
    """The first line of a Shift_JIS or EUC-JP text that may be in another encoding."""
    lines = list(zip(content.split(b"\n"), text.split("\n"), strict=True))
    known = _Known(text)
    runs = _runs_of_shift_jis if codec == "cp932" else _runs_of_euc_jp
    for number, (raw, line) in enumerate(lines, 1):
        wrong = _no_character(line)
        if wrong is not None:
            return Strange(number, f"U+{ord(wrong):04X} in line {number} is no character of a text")
        if _UTF_8_RUN.search(raw) or (_UTF_8_LINE.search(raw) and _decodes(raw, "utf-8")):
            return Strange(number, f"line {number} may be UTF-8 ({_shown(line)})")
        for run in runs(line, codec, known):
            return Strange(number, f"'{_shown(run)}' in line {number} may be in another encoding")
        kanji = _KANJI.findall(line)
        rare = [letter for letter in kanji if _is_second_level(letter)]
        if len(rare) >= _FEWEST_TOLD and len(rare) > _MOST_SECOND_LEVEL * len(kanji):
            return Strange(number, f"line {number} is full of rare characters ({_shown(line)})")
    return None


class _Known:
    """What a text holds at other places too."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._held: dict[str, bool] = {}
        self._counts = Counter(letter for letter in text if ord(letter) > 0x7F)

    def holds(self, words: str) -> bool:
        """Whether it holds these words; where it is asked for too many, it may."""
        if words not in self._held and len(self._held) < _MOST_ASKED:
            self._held[words] = words in self._text
        return self._held.get(words, True)

    def share(self, letters: str) -> float:
        """Which part of some letters stands at another place too."""
        seen = [self._counts[letter] > letters.count(letter) or letter in _COMMON for letter in letters]
        return sum(seen) / len(letters)


def _runs_of_shift_jis(line: str, _: str, known: _Known) -> Iterator[str]:
    """Half-width kana that nobody writes so, or that EUC-JP reads as what the text holds elsewhere."""
    yield from _ALONE.findall(line)
    for found in _HALF_WIDTH.finditer(line):
        run = found[0]
        other = _read_as(run.encode("cp932"), "euc_jp")
        beside = line[max(0, found.start() - 1) : found.start()] + line[found.end() : found.end() + 1]
        is_known = other is not None and (known.holds(other) or (known.share(other) >= 0.5 and not _is_a_word(run)))
        if is_known or not _is_written_so(run) or any(_is_second_level(letter) for letter in beside):
            yield run


def _runs_of_euc_jp(line: str, codec: str, known: _Known) -> Iterator[str]:
    """Half-width kana that nobody writes so, and kanji seen nowhere else that are good half-width kana in Shift_JIS."""
    yield from _ALONE.findall(line)
    yield from (run for run in _HALF_WIDTH.findall(line) if not _is_written_so(run))
    if codec != "euc_jp":
        # Beyond EUC-JP itself only what Microsoft's has.
        yield from (letter for letter in line if not (_encodes(letter, "euc_jp") or _encodes(letter, "cp932")))
    for run in _WIDE.findall(line):
        if len(run) > 1 and known.share(run) < 0.5:
            other = _read_as(run.encode(codec), "cp932")
            if other is not None and _HALF_WIDTH.fullmatch(other) and _is_written_so(other) and _is_a_word(other):
                yield run


def _is_written_so(kana: str) -> bool:
    """Whether half-width kana stand in an order in which they are written: か゛ but no あ゛, no small one at first."""
    if len(kana) > 1 and (kana[0] in _NEVER_FIRST or kana[0] in _MARKS):
        return False
    if _BETWEEN_MARKS.search(kana):
        return False
    return all(before in _BEFORE.get(letter, kana) for before, letter in pairwise(kana))


def _is_a_word(kana: str) -> bool:
    return sum(letter in _FREQUENT for letter in kana) >= _OF_A_WORD * len(kana)


def _no_character(line: str) -> str | None:
    return next(
        (letter for letter in line if unicodedata.category(letter) in _NO_CHARACTER and letter not in _OF_LINES), None
    )


def _is_of_jis(letter: str) -> bool:
    return any(_encodes(letter, codec) for codec in ("cp932", "euc_jis_2004"))


def _is_second_level(letter: str) -> bool:
    return _encodes(letter, "euc_jp") and _SECOND_LEVEL.fullmatch(letter.encode("euc_jp")) is not None


@lru_cache(maxsize=65536)
def _encodes(letter: str, codec: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _read_as(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _decodes(raw: bytes, codec: str) -> bool:
    return _read_as(raw, codec) is not None


def _shown(text: str) -> str:
    return text.strip()[:20]
