"""Notes that a work was carried, printed or posted somewhere: one title and one gist, told anew of each paper.

Such notes share nearly all their words and are events of their own; who published it, where and when, tells them apart.
A change here is a word in one of the two expressions.
"""

from __future__ import annotations

import re
from collections.abc import Set

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.fillings import names_in

LEAST, MOST = 60, 600
"""Code points of the sentences that are read: as many as make it so long, never more than the second number. Titles of
works are long, and the paper often stands behind them."""
_ACT = (
    r"\b(?:carried|published|posted|printed|reproduced|brought out|put out|"
    r"public(?:o|ó|ada|ado|aron)|edit(?:o|ó|ada|ado|aron)|insert(?:o|ó|ada|ado|aron)|reprodu\w+|vio la luz|"
    r"опубликова\w+|напечата\w+|издан\w*|поме(?:стил|щен)\w*)\b"
)
_WORK = (
    r"\b(?:works?|articles?|treatises?|books?|booklets?|speech(?:es)?|obras?|art[ií]culos?|trabajos?|folletos?|libros?|"
    r"discursos?|труд\w*|стат(?:ья|ью|ьи)|книг\w*|брошюр\w*|реч(?:ь|и))\b"
)
_IN_ANY_CASE = {words: re.compile(words, re.IGNORECASE) for words in (_ACT, _WORK)}
_IN_LOWER_CASE = {words: re.compile(words, re.ASCII) for words in (_ACT, _WORK)}
"""The same for what is lowered before, which is quicker; where there is nothing but ASCII that comes to the same."""
_TITLE = re.compile(r"[\"“«„][^\"”»“]{0,300}[\"”»“]")
_DATELINE = re.compile(r"^[^\n.]{0,60}?[)）]\s*(?:--|—|–|-)?\s")


def publishers_in(text: str) -> Set[str] | None:
    """The names and numbers by which a note says who published a work, where and when; title and dateline left out.

    None where the text does not begin as such a note.
    """
    begins = text[:MOST]
    if not _speaks(_WORK, begins):
        return None
    end = next((end for _, end in sentence_spans(begins) if end >= LEAST), len(begins))
    told = _TITLE.sub(" ", _DATELINE.sub("", begins[:end]))
    return names_in(told) if _speaks(_ACT, told) and _speaks(_WORK, told) else None


def _speaks(words: str, text: str) -> bool:
    """True where one of the words stands in the text."""
    if text.isascii():
        return _IN_LOWER_CASE[words].search(text.lower()) is not None
    return _IN_ANY_CASE[words].search(text) is not None
