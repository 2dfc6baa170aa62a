"""The third question: does the root follow from the captures? Answered only with the evidence pack.

From the captured bytes upward: they have the committed digest, the reading's text has its commitment, the quotation
stands in it at its place, every leaf opens to a quotation or to padding, and the whole root is computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from synopticon.errors import MissingPart, SynopticonError
from synopticon.model.custody import GENESIS
from synopticon.model.extraction import Reading
from synopticon.release.commitments import Committed, commit, commit_reading
from synopticon.release.evidence import Evidence, Opened, ReadText, Standing
from synopticon.release.merkle import Tree, leaf_hash
from synopticon.release.proofs import PADDING
from synopticon.release.public_log import OBTAINING, opening, read_log
from synopticon.release.verification import Answer, Check
from synopticon.release.verifying_quotations import Claim, Proofs

Reread = Callable[[bytes, ReadText], Reading]
"""Reads captured bytes again with what is installed here. Raises SynopticonError where it cannot."""


@dataclass(frozen=True, slots=True)
class Pack:
    """An evidence pack, opened. payloads: captured bytes by SHA-256; texts: a reading's name to its text.

    log: the public custody log as exported; faults: what is wrong with the pack as a file.
    """

    evidence: Evidence
    log: bytes
    texts: Mapping[str, str]
    payloads: Mapping[str, bytes]
    faults: tuple[str, ...]


def check_pack(pack: Pack, proofs: Proofs, reread: Reread) -> dict[str, Check]:
    """The answer for each finding, by its key."""
    general = [f"evidence pack: {fault}" for fault in pack.faults]
    root_fault = _root_fault(pack.evidence, proofs)
    if root_fault:
        general.append(f"evidence pack: {root_fault}")
    try:
        days = logged_days(pack.evidence.opened, pack.log, proofs.log)
    except ValueError as error:
        general.append(f"evidence pack: {error}")
        days = {}
    reader = _Reader(pack, reread)
    faults = {name: _fault(claim, pack, reader, days) for name, claim in proofs.claims.items()}
    return {key: _check(names, proofs, general, faults, reader, days) for key, _, names in proofs.findings}


def logged_days(opened: Sequence[Opened], data: bytes, named: tuple[int, str]) -> dict[str, str]:
    """Captured bytes (SHA-256) to the first day on which the log has them.

    Raises ValueError where the log's chain does not hold, is not the one that the manifest names (length and head), or
    does not open as it is said to.
    """
    entries = read_log(data)
    if (len(entries), entries[-1].entry if entries else GENESIS) != named:
        raise ValueError("its log is not the one that the manifest names")
    days: dict[str, str] = {}
    for row in opened:
        if not 1 <= row.sequence <= len(entries):
            raise ValueError(f"it opens entry {row.sequence}, which the log does not have")
        entry = entries[row.sequence - 1]
        if entry.act != row.act.act or commit(Committed.ACT, row.salt, opening(row.act)) != entry.commitment:
            raise ValueError(f"entry {row.sequence} of the log is not what it is opened to")
        if row.act.digest and row.act.act in OBTAINING:
            days[row.act.digest] = min(entry.day, days.get(row.act.digest, entry.day))
    return days


def _period(names: tuple[str, ...], proofs: Proofs, days: Mapping[str, str]) -> str:
    found = sorted({days[proofs.claims[name].payload] for name in names})
    return f"on {found[0]}" if len(found) == 1 else f"between {found[0]} and {found[-1]}"


def _root_fault(evidence: Evidence, proofs: Proofs) -> str | None:
    if evidence.root != proofs.root:
        return "it belongs to another release"
    leaves = {index: leaf_hash(salt, PADDING) for index, salt in evidence.padding.items()}
    for claim in proofs.claims.values():
        if claim.index in leaves:
            return f"leaf {claim.index} is opened both as padding and as quotation {claim.id}"
        leaves[claim.index] = claim.leaf
    missing = [index for index in range(proofs.leaves) if index not in leaves]
    if missing or len(leaves) != proofs.leaves:
        return f"leaf {missing[0] if missing else max(leaves)} is not opened: it could hide a quotation"
    if Tree([leaves[index] for index in range(proofs.leaves)]).root != proofs.root:
        return "its leaves give another root: a leaf of the padding is not what was signed"
    return None


def _fault(claim: Claim, pack: Pack, reader: _Reader, days: Mapping[str, str]) -> str | None:
    """Why the quotation does not follow from the captured bytes in the pack."""
    standing = pack.evidence.standings.get(claim.id)
    if standing is None:
        return "the pack does not say where it stands"
    row = pack.evidence.readings[standing.reading]
    text = pack.texts.get(row.id)
    if claim.payload not in pack.payloads:
        return f"the captured bytes of its source {claim.source} are not in the pack, or were changed"
    if claim.payload not in days:
        return f"the capture of its source {claim.source} is not in the log that the manifest names"
    if text is None or row.source != claim.source:
        return "the text from which it was quoted is not in the pack"
    if commit_reading(bytes.fromhex(row.salt), row.extractor, text) != claim.reading:
        return f"the text of {row.path} is not the one that was committed to"
    if text[standing.start : standing.end] != claim.exact:
        return f"it does not stand in its source at characters {standing.start}–{standing.end}"
    return reader.fault(row, pack.payloads[claim.payload], text, standing)


class _Reader:
    """Reads each source again, once, and remembers what came of it."""

    def __init__(self, pack: Pack, reread: Reread) -> None:
        self._standings, self._reread = pack.evidence.standings, reread
        self._again: dict[str, Reading | None] = {}
        self.notes: dict[str, str] = {}

    def fault(self, row: ReadText, payload: bytes, text: str, standing: Standing) -> str | None:
        """Why the text does not follow from the bytes; None where it does, or where it cannot be tried here (noted)."""
        if row.id not in self._again:
            self._again[row.id] = self._read(row, payload)
        again = self._again[row.id]
        if again is None:
            return None
        if again.text == text:
            self.notes[row.id] = f"read again with {again.extractor}: the same text"
            return None
        if text[standing.start : standing.end] in again.text:
            self.notes[row.id] = (
                f"read again with {again.extractor}: the text differs elsewhere, the quoted words stand in it"
            )
            return None
        if again.extractor != row.extractor:
            self.notes[row.id] = f"read with {row.extractor}, which is not installed here; {again.extractor} differs"
            return None
        return f"reading its source again with {again.extractor} does not give these words"

    def _read(self, row: ReadText, payload: bytes) -> Reading | None:
        try:
            return self._reread(payload, row)
        except MissingPart as error:
            self.notes[row.id] = f"not read again here ({error.what})"
        except SynopticonError as error:
            self.notes[row.id] = f"reading it again failed here ({error.what})"
        return None

    def summary(self, names: tuple[str, ...]) -> str:
        """One sentence on how the readings behind these quotations were tried."""
        readings = dict.fromkeys(self._standings[name].reading for name in names if name in self._standings)
        counted: dict[str, int] = {}
        for reading in readings:
            note = self.notes.get(reading, "not read again")
            counted[note] = counted.get(note, 0) + 1
        return "; ".join(f"{count} {'text' if count == 1 else 'texts'} {note}" for note, count in counted.items())


def _check(
    names: tuple[str, ...],
    proofs: Proofs,
    general: list[str],
    faults: Mapping[str, str | None],
    reader: _Reader,
    days: Mapping[str, str],
) -> Check:
    own = [f"quotation {proofs.claims[name].brief}: {fault}" for name in names if (fault := faults[name])]
    if general or own:
        return Check(Answer.FAILS, "The root does not follow from the captures in the pack.", (*general, *own))
    stand = {1: "Its one quotation stands", 2: "Both quotations stand"}
    many = stand.get(len(names), f"All {len(names)} quotations stand")
    return Check(
        Answer.HOLDS,
        f"{many} in texts read from the captured bytes, and every leaf of the root opens ({reader.summary(names)}). "
        f"By the log that the manifest names, the captures were made {_period(names, proofs, days)}. "
        "That the bytes are what a server sent, nobody can prove afterwards.",
    )
