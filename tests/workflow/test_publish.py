"""Publishing writes an edition whole or not at all, and what it writes gives nobody away. All material is invented."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.errors import DamagedStudy, GateRefused, StorageFailed, StudyBusy, UsageError
from synopticon.model.item import ItemQuery
from synopticon.workflow.cite import cite
from synopticon.workflow.collect import collect
from synopticon.workflow.editions import editions, publishing
from synopticon.workflow.find import add_finding, bring, revise, withdraw_finding
from synopticon.workflow.judge import withdraw
from synopticon.workflow.keys import public_key
from synopticon.workflow.publish import publish
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace
from synopticon.workflow.verify import verify

WIRE = (
    "The ministry of Veldania has put cameras into twelve schools of Oster, a parent said on Monday. The pictures "
    "go to a room in the district office, where two officials look at them all day. Nobody asked the parents before."
)
OTHER = (
    "A teacher in Nord told this paper that cameras hang in her school too, and that a man from the district came to "
    "mount them. They have no power most of the day, she said, and so they see nothing at all."
)
PAGES = {"Velda Wire": ("2023-05-01", WIRE), "Oster Herald": ("2023-05-02", WIRE), "Nord Post": ("2023-05-09", OTHER)}
SECRET_NAME = "kim-the-collector"


def seeded(seed: str) -> Callable[[int], bytes]:
    """Bytes that are the same for the same seed."""
    state = hashlib.sha256(seed.encode()).digest()

    def take(count: int) -> bytes:
        nonlocal state
        out = b""
        while len(out) < count:
            state = hashlib.sha256(state).digest()
            out += state
        return out[:count]

    return take


def moment() -> datetime:
    """The day on which everything here happens."""
    return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def opened(folder: Path, seed: str = "one") -> Study:
    """The study with a clock that stands still and randomness from a seed."""
    return Study(folder, clock=moment, random=seeded(seed))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with three invented pages, of which two are copies, and one finding that cites all."""
    base = tmp_path_factory.mktemp("publish")
    pages = base / "private-folder-of-kim"
    pages.mkdir()
    for number, (outlet, (day, text)) in enumerate(PAGES.items()):
        body = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))
        (pages / f"page{number}.html").write_text(
            f'<html lang="en"><head><title>Cameras {number}</title><meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{day}"></head><body><article>{body}</article></body>'
        )
    Study.create(base / "study", title="Cameras in Veldania", notice="Veldania is invented.").close()
    protocol = base / "study" / "study.toml"
    protocol.write_text(protocol.read_text("utf-8") + f'collector = "{SECRET_NAME}"\n', "utf-8")
    with opened(base / "study") as study:
        collect(study, [str(pages)])
        trace(study)
        finding = add_finding(study, "Cameras hang in schools.", likelihood="likely", occurred="2023")
        for item in study.reader.items(ItemQuery(limit=9)).rows:
            quote = "cameras hang in her school" if item.outlet == "Nord Post" else "cameras into twelve schools"
            bring(study, finding.key, cite(study, item.id, quote=quote).id, note="a working note")
    return base / "study"


@pytest.fixture
def study(begun: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of that study."""
    shutil.copytree(begun, tmp_path / "study")
    with opened(tmp_path / "study") as study:
        yield study


def key_of(study: Study, tmp_path: Path) -> Path:
    """The study's public key as a file outside any release."""
    path = tmp_path / "key.pem"
    path.write_bytes(public_key(study).pem)
    return path


def test_a_release_counts_origins_verifies_and_is_written_once(study: Study, tmp_path: Path) -> None:
    """Three documents of which two are copies are two origins; a second publish writes nothing."""
    done = publish(study)
    found = verify(done.folder, key=key_of(study, tmp_path))
    assert found.holds and found.known and done.number == 1 and done.new
    row = (done.folder / "data" / "findings.csv").read_text("utf-8").splitlines()[1]
    assert row.startswith("F1,1,Cameras hang in schools.,2023,likely,") and ",2,3,1," in row
    before = study.reader.counts().custody
    again = publish(study)
    assert not again.new and again.manifest == done.manifest
    assert study.reader.counts().custody == before
    assert "--again --timestamp" in publish(study, timestamp=True).left_out[0]


def test_the_same_seeds_give_the_same_bytes(begun: Path, tmp_path: Path) -> None:
    """Two machines with the same clock and randomness write identical releases and evidence packs."""
    made = []
    for name in ("a", "b"):
        shutil.copytree(begun, tmp_path / name)
        with opened(tmp_path / name, "two") as study:
            publish(study, evidence=tmp_path / f"{name}.wacz")
        folder = tmp_path / name / "releases" / "edition-1"
        made.append({path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


def test_nothing_in_a_release_names_the_collector_a_folder_or_a_private_id(study: Study) -> None:
    """No file holds who collected, where, a working note, an item's own id or the time of day."""
    done = publish(study)
    private = [item.id for item in study.reader.items(ItemQuery(limit=9)).rows]
    private += [one[:12] for one in private]
    private += [SECRET_NAME, "private-folder-of-kim", "a working note", str(study.folder), "09:30"]
    private += [passage.id for item in private[:3] for passage in study.reader.passages_of(item)]
    for path in done.folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not [word for word in private if word.encode() in data], path.name
    assert "file:page0.html" in (done.folder / "data" / "sources.csv").read_text("utf-8")


def test_a_change_makes_the_next_edition_which_names_the_one_before(study: Study, tmp_path: Path) -> None:
    """A revised finding gives edition 2, whose manifest holds the digest of edition 1's; --again gives edition 3."""
    first = publish(study)
    revise(study, "F1", gaps="Who watches at night.")
    second = publish(study)
    assert second.new and second.number == 2
    manifest = json.loads((second.folder / "manifest.json").read_text("utf-8"))
    assert manifest["previous_manifest_sha256"] == first.manifest
    assert publish(study, again=True).number == 3
    assert verify(second.folder, key=key_of(study, tmp_path)).holds


def test_a_removed_edition_keeps_its_number(study: Study) -> None:
    """Two different releases never bear one number, even where the first one's folder is gone."""
    shutil.rmtree(publish(study).folder)
    assert publish(study).number == 2


def test_a_withdrawn_source_and_damaged_bytes_are_refused_and_nothing_is_written(study: Study) -> None:
    """The gate names the finding, the words and the reason, and no folder remains."""
    rows = study.reader.items(ItemQuery(limit=9)).rows
    withdraw(study, rows[0].id, "collected by mistake")
    with pytest.raises(GateRefused, match=r"finding F1.*withdrawn \(collected by mistake\)"):
        publish(study)
    assert not list((study.folder / "releases").glob("edition-*"))
    assert not list((study.folder / "releases").glob(".draft-*"))


def test_a_finding_without_evidence_is_refused(study: Study) -> None:
    """A bare proposition does not leave."""
    add_finding(study, "Cameras see at night.")
    with pytest.raises(GateRefused, match=r"finding F2: it has no evidence"):
        publish(study)
    assert publish(study, keys=["F1"]).findings == 1


def test_withdrawn_and_missing_findings_are_said(study: Study) -> None:
    """Naming a withdrawn finding, or publishing where none stands, is an error that says so."""
    withdraw_finding(study, "F1", "the parent took it back")
    with pytest.raises(UsageError, match="was withdrawn"):
        publish(study, keys=["F1"])
    with pytest.raises(UsageError, match="no finding to publish"):
        publish(study)


def test_a_full_disk_leaves_no_edition(study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a folder cannot be made durable, neither edition, draft nor evidence pack remains."""

    def full(folder: Path) -> None:
        raise StorageFailed("the disk refused", where=str(folder))

    monkeypatch.setattr("synopticon.workflow.whole_folder.sync_folder", full)
    with pytest.raises(StorageFailed):
        publish(study, evidence=tmp_path / "evidence.wacz")
    assert [path.name for path in (study.folder / "releases").iterdir() if path.name != ".lock"] == []
    assert not [path for path in tmp_path.iterdir() if path.suffix in {".wacz", ".part"}]


def test_an_edition_that_was_interrupted_before_its_log_entry_is_logged_later(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between renaming and logging loses nothing: the next publish logs the edition and writes no twin."""
    monkeypatch.setattr("synopticon.workflow.publish._log", lambda *_: None)
    done = publish(study)
    monkeypatch.undo()
    again = publish(study)
    assert not again.new and again.number == done.number
    acts = [entry.act for entry in study.reader.custody() if entry.act.act == "publish"]
    assert [(act.subject, act.digest) for act in acts] == [("edition-1", done.manifest)]


def test_two_processes_never_publish_at_once(study: Study) -> None:
    """The second one is told to wait."""
    with publishing(study.folder), pytest.raises(StudyBusy):
        publish(study)


def test_the_evidence_pack_shows_that_the_root_follows_from_the_captures(study: Study, tmp_path: Path) -> None:
    """With the pack every finding's third answer is yes; the same pack can be made later from the same study."""
    pack, later = tmp_path / "evidence.wacz", tmp_path / "later.wacz"
    done = publish(study, evidence=pack)
    found = verify(done.folder, key=key_of(study, tmp_path), pack=pack)
    assert found.holds, found.faults
    assert "2 texts" in found.findings[0].captures.sentence or "3 texts" in found.findings[0].captures.sentence
    assert "the captures were made on 2026-11-22" in found.findings[0].captures.sentence
    assert not publish(study, evidence=later).new
    assert later.read_bytes() == pack.read_bytes()
    with pytest.raises(UsageError, match="of that name already"):
        publish(study, evidence=pack)


@pytest.mark.parametrize(
    "member",
    [
        "archive/data.warc.gz",
        "synopticon/reading-r1.txt",
        "synopticon/evidence.json",
        "synopticon/public-log.jsonl",
    ],
)
def test_a_changed_evidence_pack_does_not_hold(study: Study, tmp_path: Path, member: str) -> None:
    """A byte changed in captures, readings or openings is found, even where the pack's own list is made to agree."""
    pack, forged = tmp_path / "evidence.wacz", tmp_path / "forged.wacz"
    done = publish(study, evidence=pack)
    with zipfile.ZipFile(pack) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    changed = bytearray(parts[member])
    at = parts[member].index(b'"salt": "') + 9 if member.endswith("json") else len(changed) // 2
    changed[at] = ord("0") if changed[at] != ord("0") else ord("1")
    package = parts["datapackage.json"].replace(
        hashlib.sha256(parts[member]).hexdigest().encode(), hashlib.sha256(bytes(changed)).hexdigest().encode()
    )
    seal = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    parts |= {
        member: bytes(changed),
        "datapackage.json": package,
        "datapackage-digest.json": json.dumps(seal).encode(),
    }
    with zipfile.ZipFile(forged, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    found = verify(done.folder, pack=forged)
    assert not found.holds
    assert any("evidence pack" in fault or "quotation q" in fault for fault in found.faults)


def test_another_releases_pack_does_not_hold(study: Study, tmp_path: Path) -> None:
    """The pack of edition 2 says nothing for edition 1."""
    first = publish(study)
    pack = tmp_path / "evidence.wacz"
    publish(study, again=True, evidence=pack)
    assert any("another release" in fault for fault in verify(first.folder, pack=pack).faults)


def test_nothing_is_published_over_a_broken_log(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """A custody chain that does not hold stops publishing before anything is written."""
    monkeypatch.setattr("synopticon.workflow.custody.first_break", lambda _: (2, "its digest does not follow"))
    with pytest.raises(DamagedStudy, match="entry 2"):
        publish(study)


def test_verifying_needs_neither_store_nor_network(study: Study) -> None:
    """The path of verify loads no database, no store and no channel."""
    done = publish(study)
    code = (
        "import sys; from pathlib import Path; from synopticon.workflow.verify import verify; "
        f"assert verify(Path({str(done.folder)!r})).holds; "
        "print([m for m in sys.modules if m.startswith(('synopticon.store', 'synopticon.capture', 'sqlalchemy'))])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def publish_for_ever(acknowledge: Callable[[str], object], folder: str) -> None:
    """Publish without end, acknowledging each edition's manifest."""
    with Study(Path(folder)) as study:
        acknowledge("begun")
        while True:
            acknowledge(publish(study, again=True).manifest)


def test_a_kill_at_any_moment_leaves_whole_editions_only(
    begun: Path,
    tmp_path: Path,
    killed_at_work: Callable[..., list[str]],
) -> None:
    """After each of twelve kills every folder that is called an edition verifies, and each is logged just once."""
    folder = tmp_path / "study"
    shutil.copytree(begun, folder)
    chance = random.Random(3)
    kept: list[str] = []
    for _ in range(12):
        kept += [line for line in killed_at_work(chance.random() * 0.4, publish_for_ever, folder) if line != "begun"]
    with Study(folder) as study:
        last = publish(study, again=True)
        logged = [link.act.digest for link in study.reader.custody(subject=None) if link.act.act == "publish"]
    whole = {edition.manifest: edition for edition in editions(folder)}
    assert set(kept) <= whole.keys() and last.manifest in whole
    assert sorted(filter(None, logged)) == sorted(whole)
    assert all(verify(edition.folder).holds for edition in whole.values())
    names = {path.name for path in (folder / "releases").iterdir()} - {".lock"}
    assert names == {edition.folder.name for edition in whole.values()}
