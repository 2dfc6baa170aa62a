"""Values of testimony to rows and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from synopticon.model.finding import Basis, Stance, Testified
from synopticon.model.testimony import Standing, Terms, Tombstone, Turn, Use, Witness, WitnessPassage, WorkingText

Values = dict[str, Any]


def witness_row(witness: Witness, key: bytes) -> Values:
    """A row of witnesses."""
    return {
        "id": witness.id,
        "pseudonym": witness.pseudonym,
        "standing": str(witness.standing),
        "attributes": [list(pair) for pair in witness.attributes],
        "key": key,
        **terms_row(witness.terms),
    }


def terms_row(terms: Terms) -> Values:
    """The columns that say what a consent allows."""
    expires = terms.expires.isoformat() if terms.expires else None
    return {"use": str(terms.use), "sharing": int(terms.sharing), "expires": expires}


def witness_of(row: Row[Any]) -> Witness:
    """A witness from its row."""
    expires = date.fromisoformat(row.expires) if row.expires else None
    attributes = tuple((str(name), str(value)) for name, value in row.attributes)
    return Witness(
        row.id, row.pseudonym, Terms(Use(row.use), bool(row.sharing), expires), Standing(row.standing), attributes
    )


def text_row(text: WorkingText) -> Values:
    """A row of testimony_texts."""
    return {
        "id": text.id,
        "witness": text.witness,
        "version": text.version,
        "language": text.language,
        "turns": [[turn.speaker, turn.start, turn.end, turn.begins, turn.ends] for turn in text.turns],
        "first_reader": text.signed[0],
        "second_reader": text.signed[1],
        "text": text.text,
    }


def text_of(row: Row[Any]) -> WorkingText:
    """A signed text from its row."""
    turns = tuple(Turn(*turn) for turn in row.turns)
    signed = (row.first_reader, row.second_reader)
    return WorkingText(row.id, row.witness, row.version, row.language, row.text, turns, signed)


def passage_of(row: Row[Any]) -> WitnessPassage:
    """A passage from its row."""
    return WitnessPassage(row.id, row.text, row.start, row.end, row.exact)


def testified_row(key: str, brought: Testified) -> Values:
    """A row of testimony_evidence, without its times."""
    return {
        "finding": key,
        "passage": brought.passage.id,
        "stance": str(brought.stance),
        "basis": str(brought.basis),
        "use": str(brought.use),
        "told_by": brought.told_by,
        "words": brought.words,
        "note": brought.note,
    }


def testified_of(row: Row[Any]) -> Testified:
    """Testimony from a row of evidence joined with its passage, its witness and what was taken back."""
    return Testified(
        WitnessPassage(row.passage, row.text, row.start, row.end, row.exact),
        row.witness,
        Stance(row.stance),
        Basis(row.basis),
        Use(row.use),
        row.told_by,
        row.words,
        row.note,
        row.reason,
    )


def tombstone_of(row: Row[Any]) -> Tombstone:
    """A tombstone from its row: a row is written only when what it stands for is gone from the database."""
    return Tombstone(row.witness, row.pseudonym, date.fromisoformat(row.day), done=True)
