"""Run every `--json` command over a small study and reduce what it prints to names and types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.demo.materials import MATERIALS

PAGES = ("2023-06-14-the-gantries-on-the-brenhold-road.html", "2023-06-19-the-gantries-on-the-brenhold-road.html")
"""A story and its copy, enough for a family."""

QUOTE = "It is likely that they read plates."
WHY = ("--reason", "an example")
OPEN = ("--passphrase-file", "passphrase.txt")

CONSENT = {
    "purpose": "an example", "use": "quote verbatim", "recording": "yes", "sharing": "nobody", "withdrawal": "by post",
    "expires": "2099-12-31", "may_know": "nobody", "obtained": "spoken", "obtained_by": "the interviewer",
    "language": "English", "free": True, "capacity": "adult", "day": "2024-05-01",
}  # fmt: skip

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("init", "study"),
    ("collect", "pages"),
    ("extract",),
    ("extract", "FILE"),
    ("items",),
    ("items", "ITEM"),
    ("search", "gantry"),
    ("trace",),
    ("family",),
    ("family", "FAMILY"),
    ("cite", "ITEM", "--quote", QUOTE),
    ("passage", "show", "PASSAGE"),
    ("passage", "list", "ITEM"),
    ("passage", "verify", "PASSAGE"),
    ("finding", "add", "The gantries read number plates."),
    ("finding", "revise", "F1", "--likelihood", "likely"),
    ("finding", "bring", "F1", "PASSAGE", "--basis", "inferred"),
    ("finding", "show", "F1"),
    ("finding", "weigh", "F1"),
    ("finding", "list"),
    ("codebook", "start"),
    ("codebook", "show"),
    ("codebook", "show", "video"),
    ("codebook", "add", "gantry", "--under", "video"),
    ("codebook", "change", "gantry", "--definition", "Cameras across a road."),
    ("codebook", "move", "gantry", "--under", "technology"),
    ("codebook", "merge", "gantry", "--into", "video"),
    ("codebook", "split", "iris", "--into", "iris near", "--into", "iris far"),
    ("codebook", "retire", "jamming"),
    ("codebook", "versions"),
    ("codebook", "diff", "1"),
    ("codebook", "restore", "1"),
    ("code", "give", "ITEM", "plates/read", "--quote", QUOTE),
    ("code", "give", "ITEM", "inferred", "--quote", QUOTE),
    ("code", "list"),
    ("code", "show", "CODING"),
    ("code", "find", "plates"),
    ("code", "count"),
    ("code", "together"),
    ("code", "basis"),
    ("code", "change", "CODING", "--code", "plates/list match"),
    ("code", "undo"),
    ("code", "redo"),
    ("code", "search", "gantries", "--code", "video", "--document", "ITEM"),
    ("code", "accept", "gantries", "--code", "video", "--document", "ITEM", "--all"),
    ("code", "assign", "ITEM", "--to", "ada", "--blind"),
    ("code", "assignments"),
    ("code", "done", "ITEM", "--coder", "ada"),
    ("code", "settle", "CODING", "--code", "plates/read", *WHY),
    ("code", "settlements"),
    ("code", "memo", "dummies count", "--code", "video"),
    ("code", "memos"),
    ("code", "anchor"),
    ("code", "remove", "CODING"),
    ("code", "give", "ITEM", "plates/read", "--quote", QUOTE, "--coder", "boris"),
    ("agreement",),
    ("coreq", "show"),
    ("coreq", "answer", "14", "In a third country, in rooms of the partner."),
    ("coreq", "export", "coreq.md"),
    ("qda", "export", "project.qdpx"),
    ("qda", "import", "project.qdpx"),
    ("qda", "convert", "project.qdpx", "codes.qdc"),
    ("qda", "forms"),
    ("correct", "ITEM", "--published", "2023-06-14", *WHY),
    ("confirm", "ITEM", "OTHER", *WHY),
    ("overturn", "ITEM", "OTHER", *WHY),
    ("clear", "SUBJECT", *WHY),
    ("withdraw", "OTHER", *WHY),
    ("restore", "OTHER", *WHY),
    ("publish",),
    ("verify", "study/releases/edition-1"),
    ("key", "show"),
    ("custody", "list"),
    ("custody", "verify"),
    ("custody", "export", "log.jsonl"),
    ("doctor",),
    ("deidentify", "interview.txt", "--identity", "record.json"),
    ("vault", "identity", "mine.identity", *OPEN),
    ("vault", "identity", "other.identity", *OPEN),
    ("vault", "init", "--recipient", "mine.identity"),
    ("vault", "status"),
    ("vault", "recipients", "list"),
    ("vault", "recipients", "add", "other.identity", "--identity", "mine.identity", *OPEN),
    ("vault", "recipients", "remove", "other.identity", "--identity", "mine.identity", *OPEN),
    ("vault", "rotate", "--identity", "mine.identity", *OPEN),
    ("vault", "export-recovery", "mine.identity", "--out", "kit.txt", *OPEN),
    ("interview", "add", "talk.wav", "--consent", "consent.json"),
    ("interview", "transcript", "WITNESS", "talk.txt"),
    ("interview", "sign", "WITNESS", "--reader", "ada", "--identity", "mine.identity", *OPEN),
    ("interview", "sign", "WITNESS", "--reader", "bo", "--identity", "mine.identity", *OPEN),
    ("interview", "describe", "WITNESS", "left=2015–2019"),
    ("interview", "list"),
    ("interview", "show", "WITNESS"),
    ("interview", "terms", "WITNESS"),
    ("interview", "expire", "--within", "36500"),
    ("interview", "recant", "WITNESS", "--all", *WHY),
    ("interview", "withdraw", "WITNESS", "--yes"),
    ("reuse", "families", "stories.jsonl", "--out", "families.jsonl"),
    ("reuse", "explain", "STORY", "COPY"),
    ("reuse", "pictures", "photographs"),
    ("pictures", "compare"),
    ("pictures", "list"),
    ("pictures", "overturn", "WHOLE", "PART", *WHY),
    ("pictures", "confirm", "WHOLE", "PART", *WHY),
    ("finding", "take-back", "F1", "PASSAGE"),
    ("finding", "withdraw", "F1", *WHY),
)
"""In the order in which they must run. Words in capitals are filled in from what came before."""

APART = {("demo",), ("custody", "timestamp"), ("vault", "recover")}
"""Not run here: the demonstration takes too long, a time stamp needs a service, a recovery kit has to be typed."""


def shapes(folder: Path) -> Iterator[tuple[str, str]]:
    """(command, shape) for each command. The pages, and a folder for them, are made in folder."""
    (folder / "pages").mkdir()
    for page in PAGES:
        found = next((MATERIALS / "sources").rglob(page))
        (folder / "pages" / page).write_bytes(found.read_bytes())
    known = {"FILE": f"pages/{PAGES[0]}", "STORY": f"pages/{PAGES[0]}", "COPY": f"pages/{PAGES[1]}"}
    stories = [{"id": page, "text": (folder / "pages" / page).read_text(encoding="utf-8")} for page in PAGES]
    (folder / "stories.jsonl").write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    (folder / "interview.txt").write_text("My name is Ri Ok Ran. I left in May 2014.\n", encoding="utf-8")
    (folder / "record.json").write_text('{"names": ["Ri Ok Ran"]}', encoding="utf-8")
    (folder / "talk.txt").write_text("Witness: They read the plates, and I saw them do it.\n", encoding="utf-8")
    (folder / "talk.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64))
    (folder / "consent.json").write_text(json.dumps(CONSENT), encoding="utf-8")
    (folder / "passphrase.txt").write_text("five words nobody would join\n", encoding="utf-8")
    _photographs(folder / "photographs")
    for command in COMMANDS:
        if command == ("pictures", "compare"):
            _run(folder, ["collect", "photographs"])
        value = _run(folder, [known.get(word, word) for word in command])
        _learn(known, command, value)
        shown = " ".join(f'"{word}"' if " " in word else word for word in command)
        yield f"synopticon {shown} --json", json.dumps(_shape(value), indent=2, ensure_ascii=False)


def _photographs(folder: Path) -> None:
    """A drawn picture, a part of it, and a file that is cut short."""
    folder.mkdir()
    tones = np.random.default_rng(1).integers(0, 255, (15, 20), dtype=np.uint8)
    picture = Image.fromarray(tones).resize((400, 300), Image.Resampling.BICUBIC)
    picture.save(folder / "whole.png")
    picture.crop((40, 30, 400, 300)).save(folder / "part.png")
    (folder / "cut.png").write_bytes((folder / "whole.png").read_bytes()[:9000])


def _run(folder: Path, command: list[str]) -> Any:
    with chdir(folder):
        done = CliRunner().invoke(app, [*command, "--json"], env={"SYNOPTICON_STUDY": "study"})
    if done.exit_code:
        raise SystemExit(f"{' '.join(command)}: {done.output}{done.exception!r}")
    return json.loads(done.stdout)


def _learn(known: dict[str, str], command: tuple[str, ...], value: Any) -> None:
    """Take the ids that later commands need."""
    if command[0] == "collect":
        known["ITEM"], known["OTHER"] = value["ids"]
    elif command[0] == "cite":
        known["PASSAGE"] = value["passage"]
    elif command[:2] == ("code", "give"):
        known["CODING"] = value[0]["id"]
    elif command[:2] == ("interview", "add"):
        known["WITNESS"] = value["pseudonym"]
    elif command[0] == "overturn":
        known["SUBJECT"] = value["subject"]
    elif command == ("pictures", "list"):
        known["WHOLE"], known["PART"] = (member["item"]["id"] for member in value["groups"][0]["members"])
    elif command == ("family",):
        known["FAMILY"] = value["families"][0]["id"]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        if value and all(re.fullmatch(r"[0-9a-f]{64}", key) for key in value):
            return {"<id>": _shape(next(iter(value.values())))}
        return {key: _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shape(value[0]), "…"] if value else []
    if value is None:
        return "null, or a value"
    return {bool: "true or false", int: "number", float: "number", str: "text"}[type(value)]
