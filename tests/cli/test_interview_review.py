"""`synopticon interview review`: a process of its own that tells nothing and ends cleanly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest

TEXT = "Interviewer: Where?\nMarta: In Qordemvale, with Zelmira.\n"
"""Invented."""


@pytest.fixture
def sealed(interviewed: Callable[..., Any]) -> Any:
    """A study with a short interview in its vault."""
    from synopticon.interviews.span import Kind, Proposal, Severity
    from synopticon.model.testimony import Turn

    at = TEXT.index("Qordemvale")
    found = (Proposal(at, at + 10, Kind.PLACE, Severity.QUASI, ("test",), "[Place A]"),)
    return interviewed(TEXT, (Turn("Interviewer", 13, 19), Turn("Marta", 27, len(TEXT) - 1)), found)


def line(sealed: Any, *options: str) -> list[str]:
    """The command line."""
    return [
        sys.executable, "-m", "synopticon", "interview", "review", sealed.pseudonym, "--reader", "Anna",
        "--identity", str(sealed.identity), "--study", str(sealed.folder), "--no-browser", *options,
    ]  # fmt: skip


def test_a_review_is_served_and_closed(sealed: Any) -> None:
    """The terminal shows an address without the code, and the code; closing the page ends the process and says so."""
    with subprocess.Popen(
        line(sealed), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(4)]
        address, code = said[1], said[3]
        assert code not in address
        with httpx.Client(base_url=address, headers={"sec-fetch-site": "same-origin"}) as client:
            secret = client.post("/api/enter", json={"code": code}).json()["secret"]
            client.headers["x-review"] = secret
            sheet = client.get("/api/sheet").json()
            for mark in sheet["marks"]:
                client.post("/api/act", json={"verb": "accept", "mark": mark["id"]})
            client.post("/api/close")
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"{sheet['total']} of {sheet['total']} places decided, not signed" in out
    assert err == ""
    assert not any(word in out for word in ("Marta", "Zelmira", "Qordemvale"))


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [((), 2, "an identity is needed"), (("--identity", "nothing.identity"), 3, "nothing.identity")],
)
def test_without_an_identity_nothing_is_opened(sealed: Any, options: tuple[str, ...], code: int, told: str) -> None:
    """The message names the file or what is missing, and what to do."""
    asked = [word for word in line(sealed) if word not in ("--identity", str(sealed.identity))]
    done = subprocess.run([*asked, *options], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert told in done.stderr.lower()


def test_a_taken_port_is_told(sealed: Any) -> None:
    """The refusal says what to leave away."""
    with subprocess.Popen(line(sealed), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = [process.stdout.readline().strip() for _ in range(4)][1]
        port = address.rstrip("/").rpartition(":")[2]
        done = subprocess.run(line(sealed, "--port", port), capture_output=True, text=True, check=False)
        process.kill()
    assert done.returncode == 2 and "cannot be opened" in done.stderr


def test_the_process_leaves_no_image() -> None:
    """Core files have no size, and on Linux other programs may not read this process's memory."""
    script = (
        "import ctypes, resource, sys; from synopticon.workflow.memory_image import leave_no_image; leave_no_image();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3) if sys.platform == 'linux' else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0) 0"
