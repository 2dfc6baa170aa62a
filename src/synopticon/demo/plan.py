"""What is done with the materials: the question, the judgements and the findings, each as a person would make it.

The interviews have a plan of their own beside this one (interviews.py). A survey will join this study when its room
stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from synopticon.model.finding import Basis, Likelihood, Stance

TITLE = "Who watches in Veldania?"
QUESTION = (
    "How does the state of Veldania watch its people: with what equipment, where, since when, and how sure are we?"
)
NOTICE = (
    "Veldania is an invented country. Every outlet, company, person and event in this study was made up to show how "
    "Synopticon works."
)

KINDS = (
    "Veldan State News Agency = state media",
    "维尔达尼亚国家通讯社 = state media",
    "Halverk Dawn = state media",
    "Proceedings of Veldan Technical University = domestic research",
    "Marches Monitor = research abroad",
    "Lanthorn Technology Review = research abroad",
    "Free Veldania Radio = media in exile",
    "벨다니아 자유방송 = media in exile",
    "Tarsovian Trade Gazette = trade records",
    "Corvane Wire = foreign press",
    "Nordmere Press = foreign press",
    "The Brenhold Courier = foreign press",
    "Ilven Daily Post = foreign press",
    "Okresia Tribune = foreign press",
    "The Ostwick Ledger = foreign press",
    "The Estuary Herald = foreign press",
    "Southmarch Evening News = foreign press",
    "Highfen Gazette = foreign press",
    "The Quayside Argus = foreign press",
    "Northern Line Dispatch = foreign press",
    "Vale and Forest Weekly = foreign press",
    "먼바다신문 = foreign press",
    "새노을일보 = foreign press",
    "타르소비아 동포일보 = foreign press",
    "塔尔索维亚华文报 = foreign press",
    "奥克雷西亚华人周刊 = foreign press",
    "北岭观察 = foreign press",
)
"""The protocol's find.kinds: which kind of source each outlet is."""

FOR, AGAINST = Stance.SUPPORTS, Stance.OPPOSES


@dataclass(frozen=True, slots=True)
class Correction:
    """A person sets facts right that a page states wrongly or does not state. key: a piece of the catalogue."""

    key: str
    facts: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A capture that should not be in the study."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Two pieces that a person has compared and holds to be one story."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brought:
    """The same words cited from one or several pieces, and what they are worth."""

    keys: tuple[str, ...]
    quote: str
    basis: Basis
    stance: Stance = FOR
    note: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A finding with its evidence."""

    proposition: str
    likelihood: Likelihood
    gaps: str
    evidence: tuple[Brought, ...]
    occurred: str | None = None


def _letterhead(key: str, outlet: str, published: str) -> Correction:
    return Correction(
        key,
        {"outlet": outlet, "published": published},
        "The file does not say where a program would look who published it, or when; its text does.",
    )


CORRECTIONS: tuple[Correction, ...] = (
    Correction(
        "traveller/4",
        {"published": "2023-11-10"},
        "The page gives its system's first day, 1 January 2019; its text reports a broadcast of 8 November 2023.",
    ),
    _letterhead("tender", "Tarsovian Trade Gazette", "2021-02-22"),
    _letterhead("annual", "Tarsovian Trade Gazette", "2023-03-31"),
    _letterhead("lantern-paper", "Proceedings of Veldan Technical University", "2021-11-20"),
    _letterhead("vision", "Proceedings of Veldan Technical University", "2022-05-10"),
    _letterhead("notice", "Halverk Dawn", "2022-04-04"),
    _letterhead("circular", "Marches Monitor", "2022-09-01"),
    _letterhead("blue-book", "Marches Monitor", "2023-05-30"),
    _letterhead("photographer", "Northern Line Dispatch", "2023-03-18"),
    _letterhead("grid", "The Ostwick Ledger", "2024-03-06"),
    _letterhead("radio", "Free Veldania Radio", "2022-12-01"),
    _letterhead("radio-ko", "벨다니아 자유방송", "2022-12-05"),
    _letterhead("letter", "Free Veldania Radio", "2023-02-27"),
    _letterhead("gantries/10", "Lanthorn Technology Review", "2023-06-25"),
    _letterhead("gantries/11", "Tarsovian Trade Gazette", "2023-06-21"),
    _letterhead("iris/5", "Highfen Gazette", "2023-08-22"),
    _letterhead("battery-ko/1", "새노을일보", "2023-12-29"),
    _letterhead("leader-ko/2", "벨다니아 자유방송", "2023-08-07"),
    _letterhead("nps/7", "Vale and Forest Weekly", "2023-02-10"),
    _letterhead("wire/14", "The Brenhold Courier", "2024-04-20"),
    _letterhead("wire/17", "The Estuary Herald", "2024-04-18"),
    _letterhead("wire/19", "Highfen Gazette", "2024-04-19"),
    _letterhead("wire/21", "Northern Line Dispatch", "2024-04-22"),
    _letterhead("wire/25", "Tarsovian Trade Gazette", "2024-04-24"),
    _letterhead("wire-ko/2", "타르소비아 동포일보", "2024-04-17"),
    _letterhead("peat", "Highfen Gazette", "2023-10-30"),
)
WITHDRAWALS: tuple[Withdrawal, ...] = (
    Withdrawal("game", "It reviews a computer game set in Halverk and says nothing about the country."),
)
CONFIRMATIONS: tuple[Confirmation, ...] = (
    Confirmation("wire", "wire-ko", "Read side by side: the Korean text is a translation of the Corvane Wire report."),
    Confirmation("wire", "wire-zh", "Read side by side: the Chinese text is a translation of the Corvane Wire report."),
)

FINDINGS: tuple[Planned, ...] = (
    Planned(
        "Cameras were installed in schools and workplaces of several Veldan towns from autumn 2021 on.",
        Likelihood.ALMOST_CERTAIN,
        "All accounts come from the south and from Dunmere; nothing is known of the eastern districts.",
        (
            Brought(
                ("wire", "wire/1", "wire/2", "wire/10"),
                "21 said that they had worked in a place with at least one camera",
                Basis.TOLD,
            ),
            Brought(("circular",), "our school received three cameras", Basis.DID, note="The school's own circular."),
            Brought(("letter",), "We have had a camera in the corridor since the autumn before last.", Basis.SAW),
            Brought(("mother-ko",), "그는 교문 기둥에 달린 하얀 공 모양의 기계를 보았다", Basis.SAW),
            Brought(("schools-zh",), "圆球是2021年秋天装的", Basis.SAW, note="Drawn and told by pupils."),
            Brought(
                ("mill",), "Nine picture devices show him where leather is wanting", Basis.DID, note="State newspaper."
            ),
            Brought(("lantern-paper",), "in use in 46 schools and 12 mills", Basis.DID),
        ),
        occurred="2021-09/..",
    ),
    Planned(
        "Face recognition has been in use at Halverk airport since 2021.",
        Likelihood.VERY_LIKELY,
        "Nobody outside has tested the gates; how often they stand without current is unknown.",
        (
            Brought(
                ("traveller", "traveller/1", "traveller/3", "traveller/5"),
                "the officer's screen showed my photograph",
                Basis.SAW,
            ),
            Brought(("tender",), "eight passenger verification posts", Basis.DID),
            Brought(
                ("tender/1",),
                "eight passenger verification posts with camera",
                Basis.READ,
                note="A reprint of the notice.",
            ),
            Brought(("boast",), "greeting posts, which look the guest in the face", Basis.DID, note="State newspaper."),
        ),
        occurred="2021/..",
    ),
    Planned(
        "The cameras on the gantries over the roads into Halverk read number plates.",
        Likelihood.ROUGHLY_EVEN,
        "Nobody has seen a plate reader, a list or a fine; what becomes of the disks at the ministry is unknown.",
        (
            Brought(
                (
                    "gantries",
                    "gantries/1",
                    "gantries/2",
                    "gantries/3",
                    "gantries/6",
                    "gantries/7",
                    "gantries/8",
                    "gantries/10",
                    "gantries/11",
                ),
                "It is likely that they read plates.",
                Basis.INFERRED,
                note="An engineer who looked at pictures.",
            ),
            Brought(
                ("gantries/9",),
                "you see only a red dot",
                Basis.INFERRED,
                note="A driver saw lamps; what they are for is inferred.",
            ),
            Brought(("gantries/4",), "They read plates", Basis.READ, note="The word “likely” was lost in retelling."),
            Brought(("gantries/5",), "They read plates", Basis.READ, note="Five gantries have become dozens."),
            Brought(
                ("technician", "technician/1", "technician/2"),
                "No plate reader was ever connected while I was there",
                Basis.DID,
                AGAINST,
            ),
        ),
        occurred="2022/..",
    ),
    Planned(
        "The report of August 2023 that three hundred schools scan the eyes of their pupils is true.",
        Likelihood.ALMOST_NO_CHANCE,
        "The report was withdrawn by the paper that first printed it; four papers that reprinted it have not said so.",
        (
            Brought(("iris", "iris/1", "iris/3", "iris/6"), "scan the eyes of their pupils every morning", Basis.TOLD),
            Brought(("iris-retracted", "iris-retracted/1"), "We withdraw this report in full.", Basis.DID, AGAINST),
            Brought(
                ("iris-retracted", "iris-retracted/1", "iris-retracted/2"),
                "None has seen or heard of an eye scanner.",
                Basis.TOLD,
                AGAINST,
            ),
        ),
        occurred="2023",
    ),
    Planned(
        "From April 2022 on, everybody of seventeen and above had to give all fingerprints and photographs for a new "
        "registration card.",
        Likelihood.ALMOST_CERTAIN,
        "Where the prints are kept, and whether they can be searched, is not known.",
        (
            Brought(("cards-ko", "cards-ko/1", "cards-ko/3"), "유리판에 손가락을 하나씩 올리고", Basis.DID),
            Brought(
                ("notice",),
                "The prints of all fingers are taken.",
                Basis.DID,
                note="The registration office's own notice.",
            ),
            Brought(("radio",), "At the first table they took the", Basis.DID, note="A former clerk."),
            Brought(("radio-ko",), "나온 사람들은 손가락이 까맸어요.", Basis.SAW),
            Brought(("cards-zh", "cards-zh/2"), "先按手", Basis.DID),
        ),
        occurred="2022-04/..",
    ),
    Planned(
        "A second fence with sensors was finished along the northern border between 2020 and 2023.",
        Likelihood.VERY_LIKELY,
        "That the tubes are sensors rests on what happens after the wire is touched; no one has opened one.",
        (
            Brought(
                ("nps", "nps/1", "nps/2", "nps/5"),
                "sensors which report the shaking of the wire",
                Basis.INFERRED,
                note="An agency report that was not captured at its source.",
            ),
            Brought(("photographer",), "On seven of these a patrol came", Basis.SAW),
            Brought(("border-ko",), "염소가 철망에 부딪히면 얼마 안 돼 병사들이 온다", Basis.SAW),
            Brought(("wire",), "a second fence with vibration sensors was finished between 2020 and 2023", Basis.TOLD),
        ),
        occurred="2020/2023",
    ),
    Planned(
        "The cameras are mostly imported from Tarsovia and run a program written in Veldania.",
        Likelihood.VERY_LIKELY,
        "One device has been opened. How many run the domestic program is known only from its authors.",
        (
            Brought(("shipments", "shipments/1"), "共有10,240台", Basis.READ, note="Customs figures."),
            Brought(
                ("annual",), "No analytic software is shipped to buyers", Basis.DID, note="The maker's own report."
            ),
            Brought(("teardown",), "The maker's own has been removed.", Basis.SAW),
            Brought(("lantern-paper",), "runs on cameras of foreign make", Basis.DID),
            Brought(
                ("boast",),
                "No foreign specialist was needed, the director stressed.",
                Basis.DID,
                AGAINST,
                "A boast that a tender contradicts.",
            ),
        ),
    ),
    Planned(
        "Outside the capital most cameras stand without current for the greater part of the day.",
        Likelihood.LIKELY,
        "The radio's listeners choose themselves, and satellites do not see batteries.",
        (
            Brought(("dark", "dark/1", "dark/4"), "In two districts it was less than two.", Basis.TOLD),
            Brought(("battery-ko",), "공장에는 하루 다섯 시간쯤 전기가 들어왔고", Basis.SAW),
            Brought(("letter",), "the current had been off", Basis.SAW),
            Brought(("grid",), "48 show a flickering pattern", Basis.SAW, note="Seen from above, at night."),
            Brought(("cards-zh",), "前面的司机等到停电", Basis.SAW),
            Brought(("night",), "nine of ten cameras beyond the ring road lose their current", Basis.READ),
            Brought(
                ("dusk",),
                "Nearly all posts outside the capital go dark at nightfall",
                Basis.READ,
                note="By its own words it rests on the same agency as the one before: confirm it, or overturn it.",
            ),
        ),
        occurred="2022/2024",
    ),
    Planned(
        "People who report on their neighbours, not cameras, are still the main way in which the state learns of "
        "private life.",
        Likelihood.LIKELY,
        "Those who spoke have left; whether it is so for people under thirty was not asked.",
        (
            Brought(("blue-book",), "cameras were added to it, not put in its place", Basis.TOLD),
            Brought(("leader-ko", "leader-ko/1"), "말을 조심하게 만드는 것은 기계가 아니라 사람이라고", Basis.TOLD),
            Brought(
                ("virtue",),
                "No lock and no apparatus can replace the watchful eye of the collective.",
                Basis.DID,
                note="State newspaper.",
            ),
            Brought(("technician",), "There are people in every tea room on that road.", Basis.INFERRED),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan as one value, so that a test can run a shorter one."""

    title: str = TITLE
    question: str = QUESTION
    notice: str = NOTICE
    kinds: tuple[str, ...] = KINDS
    corrections: tuple[Correction, ...] = CORRECTIONS
    withdrawals: tuple[Withdrawal, ...] = WITHDRAWALS
    confirmations: tuple[Confirmation, ...] = CONFIRMATIONS
    interviews: bool = True
    findings: tuple[Planned, ...] = field(default=FINDINGS)
