"""What witnesses said, laid before the gate: its public form without a trace of who is who, and the private grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.language.query import Words
from synopticon.model.finding import Finding, Testified
from synopticon.model.testimony import Standing, Use
from synopticon.release.draft import Told
from synopticon.release.edition import Testimony
from synopticon.workflow.indexing import refresh_index

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class LaidTestimony:
    """grounds: for the gate. quoted_before: witness, passage and words of earlier editions' quotations. uses: passage
    and use of each, to be remembered with the edition.
    """

    grounds: tuple[Told, ...]
    quoted_before: tuple[tuple[str, str, str], ...]
    pseudonyms: frozenset[str]

    @property
    def uses(self) -> tuple[tuple[str, str], ...]:
        """The widest use of each passage."""
        order = tuple(Use)
        widest: dict[str, Use] = {}
        for told in self.grounds:
            widest[told.passage] = min(widest.get(told.passage, told.use), told.use, key=order.index)
        return tuple((passage, str(use)) for passage, use in sorted(widest.items()))


def public_testimony(finding: Finding) -> tuple[Testimony, ...]:
    """The testimony of a finding as it is published. The order tells nothing: supporting first, then by the words."""
    rows = [
        Testimony(one.stance.value, one.basis.value, one.use.value, _words(one))
        for one in finding.testimony
        if one.recanted is None
    ]
    return tuple(sorted(rows, key=lambda row: (row.stance != "supports", row.use, row.words, row.basis)))


def lay_testimony(study: Study, findings: list[Finding]) -> LaidTestimony:
    """The grounds of all testimony that these findings lean on."""
    witnesses = {witness.id: witness for witness in study.reader.witnesses()}
    grounds = []
    for finding in findings:
        for one in finding.testimony:
            text, passage = study.reader.working_text(one.passage.text), one.passage
            grounds.append(
                Told(
                    finding.key,
                    passage.id,
                    one.witness,
                    one.use,
                    witnesses[one.witness].terms,
                    text.text,
                    passage.start,
                    passage.end,
                    passage.exact,
                    text.signed if witnesses[one.witness].standing is Standing.SIGNED else (),
                    one.recanted is not None,
                    public_copies(study, passage.exact) if one.use is Use.QUOTE else 0,
                )
            )
    pseudonyms = frozenset(witness.pseudonym.casefold() for witness in witnesses.values())
    return LaidTestimony(tuple(grounds), tuple(study.reader.quoted_before()), pseudonyms)


def public_copies(study: Study, exact: str) -> int:
    """How many captured documents hold these words in this order, whatever stands between them."""
    from synopticon.store.index import Index

    if not study.reader.counts().items:
        return 0
    refresh_index(study)
    found = Index(study.folder / "index").search(Words(exact, exact=True), members=lambda _: (), limit=1)
    return found.total


def _words(one: Testified) -> str:
    return {Use.QUOTE: one.passage.exact, Use.PARAPHRASE: one.words, Use.AGGREGATE: ""}[one.use]
