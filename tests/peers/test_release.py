"""Programs of others accept what we publish: Frictionless, an RO-Crate validator, py-wacz, OpenSSL."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.peers
Run = Callable[..., "subprocess.CompletedProcess[str]"]
CRATES = Path(__file__).with_name("check_crate.py")


def test_frictionless_accepts_the_data_package(peer: Run, release: Path) -> None:
    """Every table of a release is valid under its schema."""
    done = peer("frictionless", "validate", "--json", release / "data" / "datapackage.json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["valid"] is True


def test_frictionless_sees_a_broken_table(peer: Run, release: Path, tmp_path: Path) -> None:
    """The check can fail: a row with a cell too many is refused."""
    shutil.copytree(release / "data", tmp_path / "data")
    with (tmp_path / "data" / "findings.csv").open("a", encoding="utf-8") as table:
        table.write("a,b\n")
    assert peer("frictionless", "validate", tmp_path / "data" / "datapackage.json").returncode != 0


def test_an_ro_crate_validator_accepts_the_release(peer: Run, release: Path) -> None:
    """The release meets every requirement of RO-Crate 1.2; the validator's context comes from a file."""
    done = peer("python", CRATES, release)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"passed": True, "issues": []}


def test_the_ro_crate_validator_sees_a_missing_file(peer: Run, release: Path, tmp_path: Path) -> None:
    """The check can fail: a file that the crate names and does not hold is an issue."""
    crate = tmp_path / "crate"
    shutil.copytree(release, crate)
    (crate / "index.html").unlink()
    answer = json.loads(peer("python", CRATES, crate).stdout.splitlines()[-1])
    assert answer["passed"] is False
    assert any("index.html" in issue for issue in answer["issues"])


def test_wacz_validates_the_evidence_pack(peer: Run, demo: Path) -> None:
    """`wacz validate` accepts the evidence pack."""
    done = peer("wacz", "validate", "-f", demo / "evidence.wacz")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validation succeeded" in done.stdout


def test_openssl_verifies_the_signature(demo: Path, release: Path, tmp_path: Path) -> None:
    """The command in the release's README verifies the manifest, and refuses it with one byte changed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not on this machine; on Debian: apt-get install openssl")
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", demo / "our-key.pem", "-rawin", "-in"]
    signature = ["-sigfile", release / "manifest.json.sig"]
    done = subprocess.run(
        [*command, release / "manifest.json", *signature], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    changed = bytearray((release / "manifest.json").read_bytes())
    changed[-3] ^= 1
    (tmp_path / "manifest.json").write_bytes(changed)
    refused = subprocess.run([*command, tmp_path / "manifest.json", *signature], capture_output=True, check=False)
    assert refused.returncode != 0
