"""Recordings, told by their first bytes: they are sealed as they are, and never decoded, played or written out."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 4096
"""Bytes that are looked at."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"#!AMR", "amr"),
    (b"caff", "caf"),
    (b"\x1a\x45\xdf\xa3", "webm or mka"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wma"),
)
_BITRATES_ABSENT = (0b0000, 0b1111)


@dataclass(frozen=True, slots=True)
class Recording:
    """format: what the bytes say. moving: it may hold pictures too, in which a face can be seen. size: in bytes."""

    format: str
    moving: bool
    size: int


def recording_of(data: bytes) -> Recording | None:
    """What kind of recording data is; None for everything else."""
    head = data[:HEAD]
    name = next((name for magic, name in _MAGIC if head.startswith(magic)), None) or _container(head)
    if name is None and _is_mpeg_audio(head):
        name = "mp3 or aac"
    return None if name is None else Recording(name, name in ("mp4", "webm or mka", "wma", "ogg"), len(data))


def _container(head: bytes) -> str | None:
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in (b"heic", b"heix", b"mif1", b"avif", b"heif"):
            return None
        return "m4a" if brand in (b"M4A ", b"M4B ", b"F4A ") else "mp4"
    return None


def _is_mpeg_audio(head: bytes) -> bool:
    """Two frame headers at the distance that the first one states (ISO/IEC 11172-3), or ADTS (ISO/IEC 13818-7)."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    adts = head[1] & 0xF6 == 0xF0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if adts else _frame_length(head)
    return length > 6 and (len(head) < length + 2 or (head[length] == 0xFF and head[length + 1] == head[1]))


def _frame_length(head: bytes) -> int:
    """Bytes of a layer III frame; 0 for what is none."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sampling = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != 1 or rate in _BITRATES_ABSENT or sampling == 3:
        return 0
    newest = version == 3
    kilobits = (_V1 if newest else _V2)[rate - 1] * 1000
    hertz = (44_100, 48_000, 32_000)[sampling] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if newest else 72) * kilobits // hertz + (head[2] >> 1 & 1)


_V1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_V2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
