"""What the vault leaves on its disk tells no times, no sizes and no names, and what leaves is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from synopticon.vault.disk import MOMENT, Disk
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock
from synopticon.vault.payload import LARGE, SMALLEST, padded_size

Random = Callable[[int], bytes]


def test_no_file_or_folder_tells_when_it_was_written(
    vault: Vault, people: tuple[Identity, ...], random: Random
) -> None:
    """After every kind of change and a reading all times are one moment, and nobody but the owner may read."""
    one, two = vault.new_witness(random).id, vault.new_witness(random).id
    vault.put(one, "identity", b"an invented name")
    with unlock(vault, people[:1]) as opened:
        opened.rotate()
    vault.destroy(two, date(2024, 5, 1))
    vault.put(one, "audio", b"sound")
    with unlock(vault, people[:1]) as opened:
        assert opened.get(one, "audio") == b"sound"
    assert vault.path_of(one, "audio").stat().st_atime == MOMENT
    for path in (vault.disk.root, *vault.disk.root.rglob("*")):
        assert path.stat().st_mtime == MOMENT, path
        assert path.stat().st_mode & 0o077 == 0, path


def test_what_leaves_is_overwritten_first(tmp_path: Path) -> None:
    """Who holds the file open across its destruction reads none of its bytes."""
    path = tmp_path / "vault" / "object"
    disk = Disk(tmp_path / "vault")
    disk.write(path, b"an invented name" * 1000)
    with path.open("rb") as held:
        disk.destroy(path)
        rest = held.read()
    assert len(rest) == 16_000 and b"invented" not in rest and not path.exists()


def test_a_link_is_removed_and_not_followed(tmp_path: Path) -> None:
    """A symbolic link put into the vault destroys nothing outside it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    disk = Disk(tmp_path / "vault")
    disk.folder(tmp_path / "vault" / "witnesses")
    (tmp_path / "vault" / "witnesses" / "link").symlink_to(outside)
    disk.destroy(tmp_path / "vault" / "witnesses")
    assert (outside / "kept").read_text() == "kept" and not (tmp_path / "vault" / "witnesses").exists()


@given(st.integers(0, 1 << 31))
def test_sizes_fall_into_few_classes(size: int) -> None:
    """A padded size holds the size, below a megabyte is one of nine, and above it is at most 3% more."""
    padded = padded_size(size)
    assert padded >= size and padded_size(padded) == padded
    if size <= LARGE:
        assert padded in {SMALLEST << step for step in range(9)}
    else:
        assert padded <= size * 1.032 and padded.bit_length() - (padded & -padded).bit_length() <= 5


def test_transcripts_of_like_length_have_one_size(vault: Vault, random: Random) -> None:
    """Short objects of every length, and names of every length, are of one size but for what age strews in."""
    witness = vault.new_witness(random).id
    sizes = set()
    for length in (0, 1, 100, 3000):
        vault.put(witness, "identity", b"x" * length)
        sizes.add(vault.path_of(witness, "identity").stat().st_size)
    assert max(sizes) - min(sizes) < 600
