"""The formats that can be read: one row each, one file each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the list.

    version: raised whenever the reader's answer changes, so that a study knows which captures to read again.
    module: the file of this package that reads it.
    needs: the extra that reads more of it, "" where nothing is missing.
    """

    name: str
    version: int
    description: str
    example: str
    module: str
    needs: str = ""

    @property
    def extractor(self) -> str:
        """Name and version, as an extraction bears it."""
        return f"{self.name}/{self.version}"


FORMATS: tuple[Format, ...] = (
    Format("row", 1, "one row of a collected corpus", "a line of JSONL or CSV", "row"),
    Format("html", 1, "a web page, SingleFile pages among them", "page.html", "html"),
    Format("pdf", 1, "a PDF with a text layer; scans wait for OCR", "report.pdf", "pdf", "ocr"),
    Format("docx", 1, "a Word document since 2007", "report.docx", "docx"),
    Format("text", 1, "plain text in any common encoding", "notes.txt", "text"),
)
