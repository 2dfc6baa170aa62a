"""Read the stories and their reprints from TOML into pieces: one value for each thing that an outlet published."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KNOWN = {
    "text": {"key", "family", "outlet", "at", "shown", "byline", "credit", "dateline", "title", "format", "language",
             "translation", "mistaken", "kind", "text", "reprints"},
    "reprint": {"outlet", "at", "shown", "credit", "kind", "title", "keep", "replace", "lead", "tail", "format"},
}  # fmt: skip


@dataclass(frozen=True)
class Outlet:
    """An invented outlet, as outlets.toml describes it."""

    key: str
    name: str
    host: str
    page: str
    language: str
    sections: tuple[str, ...]
    related: tuple[str, ...]
    notice: str


@dataclass(frozen=True)
class Piece:
    """One published thing. at: when it truly appeared; shown: what its page says (they differ in one place).

    family: the story's family as the truth has it. part: origin, reprint:<kind>, translation or mistaken.
    """

    key: str
    family: str
    part: str
    outlet: Outlet
    language: str
    at: str
    shown: str
    title: str
    byline: str
    credit: str
    dateline: str
    format: str
    paragraphs: tuple[str, ...]
    slug: str

    @property
    def path(self) -> str:
        """Where the file lies below sources/."""
        return f"{self.outlet.host.removesuffix('.example')}/{self.at[:10]}-{self.slug}.{self.format}"

    @property
    def url(self) -> str:
        """Its address under .example."""
        return f"https://{self.outlet.host}/{self.at[:4]}/{self.at[5:7]}/{self.slug}"


def read_pieces(folder: Path) -> list[Piece]:
    """Every piece of every story, in the order of the files. Raises ValueError where an edit finds nothing to edit."""
    with (folder / "outlets.toml").open("rb") as source:
        outlets = {
            key: Outlet(key, **{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})
            for key, row in tomllib.load(source).items()
        }
    pieces: list[Piece] = []
    taken: set[str] = set()
    for path in sorted((folder / "stories").glob("*.toml")):
        story = tomllib.loads(path.read_text("utf-8"))
        for text in story["text"]:
            for number, published in enumerate([{}, *text.get("reprints", [])]):
                pieces.append(_piece(story, text, published, number, outlets, taken))
    return pieces


def _piece(
    story: dict[str, Any],
    text: dict[str, Any],
    reprint: dict[str, Any],
    number: int,
    outlets: dict[str, Outlet],
    taken: set[str],
) -> Piece:
    where = f"{text['key']}, reprint {number}"
    unknown = (set(text) - KNOWN["text"]) | (set(reprint) - KNOWN["reprint"])
    if unknown:
        raise ValueError(f"{where}: unknown {', '.join(sorted(unknown))}")
    told = {**{k: v for k, v in text.items() if k != "format"}, **reprint} if number else text
    outlet = outlets[told["outlet"]]
    language = text.get("language", outlet.language)
    title = told["title"]
    slug = _slug(title) if language == "en" else text["key"]
    format_ = told.get("format", "html")
    if format_ != "revisit":
        slug = _free(f"{told['at'][:10]}-{outlet.key}", slug, taken)
    return Piece(
        key=text["key"] if not number else f"{text['key']}/{number}",
        family=text.get("family", text["key"] if text.get("translation") else story["family"]),
        part=f"reprint:{reprint['kind']}" if number else _part(text),
        outlet=outlet,
        language=language,
        at=told["at"],
        shown=told.get("shown", told["at"]),
        title=title,
        byline=text.get("byline", "") if not number or format_ == "revisit" else "",
        credit=told.get("credit", ""),
        dateline=text.get("dateline", ""),
        format=format_,
        paragraphs=_paragraphs(text["text"], reprint, where),
        slug=slug,
    )


def _part(text: dict[str, Any]) -> str:
    if text.get("mistaken"):
        return "mistaken"
    if text.get("translation"):
        return "translation"
    return f"reprint:{text['kind']}" if "kind" in text else "origin"


def _paragraphs(text: str, reprint: dict[str, Any], where: str) -> tuple[str, ...]:
    whole = [" ".join(part.split("\n")) for part in text.strip().split("\n\n")]
    kept = [whole[place - 1] for place in reprint.get("keep", range(1, len(whole) + 1))]
    for old, new in reprint.get("replace", []):
        if not any(old in part for part in kept):
            raise ValueError(f"{where}: nothing to replace: {old!r}")
        kept = [part.replace(old, new) for part in kept]
    return tuple(
        ([reprint["lead"]] if "lead" in reprint else []) + kept + ([reprint["tail"]] if "tail" in reprint else [])
    )


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower().replace("’", "").replace("'", ""))[:6])


def _free(prefix: str, slug: str, taken: set[str]) -> str:
    name, number = slug, 2
    while f"{prefix}-{name}" in taken:
        name, number = f"{slug}-{number}", number + 1
    taken.add(f"{prefix}-{name}")
    return name
