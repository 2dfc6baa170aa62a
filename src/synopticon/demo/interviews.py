"""The invented interviews, and what is done with them: who codes what, who is brought where, who takes what back.

Their sources are in demo-materials/interviews/; nobody said any of it. The files are read where the package lies and
never copied, because a study must not hold a transcript in clear.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from synopticon.demo.materials import MATERIALS
from synopticon.model.finding import Basis, Stance

FOLDER = MATERIALS / "interviews"
CODERS = {"A": "Ines", "B": "Torvald"}
"""The two who code, and also the two who read and sign: invented, as everything here."""

EXPIRED = "en-14"
"""Her consent ended before the study began: the record is refused, and nothing of the interview is taken in."""
WITHDRAWN = "ko-18"
"""He takes everything back after it was brought to a finding."""


@dataclass(frozen=True, slots=True)
class PlannedCoding:
    """coders: letters of CODERS. quote: words of the transcript. codes: as people call them in the codebook."""

    coders: tuple[str, ...]
    quote: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: its files, coarse facts of the witness for comparing cases, and how it is coded.

    names: how people are called in it whom a reader covers by hand where nothing proposed it.
    """

    key: str
    language: str
    file: Path
    identity: Path
    consent: Path
    attributes: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    codings: tuple[PlannedCoding, ...]


@dataclass(frozen=True, slots=True)
class Testified:
    """Words of an interview brought to a finding. finding: its number in the plan, from 0. use: as `bring` takes it.

    words: a paraphrase, where that is all that the witness allows. told_by: who told the witness.
    """

    interview: str
    quote: str
    finding: int
    basis: Basis
    stance: Stance = Stance.SUPPORTS
    use: str | None = None
    words: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Recanted:
    """Words that a witness takes back, and why."""

    interview: str
    quote: str
    reason: str


FOR, AGAINST = Stance.SUPPORTS, Stance.OPPOSES
SCHOOLS, AIRPORT, PLATES, IRIS, CARDS, FENCE, IMPORTED, POWER, NEIGHBOURS = range(9)
"""The findings of plan.FINDINGS, in their order."""

TESTIMONY: tuple[Testified, ...] = (
    Testified("en-01", "two men came with a ladder and a drill", SCHOOLS, Basis.SAW, use="quote"),
    Testified("en-03", "we hung all fourteen in the halls over the machines", SCHOOLS, Basis.DID, use="quote"),
    Testified("ko-01", "진짜 있더라고요", SCHOOLS, Basis.SAW),
    Testified("ko-11", "칠판 위에요. 아이들을 보고 제 등을 봐요.", SCHOOLS, Basis.SAW, use="quote"),
    Testified("en-08", "told me of it. In the house they had me", SCHOOLS, Basis.TOLD, told_by="her granddaughter"),
    Testified("ko-02", "남편 공장하고 애 학교에는 있었대요", SCHOOLS, Basis.TOLD, told_by="her husband"),
    Testified("en-05", "six posts on wheels and men with gloves", AIRPORT, Basis.SAW, use="quote"),
    Testified("ko-08", "제 화면에 등록증 사진이 옆에 뜹니다", AIRPORT, Basis.DID, use="quote"),
    Testified(
        "en-16", "By machine, no, not in our room", PLATES, Basis.DID, AGAINST, use="paraphrase",
        words="Somebody who handled the disks says that no machine read plates there.",
    ),
    Testified("ko-12", "제가 있는 동안은 없었습니다", PLATES, Basis.DID, AGAINST),
    Testified("en-12", "they scan the eyes of the pupils every morning", IRIS, Basis.TOLD, told_by="a cook"),
    Testified("en-12", "I never saw an eye scanned", IRIS, Basis.DID, AGAINST, use="quote"),
    Testified("en-11", "In thirty-four schools I saw no such thing", IRIS, Basis.SAW, AGAINST, use="quote"),
    Testified("en-04", "each one puts the fingers on the glass one by one", CARDS, Basis.DID),
    Testified("ko-04", "유리 위에 하나씩 올리고", CARDS, Basis.DID),
    Testified("ko-17", "유리판에 손을 올리고, 옆에서 사진을 찍고", CARDS, Basis.SAW, use="quote"),
    Testified("en-09", "they did all ten of hers in a school", CARDS, Basis.TOLD, told_by="her sister"),
    Testified(
        "en-07", "A lamp comes on, somebody goes", FENCE, Basis.DID, use="paraphrase",
        words="A former conscript sat at the board on which a lamp lights when the wire is shaken.",
    ),
    Testified("ko-03", "염소가 들이받으면 십 분 안에 옵니다", FENCE, Basis.SAW),
    Testified("ko-18", "안에 용수철 같은 것하고 자석, 선 두 개", FENCE, Basis.SAW, use="quote"),
    Testified("ko-14", "계획에 있었대요", FENCE, Basis.TOLD, told_by="her husband"),
    Testified("en-10", "We sold it with the maker's program wiped", IMPORTED, Basis.DID, use="quote"),
    Testified("ko-20", "안에 하얀 공, 유리알", IMPORTED, Basis.SAW, use="quote"),
    Testified("ko-05", "한 장에 몇 분씩 걸려서 포기하고", POWER, Basis.DID, use="quote"),
    Testified("en-18", "i saw four pictures and five that said no signal", POWER, Basis.SAW, use="quote"),
    Testified("en-20", "I infer that she counted nine of something", SCHOOLS, Basis.INFERRED),
    Testified("ko-07", "누가 자고 갔다, 누가 모임에 안 나왔다", NEIGHBOURS, Basis.DID, use="quote"),
    Testified("ko-09", "빗 여섯 개 놓고 사 년을 앉아 있던 영감이 있었어", NEIGHBOURS, Basis.SAW, use="quote"),
)  # fmt: skip

RECANTED: tuple[Recanted, ...] = (
    Recanted(
        "en-12",
        "they scan the eyes of the pupils every morning",
        "She had only been told it, and asks that it be set right wherever it stands.",
    ),
)


def interviews() -> tuple[Interview, ...]:
    """All forty, English before Korean."""
    rows = json.loads((FOLDER / "interviews.json").read_text("utf-8"))
    return tuple(
        Interview(
            row["key"],
            row["language"],
            FOLDER / row["file"],
            FOLDER / f"{row['key']}.identity.json",
            FOLDER / f"{row['key']}.consent.toml",
            tuple(row["attributes"].items()),
            tuple(row["names"]),
            tuple(PlannedCoding(tuple(coders), quote, tuple(codes)) for coders, quote, codes in row["codings"]),
        )
        for row in rows
    )


def place_of(quote: str, text: str) -> tuple[int, int]:
    """Where words stand in a transcript, whatever its blanks and line ends and however its letters are composed.

    Raises ValueError where they stand nowhere, or more than once.
    """
    for form in ("NFC", "NFD"):
        words = map(re.escape, unicodedata.normalize(form, quote).split())
        places = [found.span() for found in re.finditer(r"\s+".join(words), text)]
        if len(places) == 1:
            return places[0]
    raise ValueError(f"not once in the text: {quote}")
