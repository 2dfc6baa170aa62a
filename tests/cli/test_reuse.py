"""`synopticon reuse` as a person and as a program read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app

STORY = (
    "The harbour office of Norrland counted nine new masts along the northern road last week. Each of them bears two "
    "lenses and a small grey box, and none has a sign that says whose it is. A fisherman, Jon Reeve, saw the lorry "
    "that brought them on Monday; it came by night and left before the ferry. The office would not say who had paid "
    "for the masts, nor for how many years the pictures that they take will be kept in the cellar of the town hall."
)
RETOLD = (
    STORY.replace("nine new", "over ninety new").replace("on Monday", "on Friday").replace("Jon Reeve", "Ole Bakke")
)
KOREAN = (
    "항만 사무소는 지난주 북쪽 도로를 따라 새 기둥 1200개를 세었다. 기둥마다 렌즈 두 개와 작은 회색 상자가 달려 있고, "
    "누구의 것인지 알리는 표지는 없다. 어부는 월요일 밤에 그것을 싣고 온 트럭을 보았다고 주민들에게 전했다."
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Invented texts in files."""
    texts = {"a": STORY, "b": RETOLD, "k": KOREAN, "l": KOREAN.replace("1200", "1500"), "x": "Another matter."}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in texts}


def told(*arguments: str) -> str:
    answer = CliRunner().invoke(app, ["reuse", "explain", *arguments])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_a_pair_is_explained_on_eighty_columns(files: dict[str, str]) -> None:
    """The verdict first, then why, what is shared with its two ends, and each change among its words on both sides."""
    from rich.cells import cell_len

    said = told(files["a"], files["b"])
    lines = said.splitlines()
    assert lines[0].startswith("One origin: they count once. (")
    assert "shared passages cover" in " ".join(said.split())
    shared = lines.index("Shared, with the length of each passage in characters:")
    assert "  number: nine → over ninety" in lines and "  date: Monday → Friday" in lines
    assert "  name: Jon Reeve → Ole Bakke" in lines
    shown = lines[lines.index("  number: nine → over ninety") + 1 :]
    assert shown[0].startswith("    A  ") and "counted [nine] new masts" in shown[0]
    assert shown[1].startswith("    B  ") and "counted [over ninety] new masts" in shown[1]
    assert any("…" in line for line in lines[shared : lines.index("Drifted:")])
    assert all(cell_len(line) <= 80 for line in lines)


def test_wide_letters_keep_to_the_columns_too(files: dict[str, str]) -> None:
    """A Korean letter takes two of them."""
    from rich.cells import cell_len

    lines = told(files["k"], files["l"]).splitlines()
    assert "  number: 1200 → 1500" in lines and all(cell_len(line) <= 80 for line in lines)


def test_strangers_share_nothing(files: dict[str, str]) -> None:
    """One sentence, and no empty headings."""
    assert told(files["a"], files["x"]) == "They share nothing that says anything.\n"


def test_programs_get_every_passage_and_change(files: dict[str, str]) -> None:
    """Offsets in code points cut the words out of both texts."""
    answer = json.loads(told(files["a"], files["b"], "--json"))
    for change in answer["drift"]:
        assert STORY[slice(*change["here"])] == change["before"] and RETOLD[slice(*change["there"])] == change["after"]
        assert f"[{change['before']}]" in change["here_around"] and f"[{change['after']}]" in change["there_around"]
    assert {change["kind"] for change in answer["drift"]} == {"number", "date", "name"}


def test_the_summary_counts_possible_translations(tmp_path: Path) -> None:
    """And says once that no multilingual model was asked; without them, nothing is said."""
    rows = [{"id": "en", "text": STORY, "language": "en"}, {"id": "ko", "text": KOREAN, "language": "ko"}]
    docs, out = tmp_path / "d.jsonl", str(tmp_path / "o.jsonl")
    docs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = CliRunner().invoke(app, ["reuse", "families", str(docs), "--out", out]).stdout
    assert said.count("no multilingual model is installed") == 1
    plain = CliRunner().invoke(app, ["reuse", "families", str(docs), "--out", out, "--no-translations"]).stdout
    assert "model" not in plain


def test_a_possible_translation_is_explained_by_its_clues(tmp_path: Path) -> None:
    """Two invented reports in two languages: which clues answer each other, how likely it is, and that it binds not."""
    from rich.cells import cell_len

    stories = json.loads((Path(__file__).parents[1] / "reuse/translations/stories.json").read_text("utf-8"))["stories"]
    story = stories["flood"]
    for language in ("en", "ko"):
        (tmp_path / f"{language}.txt").write_text(story[language], "utf-8")
    names = [str(tmp_path / f"{language}.txt") for language in ("en", "ko")]
    shown = told(*names)
    assert "Possibly translated: they count on their own" in shown and "18,600 / 1만8600" in shown
    assert "As a translation (en / ko): probability" in shown and all(
        cell_len(line) <= 80 for line in shown.splitlines()
    )
    found = json.loads(told(*names, "--json"))["translation"]
    here, there = (
        story[language][slice(*found["clues"][0][side])] for language, side in (("en", "here"), ("ko", "there"))
    )
    assert found["proposed"] and found["clues"][0]["what"].endswith(f"{here} / {there}")
