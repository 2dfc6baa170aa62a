"""WACZ of every version: good ones become items, bad ones say what is wrong, hostile ones are refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.channels import wacz, warc
from synopticon.capture.obtained import Limits, Local
from synopticon.capture.payload import payload_of
from synopticon.capture.records import HTTP_RESPONSE, packed, record
from synopticon.errors import DamagedInput, HostileInput

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)


def response(n: int, *, body: bytes = b"<html><p>page</p>", kind: str = "text/html", status: int = 200) -> bytes:
    """An invented response record."""
    block = b"HTTP/1.1 %d OK\r\nContent-Type: %s\r\n\r\n" % (status, kind.encode()) + body
    return record(
        "response", block, moment=MOMENT, url=f"https://w.test/{n}", content_type=HTTP_RESPONSE, payload=body
    ).data


def package(path: Path, members: dict[str, bytes], *, deflated: bool = False, **extra: Any) -> Local:
    """A WACZ 1.1 of these members, with a list of files that is right unless told otherwise."""
    listed = [
        {"path": name, "name": name.split("/")[-1], "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
         "bytes": len(data)}
        for name, data in members.items()
    ]  # fmt: skip
    described = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed} | extra).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as archive:
        for name, data in ({"datapackage.json": described} | members).items():
            archive.writestr(name, data)
    return Local(path, path.name)


PAGES = b'{"format": "json-pages-1.0", "id": "pages"}\n{"url": "https://w.test/1", "title": "One", "ts": "2026"}\n'


@pytest.mark.parametrize("deflated", [False, True])
def test_pages_become_items_wherever_the_inner_archive_lies(tmp_path: Path, told: Any, deflated: bool) -> None:
    """Stored or compressed in the ZIP, each page's payload is found again by its place."""
    members = {"archive/a.warc.gz": response(1) + response(2, body=b"<html><p>two</p>"), "pages/pages.jsonl": PAGES}
    items = list(wacz.obtain(package(tmp_path / "x.wacz", members, deflated=deflated), told.desk()))
    assert items[0].capture.conditions["valid"] == "yes" and items[0].capture.container
    assert [payload_of(one.capture, told.blobs) for one in items[1:]] == [b"<html><p>page</p>", b"<html><p>two</p>"]
    assert items[1].capture.claims.title == "One" and items[1].capture.parent == items[0].capture.id


def test_what_is_not_a_document_stays_inside_and_is_counted(tmp_path: Path, told: Any) -> None:
    """Pictures, scripts, other states and empty answers are told by number."""
    data = response(1) + response(2, body=b"\x89PNG\r\n\x1a\n", kind="image/png") + response(3, status=404)
    data += (
        response(4, body=b"x=1", kind="text/javascript") + response(5, body=b"") + response(6, body=b"\xff\xd8\xff1")
    )
    (tmp_path / "x.warc.gz").write_bytes(data)
    items = list(warc.obtain(Local(tmp_path / "x.warc.gz", "x.warc.gz"), told.desk()))
    assert len(items) == 2
    (note,) = told.notes
    assert all(part in note for part in ("2 pictures", "1 scripts", "1 answers with status 404", "1 empty answers"))


def test_a_changed_byte_in_a_member_is_named(tmp_path: Path, told: Any) -> None:
    """The member whose hash does not hold is named, and its readable parts are kept."""
    local = package(tmp_path / "x.wacz", {"archive/a.warc.gz": response(1) * 2, "pages/pages.jsonl": PAGES})
    data = local.path.read_bytes()
    local.path.write_bytes(data.replace(b'"title": "One"', b'"title": "Two"'))
    items = list(wacz.obtain(local, told.desk()))
    assert len(items) == 3 and items[0].capture.conditions["valid"] == "no"
    assert any("pages/pages.jsonl is damaged" in note or "does not have the sha256" in note for note in told.notes)


def test_every_fault_is_a_sentence(tmp_path: Path, told: Any) -> None:
    """Missing files, unlisted files, a wrong list: each is said, nothing is lost in silence."""
    resources = [{"path": "archive/gone.warc.gz", "hash": "sha256:00"}, {"nothing": 1}]
    local = package(tmp_path / "x.wacz", {"archive/a.warc.gz": response(1)}, resources=resources)
    items = list(wacz.obtain(local, told.desk()))
    assert len(items) == 2
    text = " ".join(told.notes)
    for fault in ("gone.warc.gz is listed and is not there", "without a path", "a.warc.gz is there and is not listed"):
        assert fault in text


def test_a_signature_is_read_soberly(tmp_path: Path, told: Any) -> None:
    """Who signed, and what that does not prove; a digest that does not hold makes the archive invalid."""
    seal = {"path": "datapackage.json", "hash": "sha256:00", "signedData": {"domain": "signer.test", "hash": "x"}}
    members = {"archive/a.warc.gz": response(1), "pages/pages.jsonl": PAGES,
               "datapackage-digest.json": json.dumps(seal).encode()}  # fmt: skip
    items = list(wacz.obtain(package(tmp_path / "x.wacz", members), told.desk()))
    assert "signer.test" in items[0].capture.conditions["signature"]
    assert any("cannot prove what the server sent" in note for note in told.notes)
    assert any("does not have the digest of datapackage.json" in note for note in told.notes)


def test_hostile_and_broken_archives_are_refused(tmp_path: Path, told: Any) -> None:
    """A member that leads out of the folder, a bomb, and a ZIP without its end."""
    with pytest.raises(HostileInput):
        list(wacz.obtain(package(tmp_path / "a.wacz", {"archive/../../x.warc": b""}), told.desk()))
    with pytest.raises(HostileInput):
        list(
            wacz.obtain(
                package(tmp_path / "b.wacz", {"archive/x.warc": b"\0" * 20_000_000}, deflated=True), told.desk()
            )
        )
    (tmp_path / "c.wacz").write_bytes(b"PK\x03\x04 and nothing of use")
    with pytest.raises(DamagedInput):
        list(wacz.obtain(Local(tmp_path / "c.wacz", "c.wacz"), told.desk()))


def test_an_archive_cut_short_still_gives_its_records(tmp_path: Path, told: Any) -> None:
    """A ZIP without its list of members is no longer a WACZ, but the pages in it are found and their places hold."""
    local = package(tmp_path / "x.wacz", {"archive/a.warc.gz": response(1) + response(2), "pages/pages.jsonl": PAGES})
    local.path.write_bytes(local.path.read_bytes()[:-200])
    container, *pages = [one.capture for one in wacz.obtain(local, told.desk())]
    assert container.conditions["valid"] == "no"
    assert [payload_of(page, told.blobs) for page in pages] == [b"<html><p>page</p>"] * 2
    assert any("looked for without the list" in note for note in told.notes)


def test_a_record_that_is_a_bomb_is_passed_over(tmp_path: Path, told: Any) -> None:
    """It is named as lost, its neighbours are read."""
    bomb = record(
        "response", b"HTTP/1.1 200 OK\r\n\r\n" + b"\0" * 40_000_000, moment=MOMENT, url="https://w.test/b"
    ).data
    (tmp_path / "x.warc.gz").write_bytes(response(1) + bomb + response(2))
    desk = told.desk(limits=Limits(body=1_000_000))
    items = list(warc.obtain(Local(tmp_path / "x.warc.gz", "x.warc.gz"), desk))
    assert len(items) == 3 and any("as a bomb does" in note for note in told.notes)


def test_an_archive_packed_as_a_whole_and_cut_keeps_what_came(tmp_path: Path, told: Any) -> None:
    """What can be unpacked until the cut is read."""
    noise = random.Random(1).randbytes(200_000)
    whole = packed(
        gzip.decompress(response(1)) + gzip.decompress(response(2)) + gzip.decompress(response(3, body=noise))
    )
    (tmp_path / "x.warc.gz").write_bytes(whole[:-1000])
    items = list(warc.obtain(Local(tmp_path / "x.warc.gz", "x.warc.gz"), told.desk()))
    assert len(items) == 3 and any("breaks off" in note for note in told.notes)


def test_a_repeated_answer_leads_back_to_the_first(tmp_path: Path, told: Any) -> None:
    """A revisit has the first one's payload and its own moment; without a first one it is a failed capture."""
    body = b"<html><p>page</p>"
    digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
    later = datetime(2026, 2, 3, tzinfo=UTC)

    def revisit(name: str, stated: str) -> bytes:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        headers = {"WARC-Payload-Digest": stated}
        return record("revisit", block, moment=later, url=f"https://w.test/{name}", headers=headers).data

    data = response(1, body=body) + revisit("again", digest) + revisit("lost", "sha256:" + "0" * 64)
    (tmp_path / "x.warc.gz").write_bytes(data)
    _, first, again, lost = [one.capture for one in warc.obtain(Local(tmp_path / "x.warc.gz", "x"), told.desk())]
    assert payload_of(again, told.blobs) == body == payload_of(first, told.blobs)
    assert (again.collected, again.asked) == (later, "https://w.test/again")
    assert lost.failure is not None and lost.failure.code == "revisit-without-original"


def test_an_archive_packed_as_a_whole_is_also_kept_unpacked(tmp_path: Path, told: Any) -> None:
    """Each of its records then has a place, and the person is told."""
    whole = packed(gzip.decompress(response(1)) + gzip.decompress(response(2)))
    (tmp_path / "x.warc.gz").write_bytes(whole)
    items = list(warc.obtain(Local(tmp_path / "x.warc.gz", "x.warc.gz"), told.desk()))
    assert [payload_of(one.capture, told.blobs) for one in items[1:]] == [b"<html><p>page</p>"] * 2
    assert any("packed as a whole" in note for note in told.notes)


def test_what_is_unpacked_never_lies_outside_the_archive(
    tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine has no folder for temporary files at all, packed archives are read all the same."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    members = {"archive/a.warc.gz": response(1), "pages/pages.jsonl": PAGES}
    assert len(list(wacz.obtain(package(tmp_path / "x.wacz", members, deflated=True), told.desk()))) == 2
    (tmp_path / "y.warc.gz").write_bytes(packed(gzip.decompress(response(1)) * 2))
    assert len(list(warc.obtain(Local(tmp_path / "y.warc.gz", "y.warc.gz"), told.desk()))) == 3


def test_a_cut_archive_keeps_what_came_and_names_the_rest(tmp_path: Path, told: Any) -> None:
    """A WARC cut in the middle of a record: the pages before it are items, the loss has its offset."""
    data = response(1) + response(2)
    (tmp_path / "x.warc.gz").write_bytes(data[:-40])
    items = list(warc.obtain(Local(tmp_path / "x.warc.gz", "x.warc.gz"), told.desk()))
    assert len(items) == 2
    assert any(f"from offset {len(response(1)):,}" in note for note in told.notes)


def test_a_record_that_does_not_have_its_own_digest_is_told(tmp_path: Path, told: Any) -> None:
    """The record is kept, and that it was changed after it was written is said."""
    plain = gzip.decompress(response(1)).replace(b"page", b"cage")
    (tmp_path / "x.warc").write_bytes(plain)
    assert len(list(warc.obtain(Local(tmp_path / "x.warc", "x.warc"), told.desk()))) == 2
    assert any("does not have the digest that it states" in note for note in told.notes)


@pytest.mark.corpus
def test_the_published_examples_are_read(shared: Path, told: Any) -> None:
    """The valid examples are valid, the invalid one says why, and warcio finds the same pages."""
    from warcio.archiveiterator import ArchiveIterator

    folder = shared / "data" / "wacz"
    verdicts = {}
    for path in sorted(folder.glob("*.wacz")):
        verdicts[path.name] = next(wacz.obtain(Local(path, path.name), told.desk())).capture.conditions["valid"]
    assert verdicts == {"invalid_example_1.wacz": "no", "valid_example_1.wacz": "yes", "valid_example_2.wacz": "yes"}
    for path in sorted(folder.glob("*.warc*")):
        ours = [one.capture for one in warc.obtain(Local(path, path.name), told.desk())][1:]
        theirs = {}
        for found in ArchiveIterator(io.BytesIO(path.read_bytes())):
            if found.rec_type in ("response", "resource"):
                if "br" in (found.http_headers.get_header("Content-Encoding") or "" if found.http_headers else ""):
                    continue  # warcio 1.8 does not work with today's brotli
                theirs[found.rec_headers.get_header("WARC-Record-ID")] = found.content_stream().read()
        for capture in ours:
            payload = payload_of(capture, told.blobs)
            if capture.conditions["record type"] != "revisit":
                assert payload == theirs.get(capture.conditions["record"], payload)
