"""The words of a passage are followed span by span, and no further."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from synopticon.findings.trail import Place, Trail
from synopticon.model.reuse import Kind, Reuse, SharedSpan


def reuse(a: str, b: str, *spans: tuple[int, int, int, int], kind: Kind = Kind.COPY) -> Reuse:
    """An alignment between a and b."""
    return Reuse(a, b, kind, 1000, tuple(SharedSpan(*span) for span in spans), (), "test")


def followed(reuses: Sequence[Reuse], **places: tuple[str, int, int]) -> Trail:
    """The trail of named places over these alignments, learned an item at a time."""
    trail = Trail({name: Place(*place) for name, place in places.items()})
    while wanted := trail.unexplored():
        trail.learn(wanted[:1], [one for one in reuses if wanted[0] in (one.a, one.b)])
    return trail


def test_words_are_followed_over_several_hops() -> None:
    """A passage copied from B, who copied it from C, is carried by all three."""
    hops = [reuse("a", "b", (0, 100, 50, 150)), reuse("b", "c", (50, 150, 0, 100))]
    trail = followed(hops, one=("a", 10, 40), other=("c", 10, 40))
    assert trail.carriers("one") == trail.carriers("other") == {"a", "b", "c"}


def test_words_outside_the_shared_span_are_not_followed() -> None:
    """A document shares its first paragraph; a passage of its second stands in it alone."""
    trail = followed([reuse("a", "b", (0, 100, 0, 100))], one=("a", 150, 200), other=("b", 10, 40))
    assert trail.carriers("one") == {"a"}
    assert trail.carriers("other") == {"a", "b"}
    assert trail.is_aligned("a")


def test_half_of_a_passage_must_be_shared() -> None:
    """A passage of which less than half was reused is not carried there; half is enough."""
    shared = [reuse("a", "b", (0, 50, 0, 50))]
    assert followed(shared, one=("a", 0, 101)).carriers("one") == {"a"}
    assert followed(shared, one=("a", 0, 100)).carriers("one") == {"a", "b"}


def test_two_passages_of_one_shared_text_that_do_not_overlap_stay_apart() -> None:
    """The first and the last sentence of a wire story are different words, though the story is one."""
    shared = [reuse("a", "b", (0, 200, 0, 200))]
    trail = followed(shared, one=("a", 0, 50), other=("b", 150, 200))
    assert trail.carriers("one") == trail.carriers("other") == {"a", "b"}


def test_quotations_are_followed_and_templates_are_not() -> None:
    """A quotation is a dependence for the quoted words; a template and a proposed translation are none."""
    for kind, carried in ((Kind.QUOTE, {"a", "b"}), (Kind.TEMPLATE, {"a"}), (Kind.TRANSLATION, {"a"})):
        assert followed([reuse("a", "b", (0, 50, 0, 50), kind=kind)], one=("a", 0, 50)).carriers("one") == carried


def test_a_longer_place_in_the_same_document_is_followed_in_its_own_right() -> None:
    """A sentence is in B, the paragraph around it in C: the paragraph's carriers are found too."""
    shared = [reuse("a", "b", (0, 20, 0, 20)), reuse("a", "c", (20, 200, 0, 180))]
    trail = followed(shared, sentence=("a", 0, 30), paragraph=("a", 0, 200))
    assert trail.carriers("paragraph") >= {"a", "c"}


ITEMS = "abcdef"
SPANS = st.tuples(st.integers(0, 150), st.integers(1, 60), st.integers(0, 150), st.integers(1, 60)).map(
    lambda s: (s[0], s[0] + s[1], s[2], s[2] + s[3])
)
REUSES = st.lists(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from(ITEMS), st.lists(SPANS, min_size=1, max_size=3)), max_size=12
).map(lambda rows: [reuse(min(a, b), max(a, b), *spans) for a, b, spans in rows if a != b])


@given(
    REUSES, st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(0, 150), st.integers(1, 60)), min_size=1, max_size=5)
)
def test_any_alignments_end_and_carry_each_passages_own_item(
    reuses: list[Reuse], cited: list[tuple[str, int, int]]
) -> None:
    """However tangled the alignments, the trail ends, and a passage is carried by its own document."""
    places = {f"p{number}": (item, at, at + length) for number, (item, at, length) in enumerate(cited)}
    trail = followed(reuses, **places)
    for name, (item, _, _) in places.items():
        assert item in trail.carriers(name)
