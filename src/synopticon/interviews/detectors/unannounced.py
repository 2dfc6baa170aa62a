"""Names that nothing announces and no capital shows: words that no list has, in small letters and in Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common, is_known, korean_beginnings, korean_nouns
from synopticon.language.names import korean

LEAST = 3
"""Letters of a word that no list has; shorter ones are hesitations and slips."""
LONGEST = 7
"""Letters of one Korean syllable and one more."""
SHORTEST_PAIR = 5
"""Letters from which a word of two Korean syllables is hardly another slip."""
_HESITATIONS = "um uh er eh ah oh hm mm em ow ha na ya yo ay wa ok ie eg vs tv id"
_NOT_NAMES = frozenset(_HESITATIONS.split())
_SYLLABLES = "ok sun song young ran gun sin sang chin gum ban dong min han won tan hun kim chang sung"
_ALSO_WORDS = frozenset(_SYLLABLES.split())
"""Words of every day that are syllables of names."""
_WORD = re.compile(r"(?<![\w@.])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@])")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_GIVEN = (
    "강건걸경계관광교구국권규균근금길나남녀년단달담대덕도동두득란련렬령록룡률린림만매명모목무문미민배백범별병보복봉분비빈산삼상석선설섭성세"
    "송수숙순술승식신실심애양언연열엽영예오옥온완용우욱운웅원월유윤율은을인일재정조종주준중지진찬창채천철청초춘충칠탁태택표필학한해향허현형"
    "혜호홍화환황효훈휘흥희팔본려람슬솔샘빛봄새롬"
)
"""Syllables of given names."""
_HARD = frozenset("요죠다까고게니며면러려를을는도로에께네들과와가어여한할함합")
_SOFT = frozenset("만지서은아의이나라해하자")
"""Syllables that end other words: never a name's last one, or only where a particle follows."""
_FAMILY = "".join(sorted(name for name in korean.SURNAMES if len(name) == 1))
_FULL = re.compile(rf"(?<![가-힣])([{_FAMILY}])([가-힣])([가-힣])(이(?=[가는를와랑도네한에말더보놈]))?")
_FOLLOWED = re.compile(
    r"이?(?:가|는|를|을|은|랑|한테|에게|도|네|와|과|의|라고|라는|씨|님|동지|동무)|이(?=\s)|\s(?:씨|동지|동무)"
)
_SPACED = re.compile(rf"(?<![가-힣])[{_FAMILY}] ([가-힣]{{2}})(?:이(?=[가는를와랑도네한에]))?")
_DIMINUTIVE = re.compile(
    r"(?<![가-힣])([가-힣]{2})이(?=(?:가|는|를|한테|한테서|에게|에게서|더러|보고|하고|놈|말로는|도|의)(?![가-힣])|"
    r"네\s|네는|네가)"
)
_CALLED_TO = re.compile(r"(?<![가-힣])([가-힣]{2})(?:[아야])(?=\s?[,!…])")
_TITLED = re.compile(
    rf"(?<![가-힣])([가-힣]{{2}})이?\s?(?:{around.TITLES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))"
)
_BARE = re.compile(
    r"(?<![가-힣])([가-힣]{2})(?=(?:[은는가를을도와과랑]|한테서?|에게서?|하고|네|네는|네가|더러|보고|이요|이랑|이가|"
    r"이는|이를)(?![가-힣]))"
)
ENDS_IN_I = frozenset(
    [
        "고양", "호랑", "원숭", "어린", "젊은", "늙은", "쌍둥", "막둥", "지팡", "곰팡", "올챙", "거북", "주둥",
        "엉덩", "궁둥", "구덩", "몸뚱", "꼬맹", "지렁", "부엉", "달팽", "우렁", "손잡", "나들", "목걸", "귀걸",
        "옷걸", "재떨", "미닫", "봄맞", "설맞", "해돋", "달맞", "돈벌", "밥벌", "떠돌", "길잡", "앞잡", "멍청",
        "얼간", "깜빡", "절름", "난쟁", "겁쟁", "멋쟁", "점쟁", "살림", "송송", "놈팽", "칸막", "바람막", "떡볶",
        "깜박", "오뚝", "옹알", "구렁", "절름발", "덧붙", "꼬부", "외톨", "더펄", "누더", "새침", "구두쇠",
    ]
)  # fmt: skip
"""Beginnings of words that end in 이 and name nobody."""
_PLAIN = frozenset(
    {"사람", "인간", "일반", "정말", "조금", "지금", "이런", "저런", "그런", "모든", "어떤", "관련", "노동", "로동"}
)
"""Words that are no names whatever stands behind them."""


def find_unannounced(hearing: Hearing) -> Iterator[Found]:
    """Every word that may be a name because it is no other word, in somebody's own account."""
    if not hearing.first_person:
        return
    if not (hearing.has_case and hearing.in_english):
        yield from _unlisted(hearing)
    else:
        yield from _uncapitalised(hearing)
    for start, end in _korean(hearing.text):
        yield Found(start, end, Kind.PERSON, Severity.DIRECT, "unannounced")


def _korean(text: str) -> Iterator[tuple[int, int]]:
    """Full names, and given names by what stands behind them."""
    for found in _FULL.finditer(text):
        if _is_full(text, found) and around.AFTER.match(text, found.end()):
            yield found.span()
    for found in _SPACED.finditer(text):
        if _is_given(found[1]) and around.AFTER.match(text, found.end()):
            yield found.span()
    for found in _DIMINUTIVE.finditer(text):
        if _is_called(found[1]) and found[1] not in ENDS_IN_I and _closed(found[1]):
            yield found.span()
    for pattern in (_CALLED_TO, _TITLED, _BARE):
        yield from (found.span(1) for found in pattern.finditer(text) if _is_given(found[1]))


def _unlisted(hearing: Hearing) -> Iterator[Found]:
    """Words that no list has, each with the syllable beside it where both may be parts of one Korean name."""
    words = [found for found in _WORD.finditer(hearing.low) if _LATIN.match(found[0])]
    for at, found in enumerate(words):
        if is_known(found[0]) or is_general(found[0]):
            continue
        start, end, joined = found.start(), found.end(), False
        if _may_be_syllables(found[0]):
            for beside in (at - 1, at + 1):
                if 0 <= beside < len(words) and _is_syllable(words[beside][0]):
                    first, last = sorted((words[beside], found), key=re.Match.start)
                    if hearing.low[first.end() : last.start()] in (" ", "-"):
                        start, end, joined = min(start, first.start()), max(end, last.end()), True
        if joined or len(found[0]) >= LEAST or _is_short(found[0]):
            yield Found(start, end, Kind.OTHER, Severity.DIRECT, "unannounced")


def _uncapitalised(hearing: Hearing) -> Iterator[Found]:
    """Names of two Korean syllables that were typed without their capital, in a text that has them."""
    for found in _WORD.finditer(hearing.text):
        word = found[0].removesuffix("'s").removesuffix("’s")
        small = word.isascii() and word.islower() and len(word) >= SHORTEST_PAIR
        if small and not is_known(word) and not is_general(word) and _is_pair(word):
            yield Found(*found.span(), Kind.PERSON, Severity.DIRECT, "unannounced")


def _is_pair(word: str) -> bool:
    return any(len(reading) > 1 for reading in korean.read(word, most=2))


def _is_short(word: str) -> bool:
    """Whether two letters are a family name or given name rather than a hesitation."""
    return len(word) == LEAST - 1 and word not in _NOT_NAMES and bool(korean.read(word, most=1))


def _may_be_syllables(word: str) -> bool:
    plain = re.sub(r"[^a-z]", "", word.removesuffix("'s").removesuffix("’s"))
    return 1 < len(plain) <= LONGEST and bool(korean.read(plain, most=2))


def _is_syllable(word: str) -> bool:
    """Whether a word may be one syllable of a name: no word of every day, but for those that are syllables as well."""
    plain = re.sub(r"[^a-z]", "", word.removesuffix("'s").removesuffix("’s"))
    for syllable in (plain, plain.removesuffix("s")):
        usual = is_common(syllable) and syllable not in _ALSO_WORDS
        if 1 < len(syllable) < LONGEST and not usual and korean.read(syllable, most=1):
            return True
    return False


def _is_full(text: str, found: re.Match[str]) -> bool:
    """Whether three syllables are a full name rather than another word or its form."""
    family, second, third = found[1], found[2], found[3]
    if third in _HARD or second not in _syllables() or third not in _syllables():
        return False
    if third in _SOFT and (second not in _GIVEN or not _FOLLOWED.match(text, found.end())):
        return False
    beginnings = korean_beginnings()
    if second in _GIVEN and third in _GIVEN and around.TITLED.match(text, found.end()):
        return True
    if family + second + third in beginnings or family + second in korean_nouns():
        return False
    usual = (second in _GIVEN) + (third in _GIVEN)
    return usual > 1 if family + second in beginnings else usual > 0


def _is_given(pair: str) -> bool:
    """Whether two syllables are a given name and no other word."""
    return all(syllable in _GIVEN for syllable in pair) and pair[1] not in _HARD and pair not in korean_beginnings()


def _is_called(pair: str) -> bool:
    """Whether two syllables may be a given name where the particles behind them say so, of a word as well."""
    if pair in _PLAIN or not all(syllable in _syllables() for syllable in pair):
        return False
    return all(syllable in _GIVEN for syllable in pair) or pair not in korean_beginnings()


@cache
def _syllables() -> frozenset[str]:
    """Syllables of which names are made."""
    return korean.syllables_of_characters()


def _closed(word: str) -> bool:
    """True for a last syllable with a final consonant, behind which a name takes 이."""
    return korean.letters_of(word[-1])[2] != ""
