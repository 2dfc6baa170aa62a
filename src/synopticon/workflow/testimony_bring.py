"""Bring what a witness said to a finding: on which basis, and what a release may do with the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, Refused, UsageError
from synopticon.model.coding import CodingQuery
from synopticon.model.finding import Basis, Finding, Stance, Testified
from synopticon.model.testimony import Use, Witness, WitnessPassage
from synopticon.workflow.testimony_cite import refuse_ended, witness_of
from synopticon.workflow.testimony_log import BROUGHT, NONCE, TAKEN_BACK, record
from synopticon.workflow.testimony_weighing import readable

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

USES = {"quote": Use.QUOTE, "paraphrase": Use.PARAPHRASE, "aggregate": Use.AGGREGATE}
"""What can be asked for, by one word."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How testimony is brought.

    use: a word of USES; None counts the witness and publishes no word. told_by: a label for who told the witness, or
    that witness's pseudonym. words: the paraphrase.
    """

    use: str | None = None
    told_by: str = ""
    words: str = ""


def bring_testimony(
    study: Study, finding: Finding, passage: WitnessPassage, stance: Stance, basis: Basis, telling: Telling, note: str
) -> Finding:
    """Bring a passage of a witness; what is not said of its basis is taken from its codings.

    Raises Refused where the consent has ended or allows less, or the words were taken back; UsageError.
    """
    witness = witness_of(study, passage)
    refuse_ended(study, witness)
    if (reason := study.reader.recanted().get(passage.id)) is not None:
        raise Refused("the witness took these words back", where=passage.id[:12], why=reason)
    use = _allowed(study, witness, telling)
    told_by = " ".join(telling.told_by.split())
    if basis is Basis.UNKNOWN:
        basis, coded = coded_basis(study, passage)
        told_by = told_by or coded
    words = " ".join(telling.words.split()) if use is Use.PARAPHRASE else ""
    brought = Testified(passage, witness.id, stance, basis, use, told_by, words, note.strip())
    key = study.reader.witness_key(witness.id)
    with study.writing() as writer:
        if writer.add_testimony(finding.key, brought, study.clock()):
            record(writer, BROUGHT, key, study.random(NONCE), finding.key, passage.id)
    return readable(study, study.reader.finding(finding.key))


def take_back_testimony(study: Study, finding: Finding, passage: WitnessPassage) -> Finding:
    """Take a witness's passage back from a finding. Raises NotFound."""
    key = study.reader.witness_key(witness_of(study, passage).id)
    with study.writing() as writer:
        if not writer.drop_testimony(finding.key, passage.id, study.clock()):
            raise NotFound(
                f"finding {finding.key} does not rest on that passage",
                where=passage.id[:12],
                remedy=f"See: synopticon finding show {finding.key}",
            )
        record(writer, TAKEN_BACK, key, study.random(NONCE), finding.key, passage.id)
    return readable(study, study.reader.finding(finding.key))


def coded_basis(study: Study, passage: WitnessPassage) -> tuple[Basis, str]:
    """How the witness knows, where all codings over the passage that say so agree, and who told it, by their memos."""
    book = study.reader.codebook()
    names = {code.id: code.name.casefold() for code in book.codes} if book else {}
    found: dict[Basis, list[str]] = {}
    for coding in study.reader.codings(CodingQuery(documents=(passage.text,))).rows:
        named = names.get(coding.code, "")
        if coding.start < passage.end and passage.start < coding.end and named in set(Basis):
            found.setdefault(Basis(named), []).append(" ".join(coding.memo.split()))
    if len(found) != 1:
        return Basis.UNKNOWN, ""
    ((basis, memos),) = found.items()
    told = sorted({memo for memo in memos if memo})
    return basis, told[0] if basis is Basis.TOLD and len(told) == 1 else ""


def _allowed(study: Study, witness: Witness, telling: Telling) -> Use:
    if telling.use is None:
        return Use.PARAPHRASE if telling.words.strip() else Use.AGGREGATE
    if telling.use not in USES:
        raise UsageError(f"“{telling.use}” is no use of testimony", remedy=f"Choose one of: {', '.join(USES)}.")
    use = USES[telling.use]
    if not witness.terms.allow(use, study.clock().date()):
        raise Refused(
            "the witness's consent is protected",
            where=witness.pseudonym,
            why=f"it allows: {witness.terms.use}; asked was: {use}",
            remedy="Bring it with a narrower use (--use paraphrase, --use aggregate), or ask the witness again.",
        )
    if use is Use.PARAPHRASE and not telling.words.strip():
        raise UsageError("a paraphrase needs its words", remedy='Add --words "what was said, in words of your own"')
    return use
