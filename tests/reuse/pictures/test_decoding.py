"""What comes from a page is unpacked with care: bombs refused, damage told, and seen as a person sees it."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from synopticon.errors import DamagedInput, HostileInput, InputError, MissingPart, UnreadableFormat
from synopticon.reuse.pictures.decoding import FRAME, frame_of


def stored(picture: Image.Image, kind: str, **how: object) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def split() -> Image.Image:
    """Left black, right white, twice as wide as high."""
    return Image.fromarray(np.repeat([[0, 255]], 300, axis=1).astype(np.uint8).repeat(300, axis=0)).convert("RGB")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_every_format_becomes_the_same_small_frame(kind: str) -> None:
    """Six formats, one frame: at most FRAME pixels long, in the picture's shape."""
    found = frame_of(stored(split(), kind))
    assert (found.width, found.height, found.grey.shape) == (600, 300, (FRAME // 2, FRAME))
    assert found.grey[:, :120].mean() < 5 and found.grey[:, -120:].mean() > 250


def test_a_picture_is_turned_as_its_exif_says() -> None:
    """Orientation 6 is a camera held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    found = frame_of(stored(split(), "JPEG", exif=exif))
    assert (found.width, found.height) == (300, 600)
    assert found.grey[:100].mean() < 5


def test_what_is_transparent_is_seen_on_white() -> None:
    """A hidden black behind full transparency is not compared."""
    found = frame_of(stored(Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG"))
    assert found.grey.min() == 255


def test_sixteen_bits_keep_their_structure() -> None:
    """A picture of 16 bits is spread over the grey steps."""
    deep = np.linspace(1000, 1400, 200 * 200).reshape(200, 200).astype(np.uint16)
    assert int(np.ptp(frame_of(stored(Image.fromarray(deep), "PNG")).grey)) > 250


@pytest.mark.parametrize("side", [9_500, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    """A header that states too many pixels is enough to refuse; nothing behind it is read."""
    chunks = (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", b"")
    packed = [struct.pack(">I", len(b)) + name + b + struct.pack(">I", zlib.crc32(name + b)) for name, b in chunks]
    with pytest.raises(HostileInput, match="too large"):
        frame_of(b"\x89PNG\r\n\x1a\n" + b"".join(packed))


def test_what_is_cut_short_is_damaged() -> None:
    """Half a file is not compared as if it were whole."""
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200), dtype=np.uint8))
    whole = stored(noise, "PNG")
    with pytest.raises(DamagedInput):
        frame_of(whole[: len(whole) // 2])


def test_what_is_no_picture_and_what_is_an_icon_are_told() -> None:
    """Each refusal says which."""
    with pytest.raises(UnreadableFormat):
        frame_of(b"<html>no picture</html>")
    with pytest.raises(InputError, match="too small"):
        frame_of(stored(Image.new("RGB", (400, 32)), "PNG"))


def test_without_pillow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(MissingPart, match=r"pip install 'synopticon\[pictures\]'"):
        frame_of(b"")
