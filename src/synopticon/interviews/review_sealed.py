"""A review as bytes for sealing, and back: one canonical form, with its version, checked field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from synopticon.errors import DamagedStudy, NewerStudy
from synopticon.interviews.review import Act, ReviewState, Verb
from synopticon.interviews.span import Kind, Proposal, Severity
from synopticon.model.digests import canonical_json

VERSION = 1


def review_bytes(state: ReviewState) -> bytes:
    """The one byte form of a review. It holds what must be sealed."""
    value = {
        "review": VERSION,
        "text_digest": state.text_digest,
        "length": state.length,
        "proposals": [(p.start, p.end, p.kind, p.severity, p.detectors, p.replacement) for p in state.proposals],
        "acts": [_act_fields(act) for act in state.acts],
    }
    # As `canonical_json` writes it, without its search for floats: there are none, and a review is sealed at every act.
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def review_of(data: bytes) -> ReviewState:
    """The review that was written so. Raises NewerStudy, and DamagedStudy for what is no review; neither quotes it."""
    try:
        value = json.loads(data)
        version = value["review"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if version != VERSION:
        raise NewerStudy(
            "the review was written by another version of this program",
            why=f"its form is {version if isinstance(version, int) else 'unknown'}, known here is {VERSION}",
            remedy="Update Synopticon.",
        )
    try:
        state = ReviewState(
            str(value["text_digest"]),
            int(value["length"]),
            tuple(_proposal(*row) for row in value["proposals"]),
            tuple(_act(row) for row in value["acts"]),
        )
    except (ValueError, KeyError, TypeError):
        raise _damaged() from None
    if not _holds(state):
        raise _damaged()
    return state


def act_bytes(act: Act) -> bytes:
    """The one byte form of an act: what the custody log commits to, and does not hold."""
    return canonical_json(_act_fields(act))


def _act_fields(act: Act) -> dict[str, Any]:
    """The fields of an act that say something."""
    fields: dict[str, Any] = {"reviewer": act.reviewer, "verb": act.verb.value}
    if act.marks:
        fields["marks"] = list(act.marks)
    if act.spans:
        fields["spans"] = [list(span) for span in act.spans]
    if act.kind is not None:
        fields["kind"] = act.kind.value
    if act.replacement is not None:
        fields["replacement"] = act.replacement
    for name, value in (("reason", act.reason), ("bound", act.bound)):
        if value:
            fields[name] = value
    return fields


def _act(row: Mapping[str, Any]) -> Act:
    kind, replacement = row.get("kind"), row.get("replacement")
    return Act(
        str(row["reviewer"]),
        Verb(row["verb"]),
        tuple(int(mark) for mark in row.get("marks", ())),
        tuple((int(start), int(end)) for start, end in row.get("spans", ())),
        None if kind is None else Kind(kind),
        None if replacement is None else str(replacement),
        str(row.get("reason", "")),
        str(row.get("bound", "")),
    )


def _proposal(start: int, end: int, kind: str, severity: str, detectors: list[str], replacement: str) -> Proposal:
    return Proposal(int(start), int(end), Kind(kind), Severity(severity), tuple(map(str, detectors)), str(replacement))


def _holds(state: ReviewState) -> bool:
    """True where every place lies in the text and every act concerns marks and acts that there are."""
    spans = [(p.start, p.end) for p in state.proposals] + [span for act in state.acts for span in act.spans]
    marks, done, undone = len(state.proposals), 0, 0
    for act in state.acts:
        if any(not 0 <= mark < marks for mark in act.marks):
            return False
        if act.verb is Verb.COVER:
            if act.kind is None or not act.replacement:
                return False
            marks += len(act.spans)
        if act.verb is Verb.UNDO:
            done, undone = done - 1, undone + 1
        elif act.verb is Verb.REDO:
            done, undone = done + 1, undone - 1
        elif act.verb not in (Verb.AGREE, Verb.SIGN):
            done, undone = done + 1, 0
        if done < 0 or undone < 0:
            return False
    return all(0 <= start < end <= state.length for start, end in spans)


def _damaged() -> DamagedStudy:
    return DamagedStudy(
        "the sealed review cannot be read",
        why="what was unsealed is no review",
        remedy="Restore the vault from a copy; the transcript itself is not touched.",
    )
