"""Bytes to text: byte-order marks, zero bytes as UTF-16 has them, UTF-8, what is declared, then the likeliest."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress

from synopticon.language.detect import language_of
from synopticon.language.scripts import Script, script_counts

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "iso-8859-1": "cp1252",
    "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
"""What pages mean by the names they use (WHATWG Encoding Standard, §4.2): the wider encoding of each family."""
CJK = ("cp949", "gb18030", "cp932", "euc_jp", "big5")
CENTRAL_EUROPEAN = frozenset({"pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs", "sq"})
SAMPLE = 200_000
_BROKEN = 0.02
"""Share of undecodable characters among the non-ASCII ones up to which a text is damaged UTF-8 and nothing else."""


_LOOKED_AT = 4096
"""Bytes from which UTF-16 without a mark is told."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and the name of its encoding. Never fails: what cannot be decoded becomes U+FFFD."""
    wide = unicode_of(data)
    if wide:
        return data.decode(wide, "replace"), wide
    named = _WIDER.get((declared or "").lower(), declared)
    for encoding in ("utf-8", named):
        if encoding:
            with suppress(UnicodeDecodeError, LookupError):
                return data.decode(encoding), encoding
    likeliest = _likeliest(data[:SAMPLE], named)
    return data.decode(likeliest, "replace"), likeliest


def encoding_of(sample: bytes) -> str:
    """The likeliest encoding of a long text that begins so; the sample may end within a character."""
    wide = unicode_of(sample)
    if wide:
        return wide
    with suppress(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8"
    foreign = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    return _likeliest(foreign[:SAMPLE], None)


def unicode_of(data: bytes) -> str | None:
    """The Unicode encoding that a byte-order mark names or that the zero bytes of UTF-16 show; None for neither."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    return marked or _unmarked_utf16(data[:_LOOKED_AT])


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark, as Windows programs write it: zero bytes, and written text where they are read as pairs.

    A text stays in few blocks of 256 characters: on the side of the high bytes fewer different ones stand. Where
    nearly every byte is an ASCII letter, the zeros are strays in a text of single bytes.
    """
    if 0 not in head or sum(0x20 <= byte < 0x7F for byte in head) > 0.8 * len(head):
        return None
    encoding = "utf-16-be" if len(set(head[0::2])) < len(set(head[1::2])) else "utf-16-le"
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    written = sum(sign in "\t\r\n" or unicodedata.category(sign)[0] in "LMNPZ" for sign in text)
    return encoding if len(text) >= 4 and written >= 0.9 * len(text) else None


def _likeliest(sample: bytes, named: str | None) -> str:
    lenient = sample.decode("utf-8", "replace")
    foreign = sum(sign > "\x7f" for sign in lenient)
    if lenient.count("\ufffd") <= max(1, _BROKEN * foreign):
        return "utf-8"
    best = max(((_plausibility(sample, encoding), encoding) for encoding in CJK), key=lambda scored: scored[0])
    if best[0] > 0.9:
        return best[1]
    if named:
        with suppress(LookupError):
            return codecs.lookup(named).name
    from charset_normalizer import from_bytes

    guessed = from_bytes(sample).best()
    if guessed is None:
        return "utf-8"
    if guessed.encoding == "cp1250" and language_of(str(guessed)) not in CENTRAL_EUROPEAN:
        return "cp1252"  # the two differ in few letters, and most writers use the western one
    return guessed.encoding


def _plausibility(sample: bytes, encoding: str) -> float:
    """How much of the decoded text is what that encoding's writers write: common syllables, kana, common Han."""
    text = sample.decode(encoding, "replace")
    foreign = [sign for sign in text if sign > "\x7f"]
    if not foreign:
        return 0.0
    counts = script_counts("".join(foreign))
    if encoding == "cp949":
        # Hangul beyond the 2,350 syllables of KS X 1001 is rare in Korean and usual in a wrong reading.
        usual = sum("\uac00" <= sign <= "\ud7a3" and _in_ksx1001(sign) for sign in foreign)
    elif encoding in ("cp932", "euc_jp"):
        kana = sum(1 for sign in foreign if "\u3041" <= sign <= "\u30fc")
        usual = kana + counts[Script.HAN] if kana * 5 > len(foreign) else 0
    else:
        usual = sum(_is_common_han(sign, encoding) for sign in foreign)
    punctuation = sum(1 for sign in foreign if "\u3000" <= sign <= "\u3020" or "\uff00" <= sign <= "\uff5e")
    return (usual + punctuation) / len(foreign)


def _in_ksx1001(sign: str) -> bool:
    lead = sign.encode("cp949", "replace")
    return len(lead) == 2 and lead[0] >= 0xB0 and lead[1] >= 0xA1


def _is_common_han(sign: str, encoding: str) -> bool:
    """True for the first level of GB 2312 (its 3,755 common characters) or of Big5."""
    code = sign.encode("gb2312" if encoding == "gb18030" else encoding, "replace")
    last = 0xD7 if encoding == "gb18030" else 0xC6
    first = 0xB0 if encoding == "gb18030" else 0xA4
    return len(code) == 2 and first <= code[0] <= last
