"""A time stamp says when only as far as the reader trusts its root. The service and its certificate are invented."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.errors import InputError
from synopticon.release.der import with_sorted_certificates
from synopticon.release.manifest import STAMP, STAMP_SIGNATURE
from synopticon.release.signing import Signer
from synopticon.release.timestamps import fault_of, read_stamp, request
from synopticon.release.verification import Answer, Check
from synopticon.release.verifying_files import Files
from synopticon.release.verifying_time import check_time

pytest.importorskip("rfc3161_client", reason="needs the extra called timestamp")

FIXTURES = Path(__file__).parent / "fixtures"
MESSAGE = b"An invented statement, stamped by an invented service.\n"
NONCE = bytes.fromhex("00ffeeddccbbaa99")
ANSWER = (FIXTURES / "invented-answer.tsr").read_bytes()
ROOT = (FIXTURES / "invented-root.pem").read_bytes()


@pytest.fixture
def stamped(tmp_path: Path, signer: Signer) -> Path:
    """A folder with the recorded answer and the signer's signature over it."""
    (tmp_path / STAMP).write_bytes(ANSWER)
    (tmp_path / STAMP_SIGNATURE).write_bytes(signer.sign(ANSWER))
    return tmp_path


def asked(folder: Path, signer: Signer, roots: bytes | None, message: bytes = MESSAGE) -> Check:
    """The fourth question, asked of a manifest with these bytes."""
    return check_time(folder, Files(None, message, signer.public, Check(Answer.HOLDS, "")), roots)


def test_openssl_reads_our_request(tmp_path: Path) -> None:
    """The request that is written here says what RFC 3161 asks for."""
    (tmp_path / "q.tsq").write_bytes(request(MESSAGE, NONCE))
    command = ["openssl", "ts", "-query", "-in", tmp_path / "q.tsq", "-text"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Hash Algorithm: sha256" in text and "Certificate required: yes" in text and "FFEEDDCCBBAA99" in text
    assert hashlib.sha256(MESSAGE).hexdigest()[:8] in text.replace(" ", "").replace("-", "").lower()


def test_the_answer_tells_time_policy_nonce_and_whose_certificate() -> None:
    """What was recorded is read as it was given."""
    stamp = read_stamp(ANSWER)
    assert (stamp.time.year, stamp.policy, stamp.certificate) == (
        2026,
        "1.2.3.4.1",
        "CN=Invented Time Stamping for Tests",
    )
    assert stamp.imprint == hashlib.sha256(MESSAGE).digest() and stamp.nonce == int.from_bytes(NONCE, "big")


def test_certificates_in_any_order_are_read() -> None:
    """Services that run on OpenSSL write them unsorted, which strict readers refuse: they are read all the same."""
    unsorted = (FIXTURES / "invented-answer-unsorted.tsr").read_bytes()
    assert with_sorted_certificates(unsorted) != unsorted and with_sorted_certificates(ANSWER) == ANSWER
    assert fault_of(unsorted, MESSAGE, ROOT) is None
    assert fault_of(unsorted, b"other words", ROOT)


@given(st.binary(max_size=80), st.integers(0, len(ANSWER)))
def test_noise_is_never_changed_into_more_or_less(noise: bytes, at: int) -> None:
    """Whatever bytes come, sorting keeps their number and never raises."""
    data = ANSWER[:at] + noise + ANSWER[at + len(noise) :]
    assert sorted(with_sorted_certificates(data)) == sorted(data)


def test_it_holds_only_under_its_root_and_for_its_bytes(signer: Signer) -> None:
    """Its own root vouches for it; another message or another root does not."""
    assert fault_of(ANSWER, MESSAGE, ROOT) is None
    assert fault_of(ANSWER, b"other words", ROOT)


def test_without_roots_the_answer_is_told_and_not_believed(stamped: Path, signer: Signer) -> None:
    """The check stays open and says what is missing; with the root it holds."""
    told = asked(stamped, signer, None)
    assert told.answer is Answer.UNCHECKED and "--tsa-roots" in told.sentence and "Invented Time" in told.sentence
    assert asked(stamped, signer, ROOT).answer is Answer.HOLDS


def test_a_stamp_about_other_bytes_a_changed_one_and_half_a_one_fail_by_name(stamped: Path, signer: Signer) -> None:
    """Each names the file; every flipped byte of the answer is found by the signer's signature over it."""
    assert STAMP in asked(stamped, signer, ROOT, b"another manifest").faults[0]
    for at in range(0, len(ANSWER), 97):
        (stamped / STAMP).write_bytes(ANSWER[:at] + bytes([ANSWER[at] ^ 1]) + ANSWER[at + 1 :])
        assert STAMP in asked(stamped, signer, None).faults[0]
    (stamped / STAMP).unlink()
    assert asked(stamped, signer, None).faults == (f"{STAMP}: it is missing, though its other half is here",)


def test_roots_that_are_none_are_refused(stamped: Path, signer: Signer) -> None:
    """A file that only looks like a certificate is an error of its own, not a verdict on the stamp."""
    broken = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    with pytest.raises(InputError, match="roots for time stamps"):
        asked(stamped, signer, broken)


def test_without_the_extra_the_stamp_is_not_checked(
    stamped: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other answers stand, and this one names the command that brings the missing part."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    told = asked(stamped, signer, None)
    assert told.answer is Answer.UNCHECKED and "pip install 'synopticon[timestamp]'" in told.sentence


def test_openssl_checks_the_same_answer(tmp_path: Path) -> None:
    """The command that README.txt gives says yes."""
    (tmp_path / "manifest.json").write_bytes(MESSAGE)
    command = ["openssl", "ts", "-verify", "-data", "manifest.json", "-in", FIXTURES / "invented-answer.tsr"]
    done = subprocess.run(
        [*command, "-CAfile", FIXTURES / "invented-root.pem"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
