"""How a row type becomes a frame: its fields are the columns, in their order, and their types the columns' types.

A row's fields are given by name only, so that no two columns can be exchanged unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import polars as pl
from polars.datatypes import DataTypeClass

PolarsType = pl.DataType | DataTypeClass

# A whole number says how wide its column is; plain `int` is no column.
Int32 = Annotated[int, pl.Int32]
Int64 = Annotated[int, pl.Int64]

_R = TypeVar("_R", bound="Row")

_PLAIN: Mapping[object, PolarsType] = {
    str: pl.String,
    bool: pl.Boolean,
    float: pl.Float64,
    date: pl.Date,
    time: pl.Time,
    Decimal: pl.Decimal(38, 6),
}


class Row:
    """What all row types are."""

    __slots__ = ()


@dataclass_transform(kw_only_default=True, frozen_default=True)
def row(row_type: type[_R]) -> type[_R]:
    """A class of fields as a row type. To the type checker it is frozen; at run time that would double a row's cost."""
    return dataclass(slots=True, kw_only=True)(row_type)


def schema_of(row_type: type[Row]) -> dict[str, PolarsType]:
    """The columns of a row type's frame."""
    return {name: _polars_type(hint) for name, hint in get_type_hints(row_type, include_extras=True).items()}


def frame_of(schema: Mapping[str, PolarsType], rows: Sequence[Row]) -> pl.DataFrame:
    """Rows of one type as a frame of its schema; a value that its column cannot hold is an error."""
    return pl.DataFrame(
        [_column(name, list(map(attrgetter(name), rows)), data_type) for name, data_type in schema.items()]
    )


def _column(name: str, values: Sequence[Any], data_type: PolarsType) -> pl.Series:
    match data_type:
        case pl.List(inner=pl.Struct() as struct):
            import pyarrow as pa  # noqa: PLC0415 - heavy, and the warehouse is read without it

            # As one long column, cut by its lengths: from nested values Polars takes ten times as long.
            items = [item for value in values for item in value]
            fields = [_column(f.name, list(map(itemgetter(f.name), items)), f.dtype) for f in struct.fields]
            # The offsets as Arrow already: to make Python's numbers into its own, pyarrow imports pandas.
            offsets = pl.Series(list(accumulate(map(len, values), initial=0)), dtype=pl.Int64).to_arrow()
            nested = pa.LargeListArray.from_arrays(offsets, pl.DataFrame(fields).to_struct().to_arrow())
            return pl.Series(name, nested)
        case _:
            return pl.Series(name, values, data_type, strict=True)


def _polars_type(hint: object) -> PolarsType:
    """`str` → String, `Int32 | None` → Int32, `Sequence[str]` → List(String), a TypedDict → Struct."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        width: PolarsType = arguments[1]
        return width
    if origin in (Union, UnionType):
        (present,) = (argument for argument in arguments if argument is not NoneType)
        return _polars_type(present)
    if origin is Sequence:
        return pl.List(_polars_type(arguments[0]))
    if is_typeddict(hint):
        fields = get_type_hints(hint, include_extras=True)
        return pl.Struct({name: _polars_type(field) for name, field in fields.items()})
    raise TypeError(f"{hint!r} is no type of a column")
