"""A process that draws one leaf of a PDF: `python -m synopticon.workflow.leaf NUMBER WIDTH < file.pdf > leaf.png`."""

from __future__ import annotations

import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def draw(data: bytes, number: int, width: int) -> bytes:
    """The leaf as a PNG, width in pixels. Raises IndexError, pypdfium2.PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"the file has {len(document)} leaves")
        page = document[number - 1]
        points_wide, points_high = page.get_size()
        # A leaf far higher than wide would take all memory; four times its width is drawn smaller instead.
        scale = min(width / max(points_wide, 1), 4 * width / max(points_high, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of 8-bit samples as a PNG (ISO/IEC 15948): 1 channel grey, 3 red-green-blue, 4 with alpha."""
    rows = b"".join(b"\x00" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    return SIGNATURE + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(rows, 6)) + _part(b"IEND", b"")


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])))
