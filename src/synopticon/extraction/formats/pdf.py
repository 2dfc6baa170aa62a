"""A PDF: its text layer page by page, with what is wrong with it said; scans by OCR where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synopticon.errors import DamagedInput, UnreadableFormat
from synopticon.extraction.content import Asked, Content
from synopticon.extraction.garbling import signs_of_garbling
from synopticon.extraction.ocr import text_in
from synopticon.language.dates import to_edtf

SCALE = 300 / 72
"""Pixels per point at which a page is drawn for OCR."""
SPARSE = 20
"""Characters below which a page has no text layer worth the name."""
_PASSWORD = "password"  # noqa: S105 - a word in pdfium's message


def read(data: bytes, asked: Asked) -> Content:
    """Read all pages. Raises DamagedInput; UnreadableFormat where a password is needed; MissingPart for OCR."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, asked) from error
    try:
        pages: list[str] = []
        warnings: list[str] = []
        for number in range(len(document)):
            if sum(map(len, pages)) > asked.max_characters:
                warnings.append(f"The pages from {number + 1} on were not read: the text is as long as is kept.")
                break
            pages.append(_page(document, number, asked, warnings))
        facts = document.get_metadata_dict()
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    warnings.extend(_doubts(pages, text, asked))
    return Content(
        text=text,
        title=facts.get("Title") or None,
        authors=tuple(name.strip() for name in facts.get("Author", "").split(";") if name.strip()),
        warnings=tuple(warnings),
        metadata={"pages": str(len(pages)), **_days(facts)},
    )


def _refusal(error: Exception, asked: Asked) -> DamagedInput | UnreadableFormat:
    if _PASSWORD in str(error).lower():
        return UnreadableFormat(
            "the PDF is locked with a password",
            where=asked.place,
            remedy="Save it without the password, and collect that.",
        )
    return DamagedInput("the PDF cannot be opened", where=asked.place, why=str(error))


def _page(document: Any, number: int, asked: Asked, warnings: list[str]) -> str:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\ufffe", "").strip()
        if asked.ocr and len(text) < SPARSE:
            return text_in(page.render(scale=SCALE).to_pil(), asked.place) or text
    except pypdfium2.PdfiumError as error:
        warnings.append(f"Page {number + 1} could not be read: {error}.")
        return ""
    return str(text)


def _doubts(pages: list[str], text: str, asked: Asked) -> Iterator[str]:
    bare = [number for number, page in enumerate(pages, 1) if len(page) < SPARSE]
    if pages and len(bare) == len(pages) and not asked.ocr:
        yield "The PDF has no text layer: it is a scan. The [ocr] extra reads it: synopticon extract --ocr."
    elif len(bare) > len(pages) // 2 and not asked.ocr:
        yield f"{len(bare)} of {len(pages)} pages have no text layer; the [ocr] extra reads scans."
    yield from signs_of_garbling(text)


def _days(facts: dict[str, str]) -> dict[str, str]:
    """Days on which the file was made and changed: facts of the file, not of publication."""
    written = {"created": facts.get("CreationDate", ""), "modified": facts.get("ModDate", "")}
    return {key: date for key, text in written.items() if (date := to_edtf(text.removeprefix("D:")[:8]))}
