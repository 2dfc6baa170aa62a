"""The names within a place, a school or an employer of the record, without the words that say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.vocabulary import korean_nouns

_WORDS = (
    "north south east west korea korean china chinese russia russian republic democratic people's peoples "
    "province city "
    "county district village town ward street road state region prefecture dong ri gun si up gu do of the and in "
    "at for "
    "no number first second third senior junior high middle primary elementary secondary school university college "
    "institute academy factory mine mill complex enterprise company office bureau ministry hospital clinic "
    "market trading "
    "corporation cooperative collective farm station works plant brigade unit branch shop restaurant youth steel "
    "iron coal "
    "textile machine construction general technology chemical industry agriculture education teachers medical science "
    "hamgyong hamgyŏng pyongan pyongan-do hwanghae ryanggang yanggang chagang jagang kangwon gangwon gyeonggi kyonggi "
    "jilin liaoning heilongjiang yanbian autonomous union committee party central national international foreign "
    "kindergarten "
    "nursery orphanage army border guard police security commercial service food department store transport railway"
)
_GENERAL = frozenset(_WORDS.split())
"""Words of a place or body that are everybody's; provinces among them, which is the level that stays readable."""
TAIL = 2
"""Words of a body behind its town that are sought without the town: "Coal Mine Machine Factory"."""
_KOREAN_LEVEL = re.compile(r"(?:특별시|광역시|로동자구|노동자구|자치주|구역|[시군구읍면동리])$")
_PROVINCE = re.compile(
    r"(?:(?:함경|평안|황해)[남북]도|[함평황][남북]|량강도|양강도|자강도|강원도|경기도|(?:충청|전라|경상)[남북]도|"
    r"제주도|"
    r"중국|한국|북한|조선|남조선|남한|러시아|로씨야|길림성|료녕성|흑룡강성|연변)"
)


def names_within(value: str) -> Iterator[str]:
    """The whole value and each name in it that is not general."""
    yield value
    for part in re.split(r"[,;/]\s*", value):
        if len(words := part.split()) > TAIL and part.isascii():
            yield " ".join(words[1:])
    for piece in re.split(r"[\s,/()]+", value):
        if re.search(r"[가-힣]", piece):
            if not _PROVINCE.fullmatch(piece):
                stem = _KOREAN_LEVEL.sub("", piece)
                yield from dict.fromkeys(name for name in (piece, stem) if len(name) > 1 and name not in korean_nouns())
        elif piece.lower().rstrip(".") not in _GENERAL and len(piece) > 2:
            stem = re.sub(r"-(?:si|gun|ri|dong|up|gu|do|ku|kuyok|guyok|rodongjagu)$", "", piece, flags=re.IGNORECASE)
            yield from dict.fromkeys((piece, stem))
