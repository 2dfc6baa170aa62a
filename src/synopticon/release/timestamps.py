"""RFC 3161 time stamps: ask for one, read an answer, and check it under roots that the reader trusts.

A request is written here, byte for byte, so that its nonce comes from the study's randomness. Reading an answer needs
the extra `timestamp`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from synopticon.errors import InputError, MissingPart
from synopticon.release.der import with_sorted_certificates

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

NONCE = 8
"""Bytes of nonce that a request carries."""
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
"""AlgorithmIdentifier of SHA-256 with NULL parameters (RFC 5754 §2)."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an answer says of itself; that the named service said so is another question.

    imprint: the digest that it covers. certificate: whose certificate it carries, as RFC 4514 text.
    """

    time: datetime
    policy: str
    imprint: bytes
    nonce: int | None
    certificate: str | None


def request(message: bytes, nonce: bytes) -> bytes:
    """A TimeStampReq (RFC 3161 §2.4.1) over SHA-256 of message, asking for the service's certificate."""
    number = nonce.lstrip(b"\0") or b"\0"
    if number[0] & 0x80:
        number = b"\0" + number
    imprint = _der(0x30, _SHA256 + _der(0x04, hashlib.sha256(message).digest()))
    return _der(0x30, _der(0x02, b"\1") + imprint + _der(0x02, number) + _der(0x01, b"\xff"))


def read_stamp(answer: bytes) -> Stamp:
    """Read a TimeStampResp. Raises MissingPart without the extra, ValueError for no granted, whole answer."""
    response = _decoded(answer)
    info = response.tst_info
    imprint = bytes(info.message_imprint.message)
    if len(imprint) != hashlib.sha256().digest_size:
        raise ValueError("it is not over a SHA-256 digest")
    return Stamp(info.gen_time, info.policy.dotted_string, imprint, info.nonce, _bearer(response))


def fault_of(answer: bytes, message: bytes, roots: bytes) -> str | None:
    """Why the stamp does not hold over message under these roots (PEM), or None where it does.

    Raises MissingPart without the extra, InputError where no root can be read.
    """
    require_extra()
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        trusted: list[Certificate] = x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise InputError(
            "the roots for time stamps cannot be read", why=str(error), remedy="Give certificates as PEM."
        ) from error
    try:
        VerifierBuilder(roots=trusted).build().verify_message(_decoded(answer), message)
    except (VerificationError, ValueError) as error:
        return str(error).split("ErrorStack")[0].strip(" :(") or "its signature does not hold"
    return None


def require_extra() -> None:
    """Raise MissingPart where time stamps cannot be read here: better before a service is asked than after."""
    try:
        import rfc3161_client  # noqa: F401
    except ImportError as error:
        raise MissingPart(
            "time stamps cannot be read without the extra called timestamp",
            remedy="Install it: pip install 'synopticon[timestamp]'",
        ) from error


def _decoded(answer: bytes) -> Any:
    require_extra()
    from rfc3161_client import PKIStatus, decode_timestamp_response

    response = decode_timestamp_response(with_sorted_certificates(answer))
    if PKIStatus(response.status) not in {PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS}:
        raise ValueError(f"the service refused: {response.status_string}")
    return response


def _bearer(response: Any) -> str | None:
    """Whose certificate among those carried is the signer's."""
    from cryptography import x509

    infos: Sequence[Any] = list(response.signed_data.signer_infos)
    for encoded in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(encoded)
        if any(info.serial_number == certificate.serial_number for info in infos):
            return certificate.subject.rfc4514_string()
    return None


def _der(tag: int, content: bytes) -> bytes:
    """One DER element shorter than 128 bytes, as all parts of a request are."""
    return bytes([tag, len(content)]) + content
