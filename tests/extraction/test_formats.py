"""Every format is recognised by its contents and read; what is damaged or locked says so."""

from __future__ import annotations

import importlib
import io
import json
import struct
from collections.abc import Callable, Mapping

import pytest

from synopticon.errors import DamagedInput, UnreadableFormat
from synopticon.extraction.formats import FORMATS
from synopticon.extraction.reading import read
from synopticon.extraction.versions import CURRENT, WAITING, current

Zip = Callable[[Mapping[str, str | bytes]], bytes]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_row_of_the_list_has_its_reader(row: object) -> None:
    """A format in the list has a file with a read function, a description and a version that is current."""
    module = importlib.import_module(f"synopticon.extraction.formats.{row.module}")
    assert callable(module.read)
    assert row.description
    assert row.extractor in CURRENT


def test_with_ocr_what_waits_for_it_is_no_longer_current() -> None:
    """Scans and pictures are read again when OCR is asked for."""
    assert set(WAITING) == {"pdf-waiting/1", "image-waiting/1"}
    assert set(CURRENT) - set(current(ocr=True)) == set(WAITING)


def test_docx_with_tables_notes_boxes_and_deletions(zipped: Zip) -> None:
    """A Word document gives paragraphs, table rows, text boxes and footnotes, and nothing that was deleted."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{w}"><w:body>'
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Cameras</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Two </w:t></w:r><w:ins><w:r><w:t>hundred</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>thousand</w:delText></w:r></w:del><w:r><w:tab/><w:t>lenses</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Site</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Count</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        "</w:p>"
        "</w:body></w:document>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{w}"><w:footnote w:type="separator"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:creator>A. Beyl; C. Dorn</dc:creator><t:created>2024-03-15T10:00:00Z</t:created></c>"
    )
    data = zipped({"word/document.xml": body, "word/footnotes.xml": notes, "docProps/core.xml": core})
    answer = read(data, name="wrong.pdf")
    assert answer.format == "docx"
    assert answer.text.split("\n") == ["Cameras", "Two hundred\tlenses", "Site\tCount", "In a box", "A note."]
    assert answer.title == "Cameras"
    assert answer.authors == ("A. Beyl", "C. Dorn")
    assert answer.published is None
    assert answer.metadata["created"] == "2024-03-15"


def test_docx_made_by_a_common_library(sentence: str) -> None:
    """A document written by python-docx is read whole."""
    import docx

    document = docx.Document()
    document.add_heading("Cameras", 0)
    document.add_paragraph(sentence)
    out = io.BytesIO()
    document.save(out)
    assert sentence in read(out.getvalue()).text


def test_odt_made_by_a_common_library(sentence: str) -> None:
    """A document written by odfdo is read whole."""
    from odfdo import Document, Header, Paragraph

    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Cameras"))
    document.body.append(Paragraph(sentence))
    out = io.BytesIO()
    document.save(out)
    answer = read(out.getvalue())
    assert (answer.format, answer.text) == ("odt", f"Cameras\n{sentence}")


def test_rtf(sentence: str) -> None:
    """RTF gives its words and its title."""
    data = rf"{{\rtf1\ansi{{\info{{\title Cameras}}{{\author Beyl}}}}{sentence}\par}}".encode()
    answer = read(data)
    assert (answer.format, answer.title, answer.authors) == ("rtf", "Cameras", ("Beyl",))
    assert sentence in answer.text


def test_hwp_packed_and_plain(hwp: Callable[..., bytes]) -> None:
    """HWP 5 sections are unpacked; control characters of one and of eight units are told apart."""
    control = "\x02" + "\x00" * 6 + "\x02"
    long = "감시" * 3000
    for flags in (0, 1):
        answer = read(hwp("감시카메라 200대", f"{control}순환\t도로", long, flags=flags))
        assert answer.format == "hwp"
        assert answer.text.split("\n")[0] == "감시카메라 200대"
        assert answer.text.split("\n")[1].startswith("순환")
        assert answer.text.split("\n")[2] == long
        assert answer.language == "ko"


@pytest.mark.parametrize(("flags", "word"), [(2, "password"), (4, "distribution")])
def test_a_locked_hwp_is_refused_with_its_reason(hwp: Callable[..., bytes], flags: int, word: str) -> None:
    """Passwords and distribution documents are named, with what to do."""
    with pytest.raises(UnreadableFormat, match=word) as caught:
        read(hwp("x", flags=flags | 1))
    assert caught.value.remedy


def test_a_damaged_hwp_section_is_named(hwp: Callable[..., bytes]) -> None:
    """A section that cannot be unpacked is a warning, not a crash."""
    answer = read(hwp(section=b"\xff" * 300))
    assert answer.text == ""
    assert "Section0 is damaged" in answer.warnings[0]


def test_hwpx(zipped: Zip) -> None:
    """HWPX gives its paragraphs with those of tables, in their order."""
    section = (
        '<s:sec xmlns:s="urn:s" xmlns:p="urn:p"><p:p><p:run><p:t>감시카메라<p:tab/>200대</p:t></p:run></p:p>'
        "<p:p><p:run><p:tbl><p:tr><p:tc><p:subList><p:p><p:run><p:t>평양</p:t></p:run></p:p></p:subList></p:tc></p:tr>"
        "</p:tbl></p:run></p:p></s:sec>"
    )
    answer = read(zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": section}))
    assert (answer.format, answer.text, answer.language) == ("hwpx", "감시카메라\t200대\n평양", "ko")


def test_epub_in_the_order_of_its_spine(zipped: Zip) -> None:
    """Chapters come in the spine's order; one that is missing is named."""
    package = (
        '<!DOCTYPE package PUBLIC "x" "http://example.org/x.dtd"><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Memoir</dc:title><dc:creator>Beyl</dc:creator>'
        "<dc:date>2024-03</dc:date><dc:language>en</dc:language></metadata><manifest>"
        '<item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/><item id="c" href="gone.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "O/p.opf": package,
        "O/b b.xhtml": "<html><body><p>Second chapter.</p></body></html>",
        "O/a.xhtml": "<html><body><p>First chapter.</p></body></html>",
    }
    answer = read(zipped(members))
    assert (answer.format, answer.text) == ("epub", "First chapter.\n\nSecond chapter.")
    assert (answer.title, answer.published, answer.authors) == ("Memoir", "2024-03", ("Beyl",))
    assert "gone.xhtml" in answer.warnings[0]


def test_mail_with_an_attachment(sentence: str) -> None:
    """A message gives its body, its headers as metadata, and the names of what was not read."""
    message = (
        "From: Anna Beyl <a@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?B?S2FtZXJhcw==?=\r\n"
        "Date: Fri, 15 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
        f"<p>{sentence}</p>\r\n--b\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="plan.pdf"\r\n\r\nx\r\n--b--\r\n'
    )
    answer = read(message.encode())
    assert (answer.format, answer.text, answer.title) == ("mail", sentence, "Kameras")
    assert (answer.authors, answer.published) == (("Anna Beyl",), "2024-03-15")
    assert answer.published_at == "2024-03-15T10:00:00Z"
    assert "plan.pdf" in answer.warnings[0]


def test_a_saved_page(sentence: str) -> None:
    """MHTML gives the page's text and the address it was saved from; the day of saving is not its publication."""
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://beyl.example/cameras\r\nSubject: x\r\n"
        "Date: Fri, 15 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<html><body><article><h1>Cameras</h1><p>{sentence * 4}</p></article></body></html>\r\n--b--\r\n"
    )
    answer = read(page.encode())
    assert sentence in answer.text
    assert (answer.url, answer.published) == ("https://beyl.example/cameras", None)


@pytest.mark.parametrize(
    "source",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nThe cameras\n\n2\n00:00:02,000 --> 00:00:04,000\n<i>see all.</i>\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe cameras\n\n00:02.000 --> 00:03.000\nThe cameras\n\n"
        "00:03.000 --> 00:04.000\nsee all.\n",
    ],
)
def test_subtitles_give_what_is_said(source: str) -> None:
    """SRT and WebVTT give their lines without times and marks, rolling repeats once."""
    answer = read(source.encode())
    assert (answer.format, answer.text) == ("subtitles", "The cameras\nsee all.")
    assert answer.metadata["seconds"] == "4"


def test_markdown_with_front_matter() -> None:
    """Markdown keeps its marks; title and date come from the front matter."""
    source = "---\ntitle: Cameras\ndate: 2024-03-15\n---\n# On the road\n\n- one\n- two\n\n> said"
    answer = read(source.encode())
    assert (answer.format, answer.title, answer.published) == ("markdown", "Cameras", "2024-03-15")
    assert answer.text.startswith("# On the road")


def test_a_pdf_with_a_text_layer(pdf: Callable[[str], bytes], sentence: str) -> None:
    """A PDF gives its text and title; the day on which the file was made is no day of publication."""
    answer = read(pdf(sentence), name="page.html")
    assert (answer.format, answer.text, answer.title) == ("pdf", sentence, "Cameras of Veldania")
    assert (answer.published, answer.metadata["created"], answer.warnings) == (None, "2024-03-15", ())


def test_a_scan_waits_for_ocr(pdf: Callable[[str], bytes]) -> None:
    """A PDF without a text layer says that it is a scan, which extra reads it, and is read again with OCR."""
    answer = read(pdf(""))
    assert answer.text == ""
    assert "[ocr]" in answer.warnings[0]
    assert answer.extractor in WAITING


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("(cid:12)(cid:45) " * 9, "cid"),
        ("thecamerasoftheministryseeeverybodywhowalksontheroad " * 3, "no spaces"),
    ],
)
def test_garbled_text_is_said(line: str, word: str) -> None:
    """Signs of a broken text layer are named."""
    from synopticon.extraction.garbling import signs_of_garbling

    assert any(word in sign for sign in signs_of_garbling(line))


def test_private_use_letters_are_garbled_and_sound_text_is_not() -> None:
    """Unmapped glyphs and mixed-up bytes are found; Korean, Chinese, Russian, Greek and French text is sound."""
    from synopticon.extraction.garbling import signs_of_garbling

    assert list(signs_of_garbling("\ue001\ue002\ue003 abc " * 20))
    assert list(signs_of_garbling("감시 카메라가 설치되었다 ".encode("cp949").decode("latin-1") * 8))
    for sound in ("감시 카메라가 설치되었다. ", "监控摄像头已经安装。", "Камеры установлены. ", "Οι κάμερες βλέπουν. ",
                  "L'été, les élèves étaient observés. ", "كاميرات المراقبة في كل مكان. "):  # fmt: skip
        assert list(signs_of_garbling(sound * 10)) == [], sound


def test_a_locked_pdf_says_so() -> None:
    """Bytes that only begin like a PDF are damaged, with the library's reason."""
    with pytest.raises(DamagedInput, match="cannot be opened"):
        read(b"%PDF-1.7\nnothing more")


def test_a_picture_keeps_its_metadata() -> None:
    """A JPEG's EXIF is kept, and its letters wait for OCR."""
    make = b"Beylcam\x00"
    ifd = struct.pack("<HHHII", 1, 0x010F, 2, len(make), 26) + struct.pack("<I", 0)
    tiff = b"II*\x00\x08\x00\x00\x00" + ifd + make
    exif = b"Exif\x00\x00" + tiff
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xda\x00\x02\xff\xd9"
    answer = read(data)
    assert (answer.format, answer.text, answer.metadata["make"]) == ("image", "", "Beylcam")
    assert "[ocr]" in answer.warnings[0]


def test_a_film_keeps_length_and_day() -> None:
    """An mp4's movie header gives its seconds and the day on which it was made."""
    made = 3793305600  # 2024-03-15 in seconds since 1904
    header = struct.pack(">I4sIIIII", 28, b"mvhd", 0, made, made, 1000, 90_500)
    moov = struct.pack(">I4s", 8 + len(header), b"moov") + header
    data = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + moov
    answer = read(data)
    assert (answer.format, answer.metadata) == ("video", {"seconds": "90", "created": "2024-03-15"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "euc-kr", "cp949"])
def test_korean_in_every_encoding(encoding: str) -> None:
    """Korean text comes out right whatever its bytes."""
    text = "남조선의 감시 카메라는 2019년부터 설치되여 있다. 사람들은 그것을 안다."
    assert read(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("从二零一九年起，平壤国际机场安装了监控摄像头，用于识别人脸。人们都知道这一点。", "gb18030"),
        ("從二零一九年起，平壤國際機場安裝了監控攝像頭，用於識別人臉。人們都知道這一點。", "big5"),
        ("平壌国際空港には監視カメラが設置されている。人々はそれを知っている。", "shift_jis"),
        ("平壌国際空港には監視カメラが設置されている。人々はそれを知っている。", "euc_jp"),
        ("С 2019 года в аэропорту установлены камеры наблюдения. Люди об этом знают.", "koi8-r"),
        ("С 2019 года в аэропорту установлены камеры наблюдения. Люди об этом знают.", "cp1251"),
        ("Depuis l’été, des caméras observent les élèves près de l’école où ils étudient.", "cp1252"),
    ],
)
def test_other_encodings(text: str, encoding: str) -> None:
    """Chinese, Japanese, Russian and French text comes out right without a declaration."""
    assert read(text.encode(encoding)).text == text


def test_a_row_of_a_corpus() -> None:
    """A row keeps what its columns say, and nothing of it twice."""
    data = (
        '{"title":"T","text":"감시카메라 이야기","published":"2024-03-15","outlet":"Beyl","url":"u",'
        '"row":{"headline":"T","body":"감시카메라 이야기","date":"15.3.2024","page":7,"note":null}}'
    ).encode()
    answer = read(data, media_type="application/vnd.synopticon.row+json")
    assert (answer.format, answer.text, answer.published, answer.site) == (
        "row",
        "감시카메라 이야기",
        "2024-03-15",
        "Beyl",
    )
    assert json.loads(answer.metadata["row"]) == {"date": "15.3.2024", "page": 7}
    assert answer.published_at is None


@pytest.mark.parametrize(
    ("columns", "moment"),
    [
        ({"date": "2024-03-15T10:00:00Z", "page": 7}, "2024-03-15T10:00:00Z"),
        ({"date": 1710496800}, "2024-03-15T10:00:00Z"),
        ({"date": "2024-03-15T10:00:00Z", "updated": "2024-03-16T08:00:00Z"}, "2024-03-15T10:00:00Z"),
        ({"date": "2024-03-15T10:00:00Z", "crawled": "2024-03-15T12:00:00Z"}, None),
        ({"date": "15 March 2024", "crawled": "2024-03-15T12:00:00Z"}, None),
        ({"date": "2024-03-14T23:00:00-05:00"}, None),
        ({"date": "2024-03-15"}, None),
        ({}, None),
    ],
)
def test_a_row_tells_its_moment(columns: dict[str, object], moment: str | None) -> None:
    """The hour is read where no other column of that day could have been meant: rows archived long ago tell it too."""
    row = {"text": "Nine masts.", "published": "2024-03-15", "row": columns}
    answer = read(json.dumps(row).encode(), media_type="application/vnd.synopticon.row+json")
    assert (answer.published, answer.published_at) == ("2024-03-15", moment)
