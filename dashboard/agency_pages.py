"""Writes years, accounts and segments by agency: anew where a document of the agency is new or gone, else kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.agencies import Agency, Shown, agencies, choose, listed, part_of, whole_of
from dashboard.files import SiteFolder, to_json
from dashboard.lists import slug_files
from dashboard.manifest import fingerprint
from dashboard.packed_series import packed
from dashboard.reading import Account, Dimensions, batches
from dashboard.series import directory, over_years, slug_of
from dashboard.trust import Json, account_words, segment_words
from dashboard.years import fiscal_years

if TYPE_CHECKING:
    import duckdb


def write_agencies(
    connection: duckdb.DuckDBPyConnection,
    known: Dimensions,
    site: SiteFolder,
    before: Mapping[str, Shown],
    state: Sequence[str],
    prints: Mapping[str, str],
) -> dict[str, Shown]:
    """What is written of each agency, by its name in paths. `state` is of program and views, `prints` of documents."""
    there = agencies(connection)
    words = {slug_of(one): account_words(one) for one in known.accounts.values()}
    words |= {slug_of(one): segment_words(one) for one in known.segments.values()}
    # Names of accounts may be learnt from a text of another agency.
    packed = {slug: to_json(told).decode() for slug, told in words.items()}
    shown: dict[str, Shown] = {}
    changed: list[Agency] = []
    for agency in there:
        kept = before.get(agency.slug)
        if (
            kept
            and kept.fingerprint == _fingerprint(agency, kept, state, prints, packed)
            and _is_there(agency, kept, site)
        ):
            shown[agency.slug] = kept
        else:
            changed.append(agency)
    for batch in batches(changed, lambda agency: len(agency.ids)):
        shown |= _written(connection, known, site, batch)
    for agency in changed:
        shown[agency.slug].fingerprint = _fingerprint(agency, shown[agency.slug], state, prints, packed)
    _write_lists(known, there, shown, words, site)
    return shown


def _fingerprint(
    agency: Agency, shown: Shown, state: Sequence[str], prints: Mapping[str, str], packed: Mapping[str, str]
) -> str:
    names = (packed.get(slug, "") for slug in (*shown.accounts, *shown.segments))
    return fingerprint([*state, *(prints[id] for id in agency.ids), *names])


def _is_there(agency: Agency, kept: Shown, site: SiteFolder) -> bool:
    """Whether all its files are; they are then of this build."""
    names = list(kept.files(agency.slug))
    if not all(site.has_data(name) for name in names):
        return False
    for name in names:
        site.keep_data(name)
    return True


def _written(
    connection: duckdb.DuckDBPyConnection, known: Dimensions, site: SiteFolder, batch: Sequence[Agency]
) -> dict[str, Shown]:
    slugs = {agency.key: agency.slug for agency in batch}
    shown = {slug: Shown("") for slug in slugs.values()}
    choose(connection, batch)
    for key, year, page in fiscal_years(connection):
        shown[slugs[key]].years.append(year)
        site.write_data(part_of("years", year, slugs[key]), packed(page))
    for key, one, page in over_years(connection, known):
        folder, name = "accounts" if isinstance(one, Account) else "segments", slug_of(one)
        (shown[slugs[key]].accounts if isinstance(one, Account) else shown[slugs[key]].segments).append(name)
        site.write_data(part_of(folder, name, slugs[key]), packed(page))
    return shown


def _write_lists(
    known: Dimensions,
    there: Iterable[Agency],
    shown: Mapping[str, Shown],
    words: Mapping[str, Json],
    site: SiteFolder,
) -> None:
    """Which agencies have something to say of each year, account and segment, and the directory of these."""
    agencies_shown = [agency for agency in there if shown[agency.slug].accounts]
    # Where there is one agency alone, its name would only be repeated.
    has_several = len(agencies_shown) > 1
    for folder in ("years", "accounts", "segments"):
        for name, own in listed(agencies_shown, shown, folder).items():
            told = {"fiscal_year": name} if folder == "years" else words[str(name)]
            site.write_data(whole_of(folder, name), {**told, "has_several": has_several, "agencies": own})
    accounts = {slug for one in shown.values() for slug in one.accounts}
    segments = {slug for one in shown.values() for slug in one.segments}
    for name, data in slug_files(directory(known, accounts, segments)):
        site.write_data(name, data)
