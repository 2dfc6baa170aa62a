"""Which way computes is chosen by name, and refused by name where it cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from synopticon.errors import MissingPart
from synopticon.kernel import building, library
from synopticon.kernel.library import ENVIRONMENT, find_kernel, kernel, way


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An installation without the library; answers where it would stand."""
    monkeypatch.setattr(library, "library_path", lambda: tmp_path / "kernel-0.so")
    find_kernel.cache_clear()
    yield tmp_path / "kernel-0.so"
    find_kernel.cache_clear()


def test_the_compiled_way_is_taken_where_it_is_there(compiled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the other one is asked for."""
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert way() == "compiled"
    monkeypatch.setenv(ENVIRONMENT, "numpy")
    assert way() == "numpy" and kernel() is None


def test_an_unknown_way_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip is no way."""
    monkeypatch.setenv(ENVIRONMENT, "compile")
    with pytest.raises(MissingPart, match="'compile'"):
        kernel()


def test_without_the_library_numpy_computes(monkeypatch: pytest.MonkeyPatch, without: Path) -> None:
    """That it does is said, and so is why; a file that is no library is none."""
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert way() == "numpy" and "not built" in str(find_kernel().why)
    without.write_bytes(b"no library")
    find_kernel.cache_clear()
    assert way() == "numpy" and "cannot be loaded" in str(find_kernel().why)


def test_the_compiled_way_is_refused_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, without: Path) -> None:
    """Who asks for it by name gets it or the command that brings it."""
    monkeypatch.setenv(ENVIRONMENT, "compiled")
    with pytest.raises(MissingPart, match="compiled kernel") as refused:
        way()
    assert building.COMMAND in str(refused.value.remedy)
