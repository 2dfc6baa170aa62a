"""Findings: state a proposition, bring passages for and against it, revise it, withdraw it. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, Refused, UsageError
from synopticon.findings.terms import likelihood_of
from synopticon.findings.wording import Wording, publishing_text, wording_warnings
from synopticon.language.dates import edtf_bounds
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of
from synopticon.model.finding import Basis, Evidence, Finding, Likelihood, Stance
from synopticon.model.testimony import WitnessPassage
from synopticon.workflow.testimony_bring import Telling, bring_testimony, take_back_testimony
from synopticon.workflow.testimony_cite import found_passage
from synopticon.workflow.testimony_weighing import readable
from synopticon.workflow.weigh import weigh

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study

__all__ = [
    "Telling",
    "Wording",
    "add_finding",
    "bring",
    "publishing_text",
    "readable",
    "revise",
    "take_back",
    "weigh",
    "withdraw_finding",
    "wording_warnings",
]


def add_finding(
    study: Study,
    proposition: str,
    *,
    likelihood: Likelihood | str | None = None,
    gaps: str = "",
    occurred: str | None = None,
) -> Finding:
    """A new finding under the next free key (F1, F2, …). Raises UsageError for an empty proposition, a likelihood
    outside ICD 203 and an occurred that is not EDTF.
    """
    now = study.clock()
    draft = Finding("", 1, _stated(proposition), _term(likelihood), gaps.strip(), (), now, now, _when(occurred))
    with study.writing() as writer:
        # Inside the transaction nobody else can take the same key.
        finding = replace(draft, key=_next_key(study))
        _keep(writer, "find", finding)
    return finding


def revise(
    study: Study,
    key: str,
    *,
    proposition: str | None = None,
    likelihood: Likelihood | str | None = None,
    gaps: str | None = None,
    occurred: str | None = None,
) -> Finding:
    """A new revision; what is None stays, and an empty likelihood or occurred is taken away. Evidence stays."""
    with study.writing() as writer:
        before = _standing(study, key)
        after = replace(
            before,
            proposition=before.proposition if proposition is None else _stated(proposition),
            likelihood=before.likelihood if likelihood is None else _term(likelihood),
            gaps=before.gaps if gaps is None else gaps.strip(),
            occurred=before.occurred if occurred is None else _when(occurred),
        )
        if after == before:
            return before
        after = replace(after, revision=before.revision + 1, changed=study.clock())
        _keep(writer, "revise", after)
    return after


def bring(
    study: Study,
    key: str,
    passage: str,
    *,
    stance: Stance | str = Stance.SUPPORTS,
    basis: Basis | str = Basis.UNKNOWN,
    note: str = "",
    telling: Telling = Telling(),
) -> Finding:
    """Bring a passage to a finding; brought again with another stance, basis or note, the later one stands.

    telling: what else is said of a witness's passage. Raises NotFound, and Refused where the passage's document was
    withdrawn, or a witness's consent does not allow it.
    """
    found = found_passage(study, passage)
    if isinstance(found, WitnessPassage):
        return bring_testimony(study, _standing(study, key), found, _stance(stance), _basis(basis), telling, note)
    if telling != Telling():
        raise UsageError(
            "only a witness's words have a use, a teller or a paraphrase", where=f"passage {found.id[:12]}"
        )
    item = study.reader.item(found.item)
    if item.withdrawn is not None:
        raise Refused(
            "a passage of a withdrawn document cannot be brought to a finding",
            where=f"item {item.id[:12]}",
            why=f"it was withdrawn: {item.withdrawn}",
        )
    evidence = Evidence(found, _stance(stance), _basis(basis), note.strip())
    details = {"passage": found.id, "stance": evidence.stance.value, "basis": evidence.basis.value}
    with study.writing() as writer:
        finding = _standing(study, key)
        if writer.add_evidence(finding.key, evidence, study.clock()):
            writer.record(Act("bring", finding.key, found.id, details))
    return readable(study, study.reader.finding(finding.key))


def take_back(study: Study, key: str, passage: str) -> Finding:
    """Take a passage back from a finding; that it was there stays in the record."""
    found = found_passage(study, passage)
    if isinstance(found, WitnessPassage):
        return take_back_testimony(study, _standing(study, key), found)
    whole = found.id
    with study.writing() as writer:
        finding = _standing(study, key)
        if not writer.drop_evidence(finding.key, whole, study.clock()):
            raise NotFound(
                f"finding {finding.key} does not rest on that passage",
                where=whole[:12],
                remedy=f"See: synopticon finding show {finding.key}",
            )
        writer.record(Act("take-back", finding.key, whole))
    return readable(study, study.reader.finding(finding.key))


def withdraw_finding(study: Study, key: str, reason: str) -> Finding:
    """Withdraw a finding; it stays, with the reason, and is published no more."""
    if not reason.strip():
        raise UsageError("withdrawing a finding needs its reason", remedy="Say why in a few words: --reason WHY")
    with study.writing() as writer:
        before = _standing(study, key)
        after = replace(before, revision=before.revision + 1, changed=study.clock(), withdrawn=reason.strip())
        _keep(writer, "withdraw-finding", after)
    return after


def _keep(writer: Writer, act: str, finding: Finding) -> None:
    writer.put_finding(finding)
    said = [finding.proposition, finding.likelihood, finding.gaps, finding.occurred, finding.withdrawn]
    details = {"revision": str(finding.revision)}
    writer.record(Act(act, finding.key, digest_of(["finding", finding.key, finding.revision, *said]), details))


def _standing(study: Study, key: str) -> Finding:
    """A finding that may still be changed. Raises NotFound, UsageError where it was withdrawn."""
    finding = readable(study, study.reader.finding(key))
    if finding.withdrawn is not None:
        raise UsageError(f"finding {key} was withdrawn", why=finding.withdrawn, remedy="Add a new finding instead.")
    return finding


def _next_key(study: Study) -> str:
    numbers = [int(finding.key[1:]) for finding in study.reader.findings(withdrawn=True) if finding.key[1:].isdigit()]
    return f"F{max(numbers, default=0) + 1}"


def _stated(proposition: str) -> str:
    text = " ".join(proposition.split())
    if not text:
        raise UsageError("the proposition is empty", remedy="State in one sentence what is claimed.")
    return text


def _term(likelihood: Likelihood | str | None) -> Likelihood | None:
    return likelihood_of(likelihood) if likelihood else None


def _when(occurred: str | None) -> str | None:
    if not occurred:
        return None
    try:
        edtf_bounds(occurred)
    except ValueError as error:
        raise UsageError(
            f"“{occurred}” is no date that can be read", remedy="Write it as EDTF: 2024, 2024-03, 2020/2023."
        ) from error
    return occurred


def _stance(word: Stance | str) -> Stance:
    try:
        return Stance(word)
    except ValueError as error:
        raise UsageError(f"“{word}” is no stance", remedy="A passage supports or opposes a finding.") from error


def _basis(word: Basis | str) -> Basis:
    try:
        return Basis(word)
    except ValueError as error:
        known = ", ".join(f"“{basis}”" for basis in Basis)
        raise UsageError(f"“{word}” is no basis of knowledge", remedy=f"Choose one of: {known}.") from error
