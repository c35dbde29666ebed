"""The pages load nothing from outside, and show what a person needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from expectations.data_docs import ASSETS, offline

if TYPE_CHECKING:
    from pathlib import Path

    from expectations import Outcome

LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=["']([^"']+)""")
IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s*["'])((?!data:)[^"')]+)""")


def test_a_script_is_taken_from_beside_the_page_without_the_checks_of_its_origin() -> None:
    html = '<script src="https://host/1.12.9/popper.min.js" integrity="sha384-a" crossorigin="anonymous"></script>'
    assert offline(html, "../../") == '<script src="../../static/offline/popper.min.js"></script>'


def test_pictures_are_taken_from_the_site_whatever_the_depth() -> None:
    logo = '<img src="https://great-expectations-web-assets.s3.amazonaws.com/logo-long.png?d=1">'
    icon = '<link href="../static/images/favicon.ico">'
    assert offline(logo, "../../") == '<img src="../../static/images/logo-long.png">'
    assert offline(icon, "../../") == '<link href="../../static/images/favicon.ico">'


def test_an_outside_script_without_a_copy_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"unheard-of\.js"):
        offline('<script src="https://host/unheard-of.js"></script>', "")


def test_a_link_to_follow_stays() -> None:
    html = '<a href="https://host/page">more</a>'
    assert offline(html, "") == html


def test_each_file_in_the_folder_is_named_in_its_licences() -> None:
    licences = (ASSETS / "LICENSES.txt").read_text(encoding="utf-8")
    files = [path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()]
    assert [name for name in files if name not in licences] == ["LICENSES.txt"]


@pytest.mark.slow
def test_no_page_of_any_run_loads_anything_from_outside(store: Path, faulty_outcomes: dict[str, Outcome]) -> None:
    site = store / "data_docs"
    pages = list(site.rglob("*.html"))
    assert {"index.html", "structure.html", "staging-structure.html", "staging-identities.html"} <= {
        p.name for p in pages
    }
    for page in pages:
        html = page.read_text(encoding="utf-8")
        for address in LOADED.findall(html) + IN_STYLE.findall(html):
            assert (page.parent / address).is_file(), f"{page.relative_to(site)} loads {address}"


@pytest.mark.slow
def test_no_style_beside_the_pages_needs_an_outside_file(store: Path, faulty_outcomes: dict[str, Outcome]) -> None:
    for style in (store / "data_docs" / "static" / "offline").rglob("*.css"):
        addresses = IN_STYLE.findall(style.read_text(encoding="utf-8"))
        assert not [address for address in addresses if address.startswith(("http:", "https:", "//"))], style.name


@pytest.mark.slow
def test_the_index_lists_both_runs(store: Path, faulty_outcomes: dict[str, Outcome]) -> None:
    index = (store / "data_docs" / "index.html").read_text(encoding="utf-8")
    assert "sound-run" in index
    assert "faulty-run" in index


@pytest.mark.slow
def test_a_page_tells_the_title_the_numbers_and_the_places(store: Path, faulty_outcomes: dict[str, Outcome]) -> None:
    (page,) = (store / "data_docs" / "validations" / "identities" / "faulty-run").rglob("*.html")
    html = page.read_text(encoding="utf-8")
    assert "Items sum to their subtotal (合計)" in html
    assert "1 of 4 hold, 3 fail; worst 6,000 yen beyond tolerance" in html
    assert "an amount is missing" in html
    assert html.index("第6回.txt, 二, broken") < html.index("第6回.txt, 一, broken")
    assert "nothing to check" in html


@pytest.mark.slow
def test_results_are_stored_as_files(store: Path, faulty_outcomes: dict[str, Outcome]) -> None:
    stored = sorted(path.relative_to(store / "gx" / "results").parts[:2] for path in (store / "gx").rglob("*-*.json"))
    assert stored == [(suite, run) for suite in ("identities", "structure") for run in ("faulty-run", "sound-run")]
