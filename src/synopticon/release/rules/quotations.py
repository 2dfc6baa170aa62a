"""The rule "quotations-verify": each quotation stands where it is said to, in bytes that are what was captured."""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.model.released import Withholding
from synopticon.release.draft import Draft, Grounds
from synopticon.release.edition import Quotation

NAME = "quotations-verify"


def refusals(draft: Draft) -> Iterator[Withholding]:
    """Every quotation that does not verify, with the findings that cite it."""
    for quotation in draft.edition.quotations:
        reason = fault(quotation, draft.grounds.get(quotation.id))
        if reason:
            citing = ", ".join(
                finding.key
                for finding in draft.edition.findings
                if any(ground.quotation == quotation.id for ground in finding.grounds)
            )
            yield Withholding(f"finding {citing}, “{_brief(quotation.exact)}”", NAME, reason)


def fault(quotation: Quotation, grounds: Grounds | None) -> str | None:
    """Why the quotation does not verify, or None where it does."""
    if grounds is None or grounds.text is None:
        return "the text from which it was quoted is gone"
    if grounds.withdrawn is not None:
        return f"its source was withdrawn ({grounds.withdrawn})"
    if not quotation.exact.strip() or grounds.text[grounds.start : grounds.end] != quotation.exact:
        return f"it does not stand in the text at characters {grounds.start}–{grounds.end}"
    if not _writable(quotation.exact):
        return "it contains characters that cannot be written as UTF-8"
    return f"the archived bytes are not those that were captured ({grounds.damaged})" if grounds.damaged else None


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _brief(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
