"""The measures, in the order in which a person would say their sentences. A new one is a file here and a row below;
grades of sources (the Admiralty code) will be one, once sources have a track record.
"""

from __future__ import annotations

from synopticon.findings.measures import contradictions, first_hand, kinds, origins, sources, voices, witnesses
from synopticon.findings.measures.row import Measure

MEASURES: tuple[Measure, ...] = (
    Measure(
        "origins",
        "Independent origins and the echoes collapsed into them.",
        "2 independent origins support it, in 3 documents.",
        "a trace",
        origins.sentences,
    ),
    Measure(
        "named sources",
        "Sources that several origins name, where nobody has judged yet whether they rest on them.",
        "2 supporting origins name or are one source, Corvane Wire.",
        "documents that say on whom they rest",
        sources.sentences,
    ),
    Measure(
        "voices",
        "Outlets that stand behind more than one origin.",
        "2 origins of 3 are one outlet's own reports: Veld Courier.",
        "outlets of the documents",
        voices.sentences,
    ),
    Measure(
        "kinds",
        "Origins by kind of source.",
        "By kind of source: 1 origin of kind “domestic media”.",
        "find.kinds in the protocol",
        kinds.sentences,
    ),
    Measure(
        "first-hand",
        "Origins that saw or did, apart from those that were told.",
        "First-hand: 1 origin of 2; 1 reports it or does not say how it is known.",
        "the basis of each passage",
        first_hand.sentences,
    ),
    Measure(
        "witnesses",
        "Witnesses by what they know: first-hand and hearsay apart.",
        "3 witnesses support it: 2 origins first-hand, 1 origin by hearsay or of unknown basis.",
        "signed testimony",
        witnesses.sentences,
    ),
    Measure(
        "contradictions",
        "Opposing origins.",
        "1 independent origin speaks against it: Veld Courier, 2024-05-01.",
        "opposing passages",
        contradictions.sentences,
    ),
)
