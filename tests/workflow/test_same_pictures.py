"""Pictures in a study: one photograph in several captures is one group, and what a person says of it stands.

All pictures and pages are drawn and written here.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from synopticon.errors import MissingPart, NotFound, UsageError
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.item import ItemQuery
from synopticon.workflow.api import Study
from synopticon.workflow.find import bring
from synopticon.workflow.judge import (
    clear,
    confirm_attribution,
    confirm_picture,
    overturn_attribution,
    overturn_picture,
    withdraw,
)
from synopticon.workflow.leaning import FURNITURE
from synopticon.workflow.picture_groups import groups_now, picture_group, picture_groups, refused_pictures
from synopticon.workflow.same_pictures import compare_pictures, thumbnail


def scene(seed: int) -> Image.Image:
    """A drawn scene."""
    random = np.random.default_rng(seed)
    picture = Image.new("RGB", (420, 300), "lightsteelblue")
    draw = ImageDraw.Draw(picture)
    for size in sorted(random.uniform(10, 130, 110), reverse=True):
        x, y = random.uniform(-20, 420), random.uniform(-20, 300)
        colour = tuple(int(value) for value in random.integers(10, 245, 3))
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        shape((x, y, x + size, y + size * random.uniform(0.4, 1.2)), fill=colour)
    return picture


FILES = {
    "square.jpg": scene(1),
    "square-small.png": scene(1).resize((300, 214)),
    "mirrored.jpg": ImageOps.mirror(scene(1)),
    "harbour.jpg": scene(2),
    "icon.png": Image.new("RGB", (20, 20), "red"),
}
PAGES = {
    "alpha.html": '<p>The square on Monday, as a reader sent it to us.</p><img src="square.jpg">',
    "beta.html": "<p>Our own photograph of the square.</p><img alt='' srcset='square-small.png 1x, none.png 2x'>",
    "gamma.html": '<p>Nothing to be seen here but words.</p><a href="alpha.html">the square</a>',
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study into which the pictures and pages were collected; its clock goes on by a second at each look."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, picture in FILES.items():
        picture.save(folder / name)
    for name, body in PAGES.items():
        (folder / name).write_text(f"<html><body>{body}</body></html>", "utf-8")
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    now = [datetime(2026, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    with Study(tmp_path / "s", clock=clock) as opened:
        opened.collect(folder)
        yield opened


def ids(study: Study) -> dict[str, str]:
    """Items by their file's name."""
    return {item.asked.removeprefix("file:"): item.id for item in study.items(ItemQuery(limit=100)).rows}


def grouped(study: Study) -> set[frozenset[str]]:
    """The groups of two or more, by their files' names."""
    names = {item: name for name, item in ids(study).items()}
    return {frozenset(names[member.item.id] for member in group.members) for group in picture_groups(study).rows}


SQUARE = frozenset({"square.jpg", "square-small.png", "mirrored.jpg"})


def test_one_photograph_in_several_captures_is_one_group(study: Study) -> None:
    """Resized and mirrored copies are one group; others are in none; its pages are known."""
    found = compare_pictures(study)
    assert (found.pictures, found.refused, found.groups, found.repeats, found.pages) == (4, 1, 1, 2, 2)
    assert grouped(study) == {SQUARE}
    by_name = ids(study)
    group = picture_group(study, by_name["mirrored.jpg"])
    assert {page.id for page in group.pages} == {by_name["alpha.html"], by_name["beta.html"]}
    assert refused_pictures(study)[0][0] == by_name["icon.png"] and "too small" in refused_pictures(study)[0][1]
    with pytest.raises(NotFound, match="no picture group"):
        picture_group(study, by_name["icon.png"])


def test_a_second_comparison_of_the_same_changes_nothing(study: Study) -> None:
    """It answers from the first, without reading a picture, and adds nothing to the log."""
    first = compare_pictures(study)
    before = study.reader.counts().custody
    again = compare_pictures(study)
    assert (again.again, again.groups, again.pages) == (True, first.groups, first.pages)
    assert study.reader.counts().custody == before


def test_every_group_that_changed_stands_in_the_log(study: Study) -> None:
    """The comparison and each merge and split have entries; the chain names how many joined and left."""
    compare_pictures(study)
    by_name = ids(study)
    overturn_picture(study, by_name["mirrored.jpg"], by_name["square.jpg"], "another square")
    compare_pictures(study)
    acts = [link.act for link in study.reader.custody() if link.act.act == "picture-group"]
    assert [(act.details["joined"], act.details["left"], act.details["pictures"]) for act in acts] == [
        ("3", "0", "3"),
        ("0", "1", "2"),
    ]


def test_what_a_person_overturned_is_never_merged_again(study: Study) -> None:
    """At once for counts, and in every later comparison; taken back, the pixels decide again."""
    compare_pictures(study)
    by_name = ids(study)
    one, other = by_name["square.jpg"], by_name["mirrored.jpg"]
    judgement = overturn_picture(study, one, other, "the shop sign reads the right way round in both")
    now = groups_now(study.reader, [one, other], study.reader.judgements())
    assert other not in now[one] and one not in now[other]
    compare_pictures(study)
    assert all(not {"square.jpg", "mirrored.jpg"} <= group for group in grouped(study))
    clear(study, judgement.subject, "a mistake")
    compare_pictures(study)
    assert grouped(study) == {SQUARE}


def test_what_a_person_confirmed_is_one_group_whatever_the_pixels_say(study: Study) -> None:
    """The harbour joins the square because somebody knows better; a withdrawn capture is in no group."""
    compare_pictures(study)
    by_name = ids(study)
    confirm_picture(study, by_name["harbour.jpg"], by_name["square-small.png"], "two halves of one negative")
    wide = SQUARE | {"harbour.jpg"}
    now = groups_now(study.reader, [by_name["harbour.jpg"]], study.reader.judgements())
    assert now[by_name["harbour.jpg"]] == {by_name[name] for name in wide}
    compare_pictures(study)
    assert grouped(study) == {wide}
    withdraw(study, by_name["mirrored.jpg"], "not of this town")
    assert grouped(study) == {wide - {"mirrored.jpg"}}


def test_only_pictures_that_were_compared_can_be_judged(study: Study) -> None:
    """A page is no picture, and before the first comparison nothing is."""
    by_name = ids(study)
    with pytest.raises(UsageError, match="no picture of the last comparison"):
        confirm_picture(study, by_name["square.jpg"], by_name["harbour.jpg"], "why")
    compare_pictures(study)
    with pytest.raises(UsageError, match="no picture of the last comparison"):
        overturn_picture(study, by_name["square.jpg"], by_name["alpha.html"], "why")


def test_a_thumbnail_holds_nothing_of_the_file_but_its_pixels(study: Study) -> None:
    """It is drawn anew as a small PNG."""
    with pytest.raises(NotFound):
        thumbnail(study, ids(study)["alpha.html"], 120)
    compare_pictures(study)
    found = thumbnail(study, ids(study)["square.jpg"], 120)
    with Image.open(io.BytesIO(found)) as drawn:
        assert (drawn.format, drawn.size, drawn.info) == ("PNG", (120, 86), {})


def test_without_the_extra_its_name_is_told_and_nothing_is_kept(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install, and the earlier state stays."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    before = study.reader.counts().custody
    with pytest.raises(MissingPart, match=r"synopticon\[pictures\]"):
        compare_pictures(study)
    assert (study.reader.pictures(), study.reader.counts().custody) == ([], before)


ALPHA, BETA = "The square on Monday, as a reader sent it to us.", "Our own photograph of the square."


@pytest.fixture
def cited(study: Study) -> dict[str, str]:
    """Two papers that share no words and show one photograph, cited for F1; the passages by their page."""
    compare_pictures(study)
    by_name = ids(study)
    study.trace()
    passages = {page: study.cite(by_name[page], quote) for page, quote in (("alpha.html", ALPHA), ("beta.html", BETA))}
    study.find("A camera hangs over the square.", supports=passages.values())
    return {page: passage.id for page, passage in passages.items()}


def test_pages_that_show_one_photograph_are_proposed_and_not_merged(study: Study, cited: dict[str, str]) -> None:
    """Two origins until a person judges; it is said that they would be one, and which picture each shows."""
    found = study.weigh("F1")
    assert (found.independent_origins, found.origins_if_confirmed) == (2, 1)
    (source,) = found.sources
    assert not source.counted and source.name.startswith("one photograph (")
    by_name = ids(study)
    assert {rest.picture for rest in source.rests} == {by_name["square.jpg"], by_name["square-small.png"]}


def test_confirmed_both_rest_on_the_photograph(study: Study, cited: dict[str, str]) -> None:
    """One observation; with the attribution overturned, or the pictures set apart, two again."""
    rests = study.weigh("F1").sources[0].rests
    for rest in rests:
        confirm_attribution(study, rest.subject, "the caption describes the picture and nothing else")
    found = study.weigh("F1")
    assert found.independent_origins == 1 and found.supporting[0].origin in {rest.picture for rest in rests}
    assert any("2 documents rest on one photograph" in reason for reason in found.reasons)
    judgement = overturn_picture(study, *(rest.picture for rest in rests), "another Monday")
    assert study.weigh("F1").independent_origins == 2
    clear(study, judgement.subject, "the same Monday")
    overturn_attribution(study, rests[0].subject, "its reporter stood there")
    assert study.weigh("F1").independent_origins == 2


def test_the_protocol_does_not_merge_what_only_a_page_shows(study: Study, cited: dict[str, str]) -> None:
    """Under find.attribution = merge a photograph on both pages is still a proposal."""
    with (study.folder / "study.toml").open("a", encoding="utf-8") as protocol:
        protocol.write('\n[find]\nattribution = "merge"\n')
    with Study(study.folder) as again:
        assert again.weigh("F1").independent_origins == 2


def test_a_person_may_name_a_picture_that_the_page_does_not_link(study: Study, cited: dict[str, str]) -> None:
    """A third paper describes the picture without showing it; by its item it is counted with the others."""
    by_name = ids(study)
    third = study.cite(by_name["gamma.html"], "Nothing to be seen here but words.")
    bring(study, "F1", third.id)
    for rest in study.weigh("F1").sources[0].rests:
        confirm_attribution(study, rest.subject, "the caption")
    assert study.weigh("F1").independent_origins == 2
    confirm_attribution(study, f"attribution:{third.id}:picture-{by_name['mirrored.jpg'][:12]}", "it says so in print")
    assert study.weigh("F1").independent_origins == 1


def test_captures_of_one_photograph_that_are_cited_themselves_are_one_observation(study: Study) -> None:
    """Letters read from two copies of a poster are one origin at once; set apart by a person they are two."""
    by_name = ids(study)
    words = {"square.jpg": "CAMERAS WATCH THIS SQUARE", "mirrored.jpg": "WATCHED BY THE TOWN OF HIGHFEN"}
    with study.writing() as writer:
        for name, text in words.items():
            writer.add_extraction(Extraction(by_name[name], Reading(text, "image", "image/1+ocr")))
    compare_pictures(study)
    study.trace()
    study.find("A sign says so.", supports=[study.cite(by_name[name], text) for name, text in words.items()])
    found = study.weigh("F1")
    assert (found.independent_origins, found.documents) == (1, 2)
    assert "2 of the cited documents are captures of one photograph; they count as one observation." in found.reasons
    overturn_picture(study, by_name["square.jpg"], by_name["mirrored.jpg"], "two signs")
    assert study.weigh("F1").independent_origins == 2


def test_a_mark_that_every_page_of_an_outlet_shows_is_no_evidence(study: Study, tmp_path: Path) -> None:
    """What stands on more pages than FURNITURE of one outlet is not proposed."""
    many = tmp_path / "many"
    many.mkdir()
    scene(5).save(many / "masthead.png")
    for number in range(FURNITURE + 1):
        page = f'<p>Story {number} of the day, told at length.</p><img src="masthead.png">'
        (many / f"{number}.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    study.collect(many)
    compare_pictures(study)
    study.trace()
    by_name = ids(study)
    passages = [study.cite(by_name[f"{at}.html"], f"Story {at} of the day") for at in (1, 2)]
    study.find("Two stories.", supports=passages)
    assert study.weigh("F1").sources == ()


def record(url: str, kind: str, body: bytes) -> bytes:
    """One WARC record of an answer."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{sha256_hex(url.encode())[:32]}>\r\n"
        f"WARC-Date: 2024-05-01T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize(("least", "found"), [(0, 0), (2000, 1), (100_000_000, 0)])
def test_pictures_inside_a_web_archive_are_items_where_the_protocol_asks_for_them(
    tmp_path: Path, least: int, found: int
) -> None:
    """From so many bytes on, and then the archived page is known to show them."""
    out = io.BytesIO()
    scene(1).save(out, "JPEG")
    page = b"<html><body><p>The square on Monday.</p><img src='/square.jpg'><img src='/dot.gif'></body></html>"
    dot = b"GIF89a" + bytes(40)
    (tmp_path / "a.warc").write_bytes(
        record("https://post.example/story", "text/html", page)
        + record("https://post.example/square.jpg", "image/jpeg", out.getvalue())
        + record("https://post.example/dot.gif", "image/gif", dot)
    )
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    with (tmp_path / "s" / "study.toml").open("a", encoding="utf-8") as protocol:
        protocol.write(f"\n[collect]\npictures = {least}\n")
    with Study(tmp_path / "s") as study:
        study.collect(tmp_path / "a.warc")
        summary = compare_pictures(study)
        assert (summary.pictures, summary.refused, summary.pages) == (found, 0, found)
