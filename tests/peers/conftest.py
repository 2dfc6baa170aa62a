"""Other people's programs, in an environment of their own, and the study whose output they judge."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".venv-peers" / "bin"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def peer() -> Run:
    """Run one of their programs by name; the test is skipped aloud where they are not installed."""
    if not (PEERS / "python").exists():
        pytest.skip("other people's programs are not in .venv-peers; bring them with: make peers")

    def run(program: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(PEERS / program), *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, peer: Run) -> Path:
    """The demonstration study, whole: its folder."""
    from synopticon.workflow.demo import build_demo

    folder = tmp_path_factory.mktemp("peers") / "demo-study"
    build_demo(folder)
    return folder


@pytest.fixture(scope="session")
def release(demo: Path) -> Path:
    """The demonstration's release."""
    return demo / "releases" / "edition-1"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page on this machine, served as a newspaper would."""
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    folder = tmp_path_factory.mktemp("site")
    (folder / "gantry.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>A gantry</title><h1>A gantry</h1>"
        "<img src=dot.svg alt=''>"
        "<p>On the southern road of Veldania, an invented country, a gantry carries four grey boxes.</p></html>",
        "utf-8",
    )
    (folder / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>', "utf-8"
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/gantry.html"
    server.shutdown()
    server.server_close()
