"""What a reader may look for, as an index of pairs of letters: a search loads the few small files that it needs.

Entries stand in blocks, by the year of their meeting. For every letter and pair of letters a file that these letters
tell says which entries have it; `^` before it says that one begins so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from dashboard.lists import NO_YEAR, shard_of, year_of
from dashboard.trust import Json

FOLDER = "data/find/"
GROUPS = f"{FOLDER}groups.json"
_SHARDS, _BLOCK = 32, 100
# Each text that is searched is loaded whole: so many of the newest ones.
_TEXTS = 40
_FIRST = "names"
_BEGINS = "^"
_LEFT_OUT = re.compile(r"[\s・･,、，.\-‐–—ー−～〜（）()「」]+")
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def sought(text: str | None) -> str:
    """Letters as they are sought, as find.js has them: one width, one case, hiragana, without blanks and dashes."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text or "").lower().translate(_HIRAGANA))


def index_files(
    directory: Json, meetings: Sequence[Json], found: Sequence[Json], words: Mapping[str, Any]
) -> Iterator[tuple[str, Json]]:
    """The index by the paths of its files: of accounts and segments, meetings newest first, and words of all texts."""
    years = {one["id"]: year_of(one) for one in meetings}
    groups: dict[str, list[Json]] = {_FIRST: list(_names(directory))}
    has_several = len({one["agency"] for one in meetings}) > 1
    told = [_meeting(one, words, has_several=has_several) for one in meetings]
    for one, entry in zip(meetings, told, strict=True):
        groups.setdefault(years[one["id"]], []).append(entry)
    for one in found:
        groups.setdefault(years.get(one["id"], NO_YEAR), []).append(_word(one))
    terms: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for group, entries in groups.items():
        for number, entry in enumerate(entries):
            for term in terms_of(entry):
                terms[term].setdefault(group, []).append(number)
        for start in range(0, len(entries), _BLOCK):
            yield f"{FOLDER}{group}/{start // _BLOCK}.json", {"entries": entries[start : start + _BLOCK]}
    shards: list[dict[str, dict[str, list[int]]]] = [{} for _ in range(_SHARDS)]
    for term in sorted(terms):
        shards[shard_of(term, _SHARDS)][term] = {group: _steps(own) for group, own in terms[term].items()}
    for number, shard in enumerate(shards):
        yield f"{FOLDER}terms/{number}.json", shard
    newest = [
        {"id": one["id"], "name": entry["name"], "name_en": entry["name_en"]}
        for one, entry in zip(meetings[:_TEXTS], told, strict=False)
    ]
    yield GROUPS, {"groups": list(groups), "texts": newest, "meetings": len(meetings)}


def terms_of(entry: Json) -> set[str]:
    """The letters and pairs of letters of all that an entry is found by, and how these begin."""
    terms = set()
    for key in map(sought, (entry["name"], entry["name_en"], *entry["keys"])):
        terms |= {*key, *(key[at : at + 2] for at in range(len(key) - 1))}
        terms |= {_BEGINS + key[:length] for length in (1, 2) if len(key) >= length}
    return terms


def _steps(numbers: Iterable[int]) -> list[int]:
    """Each as its distance from the one before."""
    steps, before = [], 0
    for number in numbers:
        steps.append(number - before)
        before = number
    return steps


def _entry(kind: str, name: str, name_en: str | None, about: str, keys: Iterable[str | None], href: str) -> Json:
    return {
        "kind": kind,
        "name": name,
        "name_en": name_en,
        "about": about,
        "keys": [key for key in keys if key],
        "href": href,
    }


def _names(directory: Json) -> Iterator[Json]:
    for one in directory["segments"]:
        href = f"segment.html?{urlencode({'name': one['name']})}"
        yield _entry("segment", one["name"], one["name_en"], "", (one["reading"], *one["aliases"]), href)
    for one in directory["accounts"]:
        href = f"account.html?{urlencode({'statement': one['statement'], 'path': one['path']})}"
        keys = (one["reading"], *one["aliases"])
        yield _entry("account", one["name"], one["name_en"], one["statement"], keys, href)


def _meeting(one: Json, words: Mapping[str, Any], *, has_several: bool) -> Json:
    """Found by its name and day in both languages, by its file, and by its agency where there are several."""
    names = {language: _meeting_name(one, words, language) for language in ("ja", "en")}
    keys = [names["ja"], one["committee"], one["file_name"], *_day(one["date"])]
    told = {}
    if has_several and one["agency"] is not None:
        keys += [one["agency"], words.get(f"agency.{one['agency']}", {}).get("en")]
        told = {"agency": one["agency"]}
    href = f"meeting.html?id={quote(one['id'])}"
    return _entry("meeting", names["ja"], names["en"], one["date"] or "", keys, href) | told


def _meeting_name(one: Json, words: Mapping[str, Any], language: str) -> str:
    if not one["committee"]:
        return str(one["file_name"])
    committee = words.get(f"committee.{one['committee']}", {}).get(language, one["committee"])
    title = words["meeting.title_unnumbered" if one["number"] is None else "meeting.title"][language]
    return str(title).replace("{committee}", committee).replace("{number}", str(one["number"]))


def _day(iso: str | None) -> list[str]:
    if iso is None:
        return []
    day = date.fromisoformat(iso)
    return [iso, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%b} {day.year}"]


def _word(one: Json) -> Json:
    """A programme, heading, commitment or footnote, where the newest text has it."""
    route = (
        f"view=money&commitment={quote(one['name'], safe='')}"
        if one["kind"] == "commitment"
        else f"view=text&at={one['line']}"
    )
    return _entry(
        one["kind"], one["name"], None, one["words"] or "", [one["words"]], f"meeting.html?id={one['id']}#{route}"
    )
