"""Agreement as a person or a program is told it: one row a figure, each with its sentence, and where coders differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from synopticon.coding.agreement.bootstrap import TIMES
from synopticon.coding.agreement.disagreements import Disagreement
from synopticon.coding.agreement.measuring import Measured
from synopticon.coding.agreement.saying import cautions, verdict
from synopticon.workflow.agreement import Agreement, Asked, Compared, differences, wanted_codes
from synopticon.workflow.coding_documents import documents_of, texts_of

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

AROUND = 60
"""Characters of the text that are told before and after a disagreement."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Cohen's kappa of two coders; None where neither varies."""

    coders: tuple[str, str]
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. code: its id, None for what concerns all codes. alpha: None where it is not defined, which `said`
    explains. low, high: of the 95% interval, None where there is none; drawn: how many documents, or stretches, it was
    drawn from. percent, shared: 0 to 1. kappa: the mean of the pairs, of whom kappas tells each. marked: units by
    coder. cautions: sentences.
    """

    label: str
    code: str | None
    alpha: float | None
    low: float | None
    high: float | None
    percent: float | None
    kappa: float | None
    kappas: tuple[Pair, ...]
    shared: float | None
    units: int
    drawn: int
    marked: dict[str, int]
    said: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one coder marked within a disagreement; no spans where that one marked nothing."""

    coder: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement with the words around it. start, end, marks: code points of the document's reading.

    before, words, after: the text, empty where it may not be read any more. settled: whether it was settled.
    """

    document: str
    title: str
    reading: str
    code: str
    path: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    letters: int
    borders_only: bool
    codings: tuple[str, ...]
    settled: bool
    before: str
    words: str
    after: str


def rows_of(agreement: Agreement) -> list[Row]:
    """All figures: over all codes, over what each of two coded, the scale if one was asked for, then each code."""
    coders = agreement.compared.coders
    rows = [
        _row("All codes, as sets", None, agreement.overall, coders),
        _row("Where both gave a code", None, agreement.both, coders),
    ]
    if agreement.scale:
        label = f"{agreement.scale.path}, {agreement.scale.level}"
        rows.append(_row(label, None, agreement.scale.measured, coders))
    return rows + [_row(one.path, one.code.id, one.measured, coders) for one in agreement.codes]


def counted(agreement: Agreement) -> list[str]:
    """What the figures rest on and what was left out, a sentence each."""
    compared = agreement.compared
    unit = "character" if agreement.level == "characters" else "sentence"
    drawn = "whole documents" if agreement.whole else "single stretches"
    narrow = (
        "" if agreement.whole else " Fewer than ten documents were coded by two, so they are narrower than is true."
    )
    said = [
        f"A unit is one {unit} to which at least one of {', '.join(compared.coders)} gave a code, in "
        f"{len(compared.documents):,} documents that two of them coded. What nobody coded is not counted.",
        f"Intervals (95%) come from drawing {drawn}, {TIMES:,} times.{narrow}",
    ]
    if compared.alone:
        said.append(f"{compared.alone:,} documents that one of them coded alone are left out.")
    if compared.unfinished:
        said.append(f"{compared.unfinished:,} documents that are still being coded blind are left out.")
    if agreement.scale and agreement.scale.several:
        said.append(f"{agreement.scale.several:,} values with more than one rank are left out of the scale.")
    return said


def as_json(agreement: Agreement, different: Sequence[Difference]) -> dict[str, Any]:
    """The one shape in which programs get all of it."""
    compared = agreement.compared
    return {
        "level": agreement.level,
        "coders": list(compared.coders),
        "documents": len(compared.documents),
        "documents_of_one_coder": compared.alone,
        "documents_still_blind": compared.unfinished,
        "drawn": "documents" if agreement.whole else "stretches",
        "draws": TIMES,
        "figures": [asdict(row) for row in rows_of(agreement)],
        "scale": asdict(agreement.scale) if agreement.scale else None,
        "counted": counted(agreement),
        "disagreements": [asdict(one) for one in different],
    }


def differences_of(study: Study, compared: Compared, asked: Asked, *, words: bool = True) -> list[Difference]:
    """Where the coders differ, by document and place. words: whether the text is told too."""
    found = differences(compared, wanted_codes(compared, asked))
    settled = {one for settlement in study.reader.settlements() for one in settlement.beside}
    readings = list(dict.fromkeys((one.document, one.reading) for one in found))
    texts = texts_of(study, readings) if words else {}
    titles = {one: document.title for one, document in documents_of(study, [one for one, _ in readings]).items()}
    return [
        _difference(
            one,
            compared,
            texts.get((one.document, one.reading), ""),
            titles.get(one.document, ""),
            settled.issuperset(one.codings),
        )
        for one in found
    ]


def _difference(one: Disagreement, compared: Compared, text: str, title: str, settled: bool) -> Difference:
    return Difference(
        one.document,
        title,
        one.reading,
        one.code,
        compared.tree.path(one.code),
        one.start,
        one.end,
        tuple(Mark(coder, spans) for coder, spans in one.marked),
        one.letters,
        one.borders_only,
        one.codings,
        settled,
        text[max(0, one.start - AROUND) : one.start],
        text[one.start : one.end],
        text[one.end : one.end + AROUND],
    )


def _row(label: str, code: str | None, measured: Measured, coders: Sequence[str]) -> Row:
    interval = measured.interval
    return Row(
        label,
        code,
        measured.alpha.value,
        interval.low if interval else None,
        interval.high if interval else None,
        measured.percent,
        measured.kappa.mean,
        tuple(Pair((coders[one], coders[other]), value) for one, other, value in measured.kappa.pairs),
        measured.shared,
        measured.units,
        measured.groups,
        dict(zip(coders, measured.marked, strict=False)),
        verdict(measured),
        tuple(cautions(measured)),
    )
