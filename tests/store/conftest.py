"""Three stores behind one fixture, and a PostgreSQL server that lives as long as the tests do."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.store.opening import open_store
from synopticon.store.protocols import Store

Opened = Callable[..., Store]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The socket folder of a temporary PostgreSQL server; a test that asks for it is skipped aloud without one."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs are not here: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        as_owner: list[str] = []
        if os.getuid() == 0:
            # The server refuses to run as root.
            shutil.chown(folder, "postgres", "postgres")
            as_owner = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]

        def run(*words: str) -> None:
            subprocess.run([*as_owner, *words], check=True, capture_output=True, cwd=folder)

        data = str(folder / "data")
        run(f"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        run(f"{programs}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield str(folder)
        finally:
            run(f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[], str]:
    """Makes an empty database on the server and answers its URL."""
    import psycopg

    numbers = itertools.count(1)

    def make() -> str:
        name = f"study{next(numbers)}"
        with psycopg.connect(f"host={server} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={server}"

    return make


@pytest.fixture(params=["sqlite", "memory", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path | None, str]:
    """Folder and URL of an empty store of each kind in turn."""
    if request.param == "postgresql":
        return None, request.getfixturevalue("new_database")()
    return (tmp_path, "") if request.param == "sqlite" else (None, "")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def lasting_place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path | None, str]:
    """Folder and URL of an empty store of each kind that outlasts its closing."""
    return (None, request.getfixturevalue("new_database")()) if request.param == "postgresql" else (tmp_path, "")


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens stores with a clock that goes on by a second at each look, and closes them at the end."""
    seconds = itertools.count()
    start = datetime(2024, 5, 1, 12, tzinfo=UTC)
    with ExitStack() as stack:

        def opener(folder: Path | None, url: str, **rest: float) -> Store:
            store = open_store(folder, url, clock=lambda: start + timedelta(seconds=next(seconds)), **rest)
            stack.callback(store.close)
            return store

        yield opener


@pytest.fixture
def store(place: tuple[Path | None, str], opened: Opened) -> Store:
    """An empty store of each kind in turn."""
    return opened(*place)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None
