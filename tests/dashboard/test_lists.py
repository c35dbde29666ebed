"""A site of many meetings: the first page has the newest, a link is led by small files, a search by its letters."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard import finding
from dashboard.lists import data_files, first_page, shard_of, slug_files
from dashboard.overview import nothing_yet
from dashboard.pages import words

Json = dict[str, Any]
MANY = 1000


def meeting(number: int) -> Json:
    counts = {"proven": 900, "repaired": 0, "unchecked": 0, "disputed": int(number in (3, 700))}
    return {
        "id": f"{number:016x}",
        "meeting_id": f"機構/代表者会議/第{number}回",
        "agency": "機構",
        "committee": "代表者会議",
        "number": number,
        "date": None if number == 0 else f"{2000 + number // 50}-06-12",
        "file_name": f"{number}.txt",
        "loaded_at": "2026-01-01T00:00:00Z",
        "figures": counts,
        "identities": {"checked": 500, "held_as_printed": 500, "held": 500, "failed": int(number == 5)},
        "numbers": {"total": 1_000, "unexplained": 0},
        "repairs": 0,
        "findings": 0,
        "assumed": 0,
    }


@pytest.fixture(scope="module")
def index() -> Json:
    made = nothing_yet((), program_version="1", data_docs=None)
    adoption = made["adoption"] | {
        "differing": [{"outcome": "disagrees", "n": n} for n in range(90)],
        "meetings": {"機構/代表者会議/第7回": 4},
    }
    superseded = {"a" * 16: f"{7:016x}"}
    meetings = [meeting(number) for number in reversed(range(MANY))]
    return made | {"meetings": meetings, "adoption": adoption, "superseded": superseded, "fiscal_years": [2015]}


def test_the_first_page_has_the_newest_meetings_and_the_others_stand_by_year(index: Json) -> None:
    first, files = first_page(index), dict(data_files(index))
    assert [one["number"] for one in first["meetings"]] == list(range(999, 939, -1))
    assert len(json.dumps(first)) < 60_000
    listed = [one for year in first["years_of_meetings"] for one in files[f"data/lists/{year}.json"]["meetings"]]
    assert [one["number"] for one in listed] == list(reversed(range(MANY)))
    assert first["years_of_meetings"][-1] == "undated"
    assert {one["number"]: one["disagreements"] for one in listed if one["disagreements"]} == {7: 4}


def test_a_link_of_the_first_page_leads_to_the_only_meeting_or_to_the_table(index: Json) -> None:
    concerned = first_page(index)["concerned"]
    assert concerned["failed"] == [f"{5:016x}"]
    assert concerned["disputed"] == [f"{700:016x}", f"{3:016x}"]
    assert concerned["repaired"] == []


def test_of_what_disagrees_the_first_page_has_the_beginning(index: Json) -> None:
    first, files = first_page(index), dict(data_files(index))
    assert [one["n"] for one in first["adoption"]["differing"]] == list(range(20))
    assert first["adoption"]["has_more"]
    assert len(files["data/differing.json"]["differing"]) == 90


def test_each_text_meeting_and_successor_is_in_the_file_that_its_letters_tell(index: Json) -> None:
    files = dict(data_files(index))
    for one in index["meetings"]:
        assert one["id"] in files[f"data/known/{shard_of(one['id'])}.json"]["texts"]
        meetings = files[f"data/known/{shard_of(one['meeting_id'])}.json"]["meetings"]
        assert meetings[one["meeting_id"]] == one["id"]
    assert files[f"data/known/{shard_of('a' * 16)}.json"]["superseded"] == index["superseded"]
    assert max(len(json.dumps(data)) for name, data in files.items() if "known" in name) < 12_000


def test_a_site_of_few_meetings_has_no_lists(index: Json) -> None:
    few = index | {"meetings": index["meetings"][:60]}
    assert first_page(few)["years_of_meetings"] == []
    assert not [name for name, _ in data_files(few) if "lists" in name]


def test_a_page_finds_its_account_and_segment_by_their_names() -> None:
    account, segment = {"statement": "cash_plan", "path": "資金収入/その他", "slug": "x"}, {"name": "合計", "slug": "y"}
    files = dict(slug_files({"accounts": [account], "segments": [segment]}))
    assert files[f"data/slugs/{shard_of('cash_plan|資金収入/その他')}.json"]["accounts"] == {
        "cash_plan|資金収入/その他": "x"
    }
    assert files[f"data/slugs/{shard_of('合計')}.json"]["segments"] == {"合計": "y"}


@pytest.fixture(scope="module")
def found(index: Json) -> dict[str, Json]:
    directory = {
        "accounts": [
            {"name": "営業収益", "name_en": "Operating revenue", "statement": "income_statement", "path": "営業収益",
             "reading": "えいぎょうしゅうえき", "aliases": ["売上"]},
        ],
        "segments": [{"name": "一般事業", "name_en": "General", "reading": None, "aliases": []}],
    }  # fmt: skip
    told = [
        {"kind": "heading", "name": f"見出し{n}", "words": None, "id": f"{n:016x}", "line": n + 1} for n in range(400)
    ]
    return dict(finding.index_files(directory, index["meetings"], told, words()))


def entries(found: dict[str, Json], term: str) -> list[str]:
    """The names of the entries that have a letter or pair of letters, as find_index.js looks them up."""
    names = []
    groups = found[f"data/find/terms/{sum(map(ord, term)) % 32}.json"].get(term, {})
    for group, steps in groups.items():
        at = 0
        for step in steps:
            at += step
            names.append(found[f"data/find/{group}/{at // 100}.json"]["entries"][at % 100]["name"])
    return names


@pytest.mark.parametrize("term", ["営業", "業収", "op", "^え", "^op", "売", "ue"])
def test_an_account_is_found_by_every_spelling(found: dict[str, Json], term: str) -> None:
    assert "営業収益" in entries(found, term)


def test_a_word_in_the_middle_is_none_at_the_beginning(found: dict[str, Json]) -> None:
    assert entries(found, "収益") == ["営業収益"]
    assert entries(found, "^収益") == []
    assert len(entries(found, "見出")) == 400


def test_meetings_are_found_by_name_and_day_in_both_languages(found: dict[str, Json]) -> None:
    assert "代表者会議 第999回" in entries(found, "99")
    assert len(entries(found, "^re")) >= MANY  # Representatives' council
    assert entries(found, "6月") == [f"代表者会議 第{number}回" for number in range(999, 0, -1)]


def test_among_several_agencies_a_meeting_is_found_by_its_own() -> None:
    other = {**meeting(1), "agency": "地方公共団体情報システム機構"}
    spoken = dict(finding.index_files({"accounts": [], "segments": []}, [meeting(2), other], [], words()))
    assert entries(spoken, "共団") == entries(spoken, "^j") == ["代表者会議 第1回"]
    assert len(entries(spoken, "機構")) == 2
    assert [one["agency"] for one in spoken["data/find/2000/0.json"]["entries"]] == ["機構", other["agency"]]
    assert entries(dict(finding.index_files({"accounts": [], "segments": []}, [other], [], words())), "共団") == []


def test_a_search_loads_little_of_a_thousand_meetings(found: dict[str, Json]) -> None:
    assert len(found["data/find/groups.json"]["texts"]) == 40
    assert max(len(json.dumps(data, ensure_ascii=False)) for data in found.values()) < 60_000


def test_letters_are_sought_in_one_width_case_and_kana() -> None:
    assert finding.sought("カ－ド　ＩＣ(ア)・b") == "かどicあb"
