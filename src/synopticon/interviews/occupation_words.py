"""Trades by the class that may stand for them; a class is as wide as a population register's first digit."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


CLASSES: dict[str, tuple[str, ...]] = {
    "industrial worker": _words(
        "miner welder fitter smelter turner machinist founder blacksmith steelworker crane_operator operator "
        "factory_worker "
        "worker labourer laborer plasterer roofer glazier tanner logger lumberjack woodcutter carpenter "
        "bricklayer builder plumber painter "
        "tailor seamstress "
        "weaver spinner shoemaker cobbler foreman stoker furnace_worker mill_worker assembler packer"
    ),
    "technician": _words(
        "electrician engineer technician mechanic repairman repairer programmer programer surveyor draughtsman "
        "architect "
        "radio_operator telephone_operator projectionist photographer cameraman geologist chemist physicist designer"
    ),
    "health worker": _words(
        "doctor nurse midwife surgeon dentist pharmacist veterinarian vet paramedic physician therapist "
        "anaesthetist orderly"
    ),
    "education worker": _words(
        "teacher lecturer professor tutor headmaster headmistress principal schoolteacher instructor researcher "
        "librarian "
        "kindergarten_teacher student scientist trainer coach dean"
    ),
    "farmer or fisher": _words(
        "farmer farmhand herder shepherd fisherman fisher beekeeper gardener forester tractor_driver"
    ),
    "transport worker": _words(
        "driver conductor railwayman sailor pilot captain dispatcher signalman trackman chauffeur seaman"
    ),
    "trader": _words(
        "trader merchant seller vendor shopkeeper saleswoman salesman saleswoman smuggler broker money_changer peddler "
        "dealer wholesaler grocer butcher baker businessman businesswoman"
    ),
    "service worker": _words(
        "cook chef waiter waitress barber hairdresser cleaner janitor caretaker canteen_worker housewife nanny "
        "guide receptionist "
        "launderer watchman porter laundress"
    ),
    "security worker": _words(
        "soldier guard policeman police_officer officer border_guard inspector detective prison_guard sergeant "
        "lieutenant "
        "captain colonel major conscript gendarme agent informant informer interrogator warder radar_operator"
    ),
    "office worker": _words(
        "clerk accountant bookkeeper secretary statistician typist cashier manager director official civil_servant "
        "storekeeper planner translator interpreter journalist reporter editor announcer notary lawyer solicitor "
        "barrister "
        "judge prosecutor banker consultant administrator auditor inspector registrar"
    ),
    "artist": _words(
        "singer musician accordion_player player dancer actor actress painter poet writer accordionist sculptor "
        "composer violinist pianist"
    ),
}

KOREAN_CLASSES: dict[str, tuple[str, ...]] = {
    "industrial worker": _words(
        "광부 탄부 발파공 보이라공 보일러공 도장공 배관공 선로공 도로공 제화공 양복사 재봉사 용접공 선반공 조립공 "
        "기중기운전공 운전공 제강공 용해공 주물공 목공 미장공 벌목공 재봉공 "
        "재단사 방직공 직포공 로동자 노동자 굴진공 채탄공 "
        "철길감시원 감시원 작업반장 직장장 미싱공 피복공"
    ),
    "technician": _words(
        "전기공 프로그래머 설치기사 기사 기술자 설계원 수리공 정비공 통신공 교환수 전화교환수 프로그람머 측량공 "
        "실험공 영사기사 "
        "사진사 건축가"
    ),
    "health worker": _words(
        "의사 간호원 간호사 조산원 약제사 약사 수의사 준의 조무사 간호조무사 물리치료사 담당의사 위생지도원 구급의사"
    ),
    "education worker": _words("교사 교원 교수 강사 연구사 연구원 보육원 교양원 선생 학생 대학생 도서원 교장 교양원"),
    "farmer or fisher": _words(
        "농장원 농민 농부 어부 축산공 뜨락또르운전수 해녀 과수원일군 일군 일꾼 분조장 관리공 양봉공"
    ),
    "transport worker": _words("운전수 운전사 기관사 렬차원 차장 선원 항해사 기관수 조차원 철도원 역원"),
    "trader": _words(
        "장사군 장사꾼 상인 되거리군 돈데꼬 돈대꼬 밀수군 밀수꾼 판매원 무역일군 거간군 외화벌이일군 달리기장사 장사"
    ),
    "service worker": _words(
        "료리사 요리사 접대원 봉사원 리발사 미용사 청소부 취사원 식모 안내원 경비원 관리원 주부 가두녀성 요양보호사 "
        "보호사 돌보미 파출부 미용 배달원 택배원"
    ),
    "security worker": _words(
        "군인 병사 군관 하사관 보위원 보안원 안전원 경비병 국경경비대원 순찰대원 교도관 계호원 소대장 중대장 "
        "분대장 정치지도원"
    ),
    "office worker": _words(
        "통계원 경리원 경리 부기 부기원 회계 사무원 지도원 비서 당비서 과장 부장 지배인 기자 번역원 통역 통역원 "
        "공무원 검사 "
        "판사 변호사 창고장 자재인수원 로동지도원 노동지도원 인민반장"
    ),
    "artist": _words("가수 배우 무용수 작가 시인 화가 악사 연주가 예술단원 방송원"),
}

SUBJECTS: tuple[str, ...] = _words(
    "chemistry physics mathematics maths biology music literature medicine engineering history geography english "
    "chinese "
    "russian law agriculture economics computing pharmacy metallurgy geology electronics nursing veterinary_medicine"
)
"""What somebody taught or studied."""
