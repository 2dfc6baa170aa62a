"""The COREQ checklist of this study: its facts gathered, a person's answers kept, and the whole written to a file.

Answers lie in `coreq.json` in the study's folder. An exported checklist is a file of its own: it holds sentences that
people typed, which no rule of the release gate has read, so `publish` does not take it in.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synopticon.coding.tree import Tree
from synopticon.errors import DamagedStudy, NotFound, StudyError, UsageError
from synopticon.interviews.coreq import ITEMS, SOURCE, Answer, Facts, Line, State, lines
from synopticon.model.coding import CodingQuery
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of
from synopticon.model.testimony import Standing, Use, WorkingText
from synopticon.store.durably import Draft
from synopticon.version import __version__

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

FILE = "coreq.json"
_ENDS = {".md": "markdown", ".json": "json"}


def checklist(study: Study) -> list[Line]:
    """All 32 items as they stand. Raises DamagedStudy where the kept answers cannot be read."""
    return lines(facts_of(study), _answers(study))


def answer(study: Study, number: int, text: str, *, withheld: bool = False) -> Line:
    """Keep an answer, or the reason why there is none; an empty text takes it back.

    Raises NotFound for a number that is no item, UsageError for withholding without a reason, StorageFailed.
    """
    if not any(item.number == number for item in ITEMS):
        raise NotFound(f"COREQ has no item {number}", remedy="They are numbered 1 to 32: synopticon coreq show")
    if withheld and not text.strip():
        raise UsageError(
            "what is withheld needs a reason",
            why="“withheld: safety” with a reason is an answer, without one it is a gap",
            remedy=f'Give it: synopticon coreq answer {number} --withheld "WHY"',
        )
    answers = _answers(study)
    answers.pop(number, None)
    if text.strip():
        answers[number] = Answer(text.strip(), withheld)
    _keep(study, answers)
    with study.writing() as writer:
        writer.record(Act("coreq", f"coreq:{number}", digest_of(["coreq", number, text.strip(), withheld])))
    return next(line for line in checklist(study) if line.item.number == number)


def write_checklist(study: Study, path: Path) -> list[Line]:
    """Write the checklist as Markdown or JSON, by the file's ending. Raises UsageError, StorageFailed; whole or not."""
    form = _ENDS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"no checklist is written as “{path.suffix}”", remedy="Name a file that ends in .md or .json.")
    if path.exists():
        raise UsageError("there is a file of that name", where=str(path), remedy="Move it, or name another.")
    found = checklist(study)
    text = _markdown(study, found) if form == "markdown" else json.dumps(as_json(found), ensure_ascii=False, indent=2)
    with Draft(path.absolute().parent) as draft:
        draft.write(text.encode() + b"\n")
        draft.keep_as(path.absolute(), 0o644)
    return found


def as_json(found: Sequence[Line]) -> dict[str, Any]:
    """The checklist for programs."""
    return {
        "source": SOURCE,
        "missing": [line.item.number for line in found if line.state is State.MISSING],
        "items": [
            {
                "number": line.item.number,
                "domain": line.item.domain,
                "name": line.item.name,
                "asks": line.item.asks,
                "state": line.state.value,
                "computed": line.computed,
                "answer": line.answer.text if line.answer else None,
            }
            for line in found
        ],
    }


def facts_of(study: Study) -> Facts:
    """What the study knows of its interviews; only signed texts and numbers, nothing sealed."""
    reader = study.reader
    witnesses = reader.witnesses()
    signed = [one for one in witnesses if one.standing is Standing.SIGNED]
    there = {one.id for one in signed}
    texts = [text for text in reader.working_texts() if text.witness in there]
    attributes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for witness in signed:
        for name, value in witness.attributes:
            attributes[name][value] += 1
    coders = {row.coder for row in reader.codings(CodingQuery(documents=tuple(text.id for text in texts))).rows}
    book = reader.codebook()
    codes = [code for code in book.codes if not code.retired] if book else []
    quoted = [
        brought.passage
        for finding in reader.findings()
        if finding.withdrawn is None
        for brought in finding.testimony
        if brought.use is Use.QUOTE and brought.recanted is None
    ]
    by_id = {text.id: text for text in texts}
    resolved = sum(one.text in by_id and by_id[one.text].text[one.start : one.end] == one.exact for one in quoted)
    return Facts(
        witnesses=len(signed),
        sealed=len(witnesses) - len(signed),
        withdrawn=len(reader.tombstones()),
        attributes=attributes,
        asked=tuple(_first_speakers_turns(text) for text in texts if text.turns),
        minutes=tuple(minutes for text in texts if (minutes := _minutes(text)) is not None),
        coders=len(coders),
        codes=len(codes),
        branches=tuple(code.name for code in Tree(codes).children(None)),
        codebook=book.version if book else None,
        quotes=len(quoted),
        resolved=resolved,
        software=f"Synopticon {__version__}",
    )


def _first_speakers_turns(text: WorkingText) -> int:
    """How often that one spoke who speaks first; what stands before, a heading, names nobody."""
    first = next((turn.speaker for turn in text.turns if turn.speaker), "")
    return sum(turn.speaker == first for turn in text.turns)


def _minutes(text: WorkingText) -> float | None:
    begins = [turn.begins for turn in text.turns if turn.begins is not None]
    ends = [turn.ends for turn in text.turns if turn.ends is not None]
    return (max(ends) - min(begins)) / 60_000 if begins and ends else None


def _answers(study: Study) -> dict[int, Answer]:
    path = study.folder / FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
        return {int(number): Answer(str(one["text"]), bool(one["withheld"])) for number, one in kept.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise StudyError("the answers to COREQ cannot be read", where=str(path), why=error.strerror) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedStudy(
            "the answers to COREQ cannot be read",
            where=str(path),
            why="the file is not what synopticon writes",
            remedy="Put a copy of it back, or move it away and answer anew.",
        ) from error


def _keep(study: Study, answers: Mapping[int, Answer]) -> None:
    kept = {str(number): {"text": one.text, "withheld": one.withheld} for number, one in sorted(answers.items())}
    with Draft(study.folder) as draft:
        draft.write(json.dumps(kept, ensure_ascii=False, indent=2).encode() + b"\n")
        draft.keep_as(study.folder / FILE, 0o644)


def _markdown(study: Study, found: Sequence[Line]) -> str:
    title = study.settings.text("study.title")
    out = [f"# COREQ checklist{f': {title}' if title else ''}", "", f"After {SOURCE}."]
    domain = None
    for line in found:
        if line.item.domain != domain:
            domain = line.item.domain
            out += ["", f"## {domain}", ""]
        out.append(f"**{line.item.number}. {line.item.name}.** {line.item.asks}  ")
        out += [f"{sentence}  " for sentence in said(line)]
        out.append("")
    return "\n".join(out).rstrip()


def said(line: Line) -> list[str]:
    """What a checklist prints of an item: what was computed, then what a person said."""
    out = [line.computed] if line.computed else []
    if line.answer:
        text = " ".join(line.answer.text.split())
        out.append(f"Withheld: safety ({text})." if line.answer.withheld else text)
    return out or ["Missing."]
