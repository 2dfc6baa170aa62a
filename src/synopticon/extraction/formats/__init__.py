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

    @property
    def waiting(self) -> str:
        """The extractor's name on a reading that awaits the extra."""
        return f"{self.name}-waiting/{self.version}"


FORMATS: tuple[Format, ...] = (
    Format("row", 3, "one row of a collected corpus", "a line of JSONL or CSV", "row"),
    Format("html", 2, "a web page, SingleFile pages among them", "page.html", "html"),
    Format("pdf", 1, "a PDF with a text layer; scans wait for OCR", "report.pdf", "pdf", "ocr"),
    Format("docx", 1, "a Word document since 2007", "report.docx", "docx"),
    Format("odt", 1, "an OpenDocument text", "report.odt", "odt"),
    Format("rtf", 1, "Rich Text Format", "letter.rtf", "rtf"),
    Format("hwp", 1, "a Hangul document, version 5", "notice.hwp", "hwp"),
    Format("hwpx", 1, "a Hangul document in XML", "notice.hwpx", "hwpx"),
    Format("epub", 1, "an EPUB book", "memoir.epub", "epub"),
    Format("mail", 2, "an e-mail message, or a page saved as MHTML", "letter.eml, page.mhtml", "mail"),
    Format("subtitles", 1, "subtitles, SRT or WebVTT", "news.srt", "subtitles"),
    Format("image", 1, "a picture: metadata; its letters wait for OCR", "poster.jpg", "image", "ocr"),
    Format("video", 1, "a film or sound file: metadata only", "parade.mp4", "video"),
    Format("markdown", 1, "Markdown", "notes.md", "markdown"),
    Format("text", 1, "plain text in any common encoding", "notes.txt", "text"),
)
