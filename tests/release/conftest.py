"""An invented edition: Veldania is no country, its outlets do not exist, and nobody said these words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from synopticon.model.released import Released
from synopticon.release.bundle import Bundle, assemble
from synopticon.release.commitments import Committed, commit_capture, commit_reading, salt_for
from synopticon.release.draft import Draft, Grounds
from synopticon.release.edition import (
    Edition,
    Ground,
    Origin,
    Picture,
    PublicFinding,
    Quotation,
    Relation,
    Source,
    Testimony,
)
from synopticon.release.gate import admit
from synopticon.release.signing import Signer

KEY = bytes(range(32))
RULES = ("quotations-verify", "findings-have-evidence")
TEXTS = {
    "herald": "The ministry has put cameras into twelve schools of Oster, a parent said on Monday.",
    "wire": "OSTER (Velda Wire) The ministry has put cameras into twelve schools of Oster.",
    "post": "部は学校にカメラを設置した。 교육부는 학교에 카메라를 설치했다.",
    "denial": '=HYPERLINK("x") <script>alert(1)</script> "There are no cameras in any school," the ministry said.',
}


def stream(seed: str) -> Callable[[int], bytes]:
    """Bytes that look random and are the same for the same seed."""
    blocks = _blocks(seed)
    return lambda count: bytes(next(blocks) for _ in range(count))


def _blocks(seed: str) -> Iterator[int]:
    number = 0
    while True:
        yield from hashlib.sha256(f"{seed}{number}".encode()).digest()
        number += 1


def source(name: str) -> Source:
    """The invented source of that name."""
    payload = TEXTS[name].encode()
    digest = hashlib.sha256(payload).hexdigest()
    salt = salt_for(KEY, Committed.CAPTURE, name)
    return Source(
        id=name,
        outlet={"wire": "Velda Wire", "herald": "Oster Herald"}.get(name),
        title=f"Cameras & schools {{{name}}}",
        address="file:denial.txt" if name == "denial" else f"https://{name}.example/cameras?a=1&b=2",
        published={"herald": "2023-05-02", "wire": "2023-05-01", "post": "2023-05~"}.get(name),
        collected="2026-11-20",
        language={"post": "ja"}.get(name, "en"),
        media_type="text/html",
        channel="web",
        authors=("A. Invented",) if name == "herald" else (),
        payload_sha256=digest,
        payload_sha1=hashlib.sha1(payload).hexdigest(),
        payload_size=len(payload),
        salt=salt.hex(),
        commitment=commit_capture(salt, digest),
    )


def quotation(number: int, name: str, exact: str) -> Quotation:
    """An invented quotation, with the commitment to the text in which it stands."""
    salt = salt_for(KEY, Committed.READING, name)
    return Quotation(f"q{number}", exact, name, commit_reading(salt, "text/1", TEXTS[name]))


def draft(**changes: str) -> Draft:
    """The invented edition before the gate. changes: another quoted text by quotation name."""
    quoted = {
        "q1": ("herald", "cameras into twelve schools of Oster"),
        "q2": ("wire", "cameras into twelve schools of Oster"),
        "q3": ("post", "카메라를 설치했다"),
        "q4": ("denial", TEXTS["denial"]),
    }
    quotations, grounds = [], {}
    for number, (name, (place, exact)) in enumerate(quoted.items(), 1):
        start = TEXTS[place].index(exact)
        quotations.append(quotation(number, place, changes.get(name, exact)))
        grounds[name] = Grounds(TEXTS[place], start, start + len(exact))
    family = Picture(
        '<svg role="img" viewBox="0 0 9 9"><title>tree</title></svg>', "3 documents · 2 independent origins"
    )
    cameras = PublicFinding(
        key="F1", revision=1, proposition="Cameras stand in schools of Oster.", occurred="../2023",
        likelihood="likely", confidence="moderate",
        sentences=("It is likely that cameras stand in schools of Oster.", "Confidence is moderate."),
        gaps="Nobody has said who watches.", reasons=("Two independent origins, one channel.",), fragility="",
        independent_origins=2, documents=3, echoes=1, by_channel=(("web", 2),),
        grounds=(Ground("q1", "supports", "told by"), Ground("q2", "supports", "unknown"),
                 Ground("q3", "supports", "unknown"), Ground("q4", "opposes", "unknown")),
        origins=(Origin("supports", "Velda Wire, 2023-05-01", "web", "2023-05-01", "f1", "wire", ("wire", "herald")),
                 Origin("supports", "post", "web", "2023-05~", "f2", "post", ("post",)),
                 Origin("opposes", "denial", "file", None, "f3", "denial", ("denial",))),
    )  # fmt: skip
    schools = PublicFinding(
        key="F2", revision=2, proposition="Twelve schools are meant.", occurred="2022", likelihood=None,
        confidence="low", sentences=("Confidence is low.",), gaps="", reasons=(), fragility="One loss ends it.",
        independent_origins=1, documents=1, echoes=0, by_channel=(("web", 1),),
        grounds=(Ground("q2", "supports", "unknown"),),
        origins=(Origin("supports", "Velda Wire, 2023-05-01", "web", "2023-05-01", "f1", "wire", ("wire",)),),
        testimony=(Testimony("supports", "saw", "quote verbatim", "=I counted <twelve> of them."),
                   Testimony("supports", "was told by", "aggregate only", "")), witnesses=2,
    )  # fmt: skip
    edition = Edition(
        study="Cameras in Veldania", question="Who watches whom?", notice="Veldania is invented.", publisher="",
        licence="", number=1, day="2026-11-22", program="synopticon test",
        findings=(cameras, schools), quotations=tuple(quotations), sources=tuple(source(name) for name in TEXTS),
        relations=(Relation("f1", "wire", "origin", None, None, None),
                   Relation("f1", "herald", "echo", "wire", "light", 912)),
        pictures={"F1": family},
    )  # fmt: skip
    return Draft(edition, grounds)


def bundle(seed: str = "one") -> Bundle:
    """The invented release."""
    return assemble(
        admit(draft(), RULES), random=stream(seed), signer=Signer(KEY), previous=None, log=(3, "0" * 64), more={}
    )


@pytest.fixture
def drafted() -> Callable[..., Draft]:
    """Makes the invented edition before the gate; q1="…" quotes something else."""
    return draft


@pytest.fixture
def bundled() -> Callable[..., Bundle]:
    """Makes the invented release from a seed."""
    return bundle


@pytest.fixture
def randomness() -> Callable[[str], Callable[[int], bytes]]:
    """Makes a source of bytes from a seed."""
    return stream


@pytest.fixture
def signer() -> Signer:
    """Who signs the invented release."""
    return Signer(KEY)


@pytest.fixture
def released() -> Released[Edition]:
    """The invented edition behind the gate."""
    return admit(draft(), RULES)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The invented release on disk."""
    folder = tmp_path / "edition-1"
    for path, data in bundle().files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
