"""What every test shares: where the real corpora are."""

from __future__ import annotations

import inspect
import json
import os
import runpy
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from synopticon.errors import MissingPart
from synopticon.kernel.building import build
from synopticon.kernel.library import find_kernel

# No test is one of speed: on a busy machine an example may take long.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).parents[1]

Killed = Callable[..., list[str]]


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name bytes by their length: their content reads badly, and a packed file differs from second to second."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real corpora; a test that asks for it is skipped aloud where it is absent."""
    folder = Path(os.environ.get("SYNOPTICON_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"the corpora are not at {folder}; set SYNOPTICON_SHARED")
    return folder


@pytest.fixture(scope="session")
def compiled() -> None:
    """The compiled kernel; a test that asks for it is skipped aloud where it cannot be compiled."""
    try:
        build()
    except MissingPart as error:
        pytest.skip(error.sentence())
    find_kernel.cache_clear()
    assert find_kernel().library


@dataclass(frozen=True)
class Interviewed:
    """An invented study with one sealed interview. identity: the file that opens its vault, without a passphrase."""

    folder: Path
    pseudonym: str
    identity: Path


@pytest.fixture
def interviewed(tmp_path: Path) -> Callable[..., Interviewed]:
    """Makes a study whose vault holds one witness: (text, turns, proposals, record) sealed as `interview add` does."""
    return lambda *given: _interviewed(tmp_path, *given)


def _interviewed(
    folder: Path, text: str, turns: tuple[Any, ...], proposals: tuple[Any, ...], record: Any = None
) -> Interviewed:
    pytest.importorskip("pyrage")
    from synopticon.interviews.review import begin_review
    from synopticon.interviews.review_sealed import review_bytes
    from synopticon.model.testimony import Standing, Terms, Use, Witness
    from synopticon.vault import age
    from synopticon.workflow import interview_objects as objects
    from synopticon.workflow.study import Study
    from synopticon.workflow.vault import make_vault, vault_of

    identity = folder / "me.identity"
    secret, recipient = age.generate()
    identity.write_text(secret)
    with Study.create(folder / "study", title="Invented", notice="Everybody here is invented.") as study:
        make_vault(study, [recipient])
        vault = vault_of(study)
        made = vault.new_witness(study.random)
        parts = {
            objects.TRANSCRIPT: objects.spoken_bytes(objects.Spoken(text, "en", turns)),
            objects.REVIEW_KEY: b"k" * 32,
            objects.REVIEW: review_bytes(begin_review(text, proposals, b"k" * 32)),
        }
        if record is not None:
            parts[objects.IDENTITY] = json.dumps(record).encode()
        for role, data in parts.items():
            vault.put(made.id, role, data)
        with study.writing() as writer:
            terms = Terms(Use.QUOTE, True, None)
            writer.add_witness(Witness(made.id, "tavo-46", terms, Standing.SEALED), made.commitment_key)
    return Interviewed(folder / "study", "tavo-46", identity)


@pytest.fixture
def killed_at_work() -> Killed:
    """Runs work in a process, kills it -9 a while after its first acknowledgement, answers what it acknowledged."""
    return _killed_at_work


def _killed_at_work(seconds: float, work: Callable[..., object], *words: object) -> list[str]:
    """Run work(acknowledge, *words) in a Python of its own, and kill it so many seconds after it first acknowledges.

    work stands at the top of a test file and gets its words as text; it calls acknowledge with one line for each
    thing that it has been promised to be kept. The answer is all such lines, in their order. A process that ends by
    itself before that answers in the same way; where it ended with an error, that is raised here. It is a fresh
    Python and no fork, because libraries with threads of their own (the typesetter) stand still in a forked child.
    """
    reading, writing = os.pipe()
    place = [inspect.getfile(work), work.__name__, json.dumps([str(word) for word in words]), str(writing)]
    child = subprocess.Popen([sys.executable, __file__, *place], pass_fds=[writing])
    os.close(writing)
    said, end = b"", None
    while end is None or (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([reading], [], [], None if end is None else left)
        chunk = os.read(reading, 65536) if ready else b""
        if ready and not chunk:
            break
        said += chunk
        end = end or time.monotonic() + seconds
    child.kill()
    status = child.wait()
    while chunk := os.read(reading, 65536):
        said += chunk
    os.close(reading)
    lines = said.decode().splitlines()
    if status > 0:
        raise AssertionError(lines[-1] if lines else f"the process ended with {status}")
    return [line for line in lines if line]


def _work(file: str, name: str, words: str, writing: str) -> None:
    """What the process of its own does."""
    channel = int(writing)
    try:
        work = runpy.run_path(file)[name]
        work(lambda line: os.write(channel, f"{line}\n".encode()), *json.loads(words))
    except BaseException as error:
        os.write(channel, f"{error!r}\n".encode())
        raise


if __name__ == "__main__":
    _work(*sys.argv[1:])
