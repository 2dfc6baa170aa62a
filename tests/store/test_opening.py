"""A store that cannot be opened or written says where, why, and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from synopticon.errors import DamagedStudy, MissingPart, StorageFailed, StudyBusy, UsageError
from synopticon.model.custody import Act, first_break
from synopticon.store import opening
from synopticon.store.joblock import job_lock
from synopticon.store.opening import open_store, present
from synopticon.store.protocols import Store

Place = tuple[Path | None, str]
Opened = Callable[..., Store]


def test_a_second_writer_waits_and_is_then_told(lasting_place: Place, opened: Opened) -> None:
    """While one process writes, another reads on, waits its time to write, and is told that nothing was changed."""
    first, second = opened(*lasting_place), opened(*lasting_place, wait_seconds=0.2)
    with first.writing("ada") as writer:
        writer.record(Act("collect", "a"))
        assert second.reader().counts().custody == 0
        with pytest.raises(StudyBusy) as caught, second.writing("bo"):
            pytest.fail("two writers at once")
        assert "Wait" in (caught.value.remedy or "")
    with second.writing("bo") as writer:
        writer.record(Act("collect", "b"))
    assert [link.who for link in first.reader().custody()] == ["ada", "bo"]


def test_writers_in_many_threads_make_one_chain(store: Store) -> None:
    """However many write at once, the log stays one chain without a gap."""

    def write(name: str) -> None:
        for number in range(10):
            with store.writing(name) as writer:
                writer.record(Act("collect", f"{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain = list(store.reader().custody())
    assert len(chain) == 40
    assert first_break(chain) is None


def test_two_processes_make_one_chain(tmp_path: Path) -> None:
    """Two processes that write to one study in turns leave one chain."""
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from synopticon.model.custody import Act
        from synopticon.store.opening import open_store
        store = open_store(Path(sys.argv[1]), "")
        for number in range(25):
            with store.writing(sys.argv[2]) as writer:
                writer.record(Act("collect", str(number)))
    """)
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in ("ada", "bo")]
    assert [process.wait() for process in running] == [0, 0]
    store = open_store(tmp_path, "")
    chain = list(store.reader().custody())
    store.close()
    assert len(chain) == 50
    assert first_break(chain) is None


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """A study.db with other content is called damaged, and is left as it is."""
    (tmp_path / "study.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DamagedStudy, match=r"study\.db"):
        open_store(tmp_path, "")
    assert (tmp_path / "study.db").read_bytes() == b"not a database" * 100


@pytest.mark.parametrize(("mode", "remedy"), [(0o555, "writable"), (0o600, "")], ids=["read-only", "closed"])
def test_a_folder_that_may_not_be_written_or_entered_is_named(mode: int, remedy: str) -> None:
    """Where nobody may write, or even look, the study says so instead of failing somewhere later."""
    folder = Path(tempfile.mkdtemp())
    open_store(folder, "").close()
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from synopticon.errors import StorageFailed
        from synopticon.store.opening import open_store
        open_store(None, "").close()
        if os.getuid() == 0:
            # Root may write anywhere; all that is needed from root's folders has been loaded by now.
            os.setgid(65534); os.setuid(65534)
        try:
            with open_store(Path(sys.argv[1]), "").writing("ada") as writer:
                writer.set_fact("a", "b")
        except StorageFailed as error:
            sys.exit(0 if sys.argv[2] in error.remedy and sys.argv[1] in error.where else repr(error))
        sys.exit("it could be written")
    """)
    (folder / "study.db").chmod(0o444)
    folder.chmod(mode)
    try:
        command = [sys.executable, "-c", program, str(folder), remedy]
        answer = subprocess.run(command, capture_output=True, check=False)
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)
    assert answer.returncode == 0, answer.stderr.decode()


def test_a_disk_that_fills_up_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """On a disk of two megabytes, the transaction that does not fit is refused whole; what went before stands."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        store = open_store(tmp_path, "")
        kept = 0
        with pytest.raises(StorageFailed, match=r"study\.db") as caught:
            for number in range(10_000):
                with store.writing("ada") as writer:
                    writer.set_secret(f"s{number}", os.urandom(20_000))
                    writer.record(Act("collect", str(number)))
                kept += 1
        assert "Make room" in (caught.value.remedy or "")
        assert kept > 5
        assert store.reader().counts().custody == kept
        assert [fault for fault in store.faults() if fault] == []
        store.close()
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_url_that_is_no_store_is_refused(tmp_path: Path) -> None:
    """Only PostgreSQL is reached by URL, and the message says how to write one."""
    for url in ("mysql://a/b", "nonsense"):
        with pytest.raises(UsageError) as caught:
            open_store(tmp_path, url)
        assert "study.toml" in (caught.value.remedy or "")


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    """A database server that does not answer is storage that failed; the password stays out of the message."""
    pytest.importorskip("psycopg")
    with pytest.raises(StorageFailed, match="cannot be reached") as caught:
        open_store(None, f"postgresql://ada:hush@/study?host={tmp_path}")
    assert "hush" not in str(caught.value)


def test_postgresql_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The missing part is named with the command that brings it."""

    def absent(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(opening, "create_engine", absent)
    with pytest.raises(MissingPart, match=r"synopticon\[postgres\]"):
        open_store(None, "postgresql://localhost/study")


def test_one_job_of_a_kind_at_a_time(tmp_path: Path) -> None:
    """A second collect is told which process does the first and since when; another kind of job is free."""
    with job_lock(tmp_path, "collect", present):
        with (
            pytest.raises(StudyBusy, match=f"process {os.getpid()} since 20") as caught,
            job_lock(tmp_path, "collect", present),
        ):
            pytest.fail("two collects at once")
        assert "another collect is running" in str(caught.value)
        with job_lock(tmp_path, "trace", present):
            pass
    with job_lock(tmp_path, "collect", present):
        pass


def test_the_lock_of_a_killed_process_vanishes(tmp_path: Path) -> None:
    """After kill -9 the next job begins at once."""
    program = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from synopticon.store.joblock import job_lock
        from synopticon.store.opening import present
        with job_lock(Path(sys.argv[1]), "collect", present):
            print("held", flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StudyBusy, match=f"process {process.pid}"), job_lock(tmp_path, "collect", present):
            pytest.fail("two collects at once")
        process.kill()
    with job_lock(tmp_path, "collect", present):
        pass


def test_a_read_only_copy_can_be_read(tmp_path: Path) -> None:
    """On a disk that is read-only a study answers, nothing is made beside it, and writing is refused with a remedy."""
    store = open_store(tmp_path, "")
    with store.writing("ada") as writer:
        writer.record(Act("collect", "a"))
    store.close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    mount = ["mount", "--bind", str(tmp_path), str(tmp_path)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a read-only disk can be mounted by root alone")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(tmp_path)], check=True)
        store = open_store(tmp_path, "")
        assert store.reader().counts().custody == 1
        assert [fault for fault in store.faults() if fault] == []
        with pytest.raises(StorageFailed, match="the study is read-only") as caught, store.writing("ada") as writer:
            writer.record(Act("collect", "b"))
        assert caught.value.where == str(tmp_path)
        assert f"cp -r {tmp_path}" in (caught.value.remedy or "")
        store.close()
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
