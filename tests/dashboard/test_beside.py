"""What stands beside the pages: a feed, a status, a badge, a site map and llms.txt."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as Xml

from dashboard.beside import badge_words, beside, status
from dashboard.overview import nothing_yet

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "https://figures.example/jlis"


def meeting(number: int, **figures: int) -> dict[str, Any]:
    counts = {"proven": 0, "repaired": 0, "unchecked": 0, "disputed": 0} | figures
    return {
        "id": f"{number:016x}",
        "meeting_id": f"機構/委員会 <&>/第{number}回",
        "agency": "機構",
        "committee": "委員会",
        "date": f"2015-{number:02}-26",
        "file_name": f"{number}.txt",
        "loaded_at": f"2026-01-{number:02}T00:00:00Z",
        "figures": counts,
        "identities": {"checked": 10, "held": 9},
    }


def index(*meetings: dict[str, Any], failing: tuple[str, ...] = ()) -> dict[str, Any]:
    made = nothing_yet((), program_version="1", data_docs=None)
    for each in meetings:
        for name, count in each["figures"].items():
            made["totals"]["figures"][name] += count
    expectations = [{"name": "sums", "is_success": True}, *({"name": name, "is_success": False} for name in failing)]
    return {**made, "meetings": list(meetings), "expectations": expectations}


def files(found: dict[str, Any], address: str | None = SITE) -> dict[str, str]:
    return {name: content.decode() for name, content in beside(found, address)}


def test_the_feed_has_an_entry_a_meeting_the_last_published_first() -> None:
    feed = Xml.fromstring(files(index(meeting(6, proven=5), meeting(7, proven=4, disputed=2)))["feed.xml"])  # noqa: S314 - our own
    assert [one.text for one in feed.findall("a:entry/a:title", ATOM)] == [
        "機構/委員会 <&>/第7回 2015-07-26",
        "機構/委員会 <&>/第6回 2015-06-26",
    ]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-01-07T00:00:00Z"
    first = feed.find("a:entry", ATOM)
    assert first is not None
    assert [one.attrib["term"] for one in first.findall("a:category", ATOM)] == ["disputed"]
    assert "6 figures: 4 proven, 0 repaired, 0 unchecked, 2 disputed. 9 of 10 identities hold" in str(
        first.findtext("a:summary", namespaces=ATOM)
    )
    link = first.find("a:link", ATOM)
    assert link is not None
    assert link.attrib["href"] == f"{SITE}/meeting.html?id={7:016x}"


def test_entries_keep_their_ids_and_have_one_each() -> None:
    feed = Xml.fromstring(files(index(meeting(6), meeting(7)))["feed.xml"])  # noqa: S314 - our own
    ids = [one.text for one in feed.findall("a:entry/a:id", ATOM)]
    assert ids == [f"urn:tsujitsuma:document:{7:016x}", f"urn:tsujitsuma:document:{6:016x}"]


def test_a_long_history_does_not_make_a_long_feed() -> None:
    many = [{**meeting(6), "id": f"{number:016x}"} for number in range(1000)]
    assert len(Xml.fromstring(files(index(*many))["feed.xml"]).findall("a:entry", ATOM)) == 50  # noqa: S314 - our own


def test_without_an_address_links_are_relative_and_there_is_no_map() -> None:
    made = files(index(meeting(6)), address=None)
    assert made.keys() == {"feed.xml", "status.json", "badge.svg", "llms.txt"}
    assert "](api/v1/meetings/" in made["llms.txt"]


def test_an_agent_is_told_of_the_tables_where_they_lie_beside() -> None:
    found = index(meeting(6))
    assert "datapackage.json" not in files(found)["llms.txt"]
    assert f"({SITE}/datapackage.json)" in files({**found, "package": {"descriptor": "datapackage.json"}})["llms.txt"]


def test_the_map_lists_the_pages_and_every_meeting() -> None:
    places = Xml.fromstring(files(index(meeting(6)))["sitemap.xml"]).findall("m:url/m:loc", MAP)  # noqa: S314 - our own
    assert [place.text for place in places] == [
        f"{SITE}/index.html",
        f"{SITE}/years.html",
        f"{SITE}/compare.html",
        f"{SITE}/expectations.html",
        f"{SITE}/meeting.html?id={6:016x}",
    ]


def test_the_status_says_how_fresh_and_what_fails() -> None:
    told = json.loads(
        files(index(meeting(6, proven=5), meeting(7, proven=3), failing=("identities_hold",)))["status.json"]
    )
    assert (told["last_meeting_date"], told["last_published_at"]) == ("2015-07-26", "2026-01-07T00:00:00Z")
    assert told["expectations_that_fail"] == ["identities_hold"]
    assert not told["is_sound"]
    assert status(index(meeting(6, proven=5)))["is_sound"]
    assert not status(index(meeting(6, disputed=1)))["is_sound"]


def test_the_badge_says_a_failing_check_before_anything_else() -> None:
    assert badge_words(index())[0] == "no figures"
    assert badge_words(index(meeting(6, proven=853, repaired=23, unchecked=22)))[0] == "97 % proven"
    assert badge_words(index(meeting(6, proven=9, disputed=1)))[0] == "90 % proven, 1 disputed"
    assert badge_words(index(meeting(6, proven=9), failing=("sums",)))[0] == "a check fails"
    assert "figures: 100 % proven" in files(index(meeting(6, proven=9)))["badge.svg"]


def test_agents_are_told_never_to_state_a_disputed_number_as_a_fact() -> None:
    page = files(index(meeting(6, proven=1)))["llms.txt"]
    assert page.startswith("# Tsujitsuma")
    assert "disputed number never as a fact" in page
    assert f"{SITE}/api/v1/meetings/{6:016x}.json" in page


def test_of_many_meetings_agents_get_the_newest_and_the_address_of_all() -> None:
    many = [{**meeting(1), "id": f"{number:016x}"} for number in range(1000)]
    page = files(index(*many))["llms.txt"]
    assert f"{SITE}/api/v1/meetings/{0:016x}.json" in page
    assert f"{999:016x}" not in page
    assert f"950 more: [all meetings]({SITE}/api/v1/meetings.json)" in page
    assert len(page) < 20_000


def test_what_xml_cannot_hold_does_not_break_the_feed() -> None:
    odd = {**meeting(6), "meeting_id": "機構\x00\x0b]第6回"}
    feed = Xml.fromstring(files(index(odd))["feed.xml"])  # noqa: S314 - our own
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == "機構\ufffd )第6回 2015-06-26"
