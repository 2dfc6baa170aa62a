"""Both ways side by side, and texts on which they could differ. All texts are invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from synopticon.kernel.library import COMPILED, ENVIRONMENT, NUMPY

PIECES = (
    "The guards of the northern gate were counted twice a day by the men of the second tower",
    "and nobody who carried water was asked where the water went",
    "Камеры у ворот смотрели на площадь до позднего вечера",
    "감시카메라는 광장의 네 모퉁이에 세워졌다고 한다",
    "摄像头安装在广场的四个角落，夜里也亮着",
    "كانت الكاميرات فوق البوابة طوال الليل",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "abababababababababababab",
    "12 34 56 78 90 12 34 56",
    "ﷺ㍿ﬀ①",
    "é ñ ́̂",
    "🙂🙃\ud800\udfff",
    "\x00 .,;!",
)

texts = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map(" ".join),
    min_size=1,
    max_size=6,
)
"""A few texts that share much, in every order, beside odd letters."""


@pytest.fixture(scope="session", autouse=True)
def _compiled(compiled: None) -> None:
    """All tests here compare with the library."""


@contextmanager
def _by(way: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT, way)
        yield


@pytest.fixture(scope="session")
def the_same() -> Callable[..., Any]:
    """Answers what a function answers, having seen that it is the same both ways, byte for byte."""

    def ask(function: Callable[..., Any], *given: Any) -> Any:
        with _by(NUMPY):
            reference = function(*given)
        with _by(COMPILED):
            answer = function(*given)
        assert_same(reference, answer)
        return answer

    return ask


def assert_same(one: Any, other: Any) -> None:
    """Arrays have the same kind, shape and bytes; what holds arrays is looked into."""
    assert type(one) is type(other)
    if isinstance(one, np.ndarray):
        assert (one.dtype, one.shape) == (other.dtype, other.shape)
        assert one.tobytes() == other.tobytes()
    elif is_dataclass(one):
        for field in fields(one):
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, tuple | list):
        assert len(one) == len(other)
        for left, right in zip(one, other, strict=True):
            assert_same(left, right)
    else:
        assert one == other


def scattered(seed: int, size: int, *, letters: str = "abcdefghijklmnop 각낙닥락막 山川日月木 абвг") -> str:
    """So many random letters, the same for one seed."""
    return "".join(random.Random(seed).choices(letters, k=size))
