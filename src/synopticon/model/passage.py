"""A passage: a span of an extraction that carries its quotation and verifies itself."""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.model.digests import digest_of

CONTEXT = 32
"""Code points of prefix and suffix kept beside a quotation, as W3C TextQuoteSelector does."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an extraction's text, as W3C TextPositionSelector (start, end) and TextQuoteSelector
    (exact, prefix, suffix); offsets are 0-based Unicode code points, end exclusive.
    """

    item: str
    extraction: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def id(self) -> str:
        """Digest of the extraction, the span and the quotation."""
        return digest_of(["passage", self.extraction, self.start, self.end, self.exact])

    @classmethod
    def cut(cls, item: str, extraction: str, text: str, start: int, end: int) -> Passage:
        """Take [start, end) from text. Raises ValueError where the span is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span {start}–{end} is not inside a text of {len(text)} characters")
        return cls(
            item=item,
            extraction=extraction,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
        )

    def holds_in(self, text: str) -> bool:
        """True where the quotation stands in text at exactly this span."""
        return text[self.start : self.end] == self.exact
