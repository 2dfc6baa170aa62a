"""Korean places that no list has: by the words behind them, and where somebody lives in them, goes or comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.detectors.korean_positions import is_unlisted
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.span import Found, Kind, Severity

_MOVED = (
    r"넘[어었겼]|건[너넜]|갔|가서|가고|가는|가다|갑니다|가요|왔|와서|오다|옵니다|와요|살[아았다고던]|삽니다|살고|"
    r"걸[어었]|걷|도착|떠[나났]|나[와왔]|들어|"
    r"태어|자[라랐]|출신|옮|이사|내[려렸]|올[라랐]|숨[어었]|지[내냈]|머[물무]|묵[었어고]|다[녔니]|일[했하해]|도망|"
    r"끌려|잡[혀혔]|실[려렸]|팔[려렸]|기차|뻐스|버스"
)
_BY_MOVING = re.compile(
    rf"(?<![가-힣])([가-힣]{{2,4}}?)(?:시|군|구|읍|면|리|동|역)?(?:으로|로|에서|까지|쪽으로|쪽에서|에)\s(?:해서\s|"
    rf"[가-힣]{{1,5}}\s)?(?:{_MOVED})"
)
_LIVED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}?)(?:에|에서)\s(?:있어요|있습니다|있었어요|있었습니다|계세요|계십니다|계시|있거든|"
    r"있고|있는데)"
)
_BY_KIND = re.compile(
    rf"(?<![가-힣])([가-힣]{{2,4}}?)\s?(?:역|역전|시장|장마당|마을|동네|아파트|거리|초소|나루|포구|항|골|령|섬|다리|"
    rf"세관|읍|면|리|동|구|군|시)"
    rf"(?=(?:에|에서|으로|로|까지|의|쪽|사람|출신|앞|뒤|근처|옆)(?:{around.PARTICLES})?(?![가-힣]))"
)
_FROM = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}?)\s?(?:출신|태생|토박이|내기|사람)(?=이|인|입|였|예|들|\s|[.,]|은|도|하고)"
)
_COMMON_WORDS = (
    "러시아 로씨야 몽골 라오스 태국 타이 베트남 윁남 미얀마 캄보쟈 캄보디아 일본 미국 독일 영국 쏘련 소련 만주 연변 "
    "길거리 바닷가 강가 산골 시골 국내 국외 해외 외국 제주 사택 숙소 합숙 건너 맞은편 건너편 꼭대기 밑바닥 대합실 "
    "창고 경찰서 도로 철길 압록강 두만강 "
    "거기 여기 저기 어디 그쪽 이쪽 저쪽 위쪽 집안 밖에 안에 앞에 뒤에 옆에 이쪽저쪽 그리 이리 저리 새벽 아침 저녁 "
    "걸음 맨발 혼자 처음 다음"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that stand there too and are no places."""


def find_unlisted_places(hearing: Hearing) -> Iterator[Found]:
    """Every word that no list has where a place is told."""
    if not hearing.first_person:
        return
    for pattern in (_BY_MOVING, _LIVED, _BY_KIND, _FROM):
        for found in pattern.finditer(hearing.text):
            if found[1] not in _COMMON and found[1][-1] != "으" and is_unlisted(found[1]):
                end = found.end() if pattern is _BY_KIND else found.end(1)
                yield Found(found.start(), end, Kind.PLACE, Severity.QUASI, "unlisted")
