"""A review is opened from the vault, sealed after every act, logged without content, and never in clear on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from synopticon.errors import NotFound, Refused, StudyBusy, SynopticonError, UsageError
from synopticon.interviews.engine import propose
from synopticon.interviews.identity import identity_of
from synopticon.model.testimony import Standing, Turn
from synopticon.workflow.review import Review
from synopticon.workflow.review_opening import open_review
from synopticon.workflow.review_sheet import KINDS
from synopticon.workflow.study import Study
from synopticon.workflow.testimony_log import REVIEWED
from synopticon.workflow.vault import vault_of

TEXT = (
    "Interviewer: Where were you?\n"
    "Marta: I lived in Qordemvale until 5 May 2011. Mr. Ilya Verrin took me over. Qordemvale was cold.\n"
    "Interviewer: And your mother?\nMarta: She stayed with Zelmira in Pastoria. Ilya Verrin never came back.\n"
)
"""Invented, as is everybody in it. Nothing here or elsewhere is called Qordemvale, Zelmira or Pastoria."""
RECORD = {"names": ["Marta Oblin"], "residences": ["Qordemvale"], "birthplace": "Pastoria"}
SAID = ("Qordemvale", "Zelmira", "Pastoria", "Verrin", "never came back")


def turns() -> tuple[Turn, ...]:
    """The turns of the text, a line each."""
    made, at = [], 0
    for line in TEXT.splitlines():
        speaker = line.split(": ")[0]
        made.append(Turn(speaker, at + len(speaker) + 2, at + len(line)))
        at += len(line) + 1
    return tuple(made)


@pytest.fixture
def sealed(interviewed: Callable[..., Any]) -> Any:
    """A study with that interview in its vault."""
    return interviewed(TEXT, turns(), tuple(propose(TEXT, identity_of(RECORD))), RECORD)


@pytest.fixture
def study(sealed: Any) -> Iterator[Study]:
    """The study, open."""
    with Study(sealed.folder) as opened:
        yield opened


def opened(study: Study, sealed: Any, reader: str = "Anna") -> Review:
    """The review before a reader."""
    return open_review(study, sealed.pseudonym, [sealed.identity], lambda _: "", reader)


def over(review: Review, words: str) -> int:
    """The number of the first mark over these words."""
    return next(one.id for one in review.sheet.marks.values() if review.text[one.start : one.end] == words)


def settle(review: Review) -> None:
    """Accept all that this reader has yet to look at."""
    for mark in [one.id for one in review.sheet.marks.values() if one.open]:
        review.accept(mark)


def working(review: Review) -> str:
    """The working text as the sheet gives it."""
    text, at = [], 0
    for start, (end, words, _) in sorted(review.sheet.replaced.items()):
        text += review.text[at:start], words
        at = end
    return "".join(text) + review.text[at:]


def test_a_review_goes_on_where_it_was_left(study: Study, sealed: Any) -> None:
    """What was decided is sealed before it is answered: the next reader finds it, in another process too."""
    first = opened(study, sealed)
    first.accept(over(first, "Qordemvale"), everywhere=True)
    first.close()
    second = opened(study, sealed, "Boris")
    marks = [one for one in second.sheet.marks.values() if second.text[one.start : one.end] == "Qordemvale"]
    assert [(one.verdict, one.by) for one in marks] == [("covered", "Anna")] * 2
    assert second.sheet.decided == 2


def test_two_readers_bring_the_text_into_the_study(study: Study, sealed: Any) -> None:
    """With the second signature the working text is in the study, under its speakers' letters, and nothing else is."""
    first = opened(study, sealed)
    settle(first)
    first.sign()
    assert first.kept.standing is Standing.REVIEWED
    assert study.reader.working_texts() == []
    with pytest.raises(Refused, match="another person"):
        first.sign()
    second = opened(study, sealed, "Boris")
    assert second.sign().signed == ("Anna", "Boris")
    assert second.kept.standing is Standing.SIGNED
    (text,) = study.reader.working_texts()
    assert text.text == working(second) and text.signed == ("Anna", "Boris")
    assert [turn.speaker for turn in text.turns] == ["Interviewer", "Person A", "Interviewer", "Person A"]
    assert all(said not in text.text for said in SAID[:4])


def test_nothing_of_a_review_is_in_clear_on_disk(study: Study, sealed: Any) -> None:
    """After deciding, typing reasons and covering by hand, no byte of the study's folder holds a word of it."""
    review = opened(study, sealed)
    at = TEXT.index("Zelmira")
    review.cover(at, at + 7, "person")
    review.drop(over(review, "Pastoria"), "everybody lives in Pastoria-Canary")
    review.replace(over(review, "Qordemvale"), "[a valley, Canary]")
    review.undo()
    review.close()
    study.close()
    looked_at = 0
    for path in sealed.folder.rglob("*"):
        if path.is_file():
            data, looked_at = path.read_bytes(), looked_at + 1
            for said in (*SAID, "Canary"):
                for encoded in (said.encode(), said.lower().encode(), said.encode("utf-16-le")):
                    assert encoded not in data, path.name
    assert looked_at > 5


def test_each_act_is_logged_with_its_reader_and_without_content(study: Study, sealed: Any) -> None:
    """The log holds who and in which order; what was decided only as a commitment, two alike acts not as alike."""
    review = opened(study, sealed)
    mark = over(review, "Qordemvale")
    review.accept(mark)
    review.undo()
    review.accept(mark)
    opened(study, sealed, "Boris").accept(mark)
    entries = [link for link in study.reader.custody() if link.act.act == REVIEWED]
    assert [link.who for link in entries] == ["Anna", "Anna", "Anna", "Boris"]
    assert len({link.act.subject for link in entries}) == 4
    assert all(set(link.act.details) == {"nonce"} for link in entries)


def test_of_two_processes_the_later_one_is_stopped(study: Study, sealed: Any) -> None:
    """What one has decided is never overwritten by the other, which is told so."""
    one, two = opened(study, sealed), opened(study, sealed, "Boris")
    one.accept(over(one, "Pastoria"))
    with pytest.raises(StudyBusy, match="another process"):
        two.accept(over(two, "Qordemvale"))
    assert opened(study, sealed).sheet.decided == 1


def test_a_refused_act_changes_nothing(study: Study, sealed: Any) -> None:
    """Neither the sealed review nor the log; the message quotes nothing."""
    review = opened(study, sealed)
    entries = study.reader.counts().custody
    person = over(review, "Ilya Verrin")
    for act in (
        lambda: review.drop(person, ""),
        lambda: review.widen(person, 5, 5),
        lambda: review.reclass(person, "colour"),
        lambda: review.replace(person, "two\nlines"),
        lambda: review.cover(-1, 4, "person"),
        lambda: review.agree(person),
        lambda: review.accept(999),
        review.undo,
        review.sign,
    ):
        with pytest.raises((UsageError, Refused, NotFound)) as refused:
            act()
        assert not any(said in refused.value.sentence() for said in SAID)
    assert study.reader.counts().custody == entries
    assert opened(study, sealed).sheet == review.sheet


def test_words_covered_by_hand_are_covered_everywhere(study: Study, sealed: Any) -> None:
    """A name that no detector knew is covered in every place, under the next free letter, and can be taken back."""
    review = opened(study, sealed)
    before = working(review)
    at = TEXT.index("never")
    review.cover(at, at + len("never"), "person")
    assert "never" not in working(review)
    assert review.undo().marks == opened(study, sealed).sheet.marks
    assert working(review) == before


def test_a_date_that_is_widened_is_made_coarser_anew(study: Study, sealed: Any) -> None:
    """With fewer words of a date another one stands in its place; other kinds keep their words."""
    review = opened(study, sealed)
    at = TEXT.index("2011")
    review.widen(over(review, "5 May 2011"), at, at + 4)
    assert "5 May [2010–2014]" in working(review)


def test_the_second_reader_sees_what_the_first_dropped(study: Study, sealed: Any) -> None:
    """Drops of another reader are open and come first; agreeing closes them."""
    first = opened(study, sealed)
    first.drop(over(first, "Pastoria"), "a large place")
    settle(first)
    first.sign()
    second = opened(study, sealed, "Boris")
    waiting = [one for one in second.sheet.marks.values() if one.open]
    assert [second.text[one.start : one.end] for one in waiting] == ["Pastoria"]
    assert waiting[0].reason == "a large place" and min(second.sheet.marks.values(), key=lambda m: m.risk) == waiting[0]
    second.agree(waiting[0].id)
    assert second.sheet.open == 0 and second.sheet.signed == ("Anna",)
    second.sign()
    assert second.kept.text is not None


def test_a_change_after_signing_needs_both_signatures_anew(study: Study, sealed: Any) -> None:
    """A later change voids both signatures; the text waits in the study until the next one is signed in its place."""
    for reader in ("Anna", "Boris"):
        review = opened(study, sealed, reader)
        settle(review)
        review.sign()
    review.reclass(over(review, "Pastoria"), "organisation")
    assert review.sheet.signed == ()
    assert study.reader.working_texts()[0].version == 1
    for reader in ("Anna", "Boris"):
        opened(study, sealed, reader).sign()
    (text,) = study.reader.working_texts()
    assert text.version == 2 and "[Organisation A]" in text.text


def test_an_unknown_or_foreign_key_opens_nothing(study: Study, sealed: Any, tmp_path: Path) -> None:
    """Neither an unknown pseudonym nor another's identity opens a review."""
    from synopticon.errors import VaultShut
    from synopticon.vault import age

    with pytest.raises(NotFound):
        open_review(study, "nobody-11", [sealed.identity], lambda _: "", "Anna")
    other = tmp_path / "other.identity"
    other.write_text(age.generate()[0])
    with pytest.raises(VaultShut):
        open_review(study, sealed.pseudonym, [other], lambda _: "", "Anna")


def test_a_withdrawal_ends_an_open_review(study: Study, sealed: Any) -> None:
    """Once the witness's key is destroyed the review says so, and no act is taken any more."""
    review = opened(study, sealed)
    assert not review.withdrawn
    vault_of(study).destroy(study.reader.witness(sealed.pseudonym).id, study.clock().date())
    assert review.withdrawn
    with pytest.raises(SynopticonError):
        review.accept(0)


def test_a_reader_has_a_name(study: Study, sealed: Any) -> None:
    """Blanks are none, and blanks around or doubled within a name make no other reader of it."""
    with pytest.raises(UsageError, match="reader's name"):
        opened(study, sealed, "  ")
    assert opened(study, sealed, " Anna  Lind ").sheet.reader == "Anna Lind"


def test_the_kinds_are_plain_words() -> None:
    """Pages choose among them without knowing the rooms below."""
    assert "person" in KINDS and all(kind.islower() for kind in KINDS)
