"""Slips of rows: labels exchanged, overwritten or misspelt, a row printed twice or lost."""

from __future__ import annotations

import random

from damaged_text import DamagedText, Place, SlipClass, Sound

from pipelines.reconcile import SlipKind


def _exchange_labels(text: DamagedText, one: int, other: int) -> set[Place] | None:
    if one == other or not (text.is_one_line(one) and text.is_one_line(other)):
        return None
    first, second = text.cells(one), text.cells(other)
    if first[0] == second[0] or first[1:] == second[1:]:
        return None
    first[0], second[0] = second[0], first[0]
    text.put(one, first)
    text.put(other, second)
    return set()


def labels_near(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """Labels of two rows that follow one another exchanged."""
    rows = dice.choice(sound.tables).rows
    place = dice.randrange(len(rows) - 1)
    return _exchange_labels(text, rows[place], rows[place + 1])


def labels_far(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """Labels of any two rows of a table exchanged."""
    return _exchange_labels(text, *dice.sample(dice.choice(sound.tables).rows, 2))


def labels_everywhere(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """Two labels exchanged in every table that prints them."""
    table = dice.choice(sound.tables)
    one, other = (text.cells(line)[0] for line in dice.sample(table.rows, 2))
    names = {one: other, other: one}
    own = [line for each in sound.tables if each.statement_code == table.statement_code for line in each.rows]
    if one == other or not all(text.is_one_line(line) for line in own):
        return None
    for line in own:
        label, *amounts = text.cells(line)
        text.put(line, [names.get(label, label), *amounts])
    return set()


def labels_between_tables(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """Labels of a row of one table and a row of another exchanged."""
    one, other = dice.sample(sound.tables, 2)
    return _exchange_labels(text, dice.choice(one.rows), dice.choice(other.rows))


def label_overwritten(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A row's label printed over another's, so that it stands there twice."""
    source, target = dice.sample(dice.choice(sound.tables).rows, 2)
    if not (text.is_one_line(source) and text.is_one_line(target)):
        return None
    label, cells = text.cells(source)[0], text.cells(target)
    if cells[0] == label:
        return None
    text.put(target, [label, *cells[1:]])
    return set()


def label_misspelt(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A character of a label misread."""
    line = dice.choice(dice.choice(sound.tables).rows)
    label, *amounts = text.cells(line)
    place = dice.randrange(max(1, len(label)))
    other = dice.choice("末木大太入人士土目日口千干未")
    if not text.is_one_line(line) or not label or label[place] in f" ()（）{other}":
        return None
    text.put(line, [label[:place] + other + label[place + 1 :], *amounts])
    return set()


def row_twice(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A row printed twice."""
    line = dice.choice(dice.choice(sound.tables).rows)
    if not text.is_one_line(line):
        return None
    text.add_below(line, text.line(line))
    return set()


def row_lost(text: DamagedText, sound: Sound, dice: random.Random) -> set[Place] | None:
    """A row lost with its line."""
    line = dice.choice(dice.choice(sound.tables).rows)
    if not text.is_one_line(line):
        return None
    text.lose(line)
    return set()


_EXCHANGED = frozenset({SlipKind.LABELS_EXCHANGED})
_REPLACED = frozenset({SlipKind.LABEL_REPLACED, SlipKind.LABEL_MISSPELT})
ROW_SLIPS = (
    SlipClass("labels_near", labels_near, _EXCHANGED),
    SlipClass("labels_far", labels_far, _EXCHANGED),
    SlipClass("labels_everywhere", labels_everywhere, _EXCHANGED, is_shown=False),
    SlipClass("labels_between_tables", labels_between_tables, _EXCHANGED | _REPLACED),
    SlipClass("label_overwritten", label_overwritten, _REPLACED),
    SlipClass("label_misspelt", label_misspelt, frozenset({SlipKind.LABEL_MISSPELT})),
    SlipClass("row_twice", row_twice, frozenset({SlipKind.ROW_REPEATED})),
    SlipClass("row_lost", row_lost),
)
