"""The words around a date: labels that say nothing of it, and frames that make it a bound, a span or an estimate."""

from __future__ import annotations

import re
from collections.abc import Callable

LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|released|issued)(?: (?:on|at))?|date|on|dated|"
    r"publié(?:e)? le|mis à jour le|le|veröffentlicht(?: am)?|stand|vom|am|den|der|publicado(?: el)?|"
    r"actualizado(?: el)?|el|опубликовано|обновлено|дата|入力|입력|등록|수정|게시|발행|작성|승인|기사입력|최종수정|"
    r"发布时间|发布日期|发布于|发表于|发布|更新时间|時間|时间|日期|發布時間|發佈|公開日|更新日|投稿日|掲載日|配信|公開|更新|"
    r"公元|西元|西暦|서기)(?:\s*[:：]\s*|\s+|(?=\d))"
)


def _by(date: str) -> str:
    return f"[..{date}]"


def BEFORE(date: str) -> str:  # noqa: N802 - a row's name, compared by identity
    """Before a year: in the year before it or some earlier one."""
    return f"[..{int(date) - 1:04d}]"


def _since(date: str) -> str:
    return f"{date}/.."


def _until(date: str) -> str:
    return f"../{date}"


def _about(date: str) -> str:
    return f"{date}~"


def _maybe(date: str) -> str:
    return f"{date}?"


def _span(first: str, last: str) -> str:
    return f"{first}/{last}"


_X = r"([^~–—]*\d[^~–—]*?)"
_Y = r"(\d{4})\s*(?:年|년|года?|г\.?)?"

FRAMES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?:from|between|zwischen|de|с|von|entre)\s+{_X}\s+(?:to|and|until|bis|und|à|a|et|y|по)\s+{_X}", _span),
        (rf"{_X}(?:부터|から|自)\s*{_X}(?:까지|まで)", _span),
        (rf"自?{_X}\s*(?:至|到)\s*{_X}", _span),
        (r"([^–—~]*\d{4}[년年]?|\d{4}-\d\d-\d\d)\s*[–—~]\s*([^–—~]*\d{4}[^–—~]*)", _span),
        (r"(\d{4})\s*-\s*(\d{4})", _span),
        (rf"(?:by|no later than|not later than|spätestens|au plus tard en|к)\s+{_X}(?:\s+году)?", _by),
        (rf"(?:before|avant|vor|antes de)\s+{_Y}", BEFORE),
        (rf"{_Y}\s*(?:以前|이전)", _by),
        (rf"(?:since|from|depuis|seit|desde|ab|с)\s+{_X}", _since),
        (rf"(?:自从?|从)?{_X}\s*(?:以来|以後|以降|から|起|부터|이후|이래)", _since),
        (rf"(?:until|till|up to|jusqu'en|bis|hasta|до)\s+{_X}", _until),
        (rf"{_X}\s*(?:まで|까지|为止|為止)", _until),
        (rf"(?:c\.|ca\.|circa|around|about|approx\.|approximately|vers|um|hacia|около|약|大?[约約])\s*{_X}", _about),
        (rf"{_X}\s*(?:경|쯤|무렵|前后|前後|左右|頃|ごろ)", _about),
        (rf"(?:possibly|perhaps|probably|maybe)\s+{_X}", _maybe),
        (r"(\d{4}) \?", _maybe),
    )
)  # fmt: skip
"""What stands around one or two dates, and how they become one. The first that fits the whole text decides."""
