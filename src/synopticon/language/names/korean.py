"""Korean names: the letters that every system of romanisation, and Russian, writes for a syllable, and back.

Known are McCune–Reischauer (1939), the Revised Romanization (2000), the North Korean rules (1992) and Yale, without
their marks, since people leave these out; the spellings that bearers use (Lee, Park, Choi); Kontsevich for Russian. The
letters of all systems are taken together, because people mix them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

_LATIN_INITIALS = (
    "k g", "kk gg", "n l", "t d", "tt dd", "r l n", "m", "p b", "pp bb", "s sh", "ss", "", "ch j c", "tch jj cc",
    "ch c", "k kh", "t th", "p ph", "h",
)  # fmt: skip
_LATIN_VOWELS = (
    "a ah", "ae ay ai", "ya", "yae yay", "o eo e u", "e ey", "yo yeo ye yu you", "ye yey", "o oh", "wa", "wae way",
    "oe oy", "yo", "u oo woo wu", "wo weo we", "we wey", "wi wuy", "yu yoo", "u eu", "ui uy ee eui i", "i ee",
)  # fmt: skip
_LATIN_FINALS = {
    "": "", "ㄱ": "k g ng", "ㄲ": "k kk", "ㄴ": "n l", "ㄷ": "t d n", "ㄹ": "l r n ll", "ㅁ": "m", "ㅂ": "p b m",
    "ㅅ": "t s n", "ㅆ": "t ss", "ㅇ": "ng", "ㅈ": "t c j", "ㅊ": "t ch", "ㅋ": "k", "ㅌ": "t th", "ㅍ": "p ph",
    "ㅎ": "h t", "ㄺ": "k lk lg", "ㄼ": "l lp p", "ㅄ": "p ps", "ㄶ": "n nh", "ㅀ": "l lh", "ㄻ": "m lm", "ㄵ": "n nc",
    "ㄳ": "k ks", "ㄽ": "l", "ㄾ": "l lth", "ㄿ": "p lph",
}  # fmt: skip
_CYRILLIC_INITIALS = (
    "к г", "кк", "н л", "т д", "тт", "р л н", "м", "п б", "пп", "с ш", "сс", "", "ч дж ц", "чч", "чх ч ц", "кх", "тх",
    "пх", "х",
)  # fmt: skip
_CYRILLIC_VOWELS = (
    "а", "э", "я", "я йя", "о", "е э", "е йо", "е йе", "о", "ва", "вэ", "ве вэ", "е йо", "у", "во", "ве", "ви", "ю",
    "ы", "ый и ы", "и",
)  # fmt: skip
_CYRILLIC_FINALS = {
    "": "", "ㄱ": "к г н", "ㄴ": "н л", "ㄷ": "т", "ㄹ": "л р", "ㅁ": "м", "ㅂ": "п б м", "ㅅ": "т с", "ㅇ": "н",
    "ㅈ": "т", "ㅊ": "т", "ㅌ": "т", "ㅍ": "п", "ㅋ": "к", "ㅎ": "",
}  # fmt: skip
_BORNE = {
    "이": "lee yi rhee ri li rhie и ли", "박": "park pak bark пак", "최": "choi choy chwe цой чхое чхой",
    "조": "cho jo joe", "정": "jung chung cheong тен", "임": "lim im rim yim", "신": "shin sin",
    "서": "suh seo so", "안": "ahn an", "유": "yoo yu ryu you lyu", "손": "sohn son",
    "백": "paik baik paek baek", "허": "huh hur heo ho хегай", "노": "roh noh no ro",
    "우": "woo wu u", "주": "joo ju chu", "구": "koo gu ku", "나": "na ra rha", "엄": "um eom om",
    "성": "sung seong song", "현": "hyun hyon hyeon", "변": "byun pyon byeon", "김": "kim gim ким",
    "영": "young", "경": "kyung kyoung", "선": "sun", "순": "soon", "숙": "sook", "훈": "hoon", "준": "june joon",
    "석": "suk seok", "승": "seung", "진": "jean", "희": "hee hui", "은": "eun",
}  # fmt: skip
"""What bearers of common names write, beyond the letters of the systems."""
_FIRST_SOUNDS = {
    "리": "이", "림": "임", "류": "유", "량": "양", "로": "노", "라": "나", "려": "여", "렴": "염", "련": "연",
    "룡": "용",
    "렬": "열", "률": "율", "령": "영", "례": "예", "륙": "육", "륜": "윤", "린": "인", "립": "입", "란": "난",
    "락": "낙",
    "래": "내", "록": "녹", "뢰": "뇌", "루": "누", "녀": "여", "녕": "영", "뉴": "유", "니": "이", "릉": "능",
    "랑": "낭",
}  # fmt: skip
_FORMER = {
    south: [north for north, value in _FIRST_SOUNDS.items() if value == south] for south in _FIRST_SOUNDS.values()
}
_SYLLABLES = (0xAC00, 0xD7A3)
_FINALS_OF_NAMES = ("", "ㄱ", "ㄴ", "ㄹ", "ㅁ", "ㅂ", "ㅅ", "ㅇ")
_INITIALS_OF_NAMES = "ㄱㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
COMPOUND_SURNAMES = frozenset({"남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "강전"})
_SURNAMES = (
    "김 리 이 박 최 정 강 조 윤 장 림 임 한 오 서 신 권 황 안 송 류 유 홍 전 고 문 량 양 손 배 백 허 남 심 로 노 "
    "하 곽 성 차 주 우 구 민 라 나 "
    "진 지 엄 채 원 천 방 공 현 함 변 렴 염 려 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥 육 인 맹 제 "
    "모 탁 국 어 은 편 용 예 경 봉 "
    "사 부 가 복 태 목 형 피 두 감 음 빈 동 온 호 범 좌 팽 승 간 상 갈 단 계 당 화 창 견 묵 주 "
)
SURNAMES = frozenset(_SURNAMES.split()) | COMPOUND_SURNAMES


def is_hangul(text: str) -> bool:
    """True for text of Hangul syllables alone."""
    return bool(text) and all(_SYLLABLES[0] <= ord(letter) <= _SYLLABLES[1] for letter in text)


def letters_of(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a Hangul syllable; the final may be empty."""
    code = ord(syllable) - _SYLLABLES[0]
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


@lru_cache(maxsize=20_000)
def liaison(syllable: str) -> str:
    """A syllable and the 이 behind it as they sound: 철 is 처리; empty where nothing is carried over."""
    initial, vowel, final = letters_of(syllable)
    return (
        composed(initial, vowel, "") + composed(final, "ㅣ", "")
        if final in INITIALS and final not in ("", "ㅇ")
        else ""
    )


@lru_cache(maxsize=200_000)
def typed(text: str) -> str:
    """Hangul as the keys that are struck for it, one letter after the other; the rest as it is."""
    return "".join("".join(letters_of(letter)) if is_hangul(letter) else letter for letter in text)


@lru_cache(maxsize=20_000)
def same_sound(syllable: str) -> frozenset[str]:
    """A syllable as North and South spell it at the beginning of a word: 리 and 이, 림 and 임."""
    also = [_FIRST_SOUNDS[syllable]] if syllable in _FIRST_SOUNDS else _FORMER.get(syllable, [])
    return frozenset((syllable, *also))


@lru_cache(maxsize=20_000)
def latin(syllable: str) -> frozenset[str]:
    """Every way to write a syllable in Latin letters, small, without marks."""
    return _written(syllable, _LATIN_INITIALS, _LATIN_VOWELS, _LATIN_FINALS, cyrillic=False)


@lru_cache(maxsize=20_000)
def cyrillic(syllable: str) -> frozenset[str]:
    """Every way to write a syllable in Russian letters, small, with е for ё and without ъ and ь."""
    return _written(syllable, _CYRILLIC_INITIALS, _CYRILLIC_VOWELS, _CYRILLIC_FINALS, cyrillic=True)


def _written(
    syllable: str, initials: tuple[str, ...], vowels: tuple[str, ...], finals: dict[str, str], *, cyrillic: bool
) -> frozenset[str]:
    spellings: set[str] = set()
    for sound in same_sound(syllable):
        initial, vowel, final = letters_of(sound)
        heads = initials[INITIALS.index(initial)].split(" ") + ([""] if initial == "ㅎ" else [])
        tails = finals.get(final, "").split(" ")
        middles = vowels[VOWELS.index(vowel)].split()
        spellings.update(head + middle + tail for head in heads for middle in middles for tail in tails)
        spellings.update(one for one in _BORNE.get(sound, "").split() if (one > "\u0400") == cyrillic)
    return frozenset(spellings)


@cache
def _syllables_by_spelling(*, russian: bool) -> dict[str, frozenset[str]]:
    """Which syllables of names a spelling may stand for."""
    found: dict[str, set[str]] = {}
    for initial in _INITIALS_OF_NAMES:
        for vowel in VOWELS:
            for final in _FINALS_OF_NAMES:
                syllable = composed(initial, vowel, final)
                for spelling in cyrillic(syllable) if russian else latin(syllable):
                    found.setdefault(spelling, set()).add(syllable)
    return {spelling: frozenset(syllables) for spelling, syllables in found.items()}


def composed(initial: str, vowel: str, final: str) -> str:
    """The syllable of these letters."""
    return chr(_SYLLABLES[0] + (INITIALS.index(initial) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final))


def read(word: str, *, russian: bool = False, most: int = 4) -> list[tuple[frozenset[str], ...]]:
    """Every way to read a word of Latin (or Russian) letters as so many syllables at most, each as all it may be."""
    known = _syllables_by_spelling(russian=russian)
    if not word:
        return [()]
    if not most:
        return []
    readings = []
    for length in range(1, min(len(word), 6) + 1):
        if first := known.get(word[:length]):
            readings += [(first, *rest) for rest in read(word[length:], russian=russian, most=most - 1)]
    return readings


@cache
def _hanja() -> dict[str, str]:
    """Characters by their Korean reading."""
    table = resources.files("synopticon.language.names").joinpath("tables", "hanja.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return dict(rows)


def syllables_of_characters() -> frozenset[str]:
    """The syllables as which Chinese characters are read; most given names are made of them."""
    return frozenset(_hanja())


def hanja(syllable: str) -> str:
    """All characters that may be read as a syllable."""
    return "".join(_hanja().get(sound, "") for sound in sorted(same_sound(syllable)))


@lru_cache(maxsize=20_000)
def read_hanja(character: str) -> frozenset[str]:
    """The Korean readings of a character, as North and South say it; none for one that is not known."""
    readings = {reading for reading, characters in _hanja().items() if character in characters}
    return frozenset(sound for reading in readings for sound in same_sound(reading))
