"""A release verifies as it was written, and no change to it goes unnoticed or unnamed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from synopticon.release.manifest import fault_in_names
from synopticon.release.signing import ORDER, Signer
from synopticon.release.strict_json import pretty
from synopticon.release.verification import Answer, Verification
from synopticon.release.verifying import verify_release


def faults(release: Path, signer: Signer | None = None) -> str:
    """All faults of a release, a line each."""
    return "\n".join(verify_release(release, key=signer.public if signer else None).faults)


def resign(release: Path, signer: Signer, **changes: object) -> None:
    """Change the manifest and sign it again, as the signer alone could."""
    manifest = json.loads((release / "manifest.json").read_text("utf-8")) | changes
    data = pretty(manifest)
    (release / "manifest.json").write_bytes(data)
    (release / "manifest.json.sig").write_bytes(signer.sign(data))


def test_a_release_holds_and_the_four_answers_stand_apart_for_each_finding(release: Path, signer: Signer) -> None:
    """With the signer's key, files and quotations hold, captures and time are not checked, and nothing is a fault."""
    found = verify_release(release, key=signer.public)
    assert found.holds and found.known and found.signer == signer.public.fingerprint
    assert [finding.key for finding in found.findings] == ["F1", "F2"]
    for finding in found.findings:
        assert [check.answer for _, check in finding.checks] == [
            Answer.HOLDS,
            Answer.HOLDS,
            Answer.UNCHECKED,
            Answer.UNCHECKED,
        ]


def test_without_a_key_the_signer_is_unknown(release: Path) -> None:
    """The key inside shows only that the folder is whole, and the answer says so."""
    found: Verification = verify_release(release, key=None)
    assert found.holds and not found.known
    assert "a key inside a release proves nothing" in found.signed.sentence


def test_another_key_does_not_hold(release: Path) -> None:
    """A release signed by somebody else fails under the key that was given."""
    assert "manifest.json" in faults(release, Signer(bytes(32)))


def test_any_flipped_bit_is_found_and_its_file_named(release: Path, signer: Signer) -> None:
    """In every file, bits flipped at random places are found, with and without the key, and the file is named."""
    chance = random.Random(2)
    for path in sorted(path for path in release.rglob("*") if path.is_file()):
        name, whole = path.relative_to(release).as_posix(), path.read_bytes()
        for at in {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(6))}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
            assert name in faults(release, signer), f"{name}, byte {at}"
            assert name in faults(release), f"{name}, byte {at}, without the key"
        path.write_bytes(whole)
    assert not faults(release, signer)


def test_a_cut_or_lengthened_file_is_named(release: Path, signer: Signer) -> None:
    """A missing tail or a byte more is found in every file."""
    for path in sorted(path for path in release.rglob("*") if path.is_file()):
        name, whole = path.relative_to(release).as_posix(), path.read_bytes()
        for other in (whole[:-1], whole + b"\n", b""):
            path.write_bytes(other)
            assert name in faults(release, signer)
        path.write_bytes(whole)


def test_unlisted_missing_renamed_and_linked_files_are_named(release: Path, signer: Signer) -> None:
    """Whatever is not exactly the listed files is refused by name."""
    (release / "data" / "more.csv").write_text("x")
    (release / "hollow").mkdir()
    (release / "citations.bib").rename(release / "Citations.bib")
    shutil.copy(release / "README.txt", release.parent / "elsewhere.txt")
    (release / "README.txt").unlink()
    (release / "README.txt").symlink_to(release.parent / "elsewhere.txt")
    os.mkfifo(release / "pipe")
    text = faults(release, signer)
    for line in (
        "data/more.csv: the manifest does not list it",
        "hollow: an empty folder",
        "Citations.bib: the manifest does not list it",
        "citations.bib: it is missing",
        "README.txt: a symbolic link has no place",
        "pipe: it is neither a file nor a folder",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["../x"], "plain"), (["/etc/x"], "plain"), (["a//b"], "plain"), (["a\\b"], "plain"), (["C:x"], "plain"),
        (["a\nb"], "plain"), (["x."], "plain"), ([" x"], "plain"), (["e\u0301"], "plain"), ([""], "plain"),
        (["A.csv", "a.csv"], "one name"), (["straße", "STRASSE"], "one name"), (["Manifest.JSON"], "listed"),
    ],
)  # fmt: skip
def test_names_that_mean_different_files_on_different_machines_are_refused(names: list[str], word: str) -> None:
    """Escaping, colliding and reserved names are faults of the manifest."""
    assert word in (fault_in_names(names) or "")


def test_a_signature_has_one_form(release: Path, signer: Signer) -> None:
    """The second half plus the group's order, a longer, a shorter and a text form are refused, saying why."""
    path = release / "manifest.json.sig"
    raw = path.read_bytes()
    larger = (int.from_bytes(raw[32:], "little") + ORDER).to_bytes(32, "little")
    for other, word in (
        (raw[:32] + larger, "canonical form"),
        (raw + b"\0", "65"),
        (raw[:-1], "63"),
        (raw.hex().encode(), "128"),
        (bytes(32) + raw[32:], "does not belong"),
    ):
        path.write_bytes(other)
        assert word in faults(release, signer)


def test_a_key_that_stands_twice_is_refused(release: Path, signer: Signer) -> None:
    """A manifest that two programs could read differently is refused even under a good signature."""
    data = (release / "manifest.json").read_bytes().replace(b'"edition": 1,', b'"edition": 1, "edition": 1,')
    (release / "manifest.json").write_bytes(data)
    (release / "manifest.json.sig").write_bytes(signer.sign(data))
    assert "'edition' stands twice" in faults(release, signer)


def replace_in(release: Path, signer: Signer, name: str, old: str, new: str) -> None:
    """Change one file as the signer alone could: listed and signed again."""
    path = release / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    listed = json.loads((release / "manifest.json").read_text("utf-8"))["files"]
    for row in listed:
        if row["path"] == name:
            row |= {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": path.stat().st_size}
    resign(release, signer, files=listed)


def test_a_quotation_that_is_not_under_the_root_is_named(release: Path, signer: Signer) -> None:
    """Even the signer cannot put another quotation under the root: the quotation is named, and its findings fail."""
    replace_in(release, signer, "proofs.json", "twelve schools of Oster", "twelve schools of Oster!")
    found = verify_release(release, key=signer.public)
    assert [finding.quotations.answer for finding in found.findings] == [Answer.FAILS, Answer.HOLDS]
    assert "quotation q1 “cameras into twelve schools of Oster!”" in found.faults[0]


@pytest.mark.parametrize("name", ["index.html", "data/quotations.csv"])
def test_words_that_are_shown_and_not_proven_are_named(release: Path, signer: Signer, name: str) -> None:
    """A page or table that shows other words than those under the root fails, though all is well signed."""
    replace_in(release, signer, name, "twelve schools of Oster", "ten schools of Oster")
    found = verify_release(release, key=signer.public)
    assert found.signed.answer is Answer.HOLDS
    assert found.findings[0].quotations.answer is Answer.FAILS
    assert "q1" in found.faults[0] and name in found.faults[0]


def test_a_quotation_beside_the_proofs_is_named(release: Path, signer: Signer) -> None:
    """A page cannot smuggle in a quotation that bears no proof."""
    replace_in(release, signer, "index.html", "</article>", "<blockquote>Never said.</blockquote></article>")
    assert "index.html shows words for quotation without a name" in faults(release, signer)


def test_a_proposition_that_the_page_words_otherwise_is_named(release: Path, signer: Signer) -> None:
    """The claim that verify prints is the claim that readers see."""
    replace_in(release, signer, "proofs.json", "Cameras stand in schools", "Cameras stood in schools")
    found = verify_release(release, key=signer.public)
    assert [finding.quotations.answer for finding in found.findings] == [Answer.FAILS, Answer.HOLDS]
    assert "index.html shows words for finding F1" in found.faults[0]


def test_openssl_checks_the_signature_too(release: Path) -> None:
    """The command that README.txt gives says yes to the release and no to a changed manifest."""
    command = "openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in manifest.json -sigfile manifest.json.sig"
    assert "openssl pkeyutl -verify -pubin" in (release / "README.txt").read_text("utf-8")
    good = subprocess.run(command.split(), cwd=release, capture_output=True, check=False)
    assert good.returncode == 0, good.stderr
    (release / "manifest.json").write_bytes((release / "manifest.json").read_bytes() + b" ")
    assert subprocess.run(command.split(), cwd=release, capture_output=True, check=False).returncode != 0
