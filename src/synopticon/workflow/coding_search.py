"""Coding by search: words or a regular expression propose spans; a person looks at each, and only then is it coded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.coding.matching import check_expression, expression_in, words_in
from synopticon.coding.widening import widened
from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import CodedDocument, CodingQuery, Extent
from synopticon.workflow.codebook import code_named
from synopticon.workflow.coding import Done, Mark, give_many
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import all_documents, document_of, texts_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

AROUND = 60
CHARACTERS = 4_000_000
"""Characters of text that are looked through at a time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span that might be coded. name: what accepts it. coded: the coder has given it that code already."""

    document: CodedDocument
    start: int
    end: int
    before: str
    words: str
    after: str
    coded: bool

    @property
    def name(self) -> str:
        """DOCUMENT:START-END, with the beginning of the document's id."""
        return f"{self.document.id[:12]}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a search proposes. more: whether there is more than was asked for."""

    rows: tuple[Proposal, ...]
    code: str
    more: bool


def propose(
    study: Study,
    query: str,
    code: str,
    *,
    regex: bool = False,
    documents: Sequence[str] = (),
    extent: Extent = Extent.MATCH,
    coder: str | None = None,
    limit: int = 200,
) -> Proposals:
    """The spans that a search proposes for a code, by document and place; nothing is coded.

    Raises NotFound, UsageError for a query without words, a regular expression that is none or takes too long.
    """
    chosen, _ = code_named(study, code)
    if regex:
        check_expression(query)
    who = coder_of(study, coder)
    found: list[Proposal] = []
    for group in _groups(_chosen(study, documents)):
        texts = texts_of(study, [(one.id, one.reading or "") for one in group])
        here = [(one, texts[one.id, one.reading or ""]) for one in group if (one.id, one.reading or "") in texts]
        look = expression_in if regex else words_in
        spans = look(query, [text for _, text in here])
        known = _known(study, chosen.id, who, [one.id for (one, _), some in zip(here, spans, strict=True) if some])
        for (document, text), some in zip(here, spans, strict=True):
            for start, end in widened(text, some, extent):
                if len(found) == limit:
                    return Proposals(tuple(found), chosen.id, more=True)
                around = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
                found.append(Proposal(document, start, end, *around, (document.id, start, end) in known))
    return Proposals(tuple(found), chosen.id, more=False)


def accept(study: Study, proposals: Proposals, names: Collection[str] | None, *, coder: str | None = None) -> Done:
    """Code these proposals, by their names, or with None all of them, in one act. Raises NotFound for a name that is
    not among them: the text or the search is another one by now.
    """
    by_name = {one.name: one for one in proposals.rows}
    if names is not None and (unknown := [name for name in names if name not in by_name]):
        raise NotFound(
            f"the search does not propose {unknown[0]}",
            remedy="Search again, and accept what it proposes now; nothing was coded.",
        )
    if names is None and proposals.more:
        raise UsageError(
            "there are more proposals than were shown",
            why=f"{len(proposals.rows)} were looked at; what nobody has seen is not coded",
            remedy="Show more with --limit, or accept those that you saw by their names.",
        )
    chosen = proposals.rows if names is None else [by_name[name] for name in dict.fromkeys(names)]
    marks = [
        Mark(one.document.id, one.start, one.end, proposals.code, reading=one.document.reading)
        for one in chosen
        if not one.coded
    ]
    return give_many(study, marks, coder=coder) if marks else Done(None, ())


def _chosen(study: Study, documents: Sequence[str]) -> Iterable[CodedDocument]:
    if not documents:
        return all_documents(study)
    return [document_of(study, whole_document(study, one)) for one in documents]


def _groups(documents: Iterable[CodedDocument]) -> Iterator[list[CodedDocument]]:
    group: list[CodedDocument] = []
    characters = 0
    for document in documents:
        if group and characters + document.length > CHARACTERS:
            yield group
            group, characters = [], 0
        group.append(document)
        characters += document.length
    if group:
        yield group


def _known(study: Study, code: str, coder: str, documents: Sequence[str]) -> set[tuple[str, int, int]]:
    if not documents:
        return set()
    own = study.reader.coding_spans(CodingQuery(codes=(code,), coders=(coder,)))
    return {(row.document, row.start, row.end) for row in own}
