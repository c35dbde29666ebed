"""Characters: what text out of a PDF brings besides the letters."""

import pytest

from pipelines.reading.characters import compact


@pytest.mark.parametrize("mark", ["\u200b", "\u200f", "\u202e", "\u2066", "\u2060", "\ufeff", "\u00ad"])
def test_what_nobody_sees_is_no_part_of_a_label(mark: str) -> None:
    assert compact(f"長 期{mark}前受{mark}金") == "長期前受金"
