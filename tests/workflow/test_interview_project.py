"""An interview is added out of a coding program's project: one witness's text, and nobody else's. All invented."""

from __future__ import annotations

import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyrage")

from synopticon.errors import UsageError
from synopticon.interviews.consent.examining import consent_of
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.interview_add import add_interview
from synopticon.workflow.vault import opened_vault

_SPEC = importlib.util.spec_from_file_location("interviewing", Path(__file__).with_name("interviewing.py"))
assert _SPEC and _SPEC.loader
interviewing: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["interviewing"] = interviewing
_SPEC.loader.exec_module(interviewing)

ONE, OTHER = "Q: where\nA: under the long bridge\n", "Q: who\nA: the keeper of the lamps\n"


def project() -> bytes:
    """A project with two witnesses' texts."""
    sources = "".join(
        f'<TextSource guid="00000000-0000-0000-0000-00000000000{number}" plainTextPath="internal://{number}.txt"/>'
        for number in (1, 2)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        head = '<Project xmlns="urn:QDA-XML:project:1.0" name="invented">'
        archive.writestr("project.qde", f"{head}<Sources>{sources}</Sources></Project>")
        archive.writestr("sources/1.txt", ONE)
        archive.writestr("sources/2.txt", OTHER)
    return out.getvalue()


def test_of_a_project_the_witnesss_own_text_alone_is_sealed(tmp_path: Path) -> None:
    """What is sealed under a witness's key holds no word of the other witness, so that each can withdraw alone."""
    field = interviewing.begun(tmp_path)
    path = tmp_path / "project.qdpx"
    path.write_bytes(project())
    with field.open() as study:
        consent = consent_of(interviewing.CONSENT, study.clock().date())
        with pytest.raises(UsageError, match="--text"):
            add_interview(study, path, consent)
        assert study.reader.witnesses() == []
        added = add_interview(study, path, consent, text=1)
        witness = study.reader.witness(added.pseudonym)
        with opened_vault(study, [field.key], lambda _: "") as opened:
            assert opened.get(witness.id, objects.ORIGINAL) == ONE.encode()
