"""The original is shown without anything that runs or reaches out, and taken along unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from synopticon.model.capture import Capture, Channel, Place
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.study import Study, utc_now

HOSTILE = (
    '<html><head><link rel="preconnect" href="https://veld.example"><meta http-equiv="refresh" content="0;url=//x">'
    '<base href="https://veld.example/"><script>top.location="//x"</script></head>'
    "<body>카메라 <b>seen</b></body></html>"
).encode("euc-kr")


def put(folder: Path, data: bytes, media_type: str, kind: str, pages: str = "") -> str:
    """Put bytes into the study as an item."""
    with Study(folder) as study:
        place = Place(study.archive.put(data))
        capture = Capture(
            "file:../x/odd name.bin", utc_now(), Channel.FILE, digest=sha256_hex(data), size=len(data),
            media_type=media_type, place=place,
        )  # fmt: skip
        with study.writing() as writer:
            writer.add_capture(capture)
            facts = {"pages": pages} if pages else {}
            writer.add_extraction(Extraction(capture.id, Reading("text", kind, f"{kind}/1", metadata=facts)))
        return capture.id


def test_a_page_in_the_frame_reaches_nothing(person: Any, study_folder: Path) -> None:
    """Scripts are shut out by the sandbox, and elements that hint at the network are inert."""
    item = put(study_folder, HOSTILE, "text/html; charset=euc-kr", "html")
    answer = person.get(f"/items/{item}/original")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    for tag in ("<link", "<base", "<meta http-equiv"):
        assert tag not in answer.text
    assert "카메라" in answer.text


def test_the_file_taken_along_is_the_captured_bytes(person: Any, study_folder: Path) -> None:
    """Nothing is changed in it, and the browser is told never to open it itself."""
    item = put(study_folder, HOSTILE, "text/html", "html")
    answer = person.get(f"/items/{item}/file")
    assert answer.content == HOSTILE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''odd%20name.bin"


def test_a_picture_that_runs_is_not_shown(person: Any, study_folder: Path) -> None:
    """SVG can carry scripts; it is taken along, not shown."""
    item = put(study_folder, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "image")
    assert person.get(f"/items/{item}/original").status_code == 404


def test_a_leaf_of_a_pdf_is_a_picture(person: Any, study_folder: Path) -> None:
    """A PDF is drawn leaf by leaf; a leaf that is not there is refused in words."""
    import pypdfium2

    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 300)
        path = study_folder / "leaf.pdf"
        document.save(str(path))
    item = put(study_folder, path.read_bytes(), "application/pdf", "pdf", pages="1")
    assert "leaf 1 of 1" in person.get(f"/items/{item}").text
    leaf = person.get(f"/items/{item}/leaves/1.png?width=400")
    assert leaf.headers["content-type"] == "image/png"
    assert leaf.content.startswith(b"\x89PNG")
    assert int.from_bytes(leaf.content[16:20], "big") == 400
    assert person.get(f"/items/{item}/leaves/2.png").status_code == 422


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b""])
def test_a_damaged_pdf_is_an_answer_not_a_crash(person: Any, study_folder: Path, data: bytes) -> None:
    """Drawing happens in a process of its own; what it cannot draw is said."""
    item = put(study_folder, data + b" ", "application/pdf", "pdf", pages="1")
    answer = person.get(f"/items/{item}/leaves/1.png")
    assert answer.status_code == 422
    assert "The leaf cannot be drawn" in answer.text
