"""The fourth question: when? Answered only by a time stamp, and trusted only under roots that the reader hands in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from synopticon.errors import MissingPart
from synopticon.release.manifest import STAMP, STAMP_SIGNATURE
from synopticon.release.timestamps import fault_of, read_stamp
from synopticon.release.verification import Answer, Check
from synopticon.release.verifying_files import Files, read_small

NO_STAMP = Check(Answer.UNCHECKED, "Not known: the release carries no time stamp; its own date is only its word.")


def check_time(release: Path, files: Files, roots: bytes | None) -> Check:
    """What the release's time stamp says, and how far that was checked. Raises InputError for unreadable roots."""
    answer, signature = read_small(release / STAMP), read_small(release / STAMP_SIGNATURE)
    if answer is None and signature is None:
        return NO_STAMP
    if answer is None or signature is None:
        missing = STAMP if answer is None else STAMP_SIGNATURE
        return _no(f"{missing}: it is missing, though its other half is here")
    fault = files.bearer.fault(answer, signature) if files.bearer else None
    if fault:
        return _no(f"{STAMP} or {STAMP_SIGNATURE}: {fault}")
    try:
        return _read(answer, files.raw, roots)
    except MissingPart as error:
        return Check(Answer.UNCHECKED, f"Not checked: {error.sentence()}")


def _read(answer: bytes, manifest: bytes, roots: bytes | None) -> Check:
    try:
        stamp = read_stamp(answer)
    except ValueError as error:
        return _no(f"{STAMP}: it cannot be read ({error})")
    if stamp.imprint != hashlib.sha256(manifest).digest():
        return _no(f"{STAMP}: it is about other bytes than this manifest")
    says = (
        f"{stamp.time:%Y-%m-%d %H:%M:%S} UTC, under policy {stamp.policy}, "
        f"with the certificate of {stamp.certificate or 'nobody named'}"
    )
    if roots is None:
        return Check(
            Answer.UNCHECKED,
            f"The time stamp says {says}. Whether that service signed it was not checked: give a root that you trust "
            "with --tsa-roots.",
        )
    fault = fault_of(answer, manifest, roots)
    if fault:
        return _no(f"{STAMP}: it does not hold under the roots that were given ({fault})")
    return Check(Answer.HOLDS, f"The manifest existed at {says}, which the given roots vouch for.")


def _no(fault: str) -> Check:
    return Check(Answer.FAILS, "The time stamp does not hold.", (fault,))
