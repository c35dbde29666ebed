"""Damaged texts for `hostile.py`: structure, characters, bytes and encodings of the real text, and PDFs, at random."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]
TEXT = ROOT / "raw" / "2015-02-26_keiei-shingi-iinkai_06.txt"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
YEAR = re.compile(r"平成\s?[\d\s]{2,4}年度")

Lines = list[str]
Damage = Callable[[random.Random, Lines], None]


def rows(lines: Lines) -> list[int]:
    """The lines that are rows of tables."""
    return [number for number, line in enumerate(lines) if line.count("\t") and NUMBER.search(line)]


def tables(lines: Lines) -> list[tuple[int, int]]:
    """Where runs of rows begin and end."""
    found: list[tuple[int, int]] = []
    for number in rows(lines):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return [(first, last) for first, last in found if last - first > 3]


def labels_exchanged(chance: random.Random, lines: Lines) -> None:
    """Two rows' labels stand in each other's place."""
    first, last = chance.choice(tables(lines))
    one, other = chance.sample(range(first, last), 2)
    (a, _, b), (c, _, d) = lines[one].partition("\t"), lines[other].partition("\t")
    lines[one], lines[other] = f"{c}\t{b}", f"{a}\t{d}"


def header_lost(chance: random.Random, lines: Lines) -> None:
    """The line above a table is gone."""
    first, _ = chance.choice(tables(lines))
    del lines[first - 1]


def headers_exchanged(chance: random.Random, lines: Lines) -> None:
    """Two cells of a line above a table stand in each other's place."""
    first, _ = chance.choice(tables(lines))
    cells = lines[first - 1].split("\t")
    chance.shuffle(cells)
    lines[first - 1] = "\t".join(cells)


def columns_exchanged(chance: random.Random, lines: Lines) -> None:
    """The cells of all rows of a table are in another order."""
    first, last = chance.choice(tables(lines))
    width = min(line.count("\t") for line in lines[first:last])
    order = list(range(1, width + 1))
    chance.shuffle(order)
    for number in range(first, last):
        cells = lines[number].split("\t")
        lines[number] = "\t".join([cells[0], *(cells[place] for place in order), *cells[width + 1 :]])


def unit_changed(chance: random.Random, lines: Lines) -> None:
    """A printed unit is another one, or none."""
    places = [number for number, line in enumerate(lines) if "千円" in line or "百万円" in line]
    place = chance.choice(places)
    lines[place] = re.sub("千円|百万円", chance.choice(["円", "百万円", "億円", ""]), lines[place])


def year_changed(chance: random.Random, lines: Lines) -> None:
    """A printed year is another one, or none that exists."""
    places = [number for number, line in enumerate(lines) if YEAR.search(line)]
    place = chance.choice(places)
    year = chance.choice(["平成26年度", "令和27年度", "平成99年度", "⼆〇⼀五年度", "平成元元年度", "99999999999年度"])
    lines[place] = YEAR.sub(year, lines[place])


def row_lost(chance: random.Random, lines: Lines) -> None:
    """A row is gone."""
    del lines[chance.choice(rows(lines))]


def row_twice(chance: random.Random, lines: Lines) -> None:
    """A row is printed twice."""
    place = chance.choice(rows(lines))
    lines.insert(place, lines[place])


def table_twice(chance: random.Random, lines: Lines) -> None:
    """A table is repeated, with other values."""
    first, last = chance.choice(tables(lines))
    added = [NUMBER.sub(lambda _: f"{chance.randrange(10**7):,}", line) for line in lines[first - 1 : last]]
    lines[last:last] = ["", *added, ""]


def digits_run(chance: random.Random, lines: Lines) -> None:
    """A number has far too many digits."""
    place = chance.choice(rows(lines))
    lines[place] = NUMBER.sub("9" * chance.choice([18, 19, 20, 60, 5000]), lines[place], count=1)


def tabs_lost(chance: random.Random, lines: Lines) -> None:
    """The cells of a table are set apart by single spaces."""
    first, last = chance.choice(tables(lines))
    lines[first:last] = [line.replace("\t", " ") for line in lines[first:last]]


def as_html(chance: random.Random, lines: Lines) -> None:
    """A table is HTML, and its tags may not be closed."""
    first, last = chance.choice(tables(lines))
    close = chance.choice(["</td>", ""])
    cells = ("".join(f"<td>{cell}{close}" for cell in line.split("\t")) for line in lines[first:last])
    lines[first:last] = ["<table>", *(f"<tr>{row}" for row in cells), chance.choice(["</table>", ""])]


def as_markdown(chance: random.Random, lines: Lines) -> None:
    """A table is Markdown's."""
    first, last = chance.choice(tables(lines))
    made = [f"| {' | '.join(line.split(chr(9)))} |" for line in lines[first - 1 : last]]
    lines[first - 1 : last] = [made[0], "|---" * made[0].count(" | ") + "|---|", *made[1:]]


def cut(chance: random.Random, lines: Lines) -> None:
    """The text ends before its end."""
    del lines[chance.randrange(5, len(lines)) :]


def characters(chance: random.Random, lines: Lines) -> None:
    """Characters are others: radicals, controls, marks of direction, no-break spaces."""
    for _ in range(chance.choice([1, 20, 300])):
        place = chance.randrange(len(lines))
        at = chance.randrange(len(lines[place]) + 1)
        one = chance.choice("⽇⻑⼀\u200b\u202e\u00a0\u3000\u2028\x0c△▲⊿()（）,，.．|<>&0９千円年第回￥\ufffd𠮟")
        lines[place] = lines[place][:at] + one + lines[place][at + chance.randrange(2) :]


def labels_misspelt(chance: random.Random, lines: Lines) -> None:
    """Labels have a character less, more or another."""
    for place in chance.sample(rows(lines), 3):
        label, tab, rest = lines[place].partition("\t")
        at = chance.randrange(len(label) + 1)
        lines[place] = label[:at] + chance.choice("合計費益資金") + label[at + chance.randrange(2) :] + tab + rest


def table_lost(chance: random.Random, lines: Lines) -> None:
    """A table is gone, but for its header."""
    first, last = chance.choice(tables(lines))
    del lines[first:last]


def meeting_changed(chance: random.Random, lines: Lines) -> None:
    """The meeting's number or date is another one, or none that exists."""
    number = chance.choice(["0", "99999999999999999999", "-1", "⼀", "六", "1.5", ""])
    day = chance.choice(["平成27年2月30日", "平成99年99月99日", "2015-02-26", "令和元年", "平成27年2月26日26時99分"])
    lines[:21] = [re.sub(r"第\d+回", f"第{number}回", re.sub("平成27年2月26日", day, line)) for line in lines[:21]]


def lines_without_end(chance: random.Random, lines: Lines) -> None:
    """A line is repeated within itself, or a character is, thousands of times."""
    place = chance.choice(rows(lines))
    times = chance.choice([100, 5_000])
    lines[place] = chance.choice([lines[place] * times, lines[place] + chance.choice("\t|<(（△9,*_ 　") * times * 20])


DAMAGES: tuple[Damage, ...] = (
    labels_exchanged,
    labels_misspelt,
    header_lost,
    headers_exchanged,
    columns_exchanged,
    unit_changed,
    year_changed,
    row_lost,
    row_twice,
    table_lost,
    table_twice,
    digits_run,
    tabs_lost,
    as_html,
    as_markdown,
    meeting_changed,
    lines_without_end,
    cut,
    characters,
)


def random_bytes(chance: random.Random, content: bytes, most: int) -> bytes:
    """Bytes are others, or more, or gone."""
    made = bytearray(content)
    for _ in range(chance.randrange(1, most)):
        place = chance.randrange(len(made))
        match chance.randrange(3):
            case 0:
                made[place] = chance.randrange(256)
            case 1:
                del made[place : place + chance.randrange(1, 200)]
            case _:
                made[place:place] = chance.randbytes(chance.randrange(1, 20))
    return bytes(made)


def other_encoding(chance: random.Random, text: str) -> tuple[str, bytes]:
    """A text in an encoding of its own, whole, cut, or with lines in another one."""
    codec, other = chance.sample(["cp932", "euc_jp", "utf-16", "utf-16-le", "utf-8", "gb18030", "iso2022_jp"], 2)
    match chance.randrange(3):
        case 0:
            return f"in_{codec}", text.encode(codec, "replace")
        case 1:
            content = text.encode(codec, "replace")
            return f"cut_{codec}", content[: chance.randrange(1000, len(content))]
        case _:
            lines = [line.encode(codec, "replace") for line in text.splitlines(keepends=True)]
            place = chance.randrange(len(lines))
            lines[place] = lines[place].decode(codec).encode(other, "replace")
            return f"mixed_{codec}_{other}", b"".join(lines)


def damaged_text(seed: int, meeting: int, kinds: Sequence[Damage] = DAMAGES) -> tuple[str, bytes]:
    """What was done, and a text of a meeting of its own; every sixth has other bytes, or is in another encoding."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = (
        TEXT.read_text(encoding="utf-8")
        .replace("第６回", f"第{meeting}回")
        .replace("第6回", f"第{meeting}回")
        .split("\n")
    )
    if seed % 12 == 0 and kinds is DAMAGES:
        return "random_bytes", random_bytes(chance, "\n".join(lines).encode(), 40)
    if seed % 12 == 6 and kinds is DAMAGES:
        return other_encoding(chance, "\n".join(lines))
    done = chance.choices(kinds, k=chance.choice([1, 1, 1, 2, 5]))
    for damage in done:
        try:
            damage(chance, lines)
        except (IndexError, ValueError):  # an earlier one left nothing to damage
            continue
    return "+".join(damage.__name__ for damage in done), "\n".join(lines).encode()


def damaged_pdfs(count: int) -> Iterator[tuple[str, bytes]]:
    """Made-up texts as PDFs, with bytes that are others; none where no Japanese font is installed."""
    from tests.support.made_pdfs import Style, japanese_font, rendered  # noqa: PLC0415 - from the tests
    from tests.support.small_texts import meeting_text  # noqa: PLC0415

    if japanese_font() is None:
        return
    for seed in range(count):
        sound = rendered(meeting_text(7000 + seed).split("\n"), Style())
        yield "pdf", random_bytes(random.Random(seed), sound, 12)  # noqa: S311 - no secret


def write_texts(folder: Path, texts: int, good: int, pdfs: int, kinds: Sequence[Damage] = DAMAGES) -> None:
    """Damaged texts with good ones between them; the good ones' names begin so."""
    from tests.support.small_texts import meeting_text  # noqa: PLC0415 - from the tests

    folder.mkdir()
    made = [damaged_text(seed, 1000 + seed, kinds) for seed in range(texts)] + list(damaged_pdfs(pdfs))
    for number, (done, content) in enumerate(made):
        kind = "pdf" if done == "pdf" else "txt"
        (folder / f"{number:05}_bad_{done[:120]}.{kind}").write_bytes(content)
    for number in range(good):
        place = number * max(1, len(made) // max(1, good))
        (folder / f"{place:05}_good_{number}.txt").write_text(meeting_text(5000 + number), encoding="utf-8")
