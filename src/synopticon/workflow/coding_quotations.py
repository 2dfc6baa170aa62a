"""Which span of a document a quotation means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.workflow.cite import span_of_quotation
from synopticon.workflow.coding_documents import read_document, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


def span_of(
    study: Study,
    document: str,
    *,
    quote: str | None,
    start: int | None,
    end: int | None,
    occurrence: int | None = None,
) -> tuple[int, int]:
    """The span that a quotation or two offsets name. A quotation must stand in the text exactly; where it stands there
    several times, occurrence (from 1) says which. Raises NotFound, UsageError, Refused.
    """
    if quote is not None:
        _, text = read_document(study, whole_document(study, document))
        return span_of_quotation(quote, text, occurrence)
    if start is None or end is None:
        raise UsageError("a coding needs a quotation, or a start and an end", remedy='Add --quote "words of the text"')
    return start, end
