"""Subtitles (SRT, WebVTT): the spoken lines, one after another, each knowing when it was said.

The text is what was said, without numbers, time codes, settings and tags; of WebVTT's tags the voice's name is heard.
SRT has no published standard; WebVTT is W3C's (https://www.w3.org/TR/webvtt1/).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from synopticon.errors import DamagedInput
from synopticon.interviews.transcripts.clock import milliseconds
from synopticon.interviews.transcripts.decoding import characters
from synopticon.interviews.transcripts.row import Material
from synopticon.interviews.transcripts.transcript import TimeMark, Words

_CODE = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_HEAD = re.compile(rf"^[ \t]*({_CODE})[ \t]*-->[ \t]*({_CODE})[^\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"\n[ \t]*\n[ \t]*[^\n]{1,80}\n\Z|\A[ \t\n]*\d{1,7}[ \t]*\n\Z")
"""A cue's number or name: the one line between an empty one and its time codes."""
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b[^\n]*(?:\n[^\n]+)*", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font)(?:[.\s][^>\n]{0,80})?>|<\d[\d:.]{4,11}>|\{\\[^}\n]{1,40}\}")
_AN_ARROW = re.compile(r"^[^\n]*-->[^\n]*$", re.MULTILINE)


def read(material: Material) -> Words:
    """The lines of all cues in the file's order. Raises DamagedInput where there is no cue at all."""
    whole, encoding, warnings = characters(material.data, material.place)
    source = whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    webvtt = source.startswith("WEBVTT")
    if webvtt:
        source = _BLOCK.sub("", source)
    lines: list[str] = []
    marks: list[TimeMark] = []
    spoken: list[tuple[int, str]] = []
    at = 0
    cues = list(_cues(source))
    for begins, ends, words in cues:
        if not words:
            continue
        line, voices = _voices(words, html.unescape if webvtt else str)
        marks.append(TimeMark(at, begins, ends))
        spoken += [(at + offset, name) for offset, name in voices or [(0, "")]]
        lines.append(line)
        at += len(line) + 1
    if not cues:
        raise DamagedInput("the subtitles hold no cue", where=material.place, why="no line has two time codes")
    if broken := len(_AN_ARROW.findall(source)) - len(cues):
        warnings += (f"{broken} time codes are damaged: what follows them is joined to the cue before.",)
    return Words("\n".join(lines), tuple(marks), _changes(spoken), encoding, material.warnings + warnings)


def _cues(source: str) -> Iterator[tuple[int, int, str]]:
    heads = list(_HEAD.finditer(source))
    for number, head in enumerate(heads):
        last = number + 1 == len(heads)
        body = source[head.end() + 1 : len(source) if last else heads[number + 1].start()]
        yield milliseconds(head[1]), milliseconds(head[2]), (body if last else _NUMBER.sub("", body)).strip()


def _voices(words: str, meant: Callable[[str], str]) -> tuple[str, list[tuple[int, str]]]:
    """A cue's words without tags, and where in them a named voice begins. meant: what letters stand for."""
    plain: list[str] = []
    voices: list[tuple[int, str]] = []
    length = at = 0
    for found in [*_VOICE.finditer(words), None]:
        piece = meant(_TAG.sub("", words[at : found.start() if found else len(words)]))
        plain.append(piece)
        length += len(piece)
        if found:
            voices.append((length, meant(found[1]).strip()))
            at = found.end()
    return "".join(plain), voices


def _changes(spoken: list[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """Only where the voice changes: a voice that goes on over several cues has one turn. "" is a voice without name,
    which says nothing where no voice has any.
    """
    if not any(name for _, name in spoken):
        return ()
    return tuple(one for at, one in enumerate(spoken) if at == 0 or spoken[at - 1][1] != one[1])
