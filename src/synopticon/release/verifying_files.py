"""The first question: are the files what was signed? Nothing unlisted, missing, renamed or changed by a byte."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import InputError
from synopticon.release.manifest import NAME, OUTSIDE, SIGNATURE, SIGNER, Listed, Manifest, read_manifest
from synopticon.release.signing import PublicKey, read_public_key
from synopticon.release.verification import Answer, Check

WITHDRAWN = "WITHDRAWN.json"
"""What a taken-back edition's folder holds: the edition's number, the day, and its manifest's digest."""
MOST = 64 * 1024 * 1024
"""Bytes of a manifest, a proofs file or a signature beyond which it is not read: none is ever so large."""


@dataclass(frozen=True, slots=True)
class Files:
    """What the first question found. manifest is None where it cannot be read at all.

    raw: the manifest's bytes. bearer: the key against which signatures are tried, given or found inside.
    """

    manifest: Manifest | None
    raw: bytes
    bearer: PublicKey | None
    check: Check

    @property
    def signer(self) -> PublicKey | None:
        """Whose signature holds over everything; None where something does not."""
        return self.bearer if self.check.answer is Answer.HOLDS else None


def check_files(release: Path, key: PublicKey | None) -> Files:
    """Compare the folder with its manifest, and the manifest with its signature. Raises InputError for no folder."""
    if release.is_symlink() or not release.is_dir():
        raise InputError("there is no release folder here", where=str(release))
    present, faults = _walk(release)
    if present == {WITHDRAWN}:
        raise InputError(
            "a witness whose words this edition held has withdrawn, and it was taken back",
            where=str(release),
            why=f"what remains is {WITHDRAWN}, with the digest of what it was",
            remedy="Destroy your copy of that edition as well. Later editions stand.",
        )
    raw = read_small(release / NAME) if NAME in present else None
    if raw is None:
        return Files(None, b"", key, _broken([*faults, f"{NAME}: it is missing or too large to be one"]))
    inside, key_fault = _key_inside(release, present)
    if key_fault:
        faults.append(key_fault)
    against = key or inside
    faults += _signature_faults(release, present, raw, against)
    try:
        manifest = read_manifest(raw)
    except ValueError as error:
        return Files(None, raw, against, _broken([*faults, f"{NAME}: {error}"]))
    faults += _compare(release, present, manifest)
    for bearer, label in ((key, "the key that was given"), (inside, SIGNER)):
        if bearer is not None and manifest.signer != bearer.fingerprint:
            faults.append(f"{NAME}: it names the signer {manifest.signer[:12]}…, which is not {label}")
    if faults or against is None:
        return Files(manifest, raw, against, _broken(faults))
    return Files(manifest, raw, against, Check(Answer.HOLDS, _sentence(manifest, against, known=key is not None)))


def read_small(path: Path) -> bytes | None:
    """A file's bytes, or None where it is not there or larger than any honest one."""
    try:
        return path.read_bytes() if path.stat().st_size <= MOST else None
    except OSError:
        return None


def _signature_faults(release: Path, present: set[str], raw: bytes, key: PublicKey | None) -> list[str]:
    signature = read_small(release / SIGNATURE) if SIGNATURE in present else None
    if signature is None:
        return [f"{SIGNATURE}: it is missing, so nothing says who stands behind this release"]
    fault = key.fault(raw, signature) if key else None
    return [f"{NAME} or {SIGNATURE}: {fault}"] if fault else []


def _walk(release: Path) -> tuple[set[str], list[str]]:
    """Names of all regular files below the folder, and a fault for each thing that is none."""
    present: set[str] = set()
    faults: list[str] = []
    for folder, folders, names in os.walk(release, followlinks=False):
        here = Path(folder)
        for name in sorted([*folders, *names]):
            path = here / name
            label = path.relative_to(release).as_posix()
            kind = path.lstat().st_mode
            if stat.S_ISREG(kind):
                present.add(label)
            elif stat.S_ISLNK(kind):
                faults.append(f"{label}: a symbolic link has no place in a release")
            elif not stat.S_ISDIR(kind):
                faults.append(f"{label}: it is neither a file nor a folder")
            elif not any(path.iterdir()):
                faults.append(f"{label}: an empty folder that the manifest does not list")
    return present, faults


def _compare(release: Path, present: set[str], manifest: Manifest) -> list[str]:
    listed = {row.path: row for row in manifest.files}
    faults = [f"{path}: the manifest does not list it" for path in sorted(present - listed.keys() - OUTSIDE)]
    for path, row in listed.items():
        fault = "it is missing" if path not in present else _fault_of(release / path, row)
        if fault:
            faults.append(f"{path}: {fault}")
    return faults


def _fault_of(path: Path, row: Listed) -> str | None:
    if path.stat().st_size != row.size:
        return f"it has {path.stat().st_size} bytes; {row.size} were signed"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return None if digest == row.sha256 else "its bytes are not those that were signed"


def _key_inside(release: Path, present: set[str]) -> tuple[PublicKey | None, str | None]:
    data = read_small(release / SIGNER) if SIGNER in present else None
    if data is None:
        return None, f"{SIGNER}: it is missing"
    try:
        return read_public_key(data, where=SIGNER), None
    except InputError as error:
        return None, f"{SIGNER}: {error.why}"


def _broken(faults: list[str]) -> Check:
    count = len(faults)
    sentence = f"The files are not what was signed: {count} {'fault' if count == 1 else 'faults'}."
    return Check(Answer.FAILS, sentence, tuple(faults))


def _sentence(manifest: Manifest, signer: PublicKey, *, known: bool) -> str:
    files = f"All {len(manifest.files)} files are what was signed"
    if known:
        return f"{files} by the key you gave ({signer.fingerprint[:16]}…)."
    return (
        f"{files} by the key inside the release. Whose key that is, is unknown: a key inside a release proves nothing. "
        f"Get the signer's key elsewhere and give it with --key; the one inside has the fingerprint "
        f"{signer.fingerprint}."
    )
