"""Publish: weigh, pass the gate, prove, sign, and write an edition whole or not at all."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import DamagedStudy, MissingPart, UsageError
from synopticon.model.custody import Act
from synopticon.model.digests import sha256_hex
from synopticon.model.released import Released
from synopticon.release.bundle import Bundle, assemble
from synopticon.release.edition import Edition
from synopticon.release.exports.report import write_pdf
from synopticon.release.gate import admit
from synopticon.release.manifest import NAME
from synopticon.release.proofs import prove
from synopticon.workflow.custody import public_head, verify_chain
from synopticon.workflow.editing import Laid, chosen, lay
from synopticon.workflow.editions import PastEdition, editions, highest, publishing, tree_secret, write_edition
from synopticon.workflow.evidence import PackDraft
from synopticon.workflow.keys import signer
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.timestamp import stamp_files

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LAST = "publish.last"
"""The fact that names the last edition whose publishing stands in the custody log."""
SEED = 32


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did. new is False where the last edition says the same already and nothing was written.

    manifest: SHA-256 of the manifest, the one number that stands for the release. left_out: what is not in it, and why.
    warnings: what the authors should mend in their words.
    """

    folder: Path
    number: int
    new: bool
    manifest: str
    signer: str
    findings: int
    quotations: int
    sources: int
    evidence: Path | None = None
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def publish(
    study: Study,
    *,
    title: str | None = None,
    keys: Sequence[str] | None = None,
    evidence: Path | None = None,
    timestamp: bool = False,
    again: bool = False,
    progress: Progress = Silent(),
) -> Published:
    """Write the next edition to the study's releases folder, and the evidence pack to a file of its own if asked.

    keys: the findings to publish, else all that stand. again: a new edition even where nothing changed.
    Raises GateRefused, DamagedStudy (the custody chain does not hold), UsageError, StudyBusy, StorageFailed; then no
    edition and no pack has been written.
    """
    if evidence is not None and evidence.exists():
        raise UsageError("there is a file of that name already", where=str(evidence), remedy="Name another one.")
    _refuse_broken_chain(study)
    with publishing(study.folder):
        _log_unlogged(study)
        past = editions(study.folder)
        number = max(highest(study.folder), int(study.reader.fact(LAST) or 0)) + 1
        laid = lay(study, chosen(study, keys), number, title=title, progress=progress)
        progress.stage("Passing the gate")
        released = admit(laid.draft, study.settings.words("publish.rules"))
        if past and past[-1].content == released.value.content and not again:
            return _unchanged(study, past[-1], released, laid, evidence, timestamp)
        return _write(study, released, laid, past, evidence, timestamp, progress)


def _write(
    study: Study,
    released: Released[Edition],
    laid: Laid,
    past: Sequence[PastEdition],
    evidence: Path | None,
    timestamp: bool,
    progress: Progress,
) -> Published:
    progress.stage("Writing the release")
    number = released.value.number
    more, left_out = _made_outside(released)
    sign = signer(study)
    seed = study.random(SEED)
    with study.writing() as writer:
        # Kept before the release exists, so that its evidence pack can be made at any later time.
        writer.set_secret(tree_secret(number), seed)
        # Remembered before the release exists too: who withdraws must find every edition that holds their words.
        writer.note_published(number, laid.uses)
    log = public_head(study)
    bundle = assemble(
        released,
        random=stream(seed),
        signer=sign,
        previous=past[-1].manifest if past else None,
        log=log,
        more=more,
    )
    files = dict(bundle.files) | (stamp_files(study, bundle.files[NAME], sign) if timestamp else {})
    with ExitStack() as stack:
        pack = (
            stack.enter_context(PackDraft(study, evidence, laid, released, bundle.proven, log[0])) if evidence else None
        )
        folder = write_edition(study.folder, number, files)
        if pack:
            pack.keep()
    _log(study, number, bundle)
    return _published(study, released, laid, folder, bundle.digest, True, evidence, left_out)


def _unchanged(
    study: Study, last: PastEdition, released: Released[Edition], laid: Laid, evidence: Path | None, timestamp: bool
) -> Published:
    """Nothing to write, but an evidence pack for the edition that is there may still be asked for."""
    left_out = ("no time stamp was asked for, because editions are never changed: publish --again --timestamp",)
    if evidence:
        seed = study.reader.secret(tree_secret(last.number))
        if seed is None:
            raise UsageError(
                "the evidence pack of the last edition cannot be made",
                why="this study does not hold what opens its tree",
                remedy="Publish anew with --again --evidence FILE.",
            )
        with PackDraft(study, evidence, laid, released, prove(released.value, stream(seed)), last.log[0]) as pack:
            pack.keep()
    return _published(study, released, laid, last.folder, last.manifest, False, evidence, left_out if timestamp else ())


def _published(
    study: Study,
    released: Released[Edition],
    laid: Laid,
    folder: Path,
    manifest: str,
    new: bool,
    evidence: Path | None,
    left_out: tuple[str, ...],
) -> Published:
    said = released.value
    return Published(
        folder=folder,
        number=int(folder.name.rpartition("-")[2]),
        new=new,
        manifest=manifest,
        signer=signer(study).public.fingerprint,
        findings=len(said.findings),
        quotations=len(said.quotations),
        sources=len(said.sources),
        evidence=evidence,
        left_out=left_out,
        warnings=laid.warnings,
    )


def _made_outside(released: Released[Edition]) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    try:
        return {"report.pdf": write_pdf(released)}, ()
    except MissingPart as error:
        return {}, (f"report.pdf was left out: {error.sentence()}",)


def _log(study: Study, number: int, bundle: Bundle) -> None:
    with study.writing() as writer:
        writer.record(Act("publish", f"edition-{number}", bundle.digest, {"root": bundle.proven.root.hex()}))
        writer.set_fact(LAST, str(number))


def _log_unlogged(study: Study) -> None:
    """Log an edition whose publishing was interrupted between its renaming and its custody entry."""
    last = int(study.reader.fact(LAST) or 0)
    for edition in editions(study.folder):
        if edition.number > last:
            raw = (edition.folder / NAME).read_bytes()
            with study.writing() as writer:
                writer.record(
                    Act("publish", f"edition-{edition.number}", sha256_hex(raw), {"logged": "after an interruption"})
                )
                writer.set_fact(LAST, str(edition.number))


def _refuse_broken_chain(study: Study) -> None:
    report = verify_chain(study)
    if report.broken is not None:
        raise DamagedStudy(
            "the custody log does not hold, so nothing is published over it",
            where=f"entry {report.broken}",
            why=report.reason,
            remedy="Restore the study from a copy; synopticon custody verify says what is lost.",
        )


def stream(seed: bytes) -> Callable[[int], bytes]:
    """Bytes that nobody without the seed can tell from random ones, always the same: HMAC-SHA-256 in counter mode."""
    counter, rest = 0, b""

    def take(count: int) -> bytes:
        nonlocal counter, rest
        while len(rest) < count:
            rest += hmac.digest(seed, f"synopticon/tree/{counter}".encode(), "sha256")
            counter += 1
        taken, rest = rest[:count], rest[count:]
        return taken

    return take
