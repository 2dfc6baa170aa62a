"""The rule "consent-allows": of a witness nothing leaves but what was signed, is allowed, stands, and links nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from synopticon.model.released import Withholding
from synopticon.model.testimony import Use
from synopticon.release.draft import Draft, Told
from synopticon.release.word_count import words_in

NAME = "consent-allows"
READERS = 2
TELLING = 5
"""Words from which on a quotation that stands elsewhere too leads from one to the other."""


def refusals(draft: Draft) -> Iterator[Withholding]:
    """Every piece of testimony that may not leave, by the finding that brings it."""
    day = date.fromisoformat(draft.edition.day)
    for told in draft.testimony:
        reason = fault(told, day)
        if reason:
            # Neither the words nor the pseudonym: a refusal is read aloud, and kept in terminals.
            yield Withholding(f"finding {told.finding}, a witness's passage {told.passage[:12]}", NAME, reason)
    yield from _beyond_cap(draft)
    yield from _named(draft)


def fault(told: Told, day: date) -> str | None:
    """Why this testimony may not leave on that day, or None where it may."""
    if len({reader.casefold() for reader in told.readers}) < READERS:
        return "its text was not signed by two readers"
    if told.recanted:
        return None if told.use is Use.AGGREGATE else "the witness took it back"
    if told.terms.ended(day):
        return "the witness's consent has ended"
    if not told.terms.allow(told.use, day):
        return f"the consent allows “{told.terms.use}”, and the release would “{told.use}”"
    return _quotation_fault(told) if told.use is Use.QUOTE else None


def _quotation_fault(told: Told) -> str | None:
    if told.text[told.start : told.end] != told.exact:
        return "it does not stand in the signed text at its place"
    if told.copies and words_in(told.exact) >= TELLING:
        where = "a captured document has" if told.copies == 1 else f"{told.copies} captured documents have"
        return f"{where} the same words, by which the witness could be found"
    return None


def _beyond_cap(draft: Draft) -> Iterator[Withholding]:
    """Witnesses of whom more words would be public, over all editions, than the protocol allows."""
    quoted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for witness, passage, exact in draft.quoted_before:
        quoted[witness][passage] = exact
    now = {told.witness for told in draft.testimony if told.use is Use.QUOTE}
    for told in draft.testimony:
        if told.use is Use.QUOTE:
            quoted[told.witness][told.passage] = told.exact
    for witness in sorted(now):
        count = sum(words_in(exact) for exact in quoted[witness].values())
        if count > draft.most_words:
            findings = sorted({told.finding for told in draft.testimony if told.witness == witness})
            yield Withholding(
                f"findings {', '.join(findings)}",
                NAME,
                f"{count} words of one witness would be public, and the protocol allows {draft.most_words} "
                "(publish.witness_words): who quotes much of somebody lets them be known by their speech",
            )


def _named(draft: Draft) -> Iterator[Withholding]:
    """Findings whose own words hold a pseudonym: with it, all that one witness said could be put together."""
    for finding in draft.edition.findings:
        told = " ".join(row.words for row in finding.testimony)
        said = " ".join((finding.proposition, finding.gaps, *finding.sentences, *finding.reasons, told)).casefold()
        if any(pseudonym in said for pseudonym in draft.pseudonyms):
            yield Withholding(
                f"finding {finding.key}", NAME, "its words hold a witness's pseudonym, which links what one person said"
            )
