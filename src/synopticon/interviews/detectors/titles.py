"""Names by the words that announce them: titles, "a man called", kinship; in Korean behind and before the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.occupation_words import CLASSES
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common, korean_beginnings, korean_nouns
from synopticon.language.folding import fold
from synopticon.language.names import korean

_TITLE = (
    r"(?:mr|mrs|ms|miss|dr|prof|professor|comrade|captain|colonel|major|lieutenant|sergeant|general secretary|"
    r"director|manager|"
    r"secretary|chairman|teacher|doctor|pastor|father|sister|brother|uncle|aunt|auntie|grandma|grandpa|old man|"
    r"old|madam|mister|"
    r"boss|president|judge|officer|agent|instructor|inspector|guard|neighbour|neighbor|broker|driver|nurse|foreman)"
)
_KIN = (
    r"(?:(?:older|younger|elder|eldest|oldest|youngest|big|little|twin|first|second|third|only|late|baby|step|"
    r"half)[\s-]+)*"
    r"(?:brother|sister|mother|father|mom|mum|dad|son|daughter|wife|husband|uncle|aunt|auntie|cousin|nephew|"
    r"niece|grandmother|"
    r"grandfather|grandma|grandpa|friend|neighbour|neighbor|boyfriend|girlfriend|fiance|fiancee|classmate|"
    r"colleague|roommate)"
    r"(?:[\s-]in[\s-]law)?"
)
_CALLED = (
    r"(?:named|called|nicknamed|name\s+(?:is|was)|name['’]s|by the name of|known as|calls?\s+(?:me|him|her|"
    r"himself|herself))"
)
_NAME = r"[^\W\d_][^\W\d_’'ʼ-]*(?:[-’'ʼ][^\W\d_]+)*"
_ANNOUNCED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_TITLE}|(?:mr|mrs|ms|dr|prof)\.)\s+((?:{_NAME}\.?\s?){{1,4}})",
        rf"\b(?:my|our|his|her|their|the)\s+{_KIN}\b,?\s+((?:{_NAME}\.?\s?){{1,3}})",
        rf"\b{_CALLED}\s+((?:{_NAME}\.?\s?){{1,4}})",
        r"(?<![\w’'-])([^\W\d_]{2,30}),?\s+(?:that\s+(?:is|was)|that['’]s|is|was)\s+(?:what|how)\b[^.\n]{0,60}?\b"
        r"(?:call|called|knew|named)\b",
    )
)
_GIVEN = (
    "가강건걸경관광교구국규균근금기길나남녀년단달담대덕도동두득란련렬령록룡률리린림만매명모목무문미민배백범별병보복봉분비빈빛산삼상서석선설섭성세"
    "소송수숙순술승시식신실심아안애양언연열영예오옥온완용우욱운웅원월유윤율은을의이익인일임자재전정조종주준중지진찬창채천철청초춘충치칠"
    "탁태택표필하학한해향허현형혜호홍화환황효훈휘흥희"
)
_SURNAME = "".join(sorted(name for name in korean.SURNAMES if len(name) == 1))
_LAST = "".join(sorted(set(_GIVEN) - set("가도을은의이인지하한해시")))
_FULL = re.compile(rf"(?<![가-힣])[{_SURNAME}][{_GIVEN}][{_LAST}](?:이(?=[가는를와랑도네한에]))?")
_WITH_TITLE = re.compile(
    rf"(?<![가-힣])([{_SURNAME}]?[{_GIVEN}]{{2}}|[{_SURNAME}][{_GIVEN}])이?\s?(?:{around.TITLES}|"
    rf"{around.OFFICES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))"
)
_WITH_OFFICE = re.compile(
    rf"(?<![가-힣])(?!로씨야|(?:이|한|전|그|두|"
    rf"남)\s)([{_SURNAME}]\s?(?:{around.OFFICES}))(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))"
)
_NICKNAMED = re.compile(
    r"(?<![가-힣])([가-힣]{2,5}?)(?:이|가|은|는)\s(?:[가-힣]{1,6}\s){0,3}별명(?:이|입|인|이었)|"
    r"별명(?:으로|이)?\s['\"‘“]?([가-힣]{2,5}?)['\"’”]?(?:이?라고|이?라는|으로|로\s불)|"
    r"(?<![가-힣])['\"‘“]?([가-힣]{1,5}?)['\"’”]?(?:이?라고만?|이?라)\s?(?:다들\s|늘\s|그냥\s)?(?:부르|부른|불렀|"
    r"불럿|불러|불리|놀렸|놀려|놀리)|"
    r"(?<![가-힣])(?:우린|우리는|우리가|다들|모두|애들이|애들은|사람들이|사람들은|동무들은|동무들이|친구들은|친구들이|"
    r"저를|저보고)\s['\"‘“]?([가-힣]{1,6}?)['\"’”]?(?:이?라고)\s?(?:했|하|그랬|그러)"
)
"""A nickname by the word for it, before or behind."""
_AFTER_KIN = re.compile(
    rf"(?<![가-힣])(?:{around.KIN})\s([{_GIVEN}]{{2}})(?=이?(?:{around.PARTICLES}){{1,2}}(?![가-힣]))"
)
_BY_NAME = re.compile(
    r"(?:이름은(?!\s(?:아니|모르|없|말|안|못|잊))|이름이|본명은|별명은|별명이|"
    r"성함은)\s(?:['\"‘“「]?)([가-힣]{2,4}?)(?=이?(?:라고|라는|였|었|"
    r"입니다|예요|이에요|고\s|인데|[.,]|['\"’”」]))"
)
_TRADE_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted({word for trades in CLASSES.values() for word in trades}))})\s+([^\W\d_]{{2,6}})\b"
)
"""A trade, and what stands behind it: a family name alone, as in "prosecutor yu"."""
_FAMILY_SAID = re.compile(
    rf"(?<![가-힣])성(?:이|은|씨는|씨가)\s({'|'.join(sorted(korean.SURNAMES, key=len, reverse=True))})"
    rf"(?=(?:{around.PARTICLES}){{0,2}}(?![가-힣]))"
)
LONGEST_GIVEN = 10
"""Letters of a Korean given name."""
_FUNCTION = frozenset(
    ["in", "at", "the", "he", "she", "it", "this", "that", "they", "we", "but", "and", "when", "as", "if"]
)
"""Words with which a sentence begins behind a title."""
_SYLLABLES = "in on an so do ha sun song man young gun sin sang chin gum hun ban bong dong min son han won un ok tan"
_ALSO_SYLLABLES = frozenset(_SYLLABLES.split())
"""Common English words that are syllables of Korean names as well, after a family name."""
_OTHER_WORDS = (
    "우리 저희 그의 이런 그런 남의 여기 거기 이번 지난 다른 어느 모든 같은 옆집 앞집 동네 인민 담당 학교 공장 "
    "마을 시당 군당 도당 조선 중국 한국 "
    "남조선 로씨야 초급 세포 작업 생산 기술 로동 정치 행정 조직 선전 경비 담임 체육 음악 수학 화학 물리 보위 "
    "보안 안전 국경 여자 남자 젊은 늙은 나이 "
    "처음 이모 고모 삼촌 사촌 친한 의사 기사 교원 군인 위대 경애 친애 존경 사랑 부모 형제 자매 남매 이웃 우의 주인 "
    "하나 로씨야 아니 아니지 모르 대신 전직 현직 시장 직장"
)
_NO_NAME = frozenset(_OTHER_WORDS.split())


def find_titles(hearing: Hearing) -> Iterator[Found]:
    """Every name that is announced by a title, by kinship, or as a name."""
    for pattern in _ANNOUNCED:
        for found in pattern.finditer(hearing.low):
            yield from _announced(hearing, *found.span(1))
    if hearing.first_person:
        yield from _korean_in_latin(hearing)
        for found in _TRADE_BEFORE.finditer(hearing.low):
            if found[1] in _latin_surnames():
                yield _person(*found.span(1))
    yield from _in_korean(hearing.text)


def _in_korean(text: str) -> Iterator[Found]:
    for found in _FULL.finditer(text):
        if around.AFTER.match(text, found.end()) and not _is_word(found[0]):
            yield _person(*found.span())
    for found in _NICKNAMED.finditer(text):
        yield _person(*found.span(found.lastindex or 0))
    for pattern in (_FAMILY_SAID, _WITH_TITLE, _WITH_OFFICE, _AFTER_KIN, _BY_NAME):
        for found in pattern.finditer(text):
            if found[1] not in _NO_NAME and found[1] not in korean_beginnings() - {found[1][:2]}:
                yield _person(*found.span(1))


def _is_word(word: str) -> bool:
    """Whether what is built like a full name is another word, or a noun of two syllables and its particle."""
    return word[:3] in korean_beginnings() or (
        word[:2] in korean_nouns() and word[2] in "예이였라인은는을를도만로의과와고나들님"
    )


def _korean_in_latin(hearing: Hearing) -> Iterator[Found]:
    """A Korean family name with two syllables behind it, in small letters or large, that nothing announces."""
    words = list(re.finditer(r"[^\W\d_]+", hearing.low))
    reached = 0
    for at, first in enumerate(words[:-1]):
        if first.start() < reached or first[0] not in _latin_surnames():
            continue
        syllables, end = 0, first.end()
        for word in words[at + 1 : at + 3]:
            count = _syllables_in(word[0]) if hearing.low[end : word.start()] in (" ", "-", "\n") else 0
            if not count or syllables + count > 2:
                break
            syllables, end = syllables + count, word.end()
        if syllables == 2:
            reached = end
            yield _person(first.start(), end)


def _syllables_in(word: str) -> int:
    """Of how many Korean syllables a word may be, one or two; 0 for a word of every day."""
    if word in _ALSO_SYLLABLES:
        return 1
    plain = re.sub(r"[^a-z]", "", fold(word))
    if is_common(word) or is_general(word) or not 2 <= len(plain) <= LONGEST_GIVEN:
        return 0
    return min((len(reading) for reading in korean.read(plain, most=2)), default=0)


@cache
def _latin_surnames() -> frozenset[str]:
    """Family names in Latin letters that are no words of every day."""
    spelled = {one for name in korean.SURNAMES if len(name) == 1 for one in korean.latin(name)}
    return frozenset(one for one in spelled if len(one) > 1 and not is_common(one) and not is_general(one))


def _announced(hearing: Hearing, start: int, end: int) -> Iterator[Found]:
    """As many words as can be a name: with capitals where the text has them, else ones that are not in common use."""
    stop = start
    for word in re.finditer(_NAME + r"\.?", hearing.text[start:end]):
        gap = hearing.text[stop : start + word.start()]
        plain = word[0].rstrip(".").removesuffix("'s").removesuffix("’s")
        if (
            (stop > start and gap.strip())
            or "\n\n" in gap
            or not _can_name(hearing, plain, word[0], first=stop == start)
        ):
            break
        stop = start + word.start() + len(plain)
    if stop > start:
        yield _person(start, stop)


def _can_name(hearing: Hearing, plain: str, written: str, *, first: bool) -> bool:
    """Whether a word behind a title can be part of a name; written: with its full stop, as initials have one."""
    if not first and not hearing.has_case and plain in _ALSO_SYLLABLES:
        return True
    if plain.lower() in _FUNCTION or is_general(plain):
        return False
    if hearing.has_case:
        return plain[0].isupper()
    return not is_common(plain) or (len(plain) == 1 and written != plain)


def _person(start: int, end: int) -> Found:
    return Found(start, end, Kind.PERSON, Severity.DIRECT, "titles")
