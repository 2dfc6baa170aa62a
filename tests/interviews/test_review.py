"""A review is a log of acts: whatever people decide, the text covers what stands, and undo takes back exactly."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedStudy, NewerStudy, Refused, UsageError
from synopticon.interviews.review import (
    ReviewState,
    Verb,
    Verdict,
    agree,
    begin_review,
    cover,
    decide,
    redo,
    standing,
    undo,
)
from synopticon.interviews.review_sealed import review_bytes, review_of
from synopticon.interviews.review_signing import blocked, sign, signed_text, signers
from synopticon.interviews.review_speakers import with_speakers
from synopticon.interviews.review_text import working_text
from synopticon.interviews.span import Kind, Proposal, Severity
from synopticon.model.testimony import Turn

KEY = b"k" * 32
TEXT = "Interviewer: Where?\nMarta: In Qordem, with Ilya Verrin, in May 2011. Ilya 😀 and Marta left. 마르타는 갔다.\n"
"""Invented, as is everybody in it."""
TURNS = (Turn("Interviewer", 0, 20), Turn("Marta", 20, len(TEXT)))
ANNA, BORIS = "Anna", "Boris"


def proposal(words: str, kind: Kind, replacement: str, severity: Severity = Severity.QUASI) -> Proposal:
    """A proposal over the first place of these words."""
    start = TEXT.index(words)
    return Proposal(start, start + len(words), kind, severity, ("test",), replacement)


PROPOSALS = (
    proposal("Marta", Kind.PERSON, "[Person A]", Severity.DIRECT),
    proposal("Qordem", Kind.PLACE, "[Place A]"),
    proposal("Ilya Verrin", Kind.PERSON, "[Person B]", Severity.DIRECT),
    proposal("May 2011", Kind.DATE, "[spring 2011]"),
)


@pytest.fixture
def begun() -> ReviewState:
    """Four proposals, nothing decided."""
    return begin_review(TEXT, PROPOSALS, KEY)


def settled(state: ReviewState, reviewer: str = ANNA) -> ReviewState:
    """Everything accepted."""
    return decide(state, reviewer, Verb.ACCEPT, tuple(standing(state).marks))


def working(state: ReviewState) -> str:
    """The working text of the invented transcript."""
    return working_text(TEXT, TURNS, state).text


# --- any decisions -----------------------------------------------------------------------------------------------

SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)
WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12).map(lambda words: f"[{words}]")
MARKS = st.integers(0, len(PROPOSALS) - 1)
ACTS = st.one_of(
    st.tuples(st.just(Verb.ACCEPT), MARKS),
    st.tuples(st.just(Verb.DROP), MARKS),
    st.tuples(st.just(Verb.WIDEN), MARKS, SPANS),
    st.tuples(st.just(Verb.RECLASS), MARKS, st.sampled_from(Kind), WORDS),
    st.tuples(st.just(Verb.REPLACE), MARKS, WORDS),
    st.tuples(st.just(Verb.COVER), st.lists(SPANS, min_size=1, max_size=3), WORDS),
    st.tuples(st.just(Verb.UNDO)),
    st.tuples(st.just(Verb.REDO)),
)


def done(state: ReviewState, act: tuple) -> ReviewState:
    """The state after a drawn act; undo and redo of nothing leave it as it is."""
    verb, *given_with = act
    now = standing(state)
    if verb is Verb.COVER:
        return cover(state, ANNA, given_with[0], Kind.OTHER, given_with[1])
    if verb is Verb.UNDO:
        return state if now.undo is None else undo(state, ANNA)
    if verb is Verb.REDO:
        return state if now.redo is None else redo(state, ANNA)
    if verb is Verb.WIDEN:
        return decide(state, ANNA, verb, given_with[:1], span=given_with[1])
    if verb is Verb.RECLASS:
        return decide(state, ANNA, verb, given_with[:1], kind=given_with[1], replacement=given_with[2])
    if verb is Verb.REPLACE:
        return decide(state, ANNA, verb, given_with[:1], replacement=given_with[1])
    return decide(state, ANNA, verb, given_with, reason="no person" if verb is Verb.DROP else "")


@given(st.lists(ACTS, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_decisions_cover_exactly_what_stands(acts: list[tuple]) -> None:
    """Replacements never overlap, cover every letter of what is not dropped and none beside, and offsets lead back."""
    state = begin_review(TEXT, PROPOSALS, KEY)
    for act in acts:
        state = done(state, act)
    made = working_text(TEXT, TURNS, state)
    replaced = made.offsets.replaced
    assert all(a.end <= b.start for a, b in itertools.pairwise(replaced))
    covered = {at for one in replaced for at in range(one.start, one.end)}
    meant = {
        at
        for mark in standing(state).marks.values()
        if mark.verdict is not Verdict.DROPPED
        for at in range(mark.start, mark.end)
    }
    assert covered == meant
    for one in replaced:
        assert made.text[one.at : one.at + len(one.words)] == one.words
    inside = {at for one in replaced for at in range(one.start + 1, one.end)}
    for at in range(len(TEXT) + 1):
        if at not in inside:
            assert made.offsets.to_transcript(made.offsets.to_working(at)) == at
        if at < len(TEXT) and at not in covered:
            assert made.text[made.offsets.to_working(at)] == TEXT[at]
    edges = [edge for turn in made.turns for edge in (turn.start, turn.end)]
    assert edges == sorted(edges) and edges[-1] == len(made.text)


@given(st.lists(ACTS, max_size=8), ACTS.filter(lambda act: act[0] not in (Verb.UNDO, Verb.REDO)))
@settings(max_examples=100, deadline=None)
def test_undo_takes_back_exactly_one_act(acts: list[tuple], act: tuple) -> None:
    """After undo everything stands as before the act, after redo as after it; the log keeps all of it."""
    state = begin_review(TEXT, PROPOSALS, KEY)
    for one in acts:
        state = done(state, one)
    after = done(state, act)
    back = undo(after, ANNA)
    assert standing(back).marks == standing(state).marks
    assert standing(redo(back, ANNA)).marks == standing(after).marks
    assert back.acts[: len(after.acts)] == after.acts


@given(st.lists(ACTS, max_size=14))
@settings(max_examples=150, deadline=None)
def test_what_follows_from_an_act_is_what_follows_from_the_log(acts: list[tuple]) -> None:
    """Made anew for the marks of one act, after each act, it is the same as made anew from the beginning."""
    state = begin_review(TEXT, PROPOSALS, KEY)
    now = standing(state)
    for act in acts:
        before, state = state, done(state, act)
        if state is not before:
            now = standing(state, now)
        assert now == standing(state)


@given(st.lists(ACTS, max_size=10))
@settings(max_examples=60, deadline=None)
def test_a_review_comes_back_from_its_bytes(acts: list[tuple]) -> None:
    """What is sealed is the whole review, in one canonical form."""
    state = begin_review(TEXT, PROPOSALS, KEY)
    for act in acts:
        state = done(state, act)
    data = review_bytes(state)
    assert review_of(data) == state
    assert review_bytes(review_of(data)) == data


# --- what is refused ---------------------------------------------------------------------------------------------


def test_what_nobody_decided_is_covered(begun: ReviewState) -> None:
    """Before the first decision the working text shows none of what was proposed."""
    assert "[Person A]: In [Place A], with [Person B], in [spring 2011]" in working(begun)


def test_a_severe_proposal_is_not_dropped_without_a_reason(begun: ReviewState) -> None:
    """What names somebody by itself needs a reason; what does not needs none; a new class never takes severity away."""
    with pytest.raises(UsageError, match="without a reason"):
        decide(begun, ANNA, Verb.DROP, [0], reason="  ")
    tamed = decide(begun, ANNA, Verb.RECLASS, [0], kind=Kind.NUMBER, replacement="[a sum]")
    with pytest.raises(UsageError, match="without a reason"):
        decide(tamed, ANNA, Verb.DROP, [0])
    assert "Qordem" in working(decide(begun, ANNA, Verb.DROP, [1]))


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (9, 4), (0, len(TEXT) + 1)])
def test_a_place_outside_the_text_is_refused(begun: ReviewState, span: tuple[int, int]) -> None:
    """A mark is widened and words are covered only within the transcript."""
    with pytest.raises(UsageError, match="does not lie in the text"):
        decide(begun, ANNA, Verb.WIDEN, [1], span=span)
    with pytest.raises(UsageError, match="does not lie in the text"):
        cover(begun, ANNA, [span], Kind.OTHER, "[Name A]")


@pytest.mark.parametrize("words", ["", "  ", "two\nlines", "x" * 201, "a\u202eb"])
def test_a_replacement_is_one_visible_line(begun: ReviewState, words: str) -> None:
    """Nothing, line breaks and unseen characters do not stand for covered words."""
    with pytest.raises(UsageError, match="one line"):
        decide(begun, ANNA, Verb.REPLACE, [1], replacement=words)


def test_numbers_of_marks_are_never_given_again(begun: ReviewState) -> None:
    """A span covered by hand, undone, leaves its number unused: the log never means two things by one number."""
    at = TEXT.index("마르타")
    first = cover(begun, ANNA, [(at, at + 3)], Kind.PERSON, "[Person A]")
    second = cover(undo(first, ANNA), ANNA, [(0, 11)], Kind.OTHER, "[Name A]")
    assert set(standing(second).marks) - set(standing(begun).marks) == {len(PROPOSALS) + 1}
    with pytest.raises(UsageError, match="no such mark"):
        decide(second, ANNA, Verb.ACCEPT, [len(PROPOSALS)])


def test_the_last_decision_speaks_where_marks_overlap(begun: ReviewState) -> None:
    """A mark widened over another covers both, in its own words."""
    at = TEXT.index("Qordem")
    widened = decide(settled(begun), ANNA, Verb.WIDEN, [1], span=(at, TEXT.index(", in May")), replacement="[far away]")
    assert "In [far away], in [spring 2011]" in working(widened)


# --- signing -----------------------------------------------------------------------------------------------------


def test_two_readers_sign_one_text(begun: ReviewState) -> None:
    """Nothing leaves before a second person has signed the very same text."""
    state = settled(begun)
    once = sign(state, ANNA, TEXT, TURNS)
    assert signed_text(once, TEXT, TURNS) is None
    with pytest.raises(Refused, match="another person"):
        sign(once, ANNA, TEXT, TURNS)
    twice = sign(once, BORIS, TEXT, TURNS)
    signed = signed_text(twice, TEXT, TURNS)
    assert signed is not None and signed.readers == (ANNA, BORIS)
    assert signed.working.text == working(state)


def test_nothing_is_signed_while_a_proposal_is_undecided(begun: ReviewState) -> None:
    """The refusal says how many are left, and no word of the transcript."""
    state = decide(begun, ANNA, Verb.ACCEPT, [0, 1, 2])
    with pytest.raises(Refused, match="not yet decided: 1") as refused:
        sign(state, ANNA, TEXT, TURNS)
    assert "May" not in refused.value.sentence()


def test_a_later_change_voids_both_signatures(begun: ReviewState) -> None:
    """Even a change that is undone: who signed shall have seen the last state of things."""
    state = sign(sign(settled(begun), ANNA, TEXT, TURNS), BORIS, TEXT, TURNS)
    changed = decide(state, BORIS, Verb.REPLACE, [1], replacement="[a town]")
    assert signers(changed, TEXT, TURNS) == ()
    assert signers(undo(changed, BORIS), TEXT, TURNS) == ()
    assert signers(sign(changed, BORIS, TEXT, TURNS), TEXT, TURNS) == (BORIS,)


def test_a_signature_falls_with_the_text_it_was_given_to(begun: ReviewState) -> None:
    """Another transcript, other turns or altered decisions below a signature are not what was signed."""
    state = sign(settled(begun), ANNA, TEXT, TURNS)
    assert signers(state, TEXT, TURNS) == (ANNA,)
    assert signers(state, TEXT.replace("left", "came"), TURNS) == ()
    assert signers(state, TEXT, TURNS[:1]) == ()
    tampered = replace(state, proposals=(*PROPOSALS[:3], replace(PROPOSALS[3], replacement="[May 2011]")))
    assert signers(tampered, TEXT, TURNS) == ()


def test_the_second_reader_agrees_to_what_the_first_dropped(begun: ReviewState) -> None:
    """Another's drop keeps a reader from signing until looked at; agreeing changes no text and voids no signature."""
    state = settled(decide(begun, ANNA, Verb.DROP, [1]))
    state = sign(decide(state, ANNA, Verb.DROP, [1]), ANNA, TEXT, TURNS)
    assert blocked(state, BORIS, (ANNA,)).unagreed == (1,)
    with pytest.raises(Refused, match="have not looked at"):
        sign(state, BORIS, TEXT, TURNS)
    agreed = agree(state, BORIS, [1])
    assert signers(agreed, TEXT, TURNS) == (ANNA,)
    assert signed_text(sign(agreed, BORIS, TEXT, TURNS), TEXT, TURNS) is not None
    anew = decide(agreed, ANNA, Verb.DROP, [1], reason="a common word")
    assert blocked(anew, BORIS, ()).unagreed == (1,)
    with pytest.raises(UsageError, match="only what was loosened"):
        agree(state, BORIS, [0])


def test_the_second_reader_sees_narrowed_places_and_typed_words(begun: ReviewState) -> None:
    """Who covers less than was proposed, or puts in words of their own, may let too much be read; who covers more, or
    lets the class choose the words, does not.
    """
    state = settled(begun)
    at = TEXT.index("Ilya Verrin")
    state = decide(state, ANNA, Verb.WIDEN, [2], span=(at, at + 4))
    state = decide(state, ANNA, Verb.REPLACE, [3], replacement="[the week of the flood]")
    at = TEXT.index("Qordem")
    state = decide(state, ANNA, Verb.WIDEN, [1], span=(at - 3, at + 6))
    state = decide(state, ANNA, Verb.RECLASS, [0], kind=Kind.OTHER, replacement="[Name A]")
    assert blocked(state, BORIS, ()).unagreed == (2, 3)
    assert blocked(state, ANNA, ()).unagreed == ()
    assert blocked(agree(state, BORIS, [2, 3]), BORIS, ()).unagreed == ()


def test_nobody_undoes_what_another_decided(begun: ReviewState) -> None:
    """A reader takes back own decisions alone, and makes own ones alone stand again."""
    state = settled(begun)
    with pytest.raises(UsageError, match="nothing of yours"):
        undo(state, BORIS)
    with pytest.raises(UsageError, match="nothing of yours"):
        redo(undo(state, ANNA), BORIS)


def test_a_reader_is_the_same_in_capitals(begun: ReviewState) -> None:
    """ANNA is no second reader beside Anna."""
    once = sign(settled(begun), ANNA, TEXT, TURNS)
    with pytest.raises(Refused, match="another person"):
        sign(once, ANNA.upper(), TEXT, TURNS)


def test_a_review_fits_its_own_transcript_alone(begun: ReviewState) -> None:
    """The digest is keyed: without the key no text can be tried against it."""
    assert begun.fits(TEXT, KEY)
    assert not begun.fits(TEXT, b"x" * 32)
    assert not begun.fits(TEXT + " ", KEY)


# --- damaged bytes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        (b'"length":', b'"breadth":'),
        (b'"accept"', b'"admire"'),
        (b'"marks":[0', b'"marks":[77'),
        (b'{"acts":[', b'{"acts":[{"reviewer":"Anna","verb":"undo"},'),
        (f'"length":{len(TEXT)}'.encode(), b'"length":9'),
        (b"{", b""),
    ],
)
def test_damaged_bytes_are_told_without_their_words(begun: ReviewState, change: tuple[bytes, bytes]) -> None:
    """What is no review, or one whose log cannot have happened, is refused and not quoted."""
    data = review_bytes(settled(begun)).replace(*change, 1)
    with pytest.raises(DamagedStudy) as damaged:
        review_of(data)
    assert "Person" not in damaged.value.sentence()
    assert damaged.value.__cause__ is None


def test_a_later_form_is_told_as_such(begun: ReviewState) -> None:
    """A review of a later version asks for an update, not for a restore."""
    with pytest.raises(NewerStudy, match="another version"):
        review_of(review_bytes(begun).replace(b'"review":1', b'"review":2'))


def test_speakers_lose_their_names_and_keep_their_roles(begun: ReviewState) -> None:
    """A turn bears what readers made of the name where it is written; where it is not, a letter; a role stays."""
    turns = (Turn("Interviewer 2", 0, 5), Turn("Marta", 28, 30), Turn("김", 30, 32), Turn("Marta", 32, 40))
    named = [turn.speaker for turn in working_text(TEXT, turns, begun).turns]
    assert named == ["Interviewer 2", "Person A", "Speaker A", "Speaker B"]
    typed = decide(begun, ANNA, Verb.REPLACE, [0], replacement="the witness")
    assert working_text(TEXT, turns, typed).turns[1].speaker == "the witness"


def test_a_speakers_name_is_proposed_where_no_detector_saw_it() -> None:
    """Labels lie in nobody's turn; each name bears one label, that of the same words where they were proposed."""
    text = "Q: Where?\nMarta: Here.\nOld Bo: There, Marta.\nMarta: Where?\n"
    at = text.index("Marta.")
    marta = Proposal(at, at + 5, Kind.PERSON, Severity.DIRECT, ("test",), "[Person B]")
    said = (("Q", "Where?"), ("Marta", "Here."), ("Old Bo", "There, Marta."), ("Marta", "Where?"))
    turns = tuple(Turn(who, text.index(f"{who}: {words}") + len(who) + 2, text.index(f"{who}: {words}") +
                       len(who) + 2 + len(words)) for who, words in said)  # fmt: skip
    made = with_speakers(text, turns, [marta])
    assert [(text[one.start : one.end], one.replacement) for one in made] == [
        ("Marta", "[Person B]"), ("Old Bo", "[Person A]"), ("Marta", "[Person B]"), ("Marta", "[Person B]"),
    ]  # fmt: skip
    assert with_speakers(text, turns, made) == made
