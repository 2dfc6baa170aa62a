"""Put a release together: every file in memory, proven, listed and signed; writing it to disk is the workflow's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from synopticon.model.digests import sha256_hex
from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.exports import crate
from synopticon.release.exports.listing import EXPORTS
from synopticon.release.manifest import NAME, SIGNATURE, SIGNER, manifest_object
from synopticon.release.proofs import Proven, proofs_object, prove
from synopticon.release.signing import Signer
from synopticon.release.strict_json import pretty
from synopticon.release.verifying_quotations import NAME as PROOFS


@dataclass(frozen=True, slots=True)
class Bundle:
    """A whole release. files: path in the release to bytes, manifest and signature among them."""

    files: Mapping[str, bytes]
    proven: Proven

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest: the one number that stands for the whole release."""
        return sha256_hex(self.files[NAME])


def assemble(
    edition: Released[Edition],
    *,
    random: Callable[[int], bytes],
    signer: Signer,
    previous: str | None,
    log: tuple[int, str],
    more: Mapping[str, bytes],
) -> Bundle:
    """Write every export, prove every quotation, list and sign. The same values and random bytes give the same release.

    more: files made outside (`report.pdf`); previous, log: see manifest_object.
    """
    proven = prove(edition.value, random)
    files = {export.path: export.write(edition) for export in EXPORTS}
    files |= more
    files[PROOFS] = pretty(proofs_object(edition, proven))
    files[SIGNER] = signer.public.pem
    files[crate.NAME] = crate.write(edition, files)
    manifest = pretty(
        manifest_object(edition, files, proven=proven, signer=signer.public.fingerprint, previous=previous, log=log)
    )
    return Bundle({**files, NAME: manifest, SIGNATURE: signer.sign(manifest)}, proven)
