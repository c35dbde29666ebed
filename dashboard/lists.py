"""The overview in parts, so that a page loads what it shows at first, however many meetings there are.

The first page has the newest meetings, and those of each year for whoever looks further; a link is led by one of a few
small files, told by the letters of what it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from dashboard.trust import Json

# What the table of meetings and the chart of doubts begin with, and what meetings say of each other.
_NEWEST, _DIFFERING = 60, 20
_SHARDS = 64
NO_YEAR = "undated"
DIFFERING = "data/differing.json"
# What a link on the first page may be about.
_CONCERNS: dict[str, Callable[[Json], int]] = {
    "failed": lambda one: int(one["identities"]["failed"]),
    "disputed": lambda one: int(one["figures"]["disputed"]),
    "unexplained": lambda one: int(one["numbers"]["unexplained"]),
    "repaired": lambda one: int(one["repairs"]),
}


def shard_of(text: str, shards: int = _SHARDS) -> int:
    """In which of so many small files a thing of that name is: the pages' scripts count in the same way."""
    return sum(map(ord, text)) % shards


def year_of(meeting: Json) -> str:
    """The year of a meeting, as files are named by it."""
    return str(meeting["date"][:4]) if meeting["date"] else NO_YEAR


def first_page(index: Json) -> Json:
    """What the first page loads of the overview."""
    adoption = index["adoption"]
    differing = adoption["differing"]
    begun = [row for _, rows in _by_outcome(differing) for row in rows[:_DIFFERING]]
    listed = _rows(index)
    return {
        **{name: part for name, part in index.items() if name != "superseded"},
        "meetings": listed[:_NEWEST],
        "years_of_meetings": [name for name, _ in _by_year(listed)] if len(listed) > _NEWEST else [],
        "concerned": {name: _concerned(listed, count_of) for name, count_of in _CONCERNS.items()},
        "adoption": {
            **{name: part for name, part in adoption.items() if name != "meetings"},
            "differing": begun,
            "has_more": len(differing) > len(begun),
        },
    }


def data_files(index: Json) -> Iterator[tuple[str, Json]]:
    """All else of the overview that pages load, by its path."""
    listed = _rows(index)
    if len(listed) > _NEWEST:
        for name, meetings in _by_year(listed):
            yield f"data/lists/{name}.json", {"meetings": meetings}
    yield DIFFERING, {"differing": index["adoption"]["differing"]}
    yield "data/years.json", {"fiscal_years": index["fiscal_years"]}
    yield "data/meeting_names.json", {"meetings": [one["meeting_id"] for one in listed]}
    for number, (texts, superseded) in enumerate(
        zip(_sharded(listed), _sharded_names(index["superseded"]), strict=True)
    ):
        yield f"data/known/{number}.json", {**texts, "superseded": superseded}


def slug_files(directory: Json) -> Iterator[tuple[str, Json]]:
    """Under which names accounts and segments are stored, by their natural keys."""
    accounts: list[dict[str, str]] = [{} for _ in range(_SHARDS)]
    segments: list[dict[str, str]] = [{} for _ in range(_SHARDS)]
    for one in directory["accounts"]:
        key = f"{one['statement']}|{one['path']}"
        accounts[shard_of(key)][key] = one["slug"]
    for one in directory["segments"]:
        segments[shard_of(one["name"])][one["name"]] = one["slug"]
    for number in range(_SHARDS):
        yield f"data/slugs/{number}.json", {"accounts": accounts[number], "segments": segments[number]}


def _rows(index: Json) -> list[Json]:
    """The meetings, each with how many of its amounts another one prints otherwise."""
    counts = index["adoption"]["meetings"]
    return [{**one, "disagreements": counts.get(one["meeting_id"], 0)} for one in index["meetings"]]


def _by_year(meetings: Sequence[Json]) -> Iterator[tuple[str, list[Json]]]:
    """They come newest first, those without a day last."""
    for name, found in groupby(meetings, key=year_of):
        yield name, list(found)


def _by_outcome(differing: Sequence[Json]) -> Iterator[tuple[str, list[Json]]]:
    for outcome, found in groupby(differing, key=lambda one: str(one["outcome"])):
        yield outcome, list(found)


def _concerned(meetings: Iterable[Json], count_of: Callable[[Json], int]) -> list[str]:
    """The only meeting that is concerned, or two of several: a link leads to the one, or to the table."""
    return [one["id"] for one in meetings if count_of(one)][:2]


def _sharded(meetings: Iterable[Json]) -> list[Json]:
    shards: list[Json] = [{"texts": [], "meetings": {}} for _ in range(_SHARDS)]
    for one in meetings:
        shards[shard_of(one["id"])]["texts"].append(one["id"])
        shards[shard_of(one["meeting_id"])]["meetings"][one["meeting_id"]] = one["id"]
    return shards


def _sharded_names(superseded: dict[str, str]) -> list[dict[str, str]]:
    shards: list[dict[str, str]] = [{} for _ in range(_SHARDS)]
    for id, successor in superseded.items():
        shards[shard_of(id)][id] = successor
    return shards
