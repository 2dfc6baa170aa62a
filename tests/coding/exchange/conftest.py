"""A `.qdpx` from its parts, as another tool might have written it. Everything in it is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from synopticon.coding.exchange.qdpx import Asked, Taken, read_qdpx
from synopticon.extraction.containers import Container

Open = Callable[..., Taken]


@pytest.fixture
def packed() -> Callable[..., bytes]:
    """The bytes of an archive with these members."""

    def pack(members: Mapping[str, bytes | str]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return out.getvalue()

    return pack


@pytest.fixture
def opened(packed: Callable[..., bytes]) -> Open:
    """Reads a project whose document has this body and whose sources are these."""

    def read(body: str, *, asked: Asked = Asked(), origin: str = "Some Tool 1", **members: bytes | str) -> Taken:
        head = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        files = {f"sources/{name.replace('_', '.')}": data for name, data in members.items()}
        data = packed({"project.qde": f"{head}{body}</Project>", **files})
        return read_qdpx(Container(data, "p.qdpx"), asked)

    return read
