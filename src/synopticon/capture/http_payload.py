"""The body of an HTTP message as it lies in a WARC block: headers parsed, transfer and content coding undone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli

from synopticon.errors import DamagedInput, HostileInput

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP response: status, headers by lower-case name (repeated ones joined by commas), body as on the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


def parse(block: bytes) -> Message | None:
    """The response that a block holds; None where it begins with no status line."""
    match = _STATUS.match(block)
    if not match:
        return None
    if match[1].startswith(b"1") and match[1] != b"101" and b"\r\n\r\n" in block:
        return parse(block.partition(b"\r\n\r\n")[2])  # 100 Continue, 103 Early Hints: the answer comes behind
    ends = [(place, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (place := block.find(mark)) >= 0]
    end, gap = min(ends, default=(len(block), 0))
    headers: dict[str, str] = {}
    for line in block[:end].splitlines()[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            key, said = name.strip().lower(), value.strip()
            headers[key] = f"{headers[key]}, {said}" if key in headers else said
    return Message(int(match[1]), headers, block[end + gap :])


def decoded(message: Message, *, most: int, where: str) -> bytes:
    """The body without transfer and content coding, at most so many bytes.

    Raises DamagedInput (an unknown coding, too), HostileInput (larger than most).
    """
    body = message.body
    if "chunked" in message.headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    for coding in reversed(message.headers.get("content-encoding", "").lower().split(",")):
        body = _undone(body, coding.strip(), most, where)
    if len(body) > most:
        raise HostileInput(f"the body is larger than {most:,} bytes", where=where)
    return body


def dechunked(body: bytes) -> bytes:
    """The body without chunk marks; as it is where it carries none, as many recorders write it."""
    out: list[bytes] = []
    at = 0
    while match := re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n").match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(out)
        out.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
        if body[at - 2 : at] != b"\r\n":
            return body
    return body


def _undone(body: bytes, coding: str, most: int, where: str) -> bytes:
    if coding in ("", "identity") or not body:
        return body
    if coding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"):
        return body  # many recorders unpack the body and leave the header
    engines: dict[str, Callable[[bytes], Iterator[bytes]]] = {
        "gzip": lambda data: _inflated(data, 31),
        "x-gzip": lambda data: _inflated(data, 31),
        "deflate": lambda data: _inflated(data, 15 if data[0] & 15 == 8 and len(data) > 1 else -15),
        "br": _brotli,
    }
    if coding not in engines:
        raise DamagedInput(f"the body's coding {coding!r} is not known here", where=where)
    out = bytearray()
    for part in engines[coding](body):
        out += part
        if len(out) > most:
            raise HostileInput(f"the body unpacks to more than {most:,} bytes", where=where)
    return bytes(out)


def _inflated(data: bytes, window: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(window)
    try:
        while data and not engine.eof:
            yield engine.decompress(data, 262_144)
            data = engine.unconsumed_tail
    except zlib.error as error:
        raise DamagedInput("the body's compression is damaged", why=str(error)) from error
    if not engine.eof:
        raise DamagedInput("the body's compression breaks off")


def _brotli(data: bytes) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    try:
        yield engine.process(data, output_buffer_limit=262_144)
        while not engine.is_finished():
            part = engine.process(b"", output_buffer_limit=262_144)
            if not part:
                return
            yield part
    except brotli.error as error:
        raise DamagedInput("the body's Brotli coding is damaged", why=str(error)) from error
