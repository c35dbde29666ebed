"""Where a cell is found in the file that was handed over: sheet and address, page and line, or the line alone."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.source import SourceText


@dataclass(frozen=True, slots=True)
class SourcePlaces:
    """What of a text tells where its lines come from; `places`, `pages` and `numbers` are those of its `SourceText`."""

    places: tuple[tuple[str, ...], ...] | None = None
    pages: tuple[int, ...] | None = None
    numbers: tuple[int, ...] | None = None

    @classmethod
    def of_text(cls, source: SourceText) -> SourcePlaces:
        """Those of a text that was read."""
        return cls(source.places, source.pages, source.numbers)

    def of(self, line: int, cell: int) -> str:
        """A cell's place in words, by its line (from 1) and number in the text as it was read."""
        if self.places is not None:
            own = self.places[line - 1]
            named = own[cell] if 0 <= cell < len(own) else ""
            if named or any(own):
                return named or next(filter(None, own))
        number = line if self.numbers is None else self.numbers[line - 1]
        page = "" if self.pages is None else f"page {self.pages[line - 1]}, "
        return f"{page}line {number}"
