"""Documents made for the tests, in every format; the country Veldania and all in it is invented."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pytest

SENTENCE = "The ministry of Veldania installed two hundred cameras on the ring road in March."

Zip = Callable[[Mapping[str, str | bytes]], bytes]


@pytest.fixture
def sentence() -> str:
    """One sentence that every made document holds."""
    return SENTENCE


@pytest.fixture
def zipped() -> Zip:
    """Makes a zip file of names and contents."""

    def make(members: Mapping[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, contents in members.items():
                archive.writestr(name, contents)
        return out.getvalue()

    return make


@pytest.fixture
def pdf() -> Callable[[str], bytes]:
    """Makes a PDF of one page with one line of Helvetica; an empty line makes a page without a text layer."""

    def make(line: str) -> bytes:
        content = f"BT /F1 12 Tf 40 700 Td ({line}) Tj ET".encode("latin-1") if line else b""
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Title (Cameras of Veldania) /Author (A. Beyl) /CreationDate (D:20240315100000Z) >>",
        ]
        out, offsets = bytearray(b"%PDF-1.4\n"), []
        for number, body in enumerate(objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
        return bytes(out)

    return make


@pytest.fixture
def hwp() -> Callable[..., bytes]:
    """Makes an HWP 5 document: an OLE container of 512-byte sectors with FileHeader and BodyText/Section0."""

    def make(*paragraphs: str, flags: int = 1, section: bytes | None = None) -> bytes:
        records = b"".join(_record(0x43, paragraph.encode("utf-16-le")) for paragraph in paragraphs)
        body = section if section is not None else _deflated(records) if flags & 1 else records
        header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags) + b"\0" * 216
        return _ole({"FileHeader": header, "BodyText/Section0": body})

    return make


def _record(tag: int, data: bytes) -> bytes:
    size = len(data)
    return struct.pack("<I", tag | min(size, 0xFFF) << 20) + (struct.pack("<I", size) if size >= 0xFFF else b"") + data


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _ole(streams: Mapping[str, bytes]) -> bytes:
    """The smallest compound file: every stream padded beyond the 4,096 bytes of the mini stream."""
    end, unused = 0xFFFFFFFE, 0xFFFFFFFF
    table: list[int] = [0xFFFFFFFD, 2, end]  # sector 0 is the table, sector 1 and 2 the directory
    sectors: list[bytes] = []
    starts: dict[str, tuple[int, int]] = {}
    for name, data in streams.items():
        padded = data.ljust(4096, b"\0")
        count = -(-len(padded) // 512)
        first = len(table)
        table += [*range(first + 1, first + count), end]
        sectors.append(padded.ljust(count * 512, b"\0"))
        starts[name] = (first, len(padded))
    entries = [
        _entry("Root Entry", 5, unused, unused, 1, end, 0),
        _entry("FileHeader", 2, unused, 2, unused, *starts["FileHeader"]),
        _entry("BodyText", 1, unused, unused, 3, 0, 0),
        _entry("Section0", 2, unused, unused, unused, *starts["BodyText/Section0"]),
    ]
    directory = b"".join(entries).ljust(1024, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    head = head.ljust(512, b"\xff")
    assert len(table) <= 128
    sector_table = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return head + sector_table + directory + b"".join(sectors)


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    body = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, left, right, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start, size)
