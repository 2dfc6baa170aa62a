"""One cast for all documents of a witness: [Person A] of the first transcript is [Person A] in every other.

The engine gives letters document by document: to those of the identity record in its order, then as the text goes. Here
they are given anew from what earlier documents gave: the same words, and the record's own facts, keep their letter. A
letter once given is never given to anybody else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from synopticon.errors import DamagedStudy
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Identity
from synopticon.interviews.merging import Span
from synopticon.interviews.replacing import NAMES, PERSONS, Replacements, lettered
from synopticon.interviews.span import Kind, Proposal, Severity
from synopticon.language.folding import fold
from synopticon.model.digests import canonical_json

_LABEL = re.compile(rf"\[({'|'.join(sorted(set(NAMES.values())))}) ([A-Z]{{1,4}})\]")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who bears which label: rows of what a label begins with ("Person"), the words so called, and its letter's number.

    It names people, so it is sealed as the transcripts are.
    """

    rows: tuple[tuple[str, str, int], ...] = field(default=(), repr=False)

    def number(self, name: str, values: Iterable[str]) -> int | None:
        """The number of a label under which any of these words are known; of several, the one given first."""
        sought = {key(value) for value in values}
        return min((number for known, words, number in self.rows if known == name and words in sought), default=None)

    def free(self, name: str) -> int:
        """The next number that nobody bears."""
        return 1 + max((number for known, _, number in self.rows if known == name), default=0)

    def knowing(self, name: str, values: Iterable[str], number: int) -> Cast:
        """The cast in which these words bear that number."""
        new = dict.fromkeys((name, words, number) for words in map(key, values) if words)
        return replace(self, rows=tuple(dict.fromkeys((*self.rows, *new))))

    def noting(self, words: str, replacement: str) -> Cast:
        """The cast after a reviewer let a replacement stand for words; only a label changes it."""
        label = _LABEL.fullmatch(replacement)
        return self.knowing(label[1], (words,), _numbered(label[2])) if label else self


def key(words: str) -> str:
    """What is the same in all spellings of the same words: letters folded, one blank between words."""
    return " ".join(fold(words).split()).strip(".,;:!?'\"“”‘’()")


def recast(
    text: str, proposals: Sequence[Proposal], identity: Identity, cast: Cast
) -> tuple[tuple[Proposal, ...], Cast]:
    """The proposals for a transcript with labels that agree with earlier documents, and the cast after them."""
    groups: dict[str, list[str]] = {}
    for label, value in _recorded(identity):
        groups.setdefault(label, []).append(value)
    for proposal in proposals:
        if _LABEL.fullmatch(proposal.replacement):
            groups.setdefault(proposal.replacement, []).append(text[proposal.start : proposal.end])
    labels: dict[str, str] = {}
    for old, values in groups.items():
        labels[old], cast = _labelled(old, values, cast)
    return tuple(replace(one, replacement=labels.get(one.replacement, one.replacement)) for one in proposals), cast


def replacement_for(kind: Kind, words: str, cast: Cast) -> tuple[str, Cast]:
    """What stands for words once a person says of what kind they are, and the cast after it."""
    span = Span(0, len(words), kind, Severity.QUASI, (), None, None)
    found = Replacements(Hearing(words, Identity())).of(span)
    return _labelled(found, (words,), cast) if _LABEL.fullmatch(found) else (found, cast)


def cast_bytes(cast: Cast) -> bytes:
    """The one byte form of a cast. It holds what must be sealed."""
    return canonical_json({"cast": 1, "rows": [list(row) for row in cast.rows]})


def cast_of(data: bytes) -> Cast:
    """The cast that was written so. Raises DamagedStudy for anything else, without quoting it."""
    try:
        value = json.loads(data)
        if value["cast"] == 1:
            return Cast(tuple((str(name), str(words), int(number)) for name, words, number in value["rows"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise DamagedStudy(
        "the sealed list of a witness's labels cannot be read",
        why="what was unsealed is no such list of this version",
        remedy="Restore the vault from a copy, or update Synopticon.",
    )


def _recorded(identity: Identity) -> list[tuple[str, str]]:
    """The labels that the engine gives to the persons of a record, with each of their names."""
    labels = Replacements(Hearing("", identity))
    return [
        (labels.of(Span(0, 0, Kind.PERSON, Severity.DIRECT, (), fact.entity, None)), fact.value)
        for fact in identity.facts
        if fact.role in PERSONS
    ]


def _labelled(old: str, values: Sequence[str], cast: Cast) -> tuple[str, Cast]:
    label = _LABEL.fullmatch(old)
    assert label is not None
    number = cast.number(label[1], values) or cast.free(label[1])
    return f"[{label[1]} {lettered(number)}]", cast.knowing(label[1], values, number)


def _numbered(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
