"""Words of labels: roles that need no other sign, headings that are nobody, verbs by which a sentence quotes."""

from __future__ import annotations

_ROLES = (
    "q a i r p int resp interviewer interviewee respondent participant speaker moderator facilitator witness "
    "narrator interpreter translator question answer researcher host guest informant subject "
    "문 답 질문 답변 질문자 답변자 면담자 면접자 피면담자 피면접자 면담원 응답자 구술자 조사자 연구자 참여자 "
    "참가자 참석자 화자 발화자 진행자 사회자 통역 통역사 통역자 증언자 인터뷰어 인터뷰이 기자"
)
ROLES = frozenset(_ROLES.split())
"""Who speaks in a transcript without a name of their own; a number may follow."""

_HEADINGS = (
    "date time place location note notes title subject language duration file recording transcript transcribed "
    "transcriber author by version project source page interview participants present http https example warning "
    "날짜 일시 시간 장소 제목 주제 비고 참고 언어 녹음 녹취 파일 면담일 면담 작성자 작성일 소요시간 예 주의"
)
HEADINGS = frozenset(_HEADINGS.split())
"""Words before a colon that head a page rather than a speech."""

_ANNOUNCING = (
    "said says say asked told answered thought remember think is was were are this that like and but so me him "
    "her us them 말했다 말이 하는 했다 그래서 그런데 이렇게"
)
ANNOUNCING = frozenset(_ANNOUNCING.split())
"""Last words before a colon that show a sentence going on to quote somebody."""
