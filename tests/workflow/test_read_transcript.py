"""A witness's file is read by its content into turns, languages and times, in memory alone. All of it is invented."""

from __future__ import annotations

import io
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, HostileInput, InputError, UnreadableFormat
from synopticon.interviews.transcripts.recording import Recording
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.workflow.read_transcript import LARGEST, read_transcript

KOREAN = "면담자: 언제 나오셨어요?\n순이: 작년 봄에요.\n면담자: 누구와요?\n순이: 혼자요.\n"


def transcript(data: bytes | str, name: str | None = None) -> Transcript:
    """The transcript that data is."""
    read = read_transcript(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(read, Transcript)
    return read


def said(read: Transcript) -> list[tuple[str, str]]:
    """Who said what."""
    return [(turn.speaker, read.text[turn.start : turn.end]) for turn in read.turns]


def zipped(**members: str) -> bytes:
    """A zip file; of a member's name the double underscore is a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q: Where?\nA: In the mill.\nQ: When?\nA: At night.\n", ["Q", "A", "Q", "A"]),
        ("Q. Where?\nA. In the mill.\n", ["Q", "A"]),
        ("Interviewer: where\nMaro Tesk: here\n", ["Interviewer", "Maro Tesk"]),
        (
            "interviewer: where\nmaro: here\ninterviewer: why\nmaro: so\n",
            ["interviewer", "maro", "interviewer", "maro"],
        ),
        ("문 1. 어디서요?\n답. 공장에서요.\n", ["문 1", "답"]),
        (KOREAN, ["면담자", "순이", "면담자", "순이"]),
        (unicodedata.normalize("NFD", KOREAN), ["면담자", "순이", "면담자", "순이"]),
        ("Speaker 1: where\nSpeaker 2: here\n", ["Speaker 1", "Speaker 2"]),
        ("SPEAKER_00: where\nSPEAKER_01: here\n", ["SPEAKER_00", "SPEAKER_01"]),
        ("**Interviewer:** Where?\n\n**Maro:** Here.\n", ["Interviewer", "Maro"]),
        ("[00:01:02] Kim: here\n[00:01:09] Interviewer: when\n[00:01:12] Kim: then\n", ["Kim", "Interviewer", "Kim"]),
        ("참석자 1 00:03\n안녕하세요\n참석자 2 00:08\n네\n", ["참석자 1", "참석자 2"]),
        ("Maro (0:03):\nhere\nLene (0:09):\nthere\n", ["Maro", "Lene"]),
        ("INTERVIEWER\nWhere?\nWITNESS\nHere.\n" * 2, ["INTERVIEWER", "WITNESS"] * 2),
        ("<v Interviewer>Where?\n<v Maro>Here.\n", ["Interviewer", "Maro"]),
        ("면담자： 어디서요?\n딸： 엄마.\n면담자： 네.\n", ["면담자", "딸", "면담자"]),
    ],
    ids=lambda value: repr(value)[:30] if isinstance(value, str) else "",
)
def test_a_speaker_is_heard_however_the_label_is_written(text: str, speakers: list[str]) -> None:
    """Roles, names, numbers, bold letters, brackets and time codes all open a turn."""
    read = transcript(text)
    assert [unicodedata.normalize("NFC", turn.speaker) for turn in read.turns] == speakers
    assert not any("No speaker" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "There were three rules: be silent.\nMy mother said: go.\nAnd this: nothing.",
        "it just goes on and on\n\nand on",
        "Author: invented\nTitle: a talk\n\nit goes on",
        "Rule: be silent.\nRule: be there.\nRule: be gone.",
        "see http://invented.example\nsee http://invented.example",
        "we asked the\nguest\nand p. 12 of it\np. 13 too",
        "at 10:30 we left\nat 10:45 we came",
    ],
    ids=lambda text: text[:20],
)
def test_a_sentence_with_a_colon_is_no_speaker(text: str) -> None:
    """Where nobody is named the whole text is one turn, and a warning says so."""
    read = transcript(text)
    assert said(read) == [("", text)]
    assert "No speaker is marked" in read.warnings[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_character_of_the_file_stays(ending: str, mark: str, form: str) -> None:
    """Byte-order mark, line ends and decomposed letters are kept, and offsets count them."""
    text = mark + unicodedata.normalize(form, KOREAN.replace("\n", ending))
    read = transcript(text)
    assert read.text == text
    if ending != "\r":
        words = unicodedata.normalize(form, "작년 봄에요.")
        assert said(read)[1][1] == words
        assert read.turns[1].start == text.index(words)


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-16-le", "utf-8-sig"])
def test_an_encoding_is_told(encoding: str) -> None:
    """Korean in whatever encoding is read as its writer wrote it."""
    read = transcript(KOREAN.encode(encoding))
    assert read.text.removeprefix("\ufeff") == KOREAN
    assert read.language == "ko"


def test_lines_of_another_encoding_are_read_and_told() -> None:
    """A line that was pasted from an older program is read as that program wrote it, and named by its number."""
    lines = KOREAN.encode().splitlines(keepends=True)
    lines[1] = lines[1].decode().encode("cp949")
    read = transcript(b"".join(lines))
    assert read.text == KOREAN
    assert any("line 2 is not UTF-8" in warning and "cp949" in warning for warning in read.warnings)


def test_a_file_cut_within_a_letter_is_damaged_and_told() -> None:
    """What is left of a letter stands as U+FFFD and is counted."""
    read = transcript(KOREAN.encode() + "문: 끝".encode()[:-1])
    assert any("U+FFFD" in warning for warning in read.warnings)


def test_each_turn_has_its_language() -> None:
    """Two languages in one interview are told apart, and short turns follow their speaker."""
    read = transcript(
        "Interviewer: Could you tell us where you lived then?\n순이: 강가에 살았어요.\nInterviewer: OK.\n"
    )
    assert read.languages == ("en", "ko", "en")


def test_time_codes_give_turns_their_times_and_doubts_are_told() -> None:
    """Times are read from brackets; those that run backward are kept and told."""
    read = transcript("[00:01:02] Kim: here\n[00:01:10] Q: when\n[00:01:05] Kim: then\n")
    assert [turn.begins for turn in read.turns] == [62_000, 70_000, 65_000]
    assert any("earlier than the one before" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "I: where\nB: there #00:00:12-3#\nI: when #00:00:20-1#\nB: then",
        "[00:05]\nI: where\nB: there\n[00:20]\nI: when\nB: n",
    ],
    ids=["behind the words", "on lines between"],
)
def test_a_time_code_between_two_turns_ends_one_and_begins_the_next(text: str) -> None:
    """Codes behind the last word (F4, MAXQDA) or on a line of their own are no part of what was said."""
    read = transcript(text)
    assert all("#" not in words and "[" not in words for _, words in said(read))
    ended = next(turn for turn in read.turns if turn.ends is not None)
    assert read.turns[read.turns.index(ended) + 1].begins == ended.ends


SRT = """1
00:00:01,000 --> 00:00:03,000
Kim: we were there

2
00:00:02,500 --> 00:00:05,250
and it was dark

3
00:00:06,000 --> 00:00:07,000
Lee: who was?
"""


@pytest.mark.parametrize("text", [SRT, "\ufeff" + SRT.replace("\n", "\r\n")], ids=["plain", "mark and CRLF"])
def test_subtitles_become_what_was_said(text: str) -> None:
    """Cues of one speaker are one turn from its first to its last moment; overlapping cues are told."""
    read = transcript(text)
    assert said(read) == [("Kim", "we were there\nand it was dark"), ("Lee", "who was?")]
    assert [(turn.begins, turn.ends) for turn in read.turns] == [(1000, 5250), (6000, 7000)]
    assert [mark.begins for mark in read.marks] == [1000, 2500, 6000]
    assert any("before the one before it has ended" in warning for warning in read.warnings)


def test_voices_of_webvtt_are_heard() -> None:
    """Voice tags name speakers, other tags and notes are left out, entities are letters."""
    read = transcript(
        "WEBVTT\n\nNOTE by hand\nhidden\n\nSTYLE\n::cue {}\n\nid1\n00:01.000 --> 00:02.000 align:start\n"
        "<v Interviewer>How &amp; where?</v>\n\n00:02.000 --> 00:03.000\n<v.loud Marn Osk>In <i>Dunmere</i></v>\n\n"
        "00:03.000 --> 00:04.000\n<v.loud Marn Osk>by <00:03.500><c>the mill</c></v>\n"
    )
    assert said(read) == [("Interviewer", "How & where?"), ("Marn Osk", "In Dunmere\nby the mill")]
    assert (read.turns[1].begins, read.turns[1].ends) == (2000, 4000)


def test_a_cue_without_a_voice_is_nobodys_where_others_have_one() -> None:
    """Words are not given to the speaker before, and entities stay what they are in SRT."""
    read = transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Maro>here\n\n00:02.000 --> 00:03.000\nwho knows\n\n"
        "00:03.000 --> 00:04.000\n<v Maro>I do\n"
    )
    assert said(read) == [("Maro", "here"), ("", "who knows"), ("Maro", "I do")]
    assert "&amp;" in transcript(SRT.replace("dark", "dark &amp; cold")).text


def test_a_damaged_cue_loses_no_words() -> None:
    """What follows a broken time code is joined to the cue before it, and told."""
    read = transcript(SRT.replace("00:00:06,000 --> 00:00:07,000", "00:00:06 --> ?"))
    assert "who was?" in read.text
    assert any("damaged" in warning for warning in read.warnings)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_word_document_is_read_by_its_paragraphs() -> None:
    """Paragraphs are lines, and labels in them open turns."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in KOREAN.splitlines())
    data = zipped(word__document_dot_xml=f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>')
    read = transcript(data, "interview.docx")
    assert read.format == "docx"
    assert said(read)[1] == ("순이", "작년 봄에요.")


def test_front_matter_is_nobodys_turn() -> None:
    """The facts at the head of a Markdown file keep their place and are told."""
    read = transcript("---\ntitle: Talk\nwith: Maro\n---\n\n# Talk\n\n**Q:** Where?\n\n**Maro:** Here.\n", "talk.md")
    assert said(read)[0] == ("", "---\ntitle: Talk\nwith: Maro\n---")
    assert [turn.speaker for turn in read.turns][-2:] == ["Q", "Maro"]
    assert any("facts about itself" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", InputError),
        (b"\xef\xbb\xbf \r\n", InputError),
        (b"%PDF-1.7\n", UnreadableFormat),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, UnreadableFormat),
        (b"WEBVTT\n\nno cue\n", DamagedInput),
        (b"PK\x03\x04word/document.xml" + b"\0" * 30, DamagedInput),
        (zipped(word__document_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), HostileInput),
        (zipped(word__document_dot_xml="<a>" + " " * 30_000_000 + "</a>"), HostileInput),
        (b"Q: \x00\x01\x02 what is this\nA: nothing at all\n" * 3, UnreadableFormat),
        (b"a" * (LARGEST + 1), InputError),
    ],
    ids=lambda value: f"{value[:8]!r}" if isinstance(value, bytes) else value.__name__,
)
def test_what_is_no_transcript_is_refused(data: bytes, error: type[Exception]) -> None:
    """Empty, damaged, hostile, oversized and foreign files are refused with the name of the file."""
    with pytest.raises(error, match=r"witness\.txt"):
        read_transcript(data, "witness.txt")


def test_no_message_repeats_what_the_file_says() -> None:
    """Where a library fails over words of the transcript, its message is not handed on."""
    data = zipped(word__document_dot_xml=f'<w:document xmlns:w="{WORD}">&MaroTesk;</w:document>')
    with pytest.raises(DamagedInput, match="interview") as refused:
        read_transcript(data, "interview.docx")
    assert "Maro" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("data", "name", "moving"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "wav", False),
        (b"ID3\x04\x00" + b"\0" * 20, "mp3", False),
        (b"\xff\xfb\x90\x64" + b"\0" * 413 + b"\xff\xfb\x90\x64", "mp3 or aac", False),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "m4a", False),
        (b"\0\0\0\x20ftypisom\0\0\0\0", "mp4", True),
        (b"OggS\0\x02" + b"\0" * 20, "ogg", True),
        (b"fLaC\0\0\0\x22", "flac", False),
        (b"#!AMR\n\x3c", "amr", False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_recording_is_recognised_and_no_more(data: bytes, name: str, moving: bool) -> None:
    """Sound is told by its content, whatever the file is called."""
    assert read_transcript(data, "interview.txt") == Recording(name, moving, len(data))


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading opens no file for writing, in a temporary folder or anywhere."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    transcript(KOREAN)
    transcript(SRT)
    assert list(tmp_path.iterdir()) == []


def test_ten_thousand_turns_take_well_under_a_second() -> None:
    """A very long interview is read while one waits."""
    text = "".join(f"Q: what of day {day}?\nA: we went to the mill and they looked at us.\n" for day in range(5000))
    transcript("Q: warm\nA: the model of languages up, please\n")
    begun = time.process_time()
    assert len(transcript(text).turns) == 10_000
    assert time.process_time() - begun < 1  # .2 s on two shared cores
