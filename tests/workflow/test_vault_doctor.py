"""doctor says whether a vault is here and whether it can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from synopticon.vault import age
from synopticon.workflow.doctor import examine
from synopticon.workflow.study import Study
from synopticon.workflow.vault import make_vault


def test_doctor_says_whether_a_vault_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No vault, a vault, and a vault without pyrage: three sentences, the last one with its remedy."""
    with Study.create(tmp_path / "s") as study:
        said = examine(study)[-1]
        assert said.ok and said.sentence.startswith("No vault is here")
        make_vault(study, [age.generate()[1]])
        said = examine(study)[-1]
        assert said.ok and said.sentence.startswith("A vault is here, and pyrage")
        monkeypatch.setattr("synopticon.workflow.doctor.find_spec", lambda _: None)
        said = examine(study)[-1]
        assert not said.ok and "pip install 'synopticon[vault]'" in (said.remedy or "")
