"""Makes Data Docs work without a network: scripts, styles and pictures are loaded from beside the pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ASSETS = Path(__file__).parent / "data_docs_assets"
ASSETS_FOLDER = "static/offline"

# A script or style is known by the end of its address, whatever the host and the version in it.
_LOCAL = {
    "css/all.min.css": "css/font-awesome.min.css",
    "bootstrap-prefers-dark.css": "bootstrap-prefers-dark.min.css",
    "bootstrap-table-filter-control.css": "bootstrap-table-filter-control.min.css",
    "jquery-3.7.1.min.js": "jquery.min.js",
}
# These draw graphs, and no expectation here has one.
_UNUSED = re.compile(r'<script src="https?://[^"]*/vega(?:-lite|-embed)?@\d+"></script>')
_NEWSLETTER = re.compile(r"<footer>\s*<p>Stay current on everything GX.*?</footer>", re.DOTALL)
_LOADED = re.compile(r'(?P<tag><(?:script|link)\b[^>]*?\b(?:src|href)=")(?P<url>https?://[^"]+)"(?P<rest>[^>]*)>')
_LOGO = re.compile(r"https?://great-expectations-web-assets\.[^\"')]*")
_STATIC = re.compile(r'"(?:\.\./|\./)+static/(?=images/)')
# Checked against the host's copy; a local file has no origin to check them by.
_ORIGIN_CHECKS = re.compile(r'\s(?:integrity|crossorigin)="[^"]*"')


def make_offline(site: Path, run_name: str) -> None:
    """Put the assets beside the pages and rewrite the pages of this run; older ones have been rewritten before."""
    for asset in ASSETS.rglob("*"):
        place = site / ASSETS_FOLDER / asset.relative_to(ASSETS)
        if asset.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(asset, place)  # without the rights of this repository's files
    for page in _pages(site, run_name):
        to_root = "../" * (len(page.relative_to(site).parts) - 1)
        made = page.with_name(f".{page.name}.new")
        try:
            made.write_text(offline(page.read_text(encoding="utf-8"), to_root), encoding="utf-8")
            made.replace(page)
        except BaseException:
            made.unlink(missing_ok=True)  # nothing half stays on a full disk
            raise


def offline(html: str, to_root: str) -> str:
    """The page with every outside script, style and picture taken from `to_root`, the way up to the site's folder."""
    html = _UNUSED.sub("", html)
    html = _NEWSLETTER.sub("", html)
    html = _LOGO.sub(f"{to_root}static/images/logo-long.png", html)
    html = _STATIC.sub(f'"{to_root}static/', html)
    return _LOADED.sub(lambda match: _loaded_from(match, to_root), html)


def _loaded_from(match: re.Match[str], to_root: str) -> str:
    path = match["url"].partition("?")[0]
    name = next((local for end, local in _LOCAL.items() if path.endswith(end)), path.rpartition("/")[2])
    if not (ASSETS / name).is_file():
        message = f"Data Docs load {match['url']}, for which {ASSETS.name} has no copy"
        raise FileNotFoundError(message)
    return f'{match["tag"]}{to_root}{ASSETS_FOLDER}/{name}"{_ORIGIN_CHECKS.sub("", match["rest"])}>'


def _pages(site: Path, run_name: str) -> Iterable[Path]:
    yield site / "index.html"
    yield from site.glob("expectations/**/*.html")
    yield from (page for page in site.glob("validations/**/*.html") if run_name in page.parts)
