"""Render the invented interviews: transcripts in many formats, identity and consent records, codings, and labels.

interviews/*.toml hold them (interviews/README.md says how). The same sources give the same bytes on every machine.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

MARK = re.compile(r"\{\{(d\d+|q|k):(.*?)\}\}", re.DOTALL)
EPOCH = (2024, 1, 1, 0, 0, 0)
NOTICE = {
    "en": "(An invented interview of a demonstration: nobody said this, and nobody in it exists.)",
    "ko": "(시범용으로 지어낸 면담입니다. 아무도 이렇게 말하지 않았고, 여기 나오는 사람은 없습니다.)",
}
USUAL: dict[str, dict[str, Any]] = {
    "en": {
        "purpose": "a study of who watches in an invented country, made for a demonstration; nobody was interviewed",
        "withdrawal": "by a word to the invented help office in Ostwick, at any time, without a reason",
        "may_know": ["the interviewer", "the help office in Ostwick"],
        "obtained": "spoken",
        "obtained_by": "the interviewer",
        "language": "English",
        "capacity": "adult, no doubt about capacity",
        "day": "2024-02-01",
    },
    "ko": {
        "purpose": "지어낸 나라에서 누가 감시하는지에 관한 시범 연구; 실제로 면담한 사람은 없음",
        "withdrawal": "오스트윅의 지어낸 상담소에 한마디만 하면 언제든, 까닭 없이",
        "may_know": ["면담자", "오스트윅 상담소"],
        "obtained": "spoken",
        "obtained_by": "면담자",
        "language": "Korean",
        "capacity": "성년, 판단 능력에 의심 없음",
        "day": "2024-02-01",
    },
}
"""What the consent records have in common; each interview says what it allows, and what else differs."""
ORDER = ("purpose", "use", "recording", "sharing", "withdrawal", "expires", "may_know", "obtained", "obtained_by",
         "language", "free", "capacity", "day", "notes")  # fmt: skip
CUE = 44
"""Letters of a subtitle's line at most, marks not counted."""


@dataclass(frozen=True)
class Interview:
    """One of interviews/*.toml, its text still marked."""

    key: str
    language: str
    format: str
    text: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Rendered:
    """file: the transcript's bytes. read: what is read from it, still marked."""

    file: bytes
    read: str


def read_interviews(folder: Path) -> list[Interview]:
    """Every interview, English before Korean, by its number. A witness's label before a turn is marked as a name."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        fields = tomllib.loads(path.read_text("utf-8"))
        text = _named(fields["text"].strip("\n"), fields["identity"]["names"])
        found.append(Interview(path.stem, path.stem[:2], fields["format"], text, fields))
    return found


def _named(text: str, names: list[str]) -> str:
    words = {name.casefold() for name in names} | {part.casefold() for name in names for part in name.split()}

    def mark(found: re.Match[str]) -> str:
        return f"{found[1]}{{{{d1:{found[2]}}}}}:" if found[2].casefold() in words else found[0]

    return re.sub(r"^(\**)([^\W\d_][^:{\n]{0,30}):", mark, text, flags=re.MULTILINE)


def render_interviews(source: Path, folder: Path) -> list[str]:
    """Write every interview below folder, and answer the lines of the labelled file."""
    rows: list[dict[str, Any]] = []
    labels: list[str] = []
    for one in read_interviews(source):
        rendered = _rendered(one)
        file = f"{one.key}.{one.format}"
        _write(folder / file, rendered.file)
        record = {"note": "invented", **one.fields["identity"]}
        _write(folder / f"{one.key}.identity.json", _json(record))
        _write(folder / f"{one.key}.consent.toml", _consent(one))
        rows.append({"key": one.key, "file": file, "language": one.language, "codings": _codings(one), **_about(one)})
        labels.append(json.dumps(_labelled(one, rendered.read), ensure_ascii=False))
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    _write(folder / "interviews.json", f"[\n{text}\n]\n".encode())
    return labels


def _about(one: Interview) -> dict[str, Any]:
    """Facts for comparing cases, and the names that a reader covers by hand where nothing proposed them."""
    names = dict.fromkeys(found[2] for found in MARK.finditer(one.text) if found[1].startswith("d"))
    return {"attributes": one.fields["attributes"], "names": sorted(names, key=lambda name: (-len(name), name))}


def _rendered(one: Interview) -> Rendered:
    lines = [NOTICE[one.language], "", *one.text.split("\n")]
    if one.format in ("srt", "vtt"):
        marked = _srt(one) if one.format == "srt" else _vtt(one)
        return Rendered(_plain(marked).encode(), marked)
    if one.format in WRITERS:
        paragraphs = [line.strip() for line in lines if line.strip()]
        return Rendered(WRITERS[one.format]([_plain(line) for line in paragraphs]), "\n".join(paragraphs))
    marked = "\n".join(lines) + "\n"
    if one.fields.get("crlf"):
        marked = marked.replace("\n", "\r\n")
    if one.fields.get("bom"):
        marked = "\ufeff" + marked
    if one.fields.get("decomposed"):
        marked = unicodedata.normalize("NFD", marked)
    return Rendered(_plain(marked).encode(), marked)


def _plain(marked: str) -> str:
    return MARK.sub(lambda found: found[2], marked)


def _cues(turn: str) -> Iterator[str]:
    """A turn as lines of at most CUE letters; a mark that a line's end cuts becomes two marks of one entity."""
    words: list[tuple[str, str]] = []
    at = 0
    for found in [*MARK.finditer(turn), None]:
        words += [("", word) for word in re.findall(r"\s*\S+", turn[at : found.start() if found else len(turn)])]
        if found:
            glued = turn[: found.start()][-1:].strip() != ""
            parts = re.findall(r"\s*\S+", found[2])
            words += [(found[1], part if number or glued else f" {part}") for number, part in enumerate(parts)]
            at = found.end()
    line: list[tuple[str, str]] = []
    for mark, word in words:
        if word[:1].isspace() and len("".join(piece for _, piece in line)) + len(word) > CUE:
            yield _joined(line)
            line = []
        line.append((mark, word))
    yield _joined(line)


def _joined(line: list[tuple[str, str]]) -> str:
    """Words as a marked line: neighbours of one mark share it, blanks stand outside."""
    out = ""
    before = ""
    for mark, word in line:
        bare = word.lstrip()
        blank = word[: len(word) - len(bare)]
        if mark and mark == before:
            out = f"{out[:-2]}{blank}{bare}}}}}"
        else:
            out += f"{blank}{{{{{mark}:{bare}}}}}" if mark else word
        before = mark
    return out.strip()


def _clock(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _timed(lines: list[str], point: str) -> Iterator[tuple[str, str]]:
    at = 1000
    for line in lines:
        ends = at + 600 + 70 * len(_plain(line))
        yield f"{_clock(at, point)} --> {_clock(ends, point)}", line
        at = ends + 120


def _srt(one: Interview) -> str:
    lines = [NOTICE[one.language], *(cue for turn in one.text.split("\n") for cue in _cues(turn))]
    return "\n".join(f"{number}\n{code}\n{line}\n" for number, (code, line) in enumerate(_timed(lines, ","), 1))


def _vtt(one: Interview) -> str:
    """WebVTT with a voice in every cue; the voice's name is a mark where it names the witness."""
    spoken: list[str] = []
    for turn in one.text.split("\n"):
        name, _, words = re.sub(r"^(\{\{d\d+:[^}]*\}\}|[^:{]+):\s*", r"\1\0", turn, count=1).partition("\0")
        spoken += [f"<v {name}>{cue}" for cue in _cues(words)]
    cues = "\n\n".join(f"{code}\n{line}" for code, line in _timed(spoken, "."))
    return f"WEBVTT\n\nNOTE {NOTICE[one.language]}\n\n{cues}\n"


def _docx(paragraphs: list[str]) -> bytes:
    office = "http://schemas.openxmlformats.org"
    kinds = "application/vnd.openxmlformats-"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in paragraphs)
    return _zip(
        {
            "[Content_Types].xml": f'{XML}<Types xmlns="{office}/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{kinds}package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{kinds}officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'{XML}<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{XML}<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        }
    )


def _odt(paragraphs: list[str]) -> bytes:
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.text"
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in paragraphs)
    return _zip(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{oasis}:manifest:1.0" manifest:version="1.3">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            "content.xml": f'{XML}<office:document-content xmlns:office="{oasis}:office:1.0" '
            f'xmlns:text="{oasis}:text:1.0" office:version="1.3"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        }
    )


def _hwpx(paragraphs: list[str]) -> bytes:
    hancom = "http://www.hancom.co.kr/hwpml/2011"
    body = "".join(
        f'<hp:p id="{number}" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>{escape(line)}</hp:t></hp:run></hp:p>'
        for number, line in enumerate(paragraphs)
    )
    return _zip(
        {
            "mimetype": "application/hwp+zip",
            "version.xml": f'{XML}<hv:HCFVersion xmlns:hv="{hancom}/version" major="5" minor="1" micro="0" buildNumber="0"/>',
            "Contents/section0.xml": f'{XML}<hs:sec xmlns:hs="{hancom}/section" xmlns:hp="{hancom}/paragraph">{body}</hs:sec>',
        }
    )


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WRITERS = {"docx": _docx, "odt": _odt, "hwpx": _hwpx}


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, text in members.items():
            row = zipfile.ZipInfo(name, EPOCH)
            row.create_system, row.external_attr = 3, 0o644 << 16
            packed.writestr(row, text.encode())
    return out.getvalue()


def _consent(one: Interview) -> bytes:
    """The whole record, every field said."""
    record = {"free": True, **USUAL[one.language], **one.fields["consent"]}
    rows = []
    for name in ORDER:
        if name in record:
            value = record[name]
            dated = name in ("day", "expires") and value != "never"
            rows.append(f"{name} = {value if dated else json.dumps(value, ensure_ascii=False)}")
    return ("# Invented, as all of this demonstration.\n" + "\n".join(rows) + "\n").encode()


def _codings(one: Interview) -> list[list[Any]]:
    """Rows of coders, words and codes; raises ValueError where the words do not stand outside all marks, once."""
    apart = MARK.sub("\0", unicodedata.normalize("NFC", one.text))
    rows: list[list[Any]] = []
    for line in one.fields["codings"].strip().splitlines():
        coders, quote, codes = (part.strip() for part in line.split(" | "))
        if apart.count(quote) != 1:
            raise ValueError(f"{one.key}: {apart.count(quote)} times in the text: {quote}")
        rows.append([coders, quote, [code.strip() for code in codes.split(";")]])
    return rows


def _labelled(one: Interview, marked: str) -> dict[str, Any]:
    """The transcript as it is read with its entities, in the fields of the Text Anonymization Benchmark."""
    entities: list[dict[str, Any]] = []
    kept: list[list[int]] = []
    text = ""
    at = 0
    for number, found in enumerate(MARK.finditer(marked)):
        text += marked[at : found.start()]
        start, sort = len(text), found[1]
        text += found[2]
        at = found.end()
        if sort == "k":
            kept.append([start, len(text)])
            continue
        entities.append(
            {
                "entity_id": sort if sort != "q" else f"q{number}",
                "identifier_type": "QUASI" if sort == "q" else "DIRECT",
                "start_offset": start,
                "end_offset": len(text),
                "span_text": found[2],
            }
        )
    text += marked[at:]
    record = one.fields["identity"]
    return {"key": one.key, "text": text, "entities": entities, "readable": kept, "identity": record}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
