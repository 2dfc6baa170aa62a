"""A Word document since 2007."""

from __future__ import annotations

import io

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content


def read(data: bytes, asked: Asked) -> Content:
    """Read paragraphs and tables in their order. Raises DamagedInput."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise DamagedInput("the document cannot be opened", where=asked.place, why=str(error)) from error
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return Content(text=text, title=document.core_properties.title)
