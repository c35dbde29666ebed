"""A headless browser on a built site: what it logs and what it asks other hosts for is a fault."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Playwright, Route

DESK, PHONE = (1280, 900), (390, 844)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# How many colours a sample of a chart's canvases holds: one that was not drawn on holds one.
COLOURS = """chart => {
  const seen = new Set();
  for (const canvas of chart.querySelectorAll("canvas")) {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let at = 0; at < pixels.length; at += 28) seen.add(pixels.slice(at, at + 4).join());
  }
  return seen.size;
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


def launched(playwright: Playwright) -> Browser:
    """The Chromium of this machine; the test is skipped where there is none."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(CHROMIUM_NAMES)}): the pages are not tested")
    return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a page of the site and wait until its data is there and its charts are drawn."""
        self.page.goto("about:blank")  # a change after the # alone would not load the page anew
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def text(self, selector: str) -> str:
        """The text of the first such element, as a reader sees it."""
        return self.page.locator(selector).first.inner_text()

    def is_inside(self, selector: str) -> bool:
        """Whether the focus is within such an element, or nowhere on the page."""
        script = "s => document.activeElement === document.body || document.activeElement.closest(s) !== null"
        return bool(self.page.evaluate(script, selector))

    def serious_faults(self) -> list[str]:
        """What axe-core calls serious or critical."""
        response = Axe().run(self.page, options={"resultTypes": ["violations"]}).response
        violations: list[dict[str, Any]] = response["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in violations
            if one["impact"] in ("serious", "critical")
        ]


@contextmanager
def watching(
    browser: Browser,
    address: str,
    size: tuple[int, int] = DESK,
    *,
    scheme: Literal["light", "dark"] = "light",
    missing: tuple[str, ...] = (),
    locale: str = "ja-JP",
) -> Iterator[Watched]:
    """A page that fails the test for an error in the console, or a request to another host.

    `missing` are the ends of addresses whose absence is the point of a test.
    """
    # Without motion: what is measured is where it stays.
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale=locale,
        accept_downloads=True,
    )
    context.set_default_timeout(120_000)  # on a machine that does much else
    watched = Watched(context.new_page(), address)
    _watch(context, watched, missing)
    try:
        yield watched
    finally:
        context.close()
    assert not watched.faults, watched.faults


def _watch(context: BrowserContext, watched: Watched, missing: tuple[str, ...]) -> None:
    elsewhere = re.compile(f"^(?!{re.escape(watched.address)})")

    def refuse(one: Route) -> None:
        watched.faults.append(f"request to another host: {one.request.url}")
        one.abort()

    def logged(kind: str, text: str, at: str) -> None:
        if kind in ("error", "warning") and not at.endswith(missing or ("\0",)):
            watched.faults.append(f"{kind}: {text} {at}")

    def closed(dialog: Dialog) -> None:
        watched.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route(elsewhere, refuse)
    context.on("console", lambda message: logged(message.type, message.text, message.location["url"]))
    context.on("weberror", lambda error: watched.faults.append(f"exception: {error.error}"))
    watched.page.on("dialog", closed)
