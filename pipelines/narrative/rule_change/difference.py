"""The word-level difference of two texts. What a word is here: a run of one script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆〇]+"  # kanji
    r"|[ァ-ヺー・ヽヾｦ-ﾟ]+"  # katakana; ー and ・ stand within words
    r"|[ぁ-ゖゝゞ]+"
    r"|[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+"
    r"|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the old text to the new: equal, insert, delete or replace."""

    operation: str
    old_words: str
    new_words: str


def words_of(text: str) -> list[str]:
    """Cut a text into runs of one script; any other character stands alone. Joined, they are the text."""
    return _WORD.findall(text)


def word_steps(old: str, new: str) -> Iterator[Step]:
    """The steps from `old` to `new`, in order. Their old words joined are `old`, their new words `new`."""
    old_words, new_words = words_of(old), words_of(new)
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for operation, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield Step(operation, "".join(old_words[old_start:old_end]), "".join(new_words[new_start:new_end]))
