"""Do page and table show just the words that are proven? A quotation beside the proofs would be believed as well."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from synopticon.release.exports.tables import guarded
from synopticon.release.verifying_files import read_small
from synopticon.release.verifying_quotations import Proofs

PAGE, TABLE = "index.html", "data/quotations.csv"


def shown_faults(release: Path, proofs: Proofs) -> dict[str, list[str]]:
    """What page and table say otherwise than `proofs.json`, by finding; under an empty name what belongs to none."""
    exact = {name: claim.exact for name, claim in proofs.claims.items()}
    faults: dict[str, list[str]] = {}
    for name, fault in (*_of_page(release, proofs, exact), *_of_table(release, exact)):
        citing = [key for key, _, names in proofs.findings if name in (key, *names)]
        for key in citing or [""]:
            faults.setdefault(key, []).append(fault)
    return faults


def _of_page(release: Path, proofs: Proofs, exact: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    page = _Shown()
    page.feed((read_small(release / PAGE) or b"").decode("utf-8", "replace"))
    page.close()
    stated = {key: proposition for key, proposition, _ in proofs.findings}
    for words, proven, kind in ((page.quotations, exact, "quotation"), (page.findings, stated, "finding")):
        for name, text in words:
            if proven.get(name) != text:
                yield name, f"{PAGE} shows words for {kind} {name or 'without a name'} that are not the proven ones"
        for name in proven.keys() - {name for name, _ in words}:
            yield name, f"{PAGE} does not show {kind} {name}"


def _of_table(release: Path, exact: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    text = (read_small(release / TABLE) or b"").decode("utf-8", "replace")
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        yield "", f"{TABLE} cannot be read ({error})"
        return
    for row in rows:
        name = row.get("quotation") or ""
        if name not in exact or row.get("exact") != guarded(exact[name]):
            yield name, f"{TABLE} has words for quotation {name or 'without a name'} that are not the proven ones"


class _Shown(HTMLParser):
    """Gathers the text of every quotation and proposition that the page sets as one, with the name it gives it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotations: list[tuple[str, str]] = []
        self.findings: list[tuple[str, str]] = []
        self._open: tuple[str, str, list[tuple[str, str]]] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A quotation or a proposition begins."""
        given = dict(attrs)
        if tag in ("blockquote", "q"):
            self._open, self._text = (tag, given.get("data-quotation") or "", self.quotations), []
        elif "data-finding" in given:
            self._open, self._text = (tag, given["data-finding"] or "", self.findings), []

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if self._open and self._open[0] == tag:
            self._open[2].append((self._open[1], "".join(self._text)))
            self._open = None

    def handle_data(self, data: str) -> None:
        """Its words."""
        if self._open:
            self._text.append(data)
