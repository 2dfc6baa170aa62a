"""Keys and signatures in the forms that other programs read, and strictly so."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from synopticon.errors import InputError
from synopticon.release.signing import ORDER, PublicKey, Signer, read_public_key

RFC8032 = Signer(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
"""RFC 8032 §7.1, test 1."""


def test_the_rfcs_own_vector_comes_out() -> None:
    """Key and signature of the empty message are those of RFC 8032."""
    assert RFC8032.public.raw.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert RFC8032.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901")
    assert RFC8032.public.fault(b"", RFC8032.sign(b"")) is None


def test_a_second_form_of_a_good_signature_is_refused() -> None:
    """S + L verifies in lax programs; here it is refused, saying that it is not canonical."""
    good = RFC8032.sign(b"words")
    twin = good[:32] + (int.from_bytes(good[32:], "little") + ORDER).to_bytes(32, "little")
    assert "canonical" in (RFC8032.public.fault(b"words", twin) or "")


def test_a_key_of_small_order_signs_nothing() -> None:
    """The neutral element as a key, under which a zero signature would verify everything, is refused."""
    assert PublicKey(b"\1" + bytes(31)).fault(b"anything", b"\1" + bytes(63))


def test_pem_and_openssh_give_the_same_key() -> None:
    """Both public forms are read, CRLF or not, and give the fingerprint that OpenSSL gives."""
    key = RFC8032.public
    ssh = base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + key.raw)
    assert read_public_key(key.pem, where="k") == key
    assert read_public_key(key.pem.replace(b"\n", b"\r\n"), where="k") == key
    assert read_public_key(b"ssh-ed25519 " + ssh + b" somebody@somewhere\n", where="k") == key


def test_the_fingerprint_is_the_one_that_openssl_gives(tmp_path: Path) -> None:
    """SHA-256 of the DER that `openssl pkey -pubin -outform DER` writes."""
    (tmp_path / "key.pem").write_bytes(RFC8032.public.pem)
    command = ["openssl", "pkey", "-pubin", "-in", tmp_path / "key.pem", "-outform", "DER"]
    der = subprocess.run(command, capture_output=True, check=True).stdout
    digest = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der, capture_output=True, check=True).stdout
    assert digest.decode().split()[0] == RFC8032.public.fingerprint


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"ssh-rsa AAAA",
        b"ssh-ed25519 AAAA",
        RFC8032.public.pem + RFC8032.public.pem,
        RFC8032.public.pem.replace(b"PUBLIC", b"PRIVATE"),
        RFC8032.public.pem.replace(b"MCow", b"MCo="),
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
    ],
)
def test_what_is_no_ed25519_key_is_refused_by_name(data: bytes) -> None:
    """Each refusal names the file and says what to give instead."""
    with pytest.raises(InputError, match=r"their\.pem.*Ed25519"):
        read_public_key(data, where="their.pem")
