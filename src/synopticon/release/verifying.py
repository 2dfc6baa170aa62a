"""Verify a release folder with nothing but its files: no network, no study, no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from synopticon.release.signing import PublicKey
from synopticon.release.verification import Answer, Check, FindingCheck, Verification
from synopticon.release.verifying_files import Files, check_files, read_small
from synopticon.release.verifying_quotations import NAME as PROOFS
from synopticon.release.verifying_quotations import Proofs, read_proofs
from synopticon.release.verifying_shown import shown_faults
from synopticon.release.verifying_time import check_time

NO_PACK = Check(
    Answer.UNCHECKED, "Not checked: whether the root follows from the captures needs the evidence pack (--pack FILE)."
)
PackCheck = Callable[[Proofs], dict[str, Check]]
"""Answers the third question for each finding, by its key."""


def verify_release(
    release: Path, *, key: PublicKey | None, pack: PackCheck | None = None, tsa_roots: bytes | None = None
) -> Verification:
    """Ask the four questions of a release folder; tsa_roots are certificates in PEM.

    Raises InputError where there is no folder at all.
    """
    files = check_files(release, key)
    when = check_time(release, files, tsa_roots)
    proofs, unreadable = _proofs(release, files)
    captures = pack(proofs) if pack and proofs else {}
    shown = shown_faults(release, proofs) if proofs else {}
    findings = [
        FindingCheck(
            finding,
            proposition,
            files.check,
            _quotations(proofs, names, shown.get(finding, [])),
            captures.get(finding, NO_PACK),
            when,
        )
        for finding, proposition, names in (proofs.findings if proofs else ())
        if proofs
    ]
    faults = list(files.check.faults) + ([unreadable] if unreadable else []) + shown.get("", []) + list(when.faults)
    for found in findings:
        faults += [*found.quotations.faults, *found.captures.faults]
    return Verification(
        study=files.manifest.study if files.manifest else "",
        notice=files.manifest.notice if files.manifest else "",
        edition=files.manifest.edition if files.manifest else None,
        signer=files.signer.fingerprint if files.signer else None,
        known=key is not None and files.signer is not None,
        signed=files.check,
        time=when,
        findings=tuple(findings),
        faults=tuple(dict.fromkeys(faults)),
    )


def _proofs(release: Path, files: Files) -> tuple[Proofs | None, str | None]:
    if files.manifest is None:
        return None, None
    data = read_small(release / PROOFS)
    if data is None:
        return None, f"{PROOFS}: it is missing or too large to be one"
    try:
        return read_proofs(data, files.manifest), None
    except ValueError as error:
        return None, f"{PROOFS}: {error}"


def _quotations(proofs: Proofs, names: tuple[str, ...], shown: Sequence[str]) -> Check:
    claims = [proofs.claims[name] for name in names]
    faults = [f"quotation {claim.brief}: {claim.fault}" for claim in claims if claim.fault]
    if faults or shown:
        return Check(Answer.FAILS, "Not all that is shown is under the release's root.", (*faults, *shown))
    many = {1: "Its one quotation is", 2: "Both quotations are"}.get(len(names), f"All {len(names)} quotations are")
    return Check(Answer.HOLDS, f"{many} under the release's root, word for word as the page shows.")
