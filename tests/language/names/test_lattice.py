"""A lattice says of any word whether it is one of its spellings, or one typing error away."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from synopticon.language.names.lattice import FAR, Lattice

PARTS = [{"ab", "a"}, {"", "c"}, {"bd", "ca"}]


def one_edit(word: str) -> set[str]:
    """All words one addition, omission, change or swap away, in a small alphabet."""
    letters = "abcdz"
    made = {word[:at] + word[at + 1 :] for at in range(len(word))}
    made |= {word[:at] + one + word[at:] for at in range(len(word) + 1) for one in letters}
    made |= {word[:at] + one + word[at + 1 :] for at in range(len(word)) for one in letters}
    return made | {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


@given(st.text(alphabet="abcdz", max_size=7))
@example("caa")
def test_distances_are_those_of_trying_every_spelling(word: str) -> None:
    """0 for a spelling, 1 for what is one error from one, FAR for the rest."""
    spellings = {"".join(choice) for choice in product(*PARTS)}
    expected = 0 if word in spellings else 1 if any(word in one_edit(one) for one in spellings) else FAR
    assert Lattice(PARTS).distance(word) == expected
