"""The archive keeps what it acknowledged, whole, under its digest, and readable without this program."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedStudy, InputError, StorageFailed
from synopticon.store import archive as archive_file
from synopticon.store import durably, packs
from synopticon.store.archive import Archive
from synopticon.store.durably import Draft, is_leftover


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "archive")


def digest(data: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(data).hexdigest()


def files(archive: Archive) -> list[Path]:
    """Every file of the archive but the derived look-up."""
    return sorted(path for path in archive.folder.rglob("*") if path.is_file() and path.name != "lookup.db")


def test_one_blob_is_one_read_only_file_under_its_digest(archive: Archive) -> None:
    """`sha256sum` of the file is its name, and nobody may write to it."""
    name = archive.put(b"a page")
    path = archive.folder / name[:2] / name
    assert path.read_bytes() == b"a page"
    assert path.stat().st_mode & 0o222 == 0
    assert archive.has(name)
    assert not archive.has(digest(b"another page"))


def test_keeping_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    """The same bytes, put in any way, are kept once."""
    (tmp_path / "page").write_bytes(b"a page")
    name = archive.put(b"a page")
    assert archive.put(b"a page") == archive.put_file(tmp_path / "page") == name
    assert archive.put_many([b"a page", b"a row", b"a row"]) == [name, digest(b"a row"), digest(b"a row")]
    assert archive.put(b"a row") == digest(b"a row")
    assert len(files(archive)) == 2


def test_a_corpus_of_rows_is_one_pack_that_unzip_opens(archive: Archive, tmp_path: Path) -> None:
    """Members are named by their digests, the pack by its own, and each row comes back."""
    rows = [f"row {number}".encode() * 50 for number in range(500)] + [b""]
    names = archive.put_many(iter(rows))
    (pack,) = files(archive)
    assert pack.name == digest(pack.read_bytes()) + ".zip"
    assert pack.stat().st_mode & 0o222 == 0
    with zipfile.ZipFile(pack) as opened:
        assert sorted(opened.namelist()) == sorted(set(names))
        assert opened.testzip() is None
        assert opened.read(names[7]) == rows[7]
    subprocess.run([sys.executable, "-m", "zipfile", "-e", pack, tmp_path / "out"], check=True)
    assert (tmp_path / "out" / names[7]).read_bytes() == rows[7]
    assert [archive.read(name) for name in names] == rows
    assert archive.read(names[3], 4, 9) == rows[3][4:13]
    assert archive.open(names[3]).read() == rows[3]


def test_a_pack_is_closed_when_full_and_large_blobs_stand_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packs stay small enough to copy, and what can be read by range is never packed."""
    monkeypatch.setattr(packs, "FULL_MEMBERS", 4)
    large = bytes(archive_file.SMALL + 1)
    names = archive.put_many([b"%d" % number for number in range(10)] + [large])
    assert sorted(path.suffix for path in files(archive)) == ["", ".zip", ".zip", ".zip"]
    assert archive.read(names[-1], archive_file.SMALL) == b"\0"
    assert archive.read(names[9]) == b"9"
    assert sorted(archive.digests()) == sorted(names)


@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(0, 45), st.integers(0, 45) | st.none())
@settings(max_examples=40, deadline=None)
def test_any_bytes_and_any_range_come_back(
    tmp_path_factory: pytest.TempPathFactory, blobs: list[bytes], offset: int, length: int | None
) -> None:
    """What goes in by put or put_many comes out, whole or in part, as a slice would give it."""
    archive = Archive(tmp_path_factory.mktemp("archive"))
    names = [archive.put(blob) for blob in blobs[::2]] + archive.put_many(blobs[1::2])
    end = None if length is None else offset + length
    for name, blob in zip(names, blobs[::2] + blobs[1::2], strict=True):
        assert archive.read(name) == blob
        assert archive.read(name, offset, length) == blob[offset:end]
        assert archive.holds(name)


def test_the_lookup_can_be_lost_torn_or_behind(archive: Archive) -> None:
    """A look-up that is gone, torn or older than the packs is filled again from them, unasked."""
    (name,) = archive.put_many([b"first"])
    lookup = archive.folder / "lookup.db"
    archive.close()
    behind = lookup.read_bytes()
    (later,) = archive.put_many([b"second"])
    archive.close()
    for state in (b"", behind, b"torn" * 4000, behind[:5000]):
        lookup.write_bytes(state)
        again = Archive(archive.folder)
        assert (again.read(name), again.read(later)) == (b"first", b"second"), state[:10]
        again.close()
    lookup.unlink()
    assert Archive(archive.folder).has(later)


def test_a_lookup_that_points_wrong_is_made_anew(archive: Archive) -> None:
    """Where another member stands than the look-up says, the packs are read again before anything is called lost."""
    (name, _) = archive.put_many([b"first", b"second"])
    archive.packs.lookup._do(lambda file: file.execute("UPDATE blobs SET offset = offset + 1"))
    assert archive.read(name) == b"first"


def test_a_damaged_pack_hides_nothing_else_and_can_be_put_back(archive: Archive, tmp_path: Path) -> None:
    """Other packs' blobs are found beside it, and its own once it has been restored; a stranger's ZIP is ignored."""
    (lost,) = archive.put_many([b"in the damaged pack"])
    (pack,) = (archive.folder / "packs").iterdir()
    (kept,) = archive.put_many([b"in another"])
    with zipfile.ZipFile(archive.folder / "packs" / "holiday.zip", "w") as stranger:
        stranger.writestr("../../beach.jpg", b"sun")
    whole = pack.read_bytes()
    pack.chmod(0o644)
    pack.write_bytes(whole[:40])
    archive.packs.rebuild()
    assert archive.read(kept) == b"in another"
    for _ in range(2):
        with pytest.raises(DamagedStudy, match="gone"):
            archive.read(lost)
    assert archive.packs.damaged() == [pack.name]
    pack.write_bytes(whole)
    assert archive.has(lost)
    assert archive.read(lost) == b"in the damaged pack"
    assert sorted(archive.digests()) == sorted([kept, lost])


def test_a_second_archive_over_the_same_folder_sees_new_packs(archive: Archive) -> None:
    """Two processes on one study find each other's blobs."""
    other = Archive(archive.folder)
    assert other.put_many([b"mine"])
    (name,) = archive.put_many([b"yours"])
    assert other.read(name) == b"yours"


def test_what_was_changed_or_lost_is_named(archive: Archive) -> None:
    """A changed file, a changed pack and a missing blob are each refused by name."""
    alone = archive.put(b"a page")
    (packed,) = archive.put_many([b"row " * 99])
    path = archive.folder / alone[:2] / alone
    path.chmod(0o644)
    path.write_bytes(b"a rage")
    pack = next((archive.folder / "packs").iterdir())
    pack.chmod(0o644)
    data = bytearray(pack.read_bytes())
    data[30 + 64 + 3] ^= 1
    pack.write_bytes(data)
    for name in (alone, packed):
        assert not archive.holds(name)
        with pytest.raises(DamagedStudy):
            archive.read(name)
    with pytest.raises(DamagedStudy, match="gone") as caught:
        archive.read(digest(b"never kept"))
    assert caught.value.remedy


def test_a_name_that_is_no_digest_reaches_no_file(archive: Archive) -> None:
    """A path cannot be smuggled in as a blob's name."""
    for name in ("../../etc/passwd", "A" * 64, "", "0" * 63):
        with pytest.raises(DamagedStudy):
            archive.read(name)


def test_a_full_disk_leaves_nothing_behind(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses the last step, the error says so and no part of the blob remains."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "page").write_bytes(b"a page")
    monkeypatch.setattr(durably.os, "fsync", full)
    for act in (
        lambda: archive.put(b"a page"),
        lambda: archive.put_file(tmp_path / "page"),
        lambda: archive.put_many([b"a row"]),
    ):
        with pytest.raises(StorageFailed, match="No space left") as caught:
            act()
        assert "Make room" in (caught.value.remedy or "")
    assert files(archive) == []


def test_a_really_full_disk_is_reported(tmp_path: Path) -> None:
    """On a disk of one megabyte, what fits is kept, and what does not is refused without a trace."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        archive = Archive(disk / "archive")
        small = archive.put(os.urandom(1000))
        (tmp_path / "large").write_bytes(os.urandom(2_000_000))
        for act in (
            lambda: archive.put(os.urandom(2_000_000)),
            lambda: archive.put_file(tmp_path / "large"),
            lambda: archive.put_many([os.urandom(500_000) for _ in range(4)]),
        ):
            with pytest.raises(StorageFailed, match="No space left"):
                act()
        assert archive.holds(small)
        assert len(files(archive)) == 1
        archive.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_source_that_cannot_be_read_is_an_input_error(archive: Archive, tmp_path: Path) -> None:
    """A file that is gone before it is kept is named, and leaves nothing."""
    with pytest.raises(InputError, match="gone"):
        archive.put_file(tmp_path / "gone.html")
    assert files(archive) == []


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """A file in the archive's place is named with its remedy."""
    (tmp_path / "archive").write_bytes(b"")
    with pytest.raises(StorageFailed, match="archive"):
        Archive(tmp_path / "archive").put(b"x")


def test_pieces_are_kept_for_their_owner_alone_until_they_are_whole(archive: Archive) -> None:
    """What comes piece by piece lies in the archive from its first byte on, and nobody else may read the half."""
    seen: list[int] = []

    def pieces() -> Iterator[bytes]:
        yield b"first "
        seen.extend(path.stat().st_mode & 0o777 for path in archive.folder.glob("*.part"))
        yield b"second"

    assert archive.read(archive.put_chunks(pieces())) == b"first second"
    assert seen == [0o600] and not list(archive.folder.glob("*.part"))


def test_what_a_dead_process_left_is_cleared_and_a_living_one_goes_on(archive: Archive) -> None:
    """Clearing takes unfinished files without a writer, in the packs too, and leaves the others to their writers."""
    archive.put(b"x")
    archive.put_many([b"y"])
    dead = [archive.folder / "a.part", archive.packs.folder / "b.part"]
    for path in dead:
        path.write_bytes(b"half")

    def pieces() -> Iterator[bytes]:
        yield b"whole"
        archive.clear_leftovers()

    assert archive.read(archive.put_chunks(pieces())) == b"whole"
    assert not any(path.exists() for path in dead)


def test_an_unfinished_file_is_a_leftover_only_without_its_writer(tmp_path: Path) -> None:
    """A draft being written is left alone; that of a dead process may go."""
    with Draft(tmp_path) as draft:
        draft.write(b"half")
        assert not is_leftover(draft.path)
        dead = tmp_path / "dead.part"
        dead.write_bytes(b"half")
        assert is_leftover(dead)
    assert list(tmp_path.glob("*.part")) == [dead]
