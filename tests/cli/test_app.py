"""The front door: whatever a command ends with is one message and an exit code, and never a quotation of a source."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import pytest

from synopticon.cli import app


def failing(*_: Any, **__: Any) -> NoReturn:
    raise KeyError("canary: what a document says")


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_an_unforeseen_failure_is_named_by_its_place_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    """Its class and our lines are told, its words are not; it does not end as a check that says no does."""
    monkeypatch.setattr(sys, "argv", ["synopticon", "items", *more])
    monkeypatch.setattr("synopticon.workflow.study.Study.open", failing)
    with pytest.raises(SystemExit) as ended:
        app.main()
    said = capsys.readouterr()
    assert ended.value.code == 70
    assert "KeyError at cli/app.py:" in said.err and "cli/output.py:" in said.err
    assert "canary" not in said.err + said.out and "Traceback" not in said.err
    if more:
        assert json.loads(said.out)["error"]["code"] == "unforeseen"
