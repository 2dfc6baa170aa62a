"""Judge: correct a fact, withdraw or restore a document, confirm or overturn a relation. Always with a reason.

Judgements are only ever added: the latest on a subject holds, and `clear` makes a subject as if never judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from synopticon.errors import StudyBusy, UsageError
from synopticon.language.dates import edtf_bounds, to_edtf
from synopticon.model.custody import Act
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.picture import subject_of as picture_subject
from synopticon.reuse.source_names import key_from
from synopticon.workflow.attributing import PICTURE, PREFIX, subject_of
from synopticon.workflow.indexing import refresh_index

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

CORRECTABLE = ("outlet", "published", "language", "title")
"""The facts of a document that a person may correct."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")


def correct(study: Study, item: str, facts: Mapping[str, str], reason: str) -> Judgement:
    """Put a person's facts in place of what the document or its channel said; earlier corrections of other facts stand.

    Raises UsageError for a fact that cannot be corrected, a date that is no date and a language that is none.
    """
    if not facts:
        raise UsageError("nothing to correct was named", remedy=f"Name one of: {', '.join(CORRECTABLE)}.")
    whole = study.reader.whole_id("item", item)
    value = {name: _checked(name, fact.strip()) for name, fact in facts.items()}
    return _judge(study, f"item:{whole}", Verdict.CORRECT, reason, value)


def withdraw(study: Study, item: str, reason: str) -> Judgement:
    """Take a mistaken document out of lists, search, trace and every count; its bytes and history stay."""
    whole = study.reader.item(study.reader.whole_id("item", item))
    if whole.withdrawn is not None:
        raise UsageError("the document is withdrawn already", where=f"item {whole.id[:12]}", why=whole.withdrawn)
    return _judge(study, f"item:{whole.id}", Verdict.WITHDRAW, reason)


def restore(study: Study, item: str, reason: str) -> Judgement:
    """Bring a withdrawn document back."""
    whole = study.reader.item(study.reader.whole_id("item", item))
    if whole.withdrawn is None:
        raise UsageError("the document is not withdrawn", where=f"item {whole.id[:12]}")
    return _judge(study, f"item:{whole.id}", Verdict.RESTORE, reason)


def confirm(study: Study, a: str, b: str, reason: str) -> Judgement:
    """Say that two documents go back to one origin, whatever the trace says; it takes effect with the next trace."""
    return _judge(study, _pair(study, a, b), Verdict.CONFIRM, reason)


def overturn(study: Study, a: str, b: str, reason: str) -> Judgement:
    """Say that two documents do not depend on each other; the count of origins heeds it at once."""
    return _judge(study, _pair(study, a, b), Verdict.OVERTURN, reason)


def set_origin(study: Study, item: str, reason: str) -> Judgement:
    """Say that the others of its family go back to this document, whatever its date; it takes effect with the next
    trace. A later judgement stands above an earlier one on another document of the family, which is cleared.

    Raises UsageError for a document that stands alone.
    """
    whole = study.reader.whole_id("item", item)
    own = study.reader.member(whole)
    family = study.reader.members(own.family) if own else []
    if len(family) < 2:
        raise UsageError("the document has no family whose origin it could be", where=f"item {whole[:12]}")
    standing = {judgement.subject: judgement.verdict for judgement in study.reader.judgements()}
    for other in family:
        if other.item != whole and standing.get(f"origin:{other.item}") is Verdict.CONFIRM:
            _judge(study, f"origin:{other.item}", Verdict.CLEAR, f"another origin was set: {reason}")
    return _judge(study, f"origin:{whole}", Verdict.CONFIRM, reason)


def confirm_picture(study: Study, a: str, b: str, reason: str) -> Judgement:
    """Say that two captures show one photograph; the count of origins heeds it at once."""
    return _judge(study, _pictures(study, a, b), Verdict.CONFIRM, reason)


def overturn_picture(study: Study, a: str, b: str, reason: str) -> Judgement:
    """Say that two captures show different photographs; the count of origins heeds it at once."""
    return _judge(study, _pictures(study, a, b), Verdict.OVERTURN, reason)


def confirm_attribution(study: Study, subject: str, reason: str) -> Judgement:
    """Say that a cited passage rests on a source, whether its document says so or not; the count of origins heeds it at
    once. subject: attribution:<passage>:<source>, the source by its key or by any of its names.
    """
    return _judge(study, _attribution(study, subject), Verdict.CONFIRM, reason)


def overturn_attribution(study: Study, subject: str, reason: str) -> Judgement:
    """Say that a cited passage does not rest on a source that its document names; the count heeds it at once."""
    return _judge(study, _attribution(study, subject), Verdict.OVERTURN, reason)


def clear(study: Study, subject: str, reason: str) -> Judgement:
    """Take all judgements on a subject back: it is as if never judged, and the log keeps what was."""
    what, _, rest = subject.partition(":")
    if what in ("item", "origin"):
        subject = f"{what}:{study.reader.whole_id('item', rest)}"
    elif what == PREFIX:
        subject = _attribution(study, subject)
    if not study.reader.judgements(subject):
        raise UsageError("nobody has judged that", where=subject, remedy="See the judgements of an item on its page.")
    return _judge(study, subject, Verdict.CLEAR, reason)


def _judge(
    study: Study, subject: str, verdict: Verdict, reason: str, value: Mapping[str, str] | None = None
) -> Judgement:
    if not reason.strip():
        raise UsageError("a judgement needs its reason", remedy="Say why in a few words: --reason WHY")
    judgement = Judgement(
        subject, verdict, study.settings.text("study.collector"), study.clock(), reason.strip(), value or {}
    )
    with study.writing() as writer:
        writer.add_judgement(judgement)
        writer.record(Act("judge", subject, judgement.id, {"verdict": verdict.value}))
    if subject.startswith("item:"):
        _follow(study)
    return judgement


def _follow(study: Study) -> None:
    """Bring an index that is there up to date. Where another process is at it, search says that it is stale."""
    if not (study.folder / "index" / "state.json").exists():
        return
    try:
        refresh_index(study)
    except StudyBusy:
        return


def _pictures(study: Study, a: str, b: str) -> str:
    """The subject of a judgement on two pictures. Raises UsageError for what was not compared as one."""
    whole = [study.reader.whole_id("item", name) for name in (a, b)]
    compared = study.reader.pictures_of(whole)
    for item in whole:
        if item not in compared:
            raise UsageError(
                "that is no picture of the last comparison",
                where=f"item {item[:12]}",
                remedy="Compare first: synopticon pictures compare",
            )
    if whole[0] == whole[1]:
        raise UsageError("a picture cannot be compared with itself", where=f"item {whole[0][:12]}")
    return picture_subject(*whole)


def _pair(study: Study, a: str, b: str) -> str:
    one, other = sorted((study.reader.whole_id("item", a), study.reader.whole_id("item", b)))
    if one == other:
        raise UsageError("a document cannot be related to itself", where=f"item {one[:12]}")
    return f"reuse:{one}:{other}"


def _attribution(study: Study, subject: str) -> str:
    what, _, rest = subject.partition(":")
    passage, _, name = rest.partition(":")
    key = key_from(name)
    if what != PREFIX or not passage or key is None:
        raise UsageError(
            "that is no attribution that can be judged",
            where=subject,
            remedy=f"Write {PREFIX}:PASSAGE:SOURCE, as “synopticon finding show” prints it.",
        )
    if key.startswith(PICTURE):
        key = PICTURE + study.reader.whole_id("item", key.removeprefix(PICTURE))
    return subject_of(study.reader.whole_id("passage", passage), key)


def _checked(name: str, fact: str) -> str:
    if name not in CORRECTABLE:
        raise UsageError(f"{name} cannot be corrected", remedy=f"These can: {', '.join(CORRECTABLE)}.")
    if not fact:
        raise UsageError(f"the corrected {name} is empty", remedy="To take a correction back, clear the judgement.")
    return {"published": _date, "language": _language}.get(name, str)(fact)


def _date(fact: str) -> str:
    try:
        edtf_bounds(fact)
    except ValueError:
        read = to_edtf(fact)
        if read is None:
            raise UsageError(
                f"“{fact}” is no date that can be read", remedy="Write it as 2024, 2024-03 or 2024-03-15 (EDTF)."
            ) from None
        return read
    return fact


def _language(fact: str) -> str:
    match = _LANGUAGE.fullmatch(fact)
    if not match:
        raise UsageError(f"“{fact}” is no language tag", remedy="Write it as BCP 47 does: ko, zh-Hant, pt-BR.")
    language, script, region = match.groups()
    parts = [language.lower(), script.title() if script else None, region.upper() if region else None]
    return "-".join(part for part in parts if part)
