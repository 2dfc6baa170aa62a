"""On Dask: the bytes of one process, workers lost or not; nothing listens but for who holds the key."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from synopticon.errors import InputError, NetworkFailed, UnreadableFormat
from synopticon.workflow.progress import Silent
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.spreading import dividing, engines, families
from synopticon.workflow.spreading.asking import Spreading
from synopticon.workflow.spreading.engines import Engine, EngineRow
from synopticon.workflow.spreading.tasks import Run, Task

psutil = pytest.importorskip("psutil")
dask_cluster = pytest.importorskip("synopticon.workflow.spreading.dask_cluster", exc_type=ImportError)


def listening() -> set[tuple[str, int]]:
    """Where this process and its children listen."""
    return {
        (one.laddr.ip, one.laddr.port)
        for process in (psutil.Process(), *psutil.Process().children(recursive=True))
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    }


@pytest.fixture(scope="module")
def listened() -> set[tuple[str, int]]:
    """Where this process listened before there was a cluster."""
    return listening()


@pytest.fixture(scope="module")
def two(listened: set[tuple[str, int]]) -> Iterator[Engine]:
    """A cluster of two workers of this machine."""
    with dask_cluster.cluster(2, None) as engine:
        yield engine


@pytest.fixture
def ours(two: Engine, monkeypatch: pytest.MonkeyPatch) -> Spreading:
    """That cluster as an engine."""

    @contextmanager
    def opened(_workers: int, _scheduler: str | None) -> Iterator[Engine]:
        yield two

    monkeypatch.setattr(families, "ENGINES", (*engines.ENGINES, EngineRow("ours", "a cluster", None, opened)))
    return Spreading("ours", 2)


def test_columns_go_over_the_wire_as_arrow() -> None:
    """Of unlike lengths and kinds, none of them pickled."""
    columns = {
        "grams": np.array([1, 2**63 + 5], np.uint64),
        "owners": np.array([3], np.int32),
        "data": np.frombuffer(b"\x00\xff", np.uint8),
        "own": np.array([0.1, 1 / 3]),
        "none": np.zeros(0, np.int64),
    }
    found = dask_cluster.unpacked(dask_cluster.packed(columns))
    assert list(found) == list(columns)
    for name, column in columns.items():
        assert found[name].dtype == column.dtype and (found[name] == column).all()
    assert not dask_cluster.unpacked(dask_cluster.packed({}))


def test_a_cluster_writes_the_bytes_of_one_process(docs: Path, ours: Spreading, small: Callable[[int], None]) -> None:
    """Translations among them."""
    find_families(docs, docs.parent / "one.jsonl")
    small(25)
    find_families(docs, docs.parent / "out.jsonl", spreading=ours)
    assert (docs.parent / "out.jsonl").read_bytes() == (docs.parent / "one.jsonl").read_bytes()


def test_a_bad_row_comes_back_from_a_worker_with_its_line(docs: Path, ours: Spreading) -> None:
    """As our error, not as Dask's."""
    with docs.open("a", encoding="utf-8") as lines:
        lines.write("{not json}\n")
    with pytest.raises(UnreadableFormat, match="line 50"):
        find_families(docs, docs.parent / "out.jsonl", spreading=ours)


def test_only_loopback_listens_and_no_page(two: Engine, listened: set[tuple[str, int]]) -> None:
    """A port for the scheduler, and two for each worker and the process that watches it: all of them ask for a key."""
    now = listening() - listened
    assert {ip for ip, _ in now} == {"127.0.0.1"} and len(now) == 5


def test_a_task_that_ends_its_workers_is_named(two: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three times."""
    monkeypatch.setattr(dask_cluster, "performed", lambda *_: os._exit(9))
    task = Task("rows", {}, about="too large")
    with pytest.raises(InputError, match="too large"):
        list(two.perform(Run("docs", str(tmp_path)), [(task, task.name)]))


def test_nobody_at_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address."""
    monkeypatch.setattr(dask_cluster, "PATIENCE", 0.5)
    with pytest.raises(NetworkFailed, match=r"tcp://127\.0\.0\.1:9"), dask_cluster.cluster(1, "tcp://127.0.0.1:9"):
        pass


def test_without_dask_the_engine_names_the_extra() -> None:
    """And the command that brings it."""
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from synopticon.workflow.spreading.engines import ENGINES\n"
        "try:\n    ENGINES[1].opened(1, None)\n"
        "except Exception as error:\n    print(type(error).__name__, error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("MissingPart") and "pip install 'synopticon[cluster]'" in said


class Killing(Silent):
    """Kills a worker at the second comparison of texts."""

    def __init__(self) -> None:
        self.others = set(multiprocessing.active_children())
        self.compared = -1
        self.killed = 0

    def stage(self, what: str, total: int | None = None) -> None:
        """Notes when texts begin to be compared."""
        self.compared = 0 if what == "Comparing texts" else -1

    def advance(self, steps: int = 1) -> None:
        """Counts."""
        self.compared += self.compared >= 0
        if self.compared == 2:
            workers = [child for child in multiprocessing.active_children() if child not in self.others]
            assert len(workers) == 3
            workers[0].kill()
            self.killed += 1


@pytest.mark.corpus
def test_three_workers_one_of_them_killed_write_the_same_bytes(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real agency reports, some of them shortened and printed again by others."""
    monkeypatch.setattr(dividing, "PAIRS", 40)
    with gzip.open(shared / "data" / "state-media" / "kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for _, line in zip(range(300), lines, strict=False)]
    rows = [{"id": f"o{n}", "text": report["text"], "published": "2024-03-01"} for n, report in enumerate(reports)]
    for row in random.Random(3).sample(rows, 100):
        text = row["text"][: len(row["text"]) * 3 // 4] + " Read more on our site."
        rows.append({"id": "e" + row["id"], "text": text, "published": "2024-03-02"})
    docs = tmp_path / "docs.jsonl"
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    find_families(docs, tmp_path / "one.jsonl")
    killing = Killing()
    find_families(docs, tmp_path / "out.jsonl", spreading=Spreading("dask", 3), progress=killing)
    assert killing.killed == 1
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
