"""Warehouses of real, made-up and damaged meetings, and the sites that are built from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.site import build
from tests.support.loaded_meetings import Rows, load_one_by_one, query, seventh, sixth
from tests.support.made_up_meetings import make_meeting
from tests.support.opened_pages import opened_meeting, opened_page
from tests.support.small_texts import BAD_CONTENTS, COVER, meeting_text, noise_text

SIXTH = "2015-02-26_keiei-shingi-iinkai_06.txt"
COMMITMENTS = """平成26年度3月補正予算（案）

(債務負担行為関係)

(単位：千円)

事 項\t限度額\t行為年度\t機構の負担となる年度
システムの設計業務\t16,000\t平成26年度\t平成27年度から平成28年度

以上。
"""
# Tags in a text are markup and go; letters of full width become tags where a label is compared.
PRINTED_HTML, HTML = "＜script＞alert(1)＜b＞貯蔵品", "<script>alert(1)<b>貯蔵品"


def several() -> dict[str, str]:
    """Texts by file name: the real one, one with HTML in its labels, one that disputes figures, one it cannot read."""
    return {
        SIXTH: sixth(),
        "seventh.txt": seventh(),
        "html <i>.txt": make_meeting(3).replace("貯蔵品", PRINTED_HTML),
        "disputed.txt": meeting_text(11, grants="200"),
        "unreadable.txt": wiped(make_meeting(11)),
        "small.txt": meeting_text(9, extra_row="不明収入\t0\n"),
        "commitments.txt": COVER.format(number=13) + COMMITMENTS,
    }


def wiped(text: str) -> str:
    """A text of which several accounts cannot be read in any column."""

    def unread(line: str) -> str:
        if not re.match(r"\s*(未収金|前払金|事業費|一般管理費)\t", line):
            return line
        label, *cells = line.split("\t")
        return "\t".join([label, *("■■,■■■" if re.search(r"\d", cell) else cell for cell in cells)])

    return "\n".join(unread(line) for line in text.split("\n"))


class Site:
    """A built site, read as the pages read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def index(self) -> dict[str, Any]:
        return self.read("index")

    def read(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "data" / f"{name}.json").read_text(encoding="utf-8"))
        if name.startswith("meetings/") and "." not in name:
            return opened_meeting(content, self.read(f"{name}.money"), self.read(f"{name}.identities"))
        for agency in content.pop("agencies", ()):
            self._join(content, agency["agency"], opened_page(self.read(f"{name}/{agency['slug']}")))
        return content

    def directory(self) -> dict[str, list[dict[str, Any]]]:
        """The accounts and segments that are found, each with its names."""
        names = self.read("find/names/0")["entries"]
        return {f"{kind}s": [one for one in names if one["kind"] == kind] for kind in ("account", "segment")}

    @staticmethod
    def _join(whole: dict[str, Any], agency: str | None, part: dict[str, Any]) -> None:
        """Put what one agency has to say of a year, account or segment behind what others have."""
        before = len(whole.get("accounts", ()))
        named = {"agency": agency} if whole["has_several"] else {}
        for name, rows in part.items():
            if isinstance(rows, list):
                whole.setdefault(name, []).extend(
                    {
                        **row,
                        **({"account": before + row["account"]} if "account" in row else {}),
                        **(named if name != "accounts" else {}),
                    }
                    for row in rows
                )

    def meeting(self, file_name: str) -> dict[str, Any]:
        return self.read(f"meetings/{self.id_of(file_name)}")

    def id_of(self, file_name: str) -> str:
        return next(str(one["id"]) for one in self.index["meetings"] if one["file_name"] == file_name)

    def meetings(self) -> list[dict[str, Any]]:
        return [self.read(f"meetings/{one['id']}") for one in self.index["meetings"]]

    def files(self) -> dict[str, bytes]:
        """Every file by its place in the folder, locks aside."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file() and file.name != ".lock"
        }


@dataclass(frozen=True)
class Shown:
    """A warehouse and its site."""

    warehouse: Path
    site: Site

    def query(self, sql: str, *parameters: object) -> Rows:
        return query(self.warehouse, sql, parameters)


def built(warehouse: Path, folder: Path) -> Site:
    """The site of a warehouse in a folder."""
    build(warehouse, folder)
    return Site(folder)


__all__ = [
    "BAD_CONTENTS",
    "HTML",
    "SIXTH",
    "Rows",
    "Shown",
    "Site",
    "build",
    "built",
    "load_one_by_one",
    "make_meeting",
    "meeting_text",
    "noise_text",
    "query",
    "seventh",
    "several",
    "sixth",
]
