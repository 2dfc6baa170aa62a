"""What every test shares: where the real corpora are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real corpora; a test that asks for it is skipped aloud where it is absent."""
    folder = Path(os.environ.get("SYNOPTICON_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"the corpora are not at {folder}; set SYNOPTICON_SHARED")
    return folder
