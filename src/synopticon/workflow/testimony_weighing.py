"""What witnesses said of a finding, ready to be weighed: who they are to the reader, and whether it counts today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from synopticon.findings.testimony import Spoken
from synopticon.model.finding import Finding, Testified
from synopticon.model.testimony import Standing, Witness

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


def spoken_for(study: Study, finding: Finding, *, without: str | None, published: bool) -> list[Spoken]:
    """The testimony of a finding. without: a witness to leave out. published: nobody is told from another."""
    if not finding.testimony:
        return []
    witnesses = {witness.id: witness for witness in study.reader.witnesses() if witness.id != without}
    tellers = {witness.pseudonym: witness.id for witness in witnesses.values()}
    today = study.clock().date()
    found = []
    for one in finding.testimony:
        witness = witnesses.get(one.witness)
        if witness is not None:
            name = "a witness" if published else f"witness {witness.pseudonym}"
            why = barred(one, witness, today, published=published)
            found.append(Spoken(one, name, why, tellers.get(one.told_by), "" if published else one.told_by))
    return found


def readable(study: Study, finding: Finding) -> Finding:
    """The finding without the words of testimony that may not be read today; that it is there stays."""
    if not finding.testimony:
        return finding
    witnesses, today = {witness.id: witness for witness in study.reader.witnesses()}, study.clock().date()
    testimony = tuple(
        one
        if one.witness in witnesses and witnesses[one.witness].usable(today)
        else replace(one, passage=replace(one.passage, exact=""), words="", note="")
        for one in finding.testimony
    )
    return replace(finding, testimony=testimony)


def barred(one: Testified, witness: Witness, today: date, *, published: bool = False) -> str:
    """Why testimony does not count, a clause; empty where it does. A release is not told the day or the reason."""
    if one.recanted is not None:
        return "it was taken back" if published else f"it was taken back ({one.recanted})"
    if witness.standing is not Standing.SIGNED:
        return "the review of the text was opened again, and it waits for two signatures"
    if witness.terms.ended(today):
        return "the consent has ended" if published else f"the consent ended with {witness.terms.expires}"
    return ""
