"""Zip files opened with care: names that stay inside, members that do not explode, XML that defines nothing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from synopticon.errors import DamagedInput, HostileInput

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 200_000_000
MOST_TOGETHER = 500_000_000
MOST_GROWTH = 200
"""Times that a member may grow when unpacked; text grows about 4 to 20 times, a bomb a thousand."""
SMALL = 1_000_000
"""Bytes below which growth does no harm."""
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"^(?:[\\/]|[A-Za-z]:)")


class Container:
    """An open zip file whose directory was found harmless."""

    def __init__(self, data: bytes, place: str | None) -> None:
        """Raises DamagedInput where it is no whole zip file, HostileInput where it is a bomb or a name escapes."""
        self._place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {member.filename: member for member in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise DamagedInput("the file is no whole zip archive", where=place, why=str(error)) from error
        _examine(self._members.values(), place)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        """The members' names in their order."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises DamagedInput where it is missing or broken, HostileInput where it is a bomb."""
        member = self._members.get(name)
        if member is None:
            raise DamagedInput(f"the archive has no {name}", where=self._place)
        try:
            with self._zip.open(member) as source:
                data = source.read(min(member.file_size, LARGEST_MEMBER) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise DamagedInput(
                f"{name} in the archive cannot be unpacked", where=self._place, why=str(error)
            ) from error
        if len(data) > member.file_size:
            raise HostileInput(f"{name} in the archive is larger than it says", where=self._place)
        return data

    def xml(self, name: str) -> Any:
        """A member parsed as XML. Raises DamagedInput, HostileInput."""
        return parse_xml(self.read(name), f"{self._place or 'archive'}: {name}")


def parse_xml(data: bytes, place: str) -> Any:
    """The root of an XML document that defines no entities of its own. Raises DamagedInput, HostileInput."""
    head = data[:4096].replace(b"\x00", b"")
    if _ENTITIES.search(head) or _ENTITIES.search(data):
        raise HostileInput(
            "the XML has a document type of its own",
            where=place,
            why="entities can read files and grow without end",
            remedy="Save the document anew in the program that made it.",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedInput("the XML cannot be parsed", where=place, why=str(error)) from error
    if root is None:
        raise DamagedInput("the XML cannot be parsed", where=place)
    return root


def _examine(members: Any, place: str | None) -> None:
    total = 0
    for number, member in enumerate(members, 1):
        name = member.filename
        if _ABSOLUTE.match(name) or ".." in re.split(r"[\\/]", name):
            raise HostileInput("a name in the archive leads out of it", where=place, why=repr(name))
        growth = member.file_size / max(1, member.compress_size)
        total += member.file_size
        if member.file_size > LARGEST_MEMBER or (member.file_size > SMALL and growth > MOST_GROWTH):
            raise HostileInput(
                "the archive is a bomb",
                where=place,
                why=f"{name!r} grows {growth:.0f} times to {member.file_size:,} bytes",
                remedy="Unpack it by hand where nothing can be harmed, and collect what is inside.",
            )
        if total > MOST_TOGETHER or number > MOST_MEMBERS:
            raise HostileInput("the archive holds more than is unpacked", where=place, why=f"{total:,} bytes so far")
