"""What stands inside a sealed object: to whom it belongs, the data, and padding that hides how long it is.

    8   b"SYNVLT01"
    2   length b of the binding
    b   the binding: study, witness, role as UTF-8, separated by a zero byte
    8   length n of the data
    n   the data
    …   zero bytes up to the padded size

Numbers are big-endian. Sizes are powers of two from 4 KiB to 1 MiB and above that the steps of Padmé (Nikitin et al.,
Reducing Metadata Leakage from Encrypted Files and Communication with PURBs, 2019), at most 3% more. So an object's size
tells which of nine classes it is in below a megabyte, and its first six binary digits above.
"""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.errors import UsageError

MAGIC = b"SYNVLT01"
SMALLEST, LARGE = 4096, 1 << 20
MOST = 1 << 30
"""Bytes of one object at most: all of it stands in memory three times while it is sealed."""


class WrongPlace(Exception):
    """An object that is whole and belongs elsewhere; the words say where to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object belongs. study, witness: their ids; role: what it is of that witness."""

    study: str
    witness: str
    role: str

    def binding(self) -> bytes:
        """The place as the object carries it."""
        return b"\0".join(part.encode("utf-8") for part in (self.study, self.witness, self.role))


def padded_size(size: int) -> int:
    """The size that bytes of this size are padded to."""
    if size <= SMALLEST:
        return SMALLEST
    if size <= LARGE:
        return 1 << (size - 1).bit_length()
    exponent = size.bit_length() - 1
    free = exponent - exponent.bit_length()
    mask = (1 << free) - 1
    return (size + mask) & ~mask


def pack(place: Place, data: bytes) -> bytes:
    """Data ready to be sealed for its place. Raises UsageError where it is too large."""
    if len(data) > MOST:
        raise UsageError(
            "the vault keeps no single object of this size",
            where=f"the witness's {place.role}",
            why=f"it has {len(data):,} bytes; at most {MOST:,} are possible",
            remedy="Divide the recording into parts, or encode it smaller.",
        )
    binding = place.binding()
    head = MAGIC + len(binding).to_bytes(2, "big") + binding + len(data).to_bytes(8, "big")
    size = len(head) + len(data)
    return b"".join((head, data, bytes(padded_size(size) - size)))


def unpack(payload: bytes, place: Place) -> bytes:
    """The data of an opened object. Raises WrongPlace where it belongs elsewhere, ValueError for no object."""
    if payload[:8] != MAGIC:
        raise ValueError("it does not begin as an object of a vault does")
    end = 10 + int.from_bytes(payload[8:10], "big")
    binding = payload[10:end]
    if binding != place.binding():
        raise WrongPlace(_elsewhere(binding, place))
    begin = end + 8
    size = int.from_bytes(payload[begin - 8 : begin], "big")
    if begin + size > len(payload):
        raise ValueError("its length does not hold")
    return payload[begin : begin + size]


def _elsewhere(binding: bytes, place: Place) -> str:
    """How an object's binding differs from its place. The names are ids and roles, never content."""
    parts = binding.decode("utf-8", "replace").split("\0")
    if len(parts) != 3 or parts[0] != place.study:
        return "it was sealed for another study"
    if parts[1] != place.witness:
        return "it was sealed for another witness"
    return f"it was sealed as the witness's {parts[2]}"
