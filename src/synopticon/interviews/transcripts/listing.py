"""The one list of the formats in which a transcript can come."""

from __future__ import annotations

from synopticon.interviews.transcripts import document, markdown, plain, subtitles
from synopticon.interviews.transcripts.row import Format

FORMATS: tuple[Format, ...] = (
    Format("text", "plain text in any encoding", "interview.txt", "nothing", ("text", "mail"), plain.read),
    Format("markdown", "text with names in bold", "interview.md", "nothing", ("markdown",), markdown.read),
    Format("subtitles", "SRT and WebVTT", "interview.srt", "nothing", ("subtitles",), subtitles.read),
    Format("docx", "a Word document", "interview.docx", "its paragraphs", ("docx",), document.read),
    Format("odt", "an OpenDocument text", "interview.odt", "its paragraphs", ("odt",), document.read),
    Format("hwp", "a Hangul document", "interview.hwp", "its paragraphs", ("hwp",), document.read),
    Format("hwpx", "a Hangul document in XML", "interview.hwpx", "its paragraphs", ("hwpx",), document.read),
    Format("rtf", "rich text", "interview.rtf", "its paragraphs", ("rtf",), document.read),
)
"""REFI-QDA projects hold several transcripts and are opened by `refi.py`; recordings are told by `recording.py`."""
