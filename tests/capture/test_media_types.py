"""What bytes are, whatever is said of them."""

from __future__ import annotations

import pytest

from synopticon.capture.media_types import is_document, media_type_of


@pytest.mark.parametrize(
    ("data", "said", "name", "kind"),
    [
        (b"%PDF-1.7\n", "text/html", None, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "text/html; charset=utf-8", None, "image/png"),
        (b"<!DOCTYPE HTML><p>x", "text/plain", None, "text/html"),
        (b"<!DOCTYPE HTML><p>x", None, "page", "text/html"),
        (b"plain words", "text/html", None, "text/html"),
        (b"plain words", None, "a.txt", "text/plain"),
        (b"\x00\x01\x02\x03", "text/html", None, "application/octet-stream"),
        ("유니코드".encode("utf-16"), "text/plain", None, "text/plain"),
        (b"PK\x03\x04....word/document.xml", None, "x.bin",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"{\\rtf1", "text/plain", None, "application/rtf"),
        (b"x = 1", "application/javascript", None, "application/javascript"),
    ],
)  # fmt: skip
def test_bytes_speak_before_headers_and_names(data: bytes, said: str | None, name: str | None, kind: str) -> None:
    """A lying Content-Type is not believed where the bytes show something else."""
    assert media_type_of(data, said, name) == kind


def test_pages_and_documents_are_items_and_the_rest_is_not() -> None:
    """The rule for archives: documents are items; pictures, scripts and robots.txt are not."""
    assert is_document("text/html", "https://w.test/") and is_document("application/pdf", "https://w.test/x")
    assert not is_document("image/png", "https://w.test/x.png")
    assert not is_document("text/plain", "https://w.test/robots.txt")
