"""The demonstration's interviews through the real path: sealed, read by two, coded by two, brought, taken back.

Each step is taken only where it is still wanting. What the invented witnesses are called in the study stands in a file
beside it, and the identities that open its vault lie there too: in a real study neither may be where the study is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.demo.interviews import (
    CODERS,
    RECANTED,
    TESTIMONY,
    WITHDRAWN,
    Interview,
    Testified,
    interviews,
    place_of,
)
from synopticon.errors import MissingPart, Refused
from synopticon.model.coding import Progress as Step
from synopticon.model.finding import Basis, Finding
from synopticon.model.testimony import Standing, WitnessPassage
from synopticon.store.durably import Draft
from synopticon.workflow.progress import Progress

if TYPE_CHECKING:
    from synopticon.interviews.review_text import Offsets
    from synopticon.vault.opened import OpenVault
    from synopticon.workflow.coding import Mark
    from synopticon.workflow.review import Review
    from synopticon.workflow.study import Study

NAMES = "invented-witnesses.json"
"""Which pseudonym each invented interview got."""
PASSPHRASE = "five invented words open this"  # noqa: S105 - printed for whoever looks at the demonstration


@dataclass(frozen=True, slots=True)
class Interviewed:
    """What became of the interviews. refused: their consent had ended. left_out: why there are none at all, or empty.

    withdrawn: pseudonyms. taken_back: passages that a witness took back. identity, passphrase: what opens the vault.
    """

    signed: int = 0
    refused: int = 0
    codings: int = 0
    brought: int = 0
    taken_back: int = 0
    withdrawn: tuple[str, ...] = ()
    identity: str = ""
    passphrase: str = ""
    left_out: str = ""


def add_interviews(study: Study, findings: Sequence[Finding], progress: Progress) -> Interviewed:
    """Take all interviews as far as they go. findings: of the plan, in its order.

    Where the vault's part is not installed there are no interviews, and the answer says so.
    """
    from synopticon.workflow.interview_withdraw import withdraw

    try:
        _make_vault(study)
    except MissingPart as error:
        return Interviewed(left_out=error.sentence())
    names, refused = _seal(study, progress)
    waiting = [one for one in interviews() if one.key in names and not _whole(study, names[one.key])]
    if waiting:
        _read_and_code(study, waiting, names, findings, progress)
    leaving = names.get(WITHDRAWN)
    if leaving and all(stone.pseudonym != leaving for stone in study.reader.tombstones()):
        withdraw(study, leaving)
    return _done(study, refused)


def _done(study: Study, refused: int) -> Interviewed:
    reader = study.reader
    signed = {text.witness: text.id for text in reader.working_texts()}
    coded = reader.coded_documents()
    return Interviewed(
        signed=len(signed),
        refused=refused,
        codings=sum(coded.get(text, 0) for text in signed.values()),
        brought=sum(len(finding.testimony) for finding in reader.findings()),
        taken_back=len(reader.recanted()),
        withdrawn=tuple(stone.pseudonym for stone in reader.tombstones()),
        identity=_identities(study)[0].name,
        passphrase=PASSPHRASE,
    )


def _identities(study: Study) -> list[Path]:
    return [study.folder / f"identity-of-{name.lower()}.txt" for name in CODERS.values()]


def _make_vault(study: Study) -> None:
    from synopticon.vault.keyfile import LEAST
    from synopticon.workflow.codebook import start_codebook
    from synopticon.workflow.vault import FOLDER, make_vault
    from synopticon.workflow.vault_identity import new_identity

    for path in _identities(study):
        if not path.exists():
            new_identity(path, PASSPHRASE, study.random, LEAST)  # a passphrase that everybody knows needs no more
    if not (study.folder / FOLDER).exists():
        make_vault(study, [str(path) for path in _identities(study)])
    if study.reader.codebook() is None:
        start_codebook(study)


def _seal(study: Study, progress: Progress) -> tuple[dict[str, str], int]:
    """Add every interview whose consent allows it; what each is called, and how many were refused."""
    from synopticon.workflow.consent import read_consent
    from synopticon.workflow.interview_add import add_interview

    names = _names(study)
    refused = 0
    progress.stage("Sealing interviews", len(interviews()))
    for one in interviews():
        progress.advance()
        if one.key in names:
            continue
        try:
            consent = read_consent(one.consent, study.clock().date())
        except Refused:
            refused += 1
            continue
        # One that has no name here was sealed just before an interruption, and is the next in the order.
        unnamed = {witness.pseudonym for witness in study.reader.witnesses()} - set(names.values())
        new = unnamed.pop() if unnamed else add_interview(study, one.file, consent, identity=one.identity).pseudonym
        names[one.key] = new
        with study.writing() as writer:
            writer.set_attributes(study.reader.witness(new).id, one.attributes)
        with Draft(study.folder) as draft:
            draft.write((json.dumps(names, indent=1) + "\n").encode())
            draft.keep_as(study.folder / NAMES, mode=0o600)
    return names, refused


def _names(study: Study) -> dict[str, str]:
    path = study.folder / NAMES
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _whole(study: Study, pseudonym: str) -> bool:
    """Whether nothing is left to do on an interview: both coders are done with it, or its witness withdrew."""
    if any(stone.pseudonym == pseudonym for stone in study.reader.tombstones()):
        return True
    text = next(iter(study.reader.working_texts(study.reader.witness(pseudonym).id)), None)
    given = study.reader.assignments(document=text.id) if text else []
    return bool(given) and all(one.progress is Step.DONE for one in given)


def _read_and_code(
    study: Study,
    waiting: Sequence[Interview],
    names: Mapping[str, str],
    findings: Sequence[Finding],
    progress: Progress,
) -> None:
    from synopticon.workflow.testimony_index import refresh_testimony_index
    from synopticon.workflow.vault import opened_vault

    codes = _codes(study)
    progress.stage("Reading, signing and coding interviews", len(waiting))
    with opened_vault(study, _identities(study)[:1], lambda _: PASSPHRASE) as opened:
        for one in waiting:
            text, offsets = _sign(study, opened, one, names[one.key])
            _bring(study, one, names[one.key], text, offsets, findings)
            _code(study, one, names[one.key], text, offsets, codes)
            progress.advance()
    refresh_testimony_index(study)


def _sign(study: Study, opened: OpenVault, one: Interview, pseudonym: str) -> tuple[str, Offsets]:
    """Both readers' work; answers the transcript, and where its offsets lie in the signed text."""
    from synopticon.workflow.review_opening import review_in

    for number, reader in enumerate(CODERS.values()):
        review = review_in(study, opened, pseudonym, reader, index=False)
        if review.kept.standing is not Standing.SIGNED and reader not in review.kept.readers:
            if number == 0:
                _decide(review, one)
            review.sign()
        text, offsets = review.text, review.offsets()
        review.close()
    return text, offsets


def _decide(review: Review, one: Interview) -> None:
    """Accept what was proposed, and cover by hand every name that nothing proposed."""
    undecided = [mark.id for mark in review.sheet.marks.values() if mark.open]
    if undecided:
        review.accept_many(undecided)
    for name in one.names:
        for start in _places(review.text, name):
            if not any(first <= start < last for first, (last, _, _) in review.sheet.replaced.items()):
                review.cover(start, start + len(name), "person")
                break


def _places(text: str, name: str) -> list[int]:
    """Where a name stands that is no part of a longer word before it."""
    starts = []
    at = text.find(name)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            starts.append(at)
        at = text.find(name, at + 1)
    return starts


def _bring(
    study: Study, one: Interview, pseudonym: str, text: str, offsets: Offsets, findings: Sequence[Finding]
) -> None:
    from synopticon.workflow.interview_recant import recant
    from synopticon.workflow.testimony_bring import Telling, bring_testimony

    for brought in (row for row in TESTIMONY if row.interview == one.key):
        passage = _cited(study, pseudonym, brought, text, offsets)
        if passage.id not in study.reader.recanted():
            telling = Telling(brought.use, brought.told_by, brought.words)
            finding = findings[brought.finding]
            bring_testimony(study, finding, passage, brought.stance, brought.basis, telling, "")
        for taken in (row for row in RECANTED if (row.interview, row.quote) == (brought.interview, brought.quote)):
            recant(study, pseudonym, passage.id, taken.reason)


def _cited(study: Study, pseudonym: str, brought: Testified, text: str, offsets: Offsets) -> WitnessPassage:
    from synopticon.workflow.testimony_cite import cite_testimony

    start, end = map(offsets.to_working, place_of(brought.quote, text))
    return cite_testimony(study, pseudonym, start=start, end=end)


def _code(study: Study, one: Interview, pseudonym: str, text: str, offsets: Offsets, codes: Mapping[str, str]) -> None:
    """Both codings of an interview, blind: neither coder sees the other's before both are done."""
    from synopticon.workflow.coding import give_many
    from synopticon.workflow.coding_blind import assign, mark_done

    document = study.reader.working_texts(study.reader.witness(pseudonym).id)[0].id
    assign(study, [document], CODERS.values(), blind=True)
    standing = {row.coder: row.progress for row in study.reader.assignments(document=document)}
    for letter, coder in CODERS.items():
        if standing[coder] is not Step.DONE:
            give_many(study, _marks(one, document, letter, text, offsets, codes), coder=coder)
            mark_done(study, document, coder=coder)


def _codes(study: Study) -> dict[str, str]:
    """The id of every code that is given, by how the plan calls it."""
    from synopticon.workflow.codebook import Tree, codebook_of

    tree = Tree(codebook_of(study).codes)
    called = {code for one in interviews() for planned in one.codings for code in planned.codes}
    return {code: tree.find(code).id for code in called}


def _marks(
    one: Interview, document: str, letter: str, text: str, offsets: Offsets, codes: Mapping[str, str]
) -> list[Mark]:
    from synopticon.workflow.coding import Mark

    tellers = {row.quote: row.told_by for row in TESTIMONY if row.interview == one.key}
    marks = []
    for planned in one.codings:
        if letter in planned.coders:
            start, end = map(offsets.to_working, place_of(planned.quote, text))
            for code in planned.codes:
                memo = tellers.get(planned.quote, "") if code == Basis.TOLD.value else ""
                marks.append(Mark(document, start, end, codes[code], memo))
    return marks
