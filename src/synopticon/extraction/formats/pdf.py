"""A PDF: its text layer page by page."""

from __future__ import annotations

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content


def read(data: bytes, asked: Asked) -> Content:
    """Read the text layer. Raises DamagedInput."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DamagedInput("the PDF cannot be opened", where=asked.place, why=str(error)) from error
    with document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        facts = document.get_metadata_dict()
    text = "\n\n".join(page.strip() for page in pages)
    warnings = () if text.strip() else ("The PDF has no text layer: it is a scan; OCR is the [ocr] extra.",)
    return Content(text=text, title=facts.get("Title"), warnings=warnings, metadata={"pages": str(len(pages))})
