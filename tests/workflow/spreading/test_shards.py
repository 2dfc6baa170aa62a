"""Shards: whole or not there; what is damaged is named, what is not ours stays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from synopticon.errors import DamagedInput, StorageFailed
from synopticon.workflow.spreading.shards import Shards

NAME = "rows-" + "0a" * 16


def test_columns_are_read_as_they_were_written(tmp_path: Path) -> None:
    """All of them, those that are wanted, or all but some; for their owner alone."""
    shards = Shards(tmp_path)
    assert NAME not in shards
    shards.write(NAME, {"grams0": np.array([3], np.uint64), "letters": np.zeros(0, np.int64), "able": np.array([True])})
    assert NAME in shards and (tmp_path / f"{NAME}.npz").stat().st_mode & 0o077 == 0
    found = shards.read(NAME)
    assert {name: (column.dtype.name, column.tolist()) for name, column in found.items()} == {
        "grams0": ("uint64", [3]),
        "letters": ("int64", []),
        "able": ("bool", [True]),
    }
    assert list(shards.read(NAME, "able")) == ["able"] and list(shards.read(NAME, but=("grams", "able"))) == ["letters"]


@pytest.mark.parametrize("form", ["npz", "jsonl"])
def test_a_shard_that_lost_a_file_is_named(tmp_path: Path, form: str) -> None:
    """Either of the two; the shard is the one to be removed."""
    shards = Shards(tmp_path)
    shards.write_lines(NAME, [b"{}\n"])
    shards.write(NAME, {})
    (tmp_path / f"{NAME}.{form}").unlink()
    with pytest.raises(DamagedInput, match=f"{NAME}.npz"):
        shards.read(NAME)
        list(shards.lines(NAME))


def test_only_shards_are_removed(tmp_path: Path) -> None:
    """A letter that lies in the folder stays, and with it the folder."""
    folder = tmp_path / "work"
    shards = Shards(folder)
    shards.clear_leftovers()
    (folder / "abandoned.part").touch()
    (folder / "letter-1.npz").touch()
    shards.clear_leftovers()
    shards.write_lines(NAME, [])
    shards.write(NAME, {})
    shards.remove()
    assert [path.name for path in folder.iterdir()] == ["letter-1.npz"]
    (folder / "letter-1.npz").unlink()
    shards.remove()
    assert not folder.exists()


def test_what_the_disk_refuses_is_told(tmp_path: Path) -> None:
    """As everywhere."""
    (tmp_path / "work").touch()
    with pytest.raises(StorageFailed):
        Shards(tmp_path / "work").write(NAME, {})
