"""Same pictures measured: planted copies of drawn scenes, found by kind, and what is merged among strangers.

    python benchmarks/reuse/pictures.py --seed 1 --scenes 100 --strangers 300 [--beside FOLDER]

Scenes are drawn (dead leaves: overlapping textured discs and boxes of all sizes under a sky, whose statistics are those
of photographs; Lee, Mumford and Huang 2001). Each has one copy of every kind. Hard strangers are drawn too: `moments`
are a fixed camera's view with a few persons elsewhere, `framed` are different scenes under one mask with a masthead,
`charts` share axes. None of these may be merged. With --beside, the pictures below FOLDER lie among them as they
are, and pairs of them that are merged are listed, to be looked at. Prints JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from synopticon.errors import SynopticonError
from synopticon.reuse.pictures.decoding import frame_of
from synopticon.reuse.pictures.grouping import groups
from synopticon.reuse.pictures.landmarks import landmarks_of

Random = np.random.Generator
PLANTED = ("scene/", "soft/")


def scene(random: Random, width: int = 800, height: int = 540, things: int = 160) -> Image.Image:
    """A drawn scene in colour."""
    sky = np.linspace(random.uniform(150, 230), random.uniform(90, 160), height)[:, None, None]
    canvas = np.broadcast_to(sky + random.uniform(-20, 20, 3), (height, width, 3)).copy()
    for size in np.sort(width / 3 * random.power(0.7, things))[::-1] + 6:
        x, y = random.uniform(0, width), height * random.power(1.6)
        top, left = max(0, int(y - size)), max(0, int(x - size))
        rows, columns = np.ogrid[top : min(height, int(y + size) + 1), left : min(width, int(x + size) + 1)]
        if random.random() < 0.5:
            inside = (columns - x) ** 2 + ((rows - y) * random.uniform(0.6, 1.6)) ** 2 < (size / 2) ** 2
        else:
            inside = (abs(columns - x) < size / 2) & (abs(rows - y) < size * random.uniform(0.15, 0.6))
        shade = random.uniform(20, 235) + random.uniform(-25, 25, 3)
        slope = random.normal(0, 40) * (columns - x) / size + random.normal(0, 40) * (rows - y) / size
        wave = random.uniform(0, 18) * np.sin(columns * random.uniform(0.02, 0.5) + rows * random.uniform(0.02, 0.5))
        part = canvas[top : top + inside.shape[0], left : left + inside.shape[1]]
        part[inside] = (shade + (slope + wave)[:, :, None])[inside]
    canvas += (random.normal(size=(height, width)) * random.uniform(1, 5))[:, :, None]
    return Image.fromarray(np.clip(canvas, 0, 255).astype(np.uint8))


def soft(random: Random, width: int = 800, height: int = 540) -> Image.Image:
    """A drawn scene with little to hold on to: few things, out of focus, in thin light, much of it sky."""
    picture = scene(random, width, height, things=22).filter(ImageFilter.GaussianBlur(random.uniform(2, 5)))
    picture = ImageEnhance.Contrast(picture).enhance(random.uniform(0.35, 0.7))
    noise = random.normal(scale=2, size=(height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8))


def stored(picture: Image.Image, quality: int = 92) -> bytes:
    """The picture as a JPEG file."""
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def cropped(picture: Image.Image, random: Random, keep: float) -> Image.Image:
    """A part with that share of the area, somewhere, its shape a little changed."""
    stretch = random.uniform(0.85, 1.15)
    width = min(picture.width, round(picture.width * keep**0.5 * stretch))
    height = min(picture.height, round(picture.height * picture.width * keep / width))
    left = int(random.integers(0, picture.width - width + 1))
    top = int(random.integers(0, picture.height - height + 1))
    return picture.crop((left, top, left + width, top + height))


def captioned(picture: Image.Image, random: Random) -> Image.Image:
    """A bar with letters below the picture."""
    bar = int(random.integers(30, 70))
    out = Image.new("RGB", (picture.width, picture.height + bar), "black" if random.random() < 0.5 else "white")
    out.paste(picture, (0, 0))
    ImageDraw.Draw(out).text((12, picture.height + 6), "The square yesterday. Agency / 2023", fill="red", font_size=20)
    return out


def marked(picture: Image.Image, random: Random) -> Image.Image:
    """A watermark in a corner."""
    out = picture.copy()
    ImageDraw.Draw(out).text((picture.width - 190, picture.height - 50), "AGENCY", fill="white", font_size=36)
    return out


def stamped(picture: Image.Image, random: Random) -> Image.Image:
    """A half transparent word over the middle."""
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    ImageDraw.Draw(layer).text((picture.width // 4, picture.height // 2), "PREVIEW", (255, 255, 255, 70), font_size=90)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def copies(picture: Image.Image, random: Random) -> Iterator[tuple[str, bytes]]:
    """One copy of each kind."""
    yield "recompressed q60-90", stored(picture, int(random.integers(60, 91)))
    yield "recompressed q30-60", stored(picture, int(random.integers(30, 61)))
    factor = random.uniform(0.5, 1.5)
    yield "resized 50-150 %", stored(picture.resize((round(picture.width * factor), round(picture.height * factor))))
    yield "resized to 160 pixels", stored(picture.resize((160, round(picture.height * 160 / picture.width))), 75)
    yield "cropped, 75-90 % kept", stored(cropped(picture, random, random.uniform(0.75, 0.9)), 80)
    yield "cropped, 60-75 % kept", stored(cropped(picture, random, random.uniform(0.6, 0.75)), 80)
    yield "cropped, 45-60 % kept", stored(cropped(picture, random, random.uniform(0.45, 0.6)), 80)
    yield "cropped, 30-45 % kept", stored(cropped(picture, random, random.uniform(0.3, 0.45)), 80)
    yield "flipped", stored(ImageOps.mirror(picture), 80)
    yield "flipped and cropped, 65 % kept", stored(cropped(ImageOps.mirror(picture), random, 0.65), 75)
    light = ImageEnhance.Brightness(picture).enhance(random.uniform(0.7, 1.3))
    yield "brightness and contrast", stored(ImageEnhance.Contrast(light).enhance(random.uniform(0.6, 1.4)), 80)
    yield "grey", stored(picture.convert("L"), 70)
    yield "caption bar", stored(captioned(picture, random), 80)
    yield "watermark in a corner", stored(marked(picture, random), 80)
    yield "half transparent word", stored(stamped(picture, random), 80)
    yield "stretched 8 %", stored(picture.resize((round(picture.width * 1.08), picture.height)), 80)
    small = cropped(picture, random, 0.7).resize((400, 270))
    yield "cropped, resized, captioned, q50", stored(captioned(small, random), 50)


def moments(random: Random) -> Iterator[bytes]:
    """Three frames of a fixed camera, with a few persons elsewhere in each."""
    view = scene(random)
    for _ in range(3):
        now = view.copy()
        draw = ImageDraw.Draw(now)
        for _ in range(int(random.integers(2, 6))):
            x, y, tall = random.uniform(80, 700), random.uniform(250, 380), random.uniform(70, 130)
            colour = tuple(int(value) for value in random.integers(0, 255, 3))
            draw.rectangle((x, y, x + tall / 3, y + tall), fill=colour)
            draw.ellipse((x + tall / 12, y - tall / 5, x + tall / 4, y), fill="burlywood")
        yield stored(now, 80)


def framed(random: Random, mask: Image.Image) -> bytes:
    """Another scene within a common frame."""
    page = mask.copy()
    page.paste(scene(random, 520, 340), (140, 120))
    return stored(page, 85)


def chart(random: Random) -> bytes:
    """A line over common axes."""
    page = Image.new("RGB", (800, 540), "white")
    draw = ImageDraw.Draw(page)
    for number in range(9):
        draw.line((80, 60 + 50 * number, 760, 60 + 50 * number), fill="lightgrey", width=2)
        draw.text((30, 50 + 50 * number), str(100 - 10 * number), fill="black", font_size=20)
    line = [(80 + 68 * step, float(y)) for step, y in enumerate(random.uniform(80, 450, 11))]
    draw.line(line, fill="navy", width=4)
    return stored(page, 90)


def drawn(seed: int, scenes: int, strangers: int) -> dict[str, bytes]:
    """All files by name; `kind/scene/copy`, so that the name tells what belongs together."""
    random = np.random.default_rng(seed)
    files: dict[str, bytes] = {}
    for number in range(scenes):
        name, picture = (f"scene/{number}", scene(random)) if number % 2 else (f"soft/{number}", soft(random))
        files[f"{name}/original"] = stored(picture)
        files |= {f"{name}/{kind}": data for kind, data in copies(picture, random)}
    for number in range(strangers):
        files[f"stranger/{number}/alone"] = stored(scene(random) if number % 2 else soft(random))
    mask = scene(random)
    for number in range(max(1, strangers // 10)):
        files |= {f"moments/{number}-{at}/frame": data for at, data in enumerate(moments(random))}
        files[f"framed/{number}/page"] = framed(random, mask)
        files[f"charts/{number}/page"] = chart(random)
    return files


def measured(files: dict[str, bytes]) -> dict[str, object]:
    """Decode, group, and count by kind."""
    begun = time.process_time()
    frames, refused = {}, Counter[str]()
    for name, data in files.items():
        try:
            frames[name] = frame_of(data)
        except SynopticonError as error:
            refused[error.what] += 1
    decoded = time.process_time()
    for frame in frames.values():
        landmarks_of(frame.grey)
    marked_at = time.process_time()
    members = groups(frames)
    ended = time.process_time()
    return _counted(members) | {
        "pictures": len(frames),
        "refused": dict(refused),
        "cpu_ms_a_picture": {
            "decode": round(1000 * (decoded - begun) / len(frames), 2),
            "landmarks": round(1000 * (marked_at - decoded) / len(frames), 2),
            "group, landmarks included": round(1000 * (ended - marked_at) / len(frames), 2),
        },
        "pictures_a_second": round(len(frames) / (ended - marked_at + decoded - begun), 1),
    }


def _counted(members: list) -> dict[str, object]:
    family = {member.name: member.family for member in members}
    sizes: dict[str, list[str]] = defaultdict(list)
    for name, head in family.items():
        sizes[head].append(name)
    together = [(a, b) for names in sizes.values() for i, a in enumerate(names) for b in names[i + 1 :]]
    right = sum(_truth(a) == _truth(b) for a, b in together)
    planted = Counter(_truth(name) for name in family)
    all_pairs = sum(count * (count - 1) // 2 for count in planted.values())
    found: dict[str, list[bool]] = defaultdict(list)
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for member in members:
        if member.name.startswith(PLANTED):
            kind = member.name.split("/")[2] + (", soft" if member.name.startswith("soft/") else "")
            found[kind].append(family[_truth(member.name) + "/original"] == member.family)
            called[kind][str(member.kind)] += 1
    wrong = [(a, b) for a, b in together if _truth(a) != _truth(b)]
    return {
        "precision": round(right / max(1, len(together)), 4),
        "recall": round(right / max(1, all_pairs), 4),
        "with_its_original": {kind: round(float(np.mean(hits)), 3) for kind, hits in found.items()},
        "called": {kind: dict(names.most_common(3)) for kind, names in called.items()},
        "wrong_pairs": dict(Counter(" + ".join(sorted((a.split("/")[0], b.split("/")[0]))) for a, b in wrong)),
        "wrong_examples": wrong[:40],
        "same_view_not_merged": sum(bool(member.views) for member in members),
    }


def _truth(name: str) -> str:
    return "/".join(name.split("/")[:2]) if name.startswith(PLANTED) else name


def _beside(folder: Path) -> dict[str, bytes]:
    return {f"beside/{path.name}": path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenes", type=int, default=100)
    parser.add_argument("--strangers", type=int, default=300)
    parser.add_argument("--beside", type=Path)
    asked = parser.parse_args()
    everything = drawn(asked.seed, asked.scenes, asked.strangers)
    if asked.beside:
        everything |= _beside(asked.beside)
    print(json.dumps(measured(everything), indent=1))
