"""Documents that are not pages: each written by hand in the least form that its readers accept, without compression."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from xml.sax.saxutils import escape

from pages import day
from stories import Piece

EPOCH = (2024, 1, 1, 0, 0, 0)


def _lines(piece: Piece) -> list[str]:
    """What stands below the title, in order, the notice last."""
    first = f"{piece.dateline} - {piece.paragraphs[0]}" if piece.dateline else piece.paragraphs[0]
    credit = [f"({piece.credit})"] if piece.credit else []
    return [*([piece.byline] if piece.byline else []), first, *piece.paragraphs[1:], *credit, piece.outlet.notice]


def plain_text(piece: Piece) -> bytes:
    """A text file as an archive of a newspaper would hand it over."""
    head = f"{piece.outlet.name}\n{day(piece.shown, piece.language)}\n\n{piece.title.upper()}\n\n"
    return (head + "\n\n".join(_lines(piece)) + "\n").encode()


def markdown(piece: Piece) -> bytes:
    """Markdown with front matter."""
    front = f'---\ntitle: "{piece.title}"\ndate: {piece.shown[:10]}\npublication: {piece.outlet.name}\n---\n\n'
    return (front + f"# {piece.title}\n\n" + "\n\n".join(_lines(piece)) + "\n").encode()


def rtf(piece: Piece) -> bytes:
    """Rich text; characters beyond ASCII as \\u escapes."""

    def coded(text: str) -> str:
        safe = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in safe)

    body = "\\par\\par\n".join(coded(line) for line in [day(piece.shown, piece.language), *_lines(piece)])
    title = f"{{\\info{{\\title {coded(piece.title)}}}{{\\author {coded(piece.outlet.name)}}}}}"
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}{title}\n{{\\b {coded(piece.title)}}}\\par\\par\n{body}\\par}}\n".encode()


def _zip(members: list[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, text in members:
            row = zipfile.ZipInfo(name, EPOCH)
            row.create_system, row.external_attr = 3, 0o644 << 16
            packed.writestr(row, text.encode("utf-8"))
    return out.getvalue()


def docx(piece: Piece) -> bytes:
    """A Word document: types, relations, properties, text."""
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    office = "http://schemas.openxmlformats.org"
    kinds = "application/vnd.openxmlformats-"
    paragraphs = "".join(
        f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for style, line in [
            ('<w:pPr><w:pStyle w:val="Title"/></w:pPr>', piece.title),
            *[("", line) for line in _lines(piece)],
        ]
    )
    stamp = _stamp(piece)
    return _zip(
        [
            (
                "[Content_Types].xml",
                f'{xml}<Types xmlns="{office}/package/2006/content-types">'
                f'<Default Extension="rels" ContentType="{kinds}package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kinds}officedocument.wordprocessingml.document.main+xml"/>'
                f'<Override PartName="/docProps/core.xml" ContentType="{kinds}package.core-properties+xml"/></Types>',
            ),
            (
                "_rels/.rels",
                f'{xml}<Relationships xmlns="{office}/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
                f'<Relationship Id="r2" Type="{office}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
                "</Relationships>",
            ),
            (
                "docProps/core.xml",
                f'{xml}<cp:coreProperties xmlns:cp="{office}/package/2006/metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
                'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
                f"<dc:title>{escape(piece.title)}</dc:title><dc:creator>{escape(piece.byline or piece.outlet.name)}</dc:creator>"
                f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created></cp:coreProperties>',
            ),
            (
                "word/document.xml",
                f'{xml}<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>',
            ),
        ]
    )


def odt(piece: Piece) -> bytes:
    """An OpenDocument text: the type first, then manifest, meta and content."""
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.text"
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in _lines(piece))
    return _zip(
        [
            ("mimetype", kind),
            (
                "META-INF/manifest.xml",
                f'{xml}<manifest:manifest xmlns:manifest="{oasis}:manifest:1.0" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            ),
            (
                "meta.xml",
                f'{xml}<office:document-meta xmlns:office="{oasis}:office:1.0" xmlns:meta="{oasis}:meta:1.0" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
                f"<dc:title>{escape(piece.title)}</dc:title><dc:creator>{escape(piece.byline or piece.outlet.name)}</dc:creator>"
                f"<meta:creation-date>{_stamp(piece)}</meta:creation-date><dc:date>{_stamp(piece)}</dc:date>"
                "</office:meta></office:document-meta>",
            ),
            (
                "content.xml",
                f'{xml}<office:document-content xmlns:office="{oasis}:office:1.0" xmlns:text="{oasis}:text:1.0" '
                'office:version="1.3"><office:body><office:text>'
                f'<text:h text:outline-level="1">{escape(piece.title)}</text:h>{body}'
                "</office:text></office:body></office:document-content>",
            ),
        ]
    )


def hwpx(piece: Piece) -> bytes:
    """A Korean word processor's document (OWPML): type, version, content list, one section."""
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    hancom = "http://www.hancom.co.kr/hwpml/2011"
    lines = [piece.title, day(piece.shown, piece.language), *_lines(piece)]
    body = "".join(
        f'<hp:p id="{number}" paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>{escape(line)}</hp:t></hp:run></hp:p>'
        for number, line in enumerate(lines)
    )
    return _zip(
        [
            ("mimetype", "application/hwp+zip"),
            (
                "version.xml",
                f'{xml}<hv:HCFVersion xmlns:hv="{hancom}/version" tagetApplication="WORDPROCESSOR" major="5" minor="1" '
                'micro="0" buildNumber="1" xmlVersion="1.4" application="invented" appVersion="1"/>',
            ),
            (
                "META-INF/container.xml",
                f'{xml}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
                '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
                "</ocf:rootfiles></ocf:container>",
            ),
            (
                "Contents/content.hpf",
                f'{xml}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>'
                f"<opf:title>{escape(piece.title)}</opf:title><opf:language>ko</opf:language>"
                f'<opf:meta name="creator" content="text">{escape(piece.byline or piece.outlet.name)}</opf:meta>'
                f'<opf:meta name="CreatedDate" content="text">{_stamp(piece)}</opf:meta></opf:metadata>'
                '<opf:manifest><opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
                '</opf:manifest><opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>',
            ),
            (
                "Contents/section0.xml",
                f'{xml}<hs:sec xmlns:hs="{hancom}/section" xmlns:hp="{hancom}/paragraph">{body}</hs:sec>',
            ),
        ]
    )


def eml(piece: Piece) -> bytes:
    """A letter as it came to the outlet, names and addresses under .example."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = "A listener <listener@post.example>"
    letter["To"] = f"{piece.outlet.name} <letters@{piece.outlet.host}>"
    letter["Date"] = format_datetime(datetime.fromisoformat(piece.at))
    letter["Subject"] = piece.title
    letter["Message-ID"] = f"<{piece.slug}@post.example>"
    letter.set_content("\n\n".join(textwrap.fill(line, 72) for line in _lines(piece)[1:]) + "\n", cte="8bit")
    return letter.as_bytes()


def srt(piece: Piece) -> bytes:
    """Subtitles, one cue a sentence."""
    cues = _cues([*piece.paragraphs, piece.outlet.notice])
    return "\n".join(
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, 1)
    ).encode()


def vtt(piece: Piece) -> bytes:
    """Web subtitles with a title line and a note."""
    head = f"WEBVTT - {piece.title}\n\nNOTE {piece.outlet.name}, {piece.shown[:10]}\n\n"
    cues = _cues([*piece.paragraphs, piece.outlet.notice])
    return (
        head + "\n".join(f"{_clock(start, '.')} --> {_clock(end, '.')}\n{text}\n" for start, end, text in cues)
    ).encode()


def _cues(paragraphs: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, text) in milliseconds; a sentence a cue, as long as it takes to read aloud."""
    cues, now = [], 1000
    for sentence in [s for p in paragraphs for s in re.split(r"(?<=[.?!])\s+", p)]:
        length = 1200 + 55 * len(sentence)
        cues.append((now, now + length, "\n".join(textwrap.wrap(sentence, 60))))
        now += length + 200
    return cues


def _clock(milliseconds: int, mark: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def pdf(piece: Piece) -> bytes:
    """Pages of text. Latin in a standard face; Korean by the standard character collection, which readers know."""
    latin = piece.language == "en"
    width = 84 if latin else 38
    lines = [piece.title, "", day(piece.shown, piece.language), piece.outlet.name, ""]
    for part in _lines(piece):
        lines += [*textwrap.wrap(part, width), ""]
    pages = [lines[i : i + 48] for i in range(0, len(lines), 48)]
    face = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
        if latin
        else b"<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /UniKS-UCS2-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Korea1) /Supplement 1 >> /FontDescriptor << /Type /FontDescriptor /FontName /HYSMyeongJo-Medium "
        b"/Flags 6 /FontBBox [0 -148 1001 880] /ItalicAngle 0 /Ascent 880 /Descent -148 /CapHeight 880 /StemV 93 >> "
        b"/DW 1000 /W [1 [333 416 416 833 625 916 833 250 500 500 500 833 291 833 291 375] 17 [625 625 625 625 625 625 625 625 625 625]] >>] >>"
    )
    title = piece.title.encode("utf-16-be").hex()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        face,
        f"<< /Title <feff{title}> /CreationDate (D:{re.sub('[^0-9]', '', _stamp(piece))}Z) /Producer (demo-materials) >>".encode(),
    ]
    for number, rows in enumerate(pages):
        shown = b"\n".join(_shown(row, latin) + b" Tj T*" for row in rows)
        stream = b"BT /F1 11 Tf 14 TL 72 770 Td\n" + shown + b"\nET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _shown(row: str, latin: bool) -> bytes:
    if not latin:
        return b"<" + row.encode("utf-16-be").hex().encode() + b">"
    coded = row.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + coded + b")"


def _assembled(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _stamp(piece: Piece) -> str:
    """The moment shown, as date and time in UTC."""
    return piece.shown if "T" in piece.shown else f"{piece.shown}T12:00:00Z"
