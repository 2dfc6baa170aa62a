"""Cite from what a witness said: a passage of a signed text, under a random id, while the consent lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, Refused, UsageError, VerificationFailed
from synopticon.model.passage import CONTEXT, Passage
from synopticon.model.testimony import Standing, Witness, WitnessPassage, WorkingText
from synopticon.workflow.cite import cite, span_of_quotation, verify_passage

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

PSEUDONYM = re.compile(r"[a-z]{4}-[0-9]{2}")
SALT = 32


def cite_any(
    study: Study,
    document: str,
    *,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    occurrence: int | None = None,
) -> Passage | WitnessPassage:
    """Keep a passage of a document, or of a witness where document is a pseudonym. Raises as `cite` does."""
    if PSEUDONYM.fullmatch(document):
        return cite_testimony(study, document, quote=quote, start=start, end=end, occurrence=occurrence)
    return cite(study, document, quote=quote, start=start, end=end, occurrence=occurrence)


def cite_testimony(
    study: Study,
    pseudonym: str,
    *,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    occurrence: int | None = None,
) -> WitnessPassage:
    """Keep the passage that a quotation, or the span [start, end) in code points, names in a witness's signed text.

    The same span cited twice is one passage. Raises NotFound, UsageError; Refused where nothing is signed, or the
    consent has ended.
    """
    text = signed_text_of(study, pseudonym)
    if quote is not None:
        start, end = span_of_quotation(quote, text.text, occurrence)
    if start is None or end is None:
        raise UsageError("a passage needs a quotation, or a start and an end", remedy='Add --quote "words of the text"')
    if not 0 <= start < end <= len(text.text):
        raise UsageError(f"the span {start}–{end} is not inside a text of {len(text.text)} characters", where=pseudonym)
    passage = WitnessPassage(study.random(16).hex(), text.id, start, end, text.text[start:end])
    with study.writing() as writer:
        return writer.add_testimony_passage(passage, study.random(SALT))


def signed_text_of(study: Study, pseudonym: str) -> WorkingText:
    """A witness's signed text, while it may be used. Raises NotFound, Refused."""
    witness = study.reader.witness(pseudonym)
    refuse_ended(study, witness)
    text = next(iter(study.reader.working_texts(witness.id)), None)
    if text is None or witness.standing is not Standing.SIGNED:
        raise Refused(
            "the people in the transcript are protected until two readers have signed it",
            where=pseudonym,
            why="nothing of it is in the study yet" if text is None else "its review was opened again",
            remedy=f"Review it: synopticon interview review {pseudonym}",
        )
    return text


def refuse_ended(study: Study, witness: Witness) -> None:
    """Raises Refused where the witness's consent has ended by the clock."""
    if witness.terms.ended(study.clock().date()):
        raise Refused(
            "the witness's time limit is protected: the consent has ended",
            where=witness.pseudonym,
            why=f"its last day was {witness.terms.expires}",
            remedy=f"Ask the witness for a new one: synopticon interview terms {witness.pseudonym} --consent RECORD. "
            f"Else withdraw: synopticon interview withdraw {witness.pseudonym}",
        )


def found_passage(study: Study, beginning: str) -> Passage | WitnessPassage:
    """The passage that begins so, of a document or of a witness. Raises NotFound, and Refused for an ended consent."""
    try:
        return study.reader.passage(study.reader.whole_id("passage", beginning))
    except NotFound as missing:
        try:
            whole = study.reader.whole_id("testimony", beginning)
        except NotFound:
            raise missing from None
    passage = study.reader.testimony_passage(whole)
    refuse_ended(study, witness_of(study, passage))
    return passage


@dataclass(frozen=True, slots=True)
class Told:
    """A witness's passage with the words around it. holds: it stands in the signed text at its place."""

    passage: WitnessPassage
    pseudonym: str
    before: str
    after: str
    holds: bool


def told_by_witness(study: Study, passage: WitnessPassage) -> Told:
    """The passage between the words around it."""
    text, start, end = study.reader.working_text(passage.text).text, passage.start, passage.end
    holds = text[start:end] == passage.exact
    witness = witness_of(study, passage)
    return Told(passage, witness.pseudonym, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], holds)


def verify_any(study: Study, beginning: str) -> Passage | WitnessPassage:
    """Check a passage against the text it was cited from. Raises VerificationFailed where it does not stand there."""
    found = found_passage(study, beginning)
    if isinstance(found, Passage):
        return verify_passage(study, found.id)
    if not told_by_witness(study, found).holds:
        raise VerificationFailed("the quotation does not stand at its place", where=f"passage {found.id[:12]}")
    return found


def passages_in(study: Study, document: str) -> list[Passage] | list[WitnessPassage]:
    """The passages cut from a document, or from a witness where document is a pseudonym. Raises NotFound, Refused."""
    if not PSEUDONYM.fullmatch(document):
        return study.reader.passages_of(study.reader.whole_id("item", document))
    witness = study.reader.witness(document)
    refuse_ended(study, witness)
    return study.reader.testimony_passages(witness.id)


def witness_of(study: Study, passage: WitnessPassage) -> Witness:
    """Whose words a passage is."""
    witness = study.reader.working_text(passage.text).witness
    return next(one for one in study.reader.witnesses() if one.id == witness)
