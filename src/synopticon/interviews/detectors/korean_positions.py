"""Korean words that stand where a person stands: whatever word it is, what is around it says that somebody is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from synopticon.interviews.detectors.unannounced import ENDS_IN_I
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.occupation_words import KOREAN_CLASSES
from synopticon.interviews.vocabulary import korean_beginnings, korean_nouns
from synopticon.language.names import korean

_TRADES = "|".join(sorted((word for trades in KOREAN_CLASSES.values() for word in trades), key=len, reverse=True))
_SOMEBODY = (
    rf"{around.KIN}|{around.TITLES}|{_TRADES}|사람|여자|남자|분|애|아이|놈|녀석|년|청년|처녀|총각|노인|늙은이|로인|"
    rf"꼬마|계집애|"
    r"사내|양반|작자|녀자|아가씨|색시|[가-힣]{1,4}(?:꾼|군관|원|공|쟁이|인|족|교포|화교)"
)
"""Words for somebody."""
_NAMED_SOMEBODY = re.compile(
    rf"(?<![가-힣])['\"‘“]?([가-힣]{{1,6}}?)['\"’”]?이?(?:라는|라고\s?(?:하는|하던|부르는|부르던|불리는|불리던))\s"
    rf"(?:[가-힣]{{1,5}}\s){{0,2}}?(?:{_SOMEBODY})(?:{around.PARTICLES}){{0,3}}(?![가-힣])"
)
"""땅크라는 아들, 왕이라는 중국 녀자."""
_SAID_TO_BE = re.compile(
    r"(?<![가-힣])['\"‘“]?([가-힣]{1,6}?)['\"’”]?이?라고들?\s?(?:다들|모두|그냥|늘|우리가|사람들이|애들이)?\s?"
    r"(?:있었|있는데|있어|있지|그랬|그래|그럽|불렀|부르|불러|불리|불린|놀렸|놀리|통했|소문났|하던데|했는데|했지|"
    r"했거든|하거든)"
)
"""표라고 있었는데, 곰보라고 다들 그랬는데."""
_REAL_NAME = re.compile(
    r"(?<![가-힣])([가-힣]{2,5}?)(?:이|가)\s?(?:본명|진짜\s?이름|원래\s?이름|별명|이름)(?=이|인|입|였|이었|예|이에|"
    r"[,.])|"
    r"(?:본명|진짜\s?이름|원래\s?이름|세례명|별명|별호|아명|가명|이름)(?:은|이|는|을)?\s['\"‘“]?([가-힣]{2,6}?)['\"’”]?"
    r"(?=이?(?:라고|라는|래요|랍니다|래|였|었|이었|입니다|예요|이에요|로\s|으로\s|고\s|이고|인데|거든|이거든|죠|이죠))"
)
_FAMILY = "".join(sorted(name for name in korean.SURNAMES if len(name) == 1))
_FAMILY_TITLED = re.compile(
    rf"(?<![가-힣])((?![이그저한두새옛온각내제네])[{_FAMILY}])\s(?:{around.TITLES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))"
)
_RARE_TITLED = re.compile(
    rf"(?<![가-힣])((?![이그저한전두세네첫새옛온각내제구현신본동부총다또왜더안못잘좀큰긴앞뒤옆위밖속집당군시도리반조팀해딴말때그])[가-힣])"
    rf"\s(?:{around.OFFICES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))"
)
"""Any syllable but those that say which one, before an office: family names are rarer than any list."""
_AFTER_TRADE = re.compile(
    rf"(?<![가-힣])(?:[가-힣]{{0,4}}(?:{_TRADES}|목수|대장장이|[가-힣]쟁이|[가-힣]장이|[가-힣]{{2}}집|가게))\s"
    rf"((?![이두그저])[{_FAMILY}])(?=(?:이?(?:라고|라는|란)|가|이|은|는|씨|이가|이는|한테|이한테|에게|네|하고|랑|"
    rf"이랑|도)"
    r"(?![가-힣]))"
)
"""목수 박, 라지오집 표."""
_AFTER_ANY_TRADE = re.compile(
    r"(?<![가-힣])[가-힣]{1,4}(?:사|공|원|수|장|꾼|관|병|"
    r"의)\s([김박최윤림임권황홍량허심곽민엄채현함변렴탁맹옹궁조오류유])"
    r"(?=이?(?:라고|라는|란|가|는|씨|한테|에게|네|하고|랑|도)(?![가-힣]))"
)
"""A family name that is no noun, behind what ends as trades do."""
_TRADE_AND_GIVEN = re.compile(
    rf"(?<![가-힣])(?:{_TRADES})\s([가-힣]{{2,3}}?)(?=(?:가|이가|이는|이|은|는|이를|를|한테|이한테|에게|네|하고|랑|"
    rf"이랑|도)(?![가-힣]))"
)
"""안내원 미자."""
_TITLED = re.compile(rf"(?<![가-힣])([가-힣]{{2,5}})\s(?:{around.TITLES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))")
_TO_SOMEBODY = re.compile(
    r"(?<![가-힣])([가-힣]{2,5}?)(?:이한테|한테|한테서|이에게|에게|에게서|더러|보고|께서|이더러|이보고)(?![가-힣])"
)
_FAMILIAR = re.compile(
    r"(?<![가-힣])([가-힣]{2,3})(?=이(?:가|는|를|한테|에게|하고|네|더러|의|도|만)(?![가-힣])|이\s(?:동무|동지|누나|"
    r"언니|형|오빠|"
    r"엄마|아빠|아버지|어머니)(?![가-힣]))"
)
"""A word that ends in a consonant with 이 and a particle behind it, as only names take both."""
_NO_FAMILIAR = re.compile(
    r".*(?:[살벌잡걸받맞돋낮놀풀앓볶길높깊넓먹쓰줄둥쟁뱅장덩늙젊어고호많같없있된인]|사람|생각|사실)$"
)
"""Words that end in 이 by themselves, by what stands before it."""
_WITH = re.compile(r"(?<![가-힣])([가-힣]{2,3})(?=이랑(?![가-힣]))")
_BESIDE = re.compile(
    r"(?<![가-힣])([가-힣]{2,3}?)(?:이랑|이하고|랑|하고|와|과)\s(?=(?:([가-힣]{2,3}?)(?:이가|이는|이를|이랑|이하고|"
    r"이\s|이네))(?:\s|있|$)?)"
)
"""Two beside each other, the second of whom takes 이 as names do."""
_ENDINGS = "은는을를에의서고도만던운된온간본한할인진적면며니지게나와과로요다께면들든"
_PLAIN_WORDS = (
    "누구 아무 그것 이것 저것 자기 서로 남들 애들 우리 저희 너희 당신 본인 사람 인간 친구 남한 북한 중국 한국 조선 "
    "옆집 앞집 뒷집 동네 윗집 아랫집 이웃 "
    "큰집 작은집 마을 교회 학교 담임 국경 보위부 안전부 초소 당국 정부 나라 국가 할머니 할아버지 아주머니 아저씨 "
    "아줌마 아버지 어머니 언니 오빠 누나 이모 고모 삼촌 "
    "선생 선생님 동무 동지 부모 부모님 형제 자매 가족 식구 자식 아이들 아들 딸 남편 아내 안해 군대 군인 처음 나중 "
    "여기 거기 저기 지금 그때 그런 이런 저런 "
    "어떤 어느 모든 다른 같은 여러 무슨 진짜 정말 그냥 원래 아니 그래 그리고 그런데 근데 하나 둘이 셋이 모두 다들 "
    "전부 무엇 뭐라 여자 남자 노인 탈북자 주민 "
    "이름 별명 본명 성함 한마디 무어 이제 그건 이건 그게 이게 저게 뭔가 왜냐 마치 만약 아마 혹시"
)
_PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words that name nobody, wherever they stand."""
_BAPTISMAL = (
    "마리아 요셉 바울 바오로 베드로 요한 야곱 다윗 다니엘 모세 아브라함 이삭 사무엘 에스더 한나 루디아 마르다 마태 "
    "디모데 스데반 빌립 안드레 요나 엘리야 엘리사 이사야 여호수아 갈렙 기드온 솔로몬 사라 리브가 라헬 드보라 "
    "룻 나오미 "
    "수산나 안나 데레사 세실리아 루시아 클라라 글라라 미카엘 가브리엘 라파엘 프란치스코 안토니오 스테파노 아녜스 "
    "로사 막달레나"
)
"""Names taken at baptism, which missionaries and those whom they helped go by."""
_BAPTISED = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted(_BAPTISMAL.split(), key=len, reverse=True))})"
    rf"(?=\s?(?:{around.TITLES})|\s아니(?![가-힣])|(?:가|는|를|이|은|을|한테|에게|라고|이라고|하고|랑|이랑|도|네|"
    rf"이가|이는)(?![가-힣]))"
)
_COMPOUND = re.compile(
    rf"(?<![가-힣])(남궁|황보|제갈|선우|독고)(?=(?:{around.PARTICLES}){{0,2}}(?![가-힣])|\s?(?:{around.TITLES}))"
)
"""Family names of two syllables, which are no other word."""
LEAST_KNOWN = 2
"""Syllables of a word by which the list knows it."""


def korean_positions(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each word that stands where only a person does."""
    for pattern, may_name in _RULES:
        for found in pattern.finditer(text):
            number = found.lastindex or 0
            if may_name(found[number]):
                yield found.span(0 if pattern in _WITH_TRADE else number)
    for found in _BESIDE.finditer(text):
        if _may_be_familiar(found[2]) and is_unlisted(found[1]):
            yield found.span(1)


_SOMEBODY_ALONE = re.compile(rf"(?:{_SOMEBODY})(?:들|님)?")


def _is_somebody(word: str) -> bool:
    return _SOMEBODY_ALONE.fullmatch(word) is not None


def _may_be_familiar(word: str) -> bool:
    """Whether a word before 이 and a particle is a name: one that ends in a consonant and is no word with 이 "
    "together."""
    if word in _PLAIN or not korean.letters_of(word[-1])[2] or _NO_FAMILIAR.fullmatch(word) or _is_somebody(word):
        return False
    return word not in ENDS_IN_I and word + "이" not in korean_beginnings()


def is_unlisted(word: str) -> bool:
    """Whether no list has the word: its first syllables begin no other."""
    if word in _PLAIN or _is_somebody(word) or word[-1] in _ENDINGS:
        return False
    return word[:LEAST_KNOWN] not in korean_beginnings() and word[:3] not in korean_beginnings()


def _is_no_noun(word: str) -> bool:
    return word not in korean_nouns() and word not in _PLAIN


def _may_be_called(word: str) -> bool:
    return word not in _PLAIN and not _is_somebody(word)


def _may_be_with(word: str) -> bool:
    return _is_no_noun(word) and _may_be_familiar(word)


def _is_of_syllables(word: str) -> bool:
    return _is_no_noun(word) and set(word) <= korean.syllables_of_characters()


def _always(_word: str) -> bool:
    return True


_RULES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_NAMED_SOMEBODY, _may_be_called),
    (_SAID_TO_BE, _may_be_called),
    (_REAL_NAME, _may_be_called),
    (_FAMILY_TITLED, _always),
    (_AFTER_TRADE, _always),
    (_AFTER_ANY_TRADE, _always),
    (_RARE_TITLED, _always),
    (_BAPTISED, _always),
    (_COMPOUND, _always),
    (_TRADE_AND_GIVEN, _is_of_syllables),
    (_TITLED, is_unlisted),
    (_TO_SOMEBODY, is_unlisted),
    (_FAMILIAR, _may_be_familiar),
    (_WITH, _may_be_with),
)
"""Where a name may stand, and which words may be one there."""
_WITH_TRADE = (_AFTER_TRADE, _TRADE_AND_GIVEN)
