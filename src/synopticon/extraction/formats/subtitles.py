"""Subtitles (SRT, WebVTT): what is said, one line a cue; the times are metadata."""

from __future__ import annotations

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content
from synopticon.language.decoding import decode


def read(data: bytes, asked: Asked) -> Content:
    """Read the cues. A cue that repeats the one before it (rolling captions) is kept once. Raises DamagedInput."""
    import pysubs2

    text, encoding = decode(data)
    kind = "vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt"
    try:
        cues = pysubs2.SSAFile.from_string(text, format_=kind)
    except (pysubs2.Pysubs2Error, ValueError, IndexError) as error:
        raise DamagedInput("the subtitles cannot be read", where=asked.place, why=str(error)) from error
    lines: list[str] = []
    for cue in cues:
        line = " ".join(cue.plaintext.split())
        if line and (not lines or line != lines[-1]):
            lines.append(line)
    ends = [cue.end for cue in cues]
    metadata = {"encoding": encoding, "cues": str(len(cues)), "seconds": str(max(ends, default=0) // 1000)}
    return Content(text="\n".join(lines), metadata=metadata)
