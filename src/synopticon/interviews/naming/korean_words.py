"""What may stand around a name in Korean: particles, endings and titles behind it, kinship before it."""

from __future__ import annotations

import re

from synopticon.interviews.vocabulary import korean_nouns
from synopticon.language.names.korean import letters_of

KIN = (
    "아버지|어머니|아빠|엄마|형님|형|누나|누이|언니|오빠|동생|남동생|여동생|오라버니|안해|아내|남편|처|아들|딸|"
    "맏아들|맏딸|막내|큰아들|큰딸|"
    "작은아들|작은딸|삼촌|외삼촌|고모|이모|고모부|이모부|큰아버지|큰어머니|작은아버지|작은어머니|할아버지|할머니|"
    "외할머니|외할아버지|조카|손자|손녀|"
    "며느리|사위|시어머니|시아버지|장모|장인|시누이|올케|형수|제수|매형|매부|처남|처제|사촌|친구|동무|동기|동창|선배|후배|전우|단짝|이웃|옆집"
)
OFFICES = (
    "씨|님|동지|동무|선생님|선생|지도원|보위원|보안원|안전원|반장|인민반장|작업반장|분조장|소대장|중대장|대대장|지배인|"
    "기사장|직장장|비서|당비서|세포비서|위원장|부위원장|과장|부장|국장|소장|대장|사장|사장님|교수|박사|간호원|"
    "기자|기사|목사|전도사|부원|조장|초소장|대원|간부|브로커|"
    "영감|누님|오라버님|처형|동서|도련님|아가씨|안내원|담임|실장|주임|차장|계장|팀장|원장|학장|서기|위원|처장|단장|선장|순사|순경|형사|경찰|보위부장|연구사|강사|집사|장로|권사|스님|신부|수녀|원사|사관장|교장|총각|검사|판사|상사|중사|상위|대위|소좌|중좌|대좌"
)
TITLES = (
    f"(?:{OFFICES})님?|아주머니|아줌마|아저씨|할머니|할아버지|어르신|언니|오빠|누나|형님|형|엄마|어머니|아버지|아빠|"
    f"삼촌|이모|고모|"
    "군|양|의사|처녀|과부|아재|아재비|아바이|아매|아즈마이|댁|형수|제수|매부|처남|외삼촌|사모님|이모부|고모부|어머님|아버님|시누이|사모"
)
PARTICLES = (
    "이|가|은|는|을|를|의|에|에게|에게서|에게로|한테|한테서|께|께서|께서는|와|과|랑|하고|도|만|로|으로|라고|라는|"
    "라|란|이란|야|아|여|네|네가|네는|"
    "에서|에서는|에서도|에는|에도|까지|부터|보다|처럼|같이|마저|조차|뿐|이나|나|든지|이며|며|이고|고|입니다|"
    "이에요|예요|이예요|였|이었|였고|"
    "이였|인데|인|이라|이라고|이라는|이라도|라도|한테는|한테도|에게는|에게도|이는|이가|이를|이도|이의|이와|이랑|"
    "이네|이한테|이에게|이만|이라면|라면|"
    "요|이요|죠|이죠|지요|이지요|로는|으로는|로서|으로서|로도|으로도|밖에|이야|다|이다|였다|이었다|였어요|"
    "이었어요|였습니다|이었습니다|"
    "더러|보고|놈|놈이|자식|새끼|말|말로는|거든요|거든|네서|네가|네는|네한테|네서는|잖아|잖아요|인지|인가|인가요|"
    "시|군|구역|구|리|동|읍|면|로동자구|시내|역|쪽|시에서|군에서|지방|출신|사람|시장|세관|제강소|탄광|광산|공장"
)
_COPULA = (
    r"이?(?:었|였|래|랍|랬|라오|라서|라나|라던|라면서)[가-힣]{0,5}|"
    r"이(?:오|구|지|니|던|네|외다)[가-힣]{0,4}|인데[가-힣]{0,2}|올시다"
)
AFTER = re.compile(rf"\s?(?:{TITLES})?(?:{PARTICLES}){{0,3}}(?:들)?(?:{_COPULA})?(?![가-힣])")
"""What may follow a name up to the end of its word."""
TITLED = re.compile(
    rf"\s?(?:{TITLES})(?:{PARTICLES}){{0,3}}(?![가-힣])|이(?:가|는|를|도|의|와|랑|네|한테|에게|만|하고|더러|보고|놈|"
    rf"까지|처럼)(?![가-힣])|"
    rf"[아야](?![가-힣])"
)
"""What makes a name of the word before it."""
SHORT = re.compile(
    rf"\s?(?:{TITLES})(?:{PARTICLES}){{0,3}}(?![가-힣])|"
    rf"이(?:가|는|를|도|의|와|랑|네|한테|에게|만|라고|라는|놈|더러|보고)(?:{PARTICLES}){{0,2}}(?![가-힣])|"
    rf"이\s?(?:{TITLES})(?:{PARTICLES}){{0,3}}(?![가-힣])|[아야](?![가-힣])"
)
"""What makes a name of a single syllable."""
NAMING = re.compile(r"(?:이름은|이름이|본명은|별명은|별명이|성함은|성함이)\s?$")
KIN_BEFORE = re.compile(rf"(?<![가-힣])(?:(?:우리|제|내|저희)\s?)?(?:{KIN})\s?$")
SAID = re.compile(r"\s?(?:이?라고|이?라는|이?란)(?![가-힣]*[며면])")
"""Words that give a name behind it."""

_ORDINARY_AFTER = {
    "봄": "에|이면|이|철|마다|부터|까지|날|바람|내|농사", "여름": "에|이면|이|철|마다|부터|까지|내|방학|옷",
    "가을": "에|이면|이|철|마다|부터|까지|걷이|내|농사|추수", "겨울": "에|이면|이|철|마다|부터|까지|내|방학|옷",
    "하나": "도|의|만|뿐|씩|밖에|둘|하나|로|쯤|라도|이고|님", "나라": "에|의|를|에서|마다|로",
    "이슬": "이 맺|이 내|에 젖|을 맞|방울", "하늘": "에|을|의|로|은|같", "바다": "에|를|로|에서",
    "사랑": "을|하|의|은|해", "구름": "에|은|속", "바람": "에|을|은", "별": "이|을|은|로",
    "달": "에|이|을|은|빛",
    "보람": "을|도|있|은|차|찬", "슬기": "롭|를", "아름": "다|답", "소리": "를|에|로|없",
    "나무": "를|에|로|하",
    "노을": "을|에", "아침": "에|이|을|은|마다|저녁", "기쁨": "을|이|도", "곰": "이 |을 |은 |탕|팡",
}  # fmt: skip
_OPEN = re.compile(r"에(?!게)|로|마다|보다|만큼")
_CLOSED = re.compile(
    r"을|은|에(?!게)|과|으로|마다|보다|"
    r"이\s?(?:없|있|많|적|크|작|넘|사라|생기|보이|맺|피|불|내|맑|흐|높|낮|부서|차|안 보|밝|어둡|파랗|푸르|되|돼|아니)"
)
"""What follows any other word that is a name as well; a name with a final consonant takes 이 before its particle."""
_ORDINARY = {word: re.compile(rf"(?:{after})") for word, after in _ORDINARY_AFTER.items()}


def is_ordinary(word: str, after: str) -> bool:
    """True where a name that is a common word as well is used as that word; after: what follows it."""
    if SAID.match(after) or TITLED.match(after):
        return False
    if (usual := _ORDINARY.get(word)) is not None:
        return usual.match(after) is not None or (len(word) > 1 and _CLOSED.match(after) is not None)
    if word not in korean_nouns():
        return False
    return (_OPEN if letters_of(word[-1])[2] == "" else _CLOSED).match(after) is not None
