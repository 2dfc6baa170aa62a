"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Callable

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content

_TITLE = re.compile(r"\{\\title ([^{}]{1,300})\}")
_AUTHOR = re.compile(r"\{\\author ([^{}]{1,300})\}")


def read(data: bytes, asked: Asked) -> Content:
    """Read the text. Raises DamagedInput."""
    from striprtf.striprtf import rtf_to_text

    plain: Callable[..., str] = rtf_to_text
    source = data.decode("latin-1")
    try:
        text = plain(source, errors="replace")
        title, author = (
            plain("{\\rtf1 " + found[1] + "}").strip() if (found := pattern.search(source[:20_000])) else ""
            for pattern in (_TITLE, _AUTHOR)
        )
    except (ValueError, IndexError, LookupError, RecursionError) as error:
        raise DamagedInput("the RTF cannot be read", where=asked.place, why=str(error)) from error
    return Content(text=text, title=title or None, authors=(author,) if author else ())
