"""Ed25519 signatures in the forms that other programs read: raw 64-byte signatures, PEM and OpenSSH public keys.

What is signed here, OpenSSL checks too: `openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in manifest.json
-sigfile manifest.json.sig`.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

import nacl.exceptions
import nacl.signing

from synopticon.errors import InputError
from synopticon.model.digests import sha256_hex

SEED = 32
SIGNATURE = 64
ORDER = 2**252 + 27742317777372353535851937790883648493
"""The order L of the group (RFC 8032 §5.1): a signature's second half must be below it."""
SPKI = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410 §4)."""
_PEM = re.compile(r"\s*-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)-----END PUBLIC KEY-----\s*")
_SSH = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 public key: 32 bytes."""

    raw: bytes

    @property
    def pem(self) -> bytes:
        """The key as SubjectPublicKeyInfo in PEM."""
        return b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(SPKI + self.raw) + b"\n-----END PUBLIC KEY-----\n"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key's SubjectPublicKeyInfo: what `openssl pkey -pubin -outform DER | sha256sum` prints."""
        return sha256_hex(SPKI + self.raw)

    def fault(self, message: bytes, signature: bytes) -> str | None:
        """Why the signature does not hold over message, or None where it does.

        Strict: exactly 64 bytes, the second half below L, canonical points (libsodium refuses the rest).
        """
        if len(signature) != SIGNATURE:
            return f"a signature has {SIGNATURE} bytes; this one has {len(signature)}"
        if int.from_bytes(signature[32:], "little") >= ORDER:
            return "the signature is not in its one canonical form (its second half is not below the group's order)"
        try:
            nacl.signing.VerifyKey(self.raw).verify(message, signature)
        except nacl.exceptions.BadSignatureError:
            return "the signature does not belong to these bytes and this key"
        return None


@dataclass(frozen=True, slots=True)
class Signer:
    """A signing key: 32 bytes of seed that never leave the study."""

    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that may be shown."""
        return PublicKey(bytes(nacl.signing.SigningKey(self.seed).verify_key))

    def sign(self, message: bytes) -> bytes:
        """The raw signature over message; the same message always has the same one (RFC 8032)."""
        return nacl.signing.SigningKey(self.seed).sign(message).signature


def read_public_key(data: bytes, *, where: str) -> PublicKey:
    """An Ed25519 public key from PEM (SubjectPublicKeyInfo) or an OpenSSH `.pub` line. Raises InputError."""
    try:
        text = data.decode("ascii").replace("\r\n", "\n")
        raw = _from_pem(text) if "-----BEGIN" in text else _from_openssh(text)
    except (UnicodeDecodeError, binascii.Error, ValueError) as error:
        raise InputError(
            "the public key cannot be read",
            where=where,
            why=str(error),
            remedy="Give an Ed25519 public key as PEM (-----BEGIN PUBLIC KEY-----) or as an OpenSSH .pub file.",
        ) from error
    return PublicKey(raw)


def _from_pem(text: str) -> bytes:
    found = _PEM.fullmatch(text)
    if not found:
        raise ValueError("it is not one PEM block called PUBLIC KEY")
    body = found[1].replace("\n", "")
    der = base64.b64decode(body, validate=True)
    if base64.b64encode(der).decode() != body:
        raise ValueError("its base64 is not in canonical form")
    if len(der) != len(SPKI) + 32 or not der.startswith(SPKI):
        raise ValueError("it is not an Ed25519 key")
    return der[len(SPKI) :]


def _from_openssh(text: str) -> bytes:
    words = text.split()
    if len(words) < 2 or words[0] != "ssh-ed25519":
        raise ValueError("it is neither PEM nor an ssh-ed25519 line")
    blob = base64.b64decode(words[1], validate=True)
    if len(blob) != len(_SSH) + 32 or not blob.startswith(_SSH):
        raise ValueError("it is not an Ed25519 key")
    return blob[len(_SSH) :]
