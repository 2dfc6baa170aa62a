"""A recovery kit can be typed back, and every typing error is told with the group in which it stands."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.errors import InputError, UsageError
from synopticon.vault import age
from synopticon.vault.recovery import GROUPS, SIGNS, WORDS, kit_of, typed_secret
from synopticon.vault.sheet import as_page, as_text, form_for

SECRET = "AGE-SECRET-KEY-1MZ2R7R6NN5CN8L6MN5DLVQ6XHQQ0ZEY8Y0LV3Y4TG55GCPKYM03SKUFELC"
"""Made for this test."""
KIT = kit_of(SECRET)


def _typed(groups: list[str]) -> str:
    return typed_secret(" ".join(groups))


def test_a_kit_is_typed_back_however_it_is_laid_out() -> None:
    """Blanks, lines, dashes and case do not matter, nor the letters that are taken for others."""
    for joined in (" ", "\n", "-", " . "):
        assert typed_secret(joined.join(KIT.groups)) == SECRET
        assert typed_secret(joined.join(KIT.groups).lower()) == SECRET
    assert typed_secret("".join(KIT.groups)) == SECRET
    assert typed_secret(" ".join(f"{number}: {group}" for number, group in enumerate(KIT.groups, 1))) == SECRET
    assert typed_secret("\n".join(as_text(KIT).splitlines()[4:7])) == SECRET
    assert _typed([group.replace("0", "O").replace("8", "B").replace("L", "1") for group in KIT.groups]) == SECRET


def test_every_identity_comes_back() -> None:
    """Kits of fresh identities are typed back to the identity that they came from."""
    for _ in range(50):
        secret, recipient = age.generate()
        kit = kit_of(secret)
        assert typed_secret(" ".join(kit.groups)) == secret and kit.recipient == recipient


@given(st.integers(0, GROUPS - 1), st.data())
def test_one_wrong_character_is_told_with_its_group(number: int, data: st.DataObject) -> None:
    """Whatever character is mistyped, check signs included, exactly its group is named."""
    groups = list(KIT.groups)
    at = data.draw(st.integers(0, len(groups[number]) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != groups[number][at]]))
    groups[number] = groups[number][:at] + wrong + groups[number][at + 1 :]
    with pytest.raises(InputError, match=rf"group {number + 1} does not hold") as raised:
        _typed(groups)
    assert groups[number] not in str(raised.value)


@given(st.integers(0, GROUPS - 1), st.data())
def test_two_characters_exchanged_are_told_with_their_group(number: int, data: st.DataObject) -> None:
    """Any two different characters of a group exchanged, check sign included, and the group is named."""
    group = KIT.groups[number]
    one, two = data.draw(st.tuples(*(st.integers(0, len(group) - 1),) * 2).filter(lambda p: group[p[0]] != group[p[1]]))
    signs = list(group)
    signs[one], signs[two] = signs[two], signs[one]
    with pytest.raises(InputError, match=rf"group {number + 1} does not hold"):
        _typed([*KIT.groups[:number], "".join(signs), *KIT.groups[number + 1 :]])


@given(st.integers(0, GROUPS - 2), st.integers(0, GROUPS - 2))
def test_groups_in_each_others_place_are_told(one: int, two: int) -> None:
    """Two groups exchanged are both named; only the last has another length."""
    groups = list(KIT.groups)
    groups[one], groups[two] = groups[two], groups[one]
    if one == two or groups[one] == groups[two]:
        assert _typed(groups) == SECRET
        return
    with pytest.raises(InputError, match=rf"groups {min(one, two) + 1}, {max(one, two) + 1} do not hold"):
        _typed(groups)


def test_a_group_too_few_and_a_mixed_sheet_are_told() -> None:
    """A missing group is told by the number; groups that hold one by one and come from two sheets are told too."""
    with pytest.raises(InputError, match="15 groups, and 14 were typed"):
        _typed(list(KIT.groups[1:]))
    with pytest.raises(InputError, match="15 groups, and 0 were typed"):
        _typed([])
    other = kit_of(age.generate()[0])
    with pytest.raises(InputError, match="two sheets"):
        _typed([*other.groups[:7], *KIT.groups[7:]])


def test_the_check_words_come_from_the_recipient() -> None:
    """64 words, all different; the words of a kit are the same each time, and kits of others have others."""
    words = WORDS.split()
    assert len(set(words)) == len(words) == 64
    assert kit_of(SECRET).words == KIT.words
    assert len({kit_of(age.generate()[0]).words for _ in range(20)}) > 10


def test_the_sheet_can_be_read_by_other_programs() -> None:
    """Without the check signs the groups are the age identity itself, as the sheet says."""
    assert "AGE-SECRET-KEY-1" + "".join(group[:-1] for group in KIT.groups) == SECRET


class _Outside(HTMLParser):
    """Collects what a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "form") or any(
            name in ("src", "href") or name.startswith("on") for name, _ in attrs
        ):
            self.found.append(tag)


def test_the_page_asks_nothing_of_anybody() -> None:
    """The page has no script, no link and no address; its style stands in it."""
    page = as_page(KIT)
    parser = _Outside()
    parser.feed(page)
    assert not parser.found and "//" not in page and "url(" not in page and "default-src 'none'" in page


@pytest.mark.parametrize("written", [as_page, as_text])
def test_both_forms_show_all_that_is_needed(written: object) -> None:
    """Groups in order, recipient, check words and how to type it back stand on either sheet."""
    sheet = written(KIT)  # type: ignore[operator]
    plain = re.sub(r"<[^>]+>", "", sheet)
    places = [plain.index(group) for group in KIT.groups]
    assert places == sorted(places)
    assert KIT.recipient in plain and " ".join(KIT.words) in plain and "vault recover" in plain


def test_the_text_fits_80_columns() -> None:
    """No line of the text sheet is longer than a terminal or a narrow printer takes."""
    assert max(map(len, as_text(KIT).splitlines())) <= 80


def test_another_ending_is_refused() -> None:
    """Only a page or a text is written."""
    with pytest.raises(UsageError, match=r"\.html or \.txt"):
        form_for(Path("kit.pdf"))
