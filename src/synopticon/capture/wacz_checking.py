"""What a WACZ says of itself, checked: its list of resources, their hashes, its pages, its signature.

WACZ 1.0 names a resource's hash under `stats.hash` with `hashing`; 1.1 and later as `hash: "sha256:…"`; 1.2 has the
profile `wacz`. A signature lies under `signedData` in datapackage-digest.json.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from synopticon.capture.archives import read_member
from synopticon.errors import InputError

_LIST, _SEAL = "datapackage.json", "datapackage-digest.json"
_MOST = 50_000_000
_MOST_TITLES = 1_000_000


@dataclass
class Examined:
    """What the checks said. faults: sentences; titles: address to title; conditions: facts kept with the capture."""

    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=dict)
    signed: bool = False


def examine(archive: zipfile.ZipFile, name: str) -> Examined:
    """Check a WACZ. Nothing raises for a fault; each is a sentence."""
    out = Examined()
    package = _object(archive, _LIST, name, out, needed=True)
    out.conditions["wacz version"] = str(package.get("wacz_version", "not said"))
    _check_resources(archive, package.get("resources"), out)
    _check_seal(archive, name, out)
    if not any(member.startswith("archive/") for member in archive.namelist()):
        out.faults.append("it has no folder archive/ with WARCs.")
    for pages in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        if pages in archive.namelist():
            _read_pages(archive, pages, name, out)
        elif pages == "pages/pages.jsonl":
            out.faults.append("it has no pages/pages.jsonl.")
    out.conditions["valid"] = "no" if out.faults else "yes"
    return out


def _object(archive: zipfile.ZipFile, member: str, name: str, out: Examined, *, needed: bool = False) -> dict[str, Any]:
    try:
        value = json.loads(read_member(archive, member, most=_MOST, where=name))
    except KeyError:
        if needed:
            out.faults.append(f"{member} is missing.")
        return {}
    except (ValueError, RecursionError, InputError) as error:
        out.faults.append(f"{member} cannot be read: {error}.")
        return {}
    if not isinstance(value, dict):
        out.faults.append(f"{member} is not an object.")
        return {}
    return value


def _check_resources(archive: zipfile.ZipFile, resources: object, out: Examined) -> None:
    if not isinstance(resources, list) or not resources:
        out.faults.append(f"{_LIST} lists no resources.")
        return
    members = {info.filename: info for info in archive.infolist()}
    for row in resources:
        path = row.get("path") if isinstance(row, dict) else None
        if not isinstance(path, str):
            out.faults.append(f"{_LIST} has a resource without a path.")
        elif path not in members:
            out.faults.append(f"{path} is listed and is not there.")
        else:
            _check_resource(archive, members[path], row, out)
    listed = {str(row.get("path")) for row in resources if isinstance(row, dict)}
    for extra in sorted(set(members) - listed - {_LIST, _SEAL}):
        if not extra.endswith("/"):
            out.faults.append(f"{extra} is there and is not listed.")


def _check_resource(archive: zipfile.ZipFile, info: zipfile.ZipInfo, row: dict[str, Any], out: Examined) -> None:
    stats = row.get("stats")
    old = stats if isinstance(stats, dict) else {}
    stated = str(row.get("hash") or f"{row.get('hashing', 'sha256')}:{old.get('hash', '')}")
    kind, _, value = stated.partition(":")
    size = row.get("bytes", old.get("bytes"))
    if size is not None and size != info.file_size:
        out.faults.append(f"{info.filename} has {info.file_size:,} bytes; {size} are stated.")
    if kind not in ("sha256", "sha512", "sha224", "sha384", "sha1", "md5") or not value:
        out.faults.append(f"{info.filename} has no hash that can be checked.")
        return
    engine = hashlib.new(kind, usedforsecurity=False)
    try:
        with archive.open(info) as member:
            while data := member.read(1 << 20):
                engine.update(data)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        out.faults.append(f"{info.filename} is damaged: {error}.")
        return
    if engine.hexdigest() != value.lower():
        out.faults.append(f"{info.filename} does not have the {kind} that is stated.")


def _check_seal(archive: zipfile.ZipFile, name: str, out: Examined) -> None:
    if _SEAL not in archive.namelist():
        out.conditions["signature"] = "None."
        return
    seal = _object(archive, _SEAL, name, out)
    stated = str(seal.get("hash", ""))
    try:
        holds = stated == "sha256:" + hashlib.sha256(read_member(archive, _LIST, most=_MOST, where=name)).hexdigest()
    except (KeyError, InputError):
        holds = False
    if not holds:
        out.faults.append(f"{_SEAL} does not have the digest of {_LIST}.")
    data = seal.get("signedData")
    out.signed = isinstance(data, dict)
    out.conditions["signature"] = _signature_in_words(data, stated) if isinstance(data, dict) else "None."


def _signature_in_words(data: dict[str, Any], stated: str) -> str:
    who = data.get("domain") or ("a key without a name" if data.get("publicKey") else "nobody named")
    when = data.get("created", "at a time not said")
    what = "the list of its files" if data.get("hash") == stated else "something else than the list of its files"
    return (
        f"It carries a signature that names {who}, {when}, over {what}; the signature itself was not checked here. "
        "At most it proves who packed these files and that they have not changed since. "
        "It cannot prove what the server sent."
    )


def _read_pages(archive: zipfile.ZipFile, member: str, name: str, out: Examined) -> None:
    try:
        lines = read_member(archive, member, most=_MOST * 4, where=name).splitlines()
    except InputError as error:
        out.faults.append(f"{member} cannot be read: {error.sentence()}")
        return
    for number, line in enumerate(lines, 1):
        try:
            page = json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError):
            out.faults.append(f"{member}, line {number} is not JSON.")
            continue
        url, title = (page.get("url"), page.get("title")) if isinstance(page, dict) else (None, None)
        if isinstance(url, str) and isinstance(title, str) and len(out.titles) < _MOST_TITLES:
            out.titles[url] = title
