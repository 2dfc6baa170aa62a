"""The same photograph is one observation, however it was cropped, recompressed or mirrored; strangers stay apart.

All pictures are drawn here: overlapping discs and boxes with grain.
"""

from __future__ import annotations

import functools
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from synopticon.model.picture import PictureKind
from synopticon.reuse.pictures.decoding import Frame, frame_of
from synopticon.reuse.pictures.grouping import PictureMember, groups

WIDTH, HEIGHT = 420, 300


@functools.cache
def scene(seed: int) -> Image.Image:
    """A drawn scene."""
    random = np.random.default_rng(seed)
    picture = Image.new("RGB", (WIDTH, HEIGHT), "lightsteelblue")
    draw = ImageDraw.Draw(picture)
    for size in sorted(random.uniform(10, 130, 110), reverse=True):
        x, y = random.uniform(-20, WIDTH), random.uniform(-20, HEIGHT)
        colour = tuple(int(value) for value in random.integers(10, 245, 3))
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        shape((x, y, x + size, y + size * random.uniform(0.4, 1.2)), fill=colour)
    grain = random.normal(scale=6, size=(HEIGHT, WIDTH, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def frame(picture: Image.Image, quality: int = 85) -> Frame:
    """The picture as it comes back from a JPEG file."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return frame_of(out.getvalue())


def related(changed: Image.Image, original: Image.Image, quality: int = 75) -> PictureMember:
    """The one of the two that was filed under the other; a stranger has no parent."""
    members = groups({"a": frame(changed, quality), "b": frame(original)})
    return next((member for member in members if member.parent), members[0])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (scene(1), PictureKind.RECOMPRESSED),
        (scene(1).resize((250, 179)), PictureKind.RESIZED),
        (scene(1).crop((60, 40, 400, 280)), PictureKind.CROPPED),
        (scene(1).crop((100, 60, 400, 260)), PictureKind.CROPPED),
        (ImageOps.mirror(scene(1)), PictureKind.FLIPPED),
        (ImageOps.mirror(scene(1)).crop((30, 20, 380, 290)), PictureKind.FLIPPED),
        (ImageEnhance.Contrast(ImageEnhance.Brightness(scene(1)).enhance(0.8)).enhance(0.6), PictureKind.RECOMPRESSED),
        (ImageOps.expand(scene(1), (0, 0, 0, 40), fill="black"), PictureKind.CROPPED),
    ],
    ids=["recompressed", "smaller", "cropped to 65 %", "cropped to 48 %", "mirrored", "mirrored part", "dim", "bar"],
)
def test_a_changed_copy_is_the_same_photograph(changed: Image.Image, kind: PictureKind) -> None:
    """Each kind of change is seen through and called by its name."""
    found = related(changed, scene(1), quality=45)
    assert (found.family, found.kind) == (found.parent, kind)
    assert found.score is not None and found.score > 0.7


def test_the_boxes_say_where_the_crop_lay() -> None:
    """What both show is told in pixels of both, mirrored or not, to about one in a hundred."""
    for turned in (False, True):
        whole = ImageOps.mirror(scene(2)) if turned else scene(2)
        found = related(scene(2).crop((80, 50, 380, 270)), whole)
        assert found.name == "a"
        there = (WIDTH - 380, 50, WIDTH - 80, 270) if turned else (80, 50, 380, 270)
        assert found.here is not None and found.there is not None
        assert np.allclose(found.here, (0, 0, 300, 220), atol=5)
        assert np.allclose(found.there, there, atol=5)


def test_equal_pixels_are_one_picture_whatever_the_file() -> None:
    """A PNG and a BMP of one picture are the same, without a doubt."""
    files = {}
    for kind in ("PNG", "BMP"):
        out = io.BytesIO()
        scene(3).save(out, kind)
        files[kind] = frame_of(out.getvalue())
    first, second = groups(files)
    assert (first.name, first.parent, second.parent, second.kind) == ("BMP", None, "BMP", PictureKind.SAME)


def test_strangers_stay_apart() -> None:
    """Thirty different scenes are thirty families."""
    members = groups({str(seed): frame(scene(seed)) for seed in range(10, 40)})
    assert len({member.family for member in members}) == 30


def test_another_moment_of_one_camera_is_told_and_not_merged() -> None:
    """A fixed camera's view with a person elsewhere is the same view and not the same photograph."""
    moments = []
    for x in (120, 260):
        now = scene(4).copy()
        ImageDraw.Draw(now).rectangle((x, 100, x + 36, 210), fill="black")
        moments.append(frame(now))
    members = groups({"a": moments[0], "b": moments[1]})
    assert [member.parent for member in members] == [None, None]
    assert [other for other, _ in members[0].views] == ["b"]
    assert "nothing is merged" in members[0].views[0][1][-1]


def test_two_pages_with_one_frame_are_not_one_picture() -> None:
    """Signs, pages and charts share a frame and parts; what they hold differs."""
    pages = {}
    for number, height in enumerate((60, 150)):
        page = Image.new("RGB", (400, 300), "white")
        draw = ImageDraw.Draw(page)
        for line in range(40, 300, 50):
            draw.line((40, line, 380, line), fill="grey", width=2)
            draw.text((8, line - 8), str(300 - line), fill="black")
        draw.line((40, height, 200, 220 - height, 380, height + 40), fill="navy", width=5)
        pages[str(number)] = frame(page)
    assert len({member.family for member in groups(pages)}) == 2


def test_a_blank_picture_is_nothing_to_anybody() -> None:
    """Blank frames of different sizes, and one with a gradient alone, are not merged."""
    gradient = Image.fromarray(np.tile(np.linspace(0, 255, 300).astype(np.uint8), (200, 1)))
    blanks = {"a": Image.new("RGB", (300, 200), "white"), "b": Image.new("RGB", (400, 200), "white"), "c": gradient}
    members = groups({name: frame(picture.convert("RGB")) for name, picture in blanks.items()})
    assert [member.parent for member in members] == [None, None, None]


@functools.cache
def _mixed() -> dict[str, Frame]:
    found = {}
    for seed in (5, 6):
        found[f"{seed} whole"] = frame(scene(seed))
        found[f"{seed} left"] = frame(scene(seed).crop((0, 0, 300, 300)))
        found[f"{seed} right"] = frame(scene(seed).crop((150, 0, 420, 300)))
        found[f"{seed} turned"] = frame(ImageOps.mirror(scene(seed)))
    found["again"] = found["5 whole"]
    return found


@settings(max_examples=12, deadline=None)
@given(st.permutations(sorted(_mixed())))
def test_the_order_of_arrival_changes_nothing(order: list[str]) -> None:
    """Any order of the same pictures gives the same families."""
    assert groups({name: _mixed()[name] for name in order}) == groups(_mixed())


def test_every_member_was_verified_against_the_head_of_its_family() -> None:
    """No chains: the parent of each is what the family is named after."""
    members = groups(_mixed())
    assert len({member.family for member in members}) == 2
    assert all(member.parent in (None, member.family) for member in members)
