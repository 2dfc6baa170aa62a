"""What stands elsewhere between two frames of one camera is seen; what recompression and light change is not.

All pictures are drawn here.
"""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from synopticon.model.picture import PictureKind
from synopticon.reuse.pictures.decoding import Frame, frame_of
from synopticon.reuse.pictures.grouping import groups
from synopticon.reuse.pictures.moving import MOVED, elsewhere, joined_to_edges


def street(seed: int = 4) -> Image.Image:
    """A drawn scene."""
    random = np.random.default_rng(seed)
    picture = Image.new("RGB", (420, 300), "lightsteelblue")
    draw = ImageDraw.Draw(picture)
    for size in sorted(random.uniform(10, 130, 110), reverse=True):
        x, y = random.uniform(-20, 420), random.uniform(-20, 300)
        colour = tuple(int(value) for value in random.integers(10, 245, 3))
        draw.ellipse((x, y, x + size, y + size * random.uniform(0.4, 1.2)), fill=colour)
    return picture


def passer_by(picture: Image.Image, x: int) -> Image.Image:
    """The same with a person somewhere."""
    out = picture.copy()
    ImageDraw.Draw(out).rectangle((x, 150, x + 16, 205), fill="black")
    return out


def frame(picture: Image.Image, quality: int = 85) -> Frame:
    """The picture as it comes back from a JPEG file."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return frame_of(out.getvalue())


@pytest.mark.parametrize("there", [90, 210, 330])
def test_a_person_who_has_moved_makes_another_moment(there: int) -> None:
    """The wall behind agrees; the frames are one view and two photographs, and it is said why."""
    first, second = groups({"a": frame(passer_by(street(), 40)), "b": frame(passer_by(street(), there))})
    assert first.family != second.family
    assert any("something solid stands in one of them" in why or "differs" in why for why in dict(first.views)["b"])


@pytest.mark.parametrize(
    "copy",
    [
        ImageEnhance.Brightness(street()).enhance(1.3),
        ImageEnhance.Contrast(street()).enhance(0.5),
        ImageEnhance.Contrast(ImageEnhance.Brightness(street()).enhance(0.6)).enhance(1.6),
    ],
)
def test_light_and_contrast_are_no_other_moment(copy: Image.Image) -> None:
    """Even where one is burnt out and the other is not."""
    one, other = groups({"a": frame(street()), "b": frame(copy, 40)})
    assert one.family == other.family and PictureKind.RECOMPRESSED in (one.kind, other.kind)


def test_thin_strokes_and_what_hangs_on_an_edge_are_let_pass() -> None:
    """Letters over a picture and a logo in its corner are additions; a solid thing inside is not."""
    plain = np.tile(np.linspace(40, 200, 120, dtype=np.float32), (90, 1))
    lines, corner, thing = plain.copy(), plain.copy(), plain.copy()
    lines[30:60:8, 20:100] += 60
    corner[:25, :30] += 60
    thing[40:52, 50:60] += 60
    assert elsewhere(lines, plain).sum() == elsewhere(corner, plain).sum() == 0
    assert elsewhere(thing, plain).sum() >= MOVED and elsewhere(plain, thing).sum() >= MOVED


def test_what_is_joined_to_an_edge_is_found_whole() -> None:
    """Also around a corner; what lies apart is not."""
    mask = np.zeros((7, 7), dtype=bool)
    mask[0:3, 1] = mask[2, 1:4] = mask[5, 5] = True
    assert joined_to_edges(mask).sum() == mask.sum() - 1 and not joined_to_edges(mask)[5, 5]


def test_a_picture_of_one_tone_is_compared_without_a_curve() -> None:
    """Nothing to fit, nothing that differs."""
    flat = np.full((20, 20), 90, dtype=np.float32)
    assert elsewhere(flat, flat + 50).sum() == 0 and elsewhere(flat[:3, :3], flat[:3, :3]).sum() == 0
