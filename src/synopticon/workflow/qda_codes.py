"""Another tool's codes put into a study's codebook: what is there already stays as it is, the rest is added."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from synopticon.coding.checking import LONGEST_NAME, code_name, colour, key
from synopticon.coding.exchange.code_notes import taken_apart
from synopticon.coding.exchange.guids import guid_of, id_of
from synopticon.coding.exchange.project import Code, Remark
from synopticon.coding.tree import plain
from synopticon.errors import UsageError
from synopticon.model import coding as model

_NAMELESS = "unnamed"


@dataclass
class Merging:
    """The codebook with another's codes in it. ids: the study's code for each GUID of the file. new: how many of them
    the study did not have.

    ours: the file was written here, so that a code to which nothing can be given is a retired one; elsewhere it is a
    mere heading.
    """

    present: tuple[model.Code, ...]
    ours: bool
    remarks: list[Remark] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    added: list[model.Code] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._there = {guid_of(code.id): code for code in self.present}
        self._named = {(code.parent, plain(code.name)): code for code in self.present}
        self._places: dict[str | None, int] = {}
        for code in self.present:
            self._places[code.parent] = max(self._places.get(code.parent, 0), code.place + 1)
        self._names = {(code.parent, plain(code.name)) for code in self.present}
        self._keys = {code.key for code in self.present if code.key is not None and not code.retired}

    def add(self, codes: Iterable[Code]) -> None:
        """Put the codes and all below them into the codebook."""
        waiting: list[tuple[str | None, Code]] = [(None, code) for code in codes]
        while waiting:
            parent, code = waiting.pop(0)
            known = self._there.get(code.guid) or self._named.get((parent, plain(_name(code.name))))
            if known is None:
                known = self._new(parent, code)
                self.added.append(known)
            elif code.description and _says(code) != (known.definition, known.examples, known.include, known.exclude):
                told = "a code is worded otherwise in the file; the study's wording stays"
                self.remarks.append(Remark("wording", told, known.name))
            self.ids[code.guid] = known.id
            waiting[:0] = [(known.id, child) for child in code.children]

    def _new(self, parent: str | None, code: Code) -> model.Code:
        said = taken_apart(code.description)
        place = self._places.get(parent, 0)
        self._places[parent] = place + 1
        retired = not code.codable and self.ours
        if not code.codable and not self.ours:
            told = "a heading to which the file gives nothing is a code like others here"
            self.remarks.append(Remark("heading", told, code.name, lost=False))
        return model.Code(
            id_of(code.guid),
            self._free(parent, code),
            parent,
            *_says(code),
            self._checked(_long(code.colour), colour, "colour", code.name),
            self._own_key(said.key, retired, code.name),
            place,
            retired,
        )

    def _free(self, parent: str | None, code: Code) -> str:
        name = wanted = _name(code.name)
        number = 2
        while (parent, plain(name)) in self._names:
            mark = f" ({number})"
            name, number = f"{wanted[: LONGEST_NAME - len(mark)]}{mark}", number + 1
        self._names.add((parent, plain(name)))
        if name != code.name:
            self.remarks.append(Remark("name", f"a code's name was put in order: “{name}”", code.name, lost=False))
        return name

    def _own_key(self, wanted: str | None, retired: bool, name: str) -> str | None:
        found = self._checked(wanted, key, "key", name)
        if found is None or retired:
            return found
        if found in self._keys:
            self.remarks.append(Remark("key", f"the key “{found}” belongs to another code already", name))
            return None
        self._keys.add(found)
        return found

    def _checked(self, value: str | None, check: Callable[[str], str], what: str, name: str) -> str | None:
        try:
            return None if value is None else check(value)
        except UsageError:
            self.remarks.append(Remark(what, f"{value!r} is no {what}", name))
            return None


def _says(code: Code) -> tuple[str, tuple[str, ...], str, str]:
    said = taken_apart(code.description)
    return said.definition, said.examples, said.include, said.exclude


def _name(written: str) -> str:
    """The name as the codebook's rules allow it."""
    seen = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in written)
    try:
        return code_name(" ".join(seen.split())[:LONGEST_NAME])
    except UsageError:
        return _NAMELESS


def _long(written: str | None) -> str | None:
    """A colour of three digits with six."""
    if written is not None and len(written) == 4:
        return "#" + "".join(2 * digit for digit in written[1:])
    return written
