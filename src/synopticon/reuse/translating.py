"""A trace with possible translations beside it: relations that are shown, and that bind nobody.

They are found after the families, from the same documents, and change none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from synopticon.language.detect import language_of
from synopticon.model.judgement import Judgement
from synopticon.model.reuse import BINDING
from synopticon.reuse.documents import Corpus, Document
from synopticon.reuse.relations import METHOD
from synopticon.reuse.tracing import Tell, Traced, trace_corpus
from synopticon.reuse.translations import proposals
from synopticon.reuse.translations.embedding import Embedder
from synopticon.reuse.translations.reading import primary


@dataclass(frozen=True, slots=True)
class Translated:
    """A trace with the possible translations among its relations.

    proposed: how many there are. languages: among how many they were looked for, 0 where they were not. embedder: the
    multilingual model that was asked as well.
    """

    traced: Traced
    proposed: int = 0
    languages: int = 0
    embedder: str | None = None


def method_of(translations: bool, embedder: Embedder | None) -> str:
    """What a trace rests on, as one name: its rules, those on translations, and the model where there is one."""
    if not translations:
        return METHOD
    return ", ".join((METHOD, proposals.METHOD, *((embedder.name,) if embedder else ())))


def trace_and_translate(
    corpus: Corpus, judgements: Sequence[Judgement], tell: Tell, *, translations: bool, embedder: Embedder | None
) -> Translated:
    """Trace a corpus, then propose, if asked to, which of its documents may be translations of each other.

    Where all documents are of one language, nothing is read twice. Else they are streamed once more, and no more of
    their texts is in memory than is compared at a time. A pair that shares its words already is not proposed, whatever
    languages its documents are said to be in.
    """
    if not translations:
        return Translated(trace_corpus(corpus, judgements, tell))
    heard = _Heard(corpus)
    traced = trace_corpus(heard, judgements, tell)
    languages = len({tag for tag in heard.languages.values() if tag})
    if languages < 2:
        return Translated(traced)
    tell("translating", 0, None)
    bound = {(reuse.a, reuse.b) for reuse in traced.reuses if reuse.kind in BINDING}
    proposed = proposals.propose_streamed(heard.told(), corpus.texts, embedder).proposals
    found = [one.as_reuse() for one in proposed if (one.a, one.b) not in bound]
    reuses = sorted((*traced.reuses, *found), key=lambda reuse: (reuse.a, reuse.b, reuse.kind))
    return Translated(replace(traced, reuses=tuple(reuses)), len(found), languages, embedder.name if embedder else None)


class _Heard:
    """A corpus of which the languages are noted while it is traced."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.languages: dict[str, str | None] = {}

    def documents(self) -> Iterator[Document]:
        """Every document, its language noted."""
        for document in self._corpus.documents():
            self.languages[document.id] = primary(document.language) or language_of(document.text)
            yield document

    def told(self) -> Iterator[Document]:
        """Every document of a known language, once more."""
        for document in self._corpus.documents():
            if language := self.languages.get(document.id):
                yield replace(document, language=language)

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The texts of documents that were given."""
        return self._corpus.texts(ids)
