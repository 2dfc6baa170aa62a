"""Verify a release offline: no study, no database, no network; a key, an evidence pack and roots only if handed in."""

from __future__ import annotations

from pathlib import Path

from synopticon.errors import InputError
from synopticon.model.extraction import Reading
from synopticon.release.evidence import ReadText
from synopticon.release.signing import read_public_key
from synopticon.release.verification import Check, Verification
from synopticon.release.verifying import verify_release
from synopticon.release.verifying_pack import check_pack
from synopticon.release.verifying_quotations import Proofs

__all__ = ["Check", "Verification", "verify"]


def verify(
    release: Path, *, key: Path | None = None, pack: Path | None = None, tsa_roots: Path | None = None
) -> Verification:
    """Ask the four questions of a release. Raises InputError for a folder, key, pack or roots that cannot be read."""

    def captures(proofs: Proofs) -> dict[str, Check]:
        from synopticon.workflow.opening_pack import open_pack

        assert pack is not None
        return check_pack(open_pack(pack, (claim.payload for claim in proofs.claims.values())), proofs, _reread)

    return verify_release(
        release,
        key=read_public_key(_bytes(key, "key"), where=str(key)) if key else None,
        pack=captures if pack else None,
        tsa_roots=_roots(tsa_roots) if tsa_roots else None,
    )


def _reread(payload: bytes, row: ReadText) -> Reading:
    from synopticon.extraction.reading import read

    return read(payload, name=row.name, media_type=row.media_type, url=row.url)


def _roots(path: Path) -> bytes:
    data = _bytes(path, "file of roots")
    if b"-----BEGIN CERTIFICATE-----" not in data:
        raise InputError("the file of roots holds no certificate", where=str(path), remedy="Give certificates as PEM.")
    return data


def _bytes(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"the {what} cannot be read", where=str(path), why=error.strerror) from error
