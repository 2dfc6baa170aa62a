"""The study's two publishing keys, made when first needed: one signs releases, one makes commitments and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.errors import StorageFailed
from synopticon.model.custody import Act
from synopticon.release.signing import SEED, PublicKey, Signer

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

SIGNING, COMMITMENTS = "signing-key", "commitment-key"


def signer(study: Study) -> Signer:
    """The study's signing key. Raises StudyBusy, StorageFailed where it has to be made and cannot."""
    return Signer(_secret(study, SIGNING))


def public_key(study: Study) -> PublicKey:
    """The key to publish elsewhere, so that readers know whose releases these are."""
    return signer(study).public


def commitment_key(study: Study) -> bytes:
    """The key under which salts and public names are made; with it, every commitment could be guessed at."""
    return _secret(study, COMMITMENTS)


def _secret(study: Study, name: str) -> bytes:
    kept = study.reader.secret(name)
    if kept is not None:
        return kept
    made = study.random(SEED)
    try:
        return _kept(study, name, made)
    except StorageFailed as error:
        raise StorageFailed(
            "this study has no key yet, and none can be kept in it",
            where=error.where,
            why=f"{error.what}: {error.why}" if error.why else error.what,
            remedy=error.remedy,
        ) from error


def _kept(study: Study, name: str, made: bytes) -> bytes:
    with study.writing() as writer:
        # Another process may have made it since: the first one holds.
        raced = study.reader.secret(name)
        if raced is not None:
            return raced
        writer.set_secret(name, made)
        digest = Signer(made).public.fingerprint if name == SIGNING else None
        writer.record(Act("make-key", name, digest))
    return made
