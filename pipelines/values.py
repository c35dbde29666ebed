"""Values of which a document has hundreds: frozen to the type checker, and made as cheaply as other objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[_T]) -> type[_T]:
    """A dataclass with slots, compared and hashed by its fields.

    To the type checker it is frozen. At run time that would make each of them five times as dear: a frozen dataclass
    sets its fields one by one through `object.__setattr__`.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)
