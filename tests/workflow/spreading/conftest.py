"""An invented collection with every kind of relation, and an engine that does all tasks where it stands."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from synopticon.workflow.spreading import dividing, engines, families
from synopticon.workflow.spreading.engines import EngineRow
from synopticon.workflow.spreading.performing import perform
from synopticon.workflow.spreading.tasks import Run, Task

WORDS = """
harbour ministry camera village lantern border winter railway market teacher contract engine student river archive
factory window printer orchard station bridge officer ticket forest kitchen garden letter signal morning paper
""".split()  # noqa: SIM905


def _story(seed: int, sentences: int = 10) -> str:
    chance = random.Random(seed)
    return " ".join(
        " ".join(chance.choice(WORDS) for _ in range(9)).capitalize() + f" {chance.randrange(1000, 9999)}."
        for _ in range(sentences)
    )


def _rows() -> list[dict[str, object]]:
    """Eight stories, each with a reprint, a shortened form and a quotation; singles, blanks, and one in Korean."""
    rows: list[dict[str, object]] = []
    for seed in range(8):
        text, day = _story(seed), f"2024-03-{seed + 1:02d}"
        short = text[: len(text) * 2 // 3]
        quoting = f"{_story(100 + seed)} {text[:160]} {_story(200 + seed, 3)}"
        rows += [
            {"id": f"o{seed}", "text": text, "outlet": "Wire", "published": day},
            {"id": f"r{seed}", "text": f" « {text.upper()} »", "url": f"https://gazette.invalid/{seed}"},
            {"id": f"s{seed}", "text": short + " More on our site.", "outlet": "Gazette", "published": "2024-04"},
            {"id": f"q{seed}", "text": quoting, "published": "2024-04-02"},
        ]
    rows += [{"id": f"x{seed}", "text": _story(300 + seed, 4)} for seed in range(12)]
    rows += [{"id": "blank", "text": ""}, {"id": "blank\u0000", "text": "…"}, {"id": "short", "text": "A line."}]
    rows.append(
        {
            "id": "en",
            "text": "Veldania's harbour office has registered 1,240 crews since 14 March 2024, director Tamara Osei "
            "said. A fine of 350 dollars awaits those who sail without papers. It is to reach 18,600 people by 2026.",
        }
    )
    rows.append(
        {
            "id": "ko",
            "text": "벨다니아 항만 사무소는 2024년 3월 14일 이후 선원 1240명을 등록했다고 타마라 오세이 소장이 말했다. "
            "서류 없이 출항하는 사람은 350달러의 벌금을 내야 한다. 2026년까지 1만8600명에 이를 예정이다.",
        }
    )
    random.Random(9).shuffle(rows)
    return rows


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The invented collection as a file."""
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows()), encoding="utf-8")
    return path


class Here:
    """Does tasks in this process; done: their names. most: after so many the program is as if killed."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.most = 1_000_000

    def perform(self, run: Run, tasks: Iterable[tuple[Task, str]]) -> Iterator[str]:
        """One after another."""
        for task, name in tasks:
            if len(self.done) >= self.most:
                raise KeyboardInterrupt
            self.done.append(perform(run, task, name))
            yield name


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    """An engine of the name "here", among the others."""
    engine = Here()

    @contextmanager
    def opened(_workers: int, _scheduler: str | None) -> Iterator[Here]:
        yield engine

    row = EngineRow("here", "this process", None, opened)
    monkeypatch.setattr(families, "ENGINES", (*engines.ENGINES, row))
    return engine


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Divides the work into so small parts that there are many."""

    def smaller(size: int) -> None:
        monkeypatch.setattr("synopticon.workflow.spreading.blocks.MOST", size)
        monkeypatch.setattr(dividing, "PAIRS", size)
        monkeypatch.setattr(dividing, "DOCUMENTS", size)
        monkeypatch.setattr(dividing, "A_PART", 2000 * size)

    return smaller
