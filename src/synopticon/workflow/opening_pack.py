"""Open an evidence pack: a WACZ whose list, readings and captured bytes are taken out without trusting any of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from synopticon.capture.archives import open_zip, read_member
from synopticon.capture.payload import payload_of_record
from synopticon.capture.wacz_checking import examine
from synopticon.capture.warc_reading import PackedWhole, Record, records
from synopticon.errors import DamagedInput, InputError
from synopticon.model.digests import sha256_hex
from synopticon.release.evidence import LIST, LOG, read_evidence
from synopticon.release.verifying_pack import Pack

MOST, RATIO = 8 * 1024**3, 1000
"""Bytes to which a pack may unpack, and how far a member may grow."""


def open_pack(path: Path, wanted: Iterable[str]) -> Pack:
    """Read a pack, keeping the payloads whose SHA-256 is wanted. Raises InputError where it is none at all."""
    needed = set(wanted)
    try:
        with path.open("rb") as source, open_zip(source, most=MOST, ratio=RATIO, where=path.name) as archive:
            return _read(archive, path.name, needed)
    except OSError as error:
        raise InputError("the evidence pack cannot be read", where=str(path), why=error.strerror) from error


def _read(archive: zipfile.ZipFile, name: str, needed: set[str]) -> Pack:
    try:
        evidence = read_evidence(read_member(archive, LIST, most=MOST, where=name))
    except (KeyError, ValueError) as error:
        raise DamagedInput(
            "this is not an evidence pack of Synopticon",
            where=f"{name}#{LIST}",
            why=str(error),
            remedy="Ask the publisher for the pack of this release; a WACZ of another program cannot stand in.",
        ) from error
    faults = list(examine(archive, name).faults)
    texts: dict[str, str] = {}
    for row in evidence.readings.values():
        try:
            texts[row.id] = read_member(archive, row.path, most=MOST, where=name).decode("utf-8")
        except (KeyError, ValueError, InputError) as error:
            faults.append(f"{row.path} cannot be read: {error}")
    try:
        log = read_member(archive, LOG, most=MOST, where=name)
    except (KeyError, InputError) as error:
        log = b""
        faults.append(f"{LOG} cannot be read: {error}")
    payloads: dict[str, bytes] = {}
    for member in archive.namelist():
        if member.startswith("archive/") and not member.endswith("/"):
            _gather(archive, member, name, needed, payloads, faults)
    return Pack(evidence, log, texts, payloads, tuple(faults))


def _gather(
    archive: zipfile.ZipFile,
    member: str,
    name: str,
    needed: set[str],
    payloads: dict[str, bytes],
    faults: list[str],
) -> None:
    try:
        for found in records(io.BytesIO(read_member(archive, member, most=MOST, where=name)), most=MOST):
            if not isinstance(found, Record):
                faults.append(f"{member}: {found.reason} at byte {found.offset}")
            elif found.kind in ("response", "resource", "conversion"):
                payload = payload_of_record(found, most=MOST, where=f"{name}#{member}")
                digest = sha256_hex(payload)
                if digest in needed:
                    payloads[digest] = payload
    except PackedWhole:
        faults.append(f"{member}: it is gzipped as a whole, so that its records have no places")
    except InputError as error:
        faults.append(f"{member}: {error.sentence()}")
