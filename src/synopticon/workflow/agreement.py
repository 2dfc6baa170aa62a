"""Agreement between the coders of this study: what is compared, the figures with their intervals, the disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.coding.agreement.disagreements import Disagreement, disagreements
from synopticon.coding.agreement.distances import level as level_named
from synopticon.coding.agreement.measuring import Measured, groups_of, measure, measure_code
from synopticon.coding.agreement.units import Reading, Units, character_units, passage_units
from synopticon.coding.agreement.views import as_ranks, as_sets
from synopticon.coding.tree import Tree
from synopticon.errors import NotFound, UsageError
from synopticon.language.sentences import sentence_spans
from synopticon.model.coding import SETTLED, Code, Coding, CodingQuery, Progress
from synopticon.workflow.codebook import codebook_of
from synopticon.workflow.coding_documents import documents_of, texts_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LEVELS = ("characters", "passages")
"""What a unit can be: a character, or a passage (a sentence as the study's rules of sentences find it)."""
SCALES = ("nominal", "ordinal", "interval", "ratio")
_DRAWS = b"agreement"
"""Settles the draws of the bootstrap: the same codings always give the same interval."""
_TEXTS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall be compared; None means everything.

    code: as people name it, with all below it. coders: at least two. documents: ids or their beginnings. scale: a
    level of measurement by which the codes directly below `code` are ranks in their order.
    """

    code: str | None = None
    level: str = "characters"
    coders: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The codings that are compared, and what was left out of the comparison.

    judges: who coded a document, or said to be done with it. documents: judged by at least two of the coders. alone:
    documents of one coder only. unfinished: documents still being coded blind, whose figures would show one coder
    what another does.
    """

    tree: Tree
    codings: tuple[Coding, ...]
    coders: tuple[str, ...]
    judges: dict[Reading, set[str]]
    documents: tuple[Reading, ...]
    alone: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """The figures of one code, present or absent. path: its names from the top of the codebook."""

    code: Code
    path: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """A branch of the codebook as a scale. several: values left out because a coder gave a unit more than one rank."""

    path: str
    level: str
    ranks: tuple[str, ...]
    measured: Measured
    several: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of one comparison.

    overall: sets of codes by MASI. both: the same, only where each of them gave some code. whole: whether intervals
    come from drawing whole documents, else from single stretches, which makes them too narrow.
    """

    level: str
    compared: Compared
    overall: Measured
    both: Measured
    codes: tuple[CodeAgreement, ...]
    scale: ScaleAgreement | None
    whole: bool


def agreement(study: Study, asked: Asked) -> Agreement:
    """The figures. Raises NotFound, and UsageError for fewer than two coders or a scale without a branch."""
    if asked.level not in LEVELS:
        raise NotFound(f"there is no level called {asked.level!r}", remedy=f"The levels are {', '.join(LEVELS)}.")
    compared = compare(study, asked)
    tree = compared.tree
    branch = _branch(tree, asked)
    used = {row.code for row in compared.codings}.union(branch)
    units = _units(study, compared, [one for one in tree.paths if one in used], asked.level)
    groups, whole = groups_of(units)
    sets, nominal = level_named("masi"), level_named("nominal")
    return Agreement(
        asked.level,
        compared,
        measure(as_sets(units, groups), sets, _DRAWS),
        measure(as_sets(units, groups, empty=False), sets, _DRAWS),
        tuple(
            CodeAgreement(tree.by_id[one], tree.path(one), measure_code(units, groups, one, nominal, _DRAWS))
            for one in wanted_codes(compared, asked)
            if one in used
        ),
        _scale(units, tree, branch, asked),
        whole,
    )


def compare(study: Study, asked: Asked) -> Compared:
    """What there is to compare: standing codings of documents that may be read, settled ones left out."""
    tree = Tree(codebook_of(study).codes)
    named = None if asked.documents is None else tuple(whole_document(study, one) for one in asked.documents)
    rows = study.reader.codings(CodingQuery(documents=named, coders=asked.coders)).rows
    readable = documents_of(study, sorted({row.document for row in rows}))
    kept = [row for row in rows if row.document in readable and row.coder != SETTLED and row.code in tree.by_id]
    blind, done = _assignments(study)
    coders = _coders(asked, {row.coder for row in kept}.union(*done.values()))
    judges: dict[Reading, set[str]] = {}
    for row in kept:
        if row.document not in blind:
            judges.setdefault((row.document, row.reading), done[row.document] & set(coders)).add(row.coder)
    paired = tuple(reading for reading, names in judges.items() if len(names) >= 2)
    together = set(paired)
    return Compared(
        tree,
        tuple(row for row in kept if (row.document, row.reading) in together),
        coders,
        {reading: judges[reading] for reading in paired},
        paired,
        len(judges) - len(paired),
        len({row.document for row in kept if row.document in blind}),
    )


def differences(compared: Compared, codes: Sequence[str] | None = None) -> list[Disagreement]:
    """Where the coders differ, by document and place; of those codes only, by id."""
    wanted = [row for row in compared.codings if codes is None or row.code in codes]
    return disagreements(wanted, compared.coders, compared.judges)


def wanted_codes(compared: Compared, asked: Asked) -> tuple[str, ...]:
    """The ids of the codes that were asked for, in the order of the tree."""
    tree = compared.tree
    return tuple(tree.paths) if asked.code is None else tree.with_descendants(tree.find(asked.code).id)


def _assignments(study: Study) -> tuple[set[str], defaultdict[str, set[str]]]:
    """Documents that somebody still codes blind, and who is done with which document."""
    blind: set[str] = set()
    done: defaultdict[str, set[str]] = defaultdict(set)
    for one in study.reader.assignments():
        if one.progress is Progress.DONE:
            done[one.document].add(one.coder)
        elif one.blind:
            blind.add(one.document)
    return blind, done


def _coders(asked: Asked, there: set[str]) -> tuple[str, ...]:
    """Who is compared, by name or in the order asked for."""
    unknown = [name for name in asked.coders or () if name not in there]
    if unknown:
        raise NotFound(f"nothing compared here is coded by {', '.join(unknown)}", remedy="See: synopticon code list")
    coders = tuple(dict.fromkeys(asked.coders)) if asked.coders else tuple(sorted(there))
    if len(coders) < 2:
        raise UsageError(
            "agreement needs two coders",
            why=f"{f'only {coders[0]}' if coders else 'nobody'} has coded what is compared here",
            remedy="Let a second person code some of the same documents: synopticon code give … --coder NAME",
        )
    return coders


def _units(study: Study, compared: Compared, codes: Sequence[str], level: str) -> Units:
    if level == "characters":
        return character_units(compared.codings, compared.coders, codes, compared.judges)
    passages: dict[Reading, list[tuple[int, int]]] = {}
    for first in range(0, len(compared.documents), _TEXTS_AT_ONCE):
        texts = texts_of(study, compared.documents[first : first + _TEXTS_AT_ONCE])
        passages |= {reading: list(sentence_spans(text)) for reading, text in texts.items()}
    rows = [row for row in compared.codings if (row.document, row.reading) in passages]
    return passage_units(rows, compared.coders, codes, passages, compared.judges)


def _branch(tree: Tree, asked: Asked) -> tuple[str, ...]:
    """The ids of the codes that are ranks; none where no scale is asked for."""
    if asked.scale is None:
        return ()
    if asked.scale not in SCALES:
        raise NotFound(f"there is no scale called {asked.scale!r}", remedy=f"The scales are {', '.join(SCALES)}.")
    if asked.code is None:
        raise UsageError("a scale is a branch of the codebook", remedy="Name it: --code ladder --scale ordinal")
    branch = tree.find(asked.code)
    ranks = tuple(code.id for code in tree.children(branch.id))
    if len(ranks) < 2:
        raise UsageError(
            f"“{branch.name}” has not two codes below it", remedy="Name the code whose children are ranks."
        )
    return ranks


def _scale(units: Units, tree: Tree, branch: Sequence[str], asked: Asked) -> ScaleAgreement | None:
    if asked.scale is None or asked.code is None:
        return None
    ranked = as_ranks(units, groups_of(units)[0], branch)
    told = measure(ranked.ratings, level_named(asked.scale), _DRAWS)
    names = tuple(tree.by_id[one].name for one in branch)
    return ScaleAgreement(tree.path(tree.find(asked.code).id), asked.scale, names, told, ranked.several)
