"""Released values: what has passed the gate. Exports take these only, so what has not passed cannot type-check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Withholding:
    """What the gate held back, by which rule, and why."""

    subject: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Released(Generic[T]):
    """A value that every rule of the gate has passed. Only release/gate.py makes one."""

    value: T
    rules: tuple[str, ...]
