"""How the page of a large family holds up: `python benchmarks/web/family.py [SIZE] [--keep FOLDER]`.

An invented report is reprinted, shortened and changed SIZE times (540 unless told, of which the trace files nearly 500
together) over a fortnight; the study is traced as any other. Server time and bytes are taken through the whole
application, the overview first, as the link opens it; then Chromium is asked when the page could be used, how tall it
is, how long a key takes that walks the list, and how long judging by keyboard takes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from pages import chromium, server_times

from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.study import Study, utc_now
from synopticon.workflow.trace import trace

FIRST = date(2031, 5, 1)
SENTENCES = (
    "VELD, May 1 (Corvane Wire) - The ministry of Veldania said that {number} cameras read faces in {place}.",
    "Officials showed the invented system to reporters on {day}, and named neither its maker nor its price.",
    "A clerk of the town hall, who asked not to be named, said the pictures are kept for ninety days.",
    "The harbour has had the same cameras since the winter, residents of its northern quay remembered.",
    "Nobody was asked before the masts were raised, the council of the old market wrote in an open letter.",
    "The ministry answered that the masts serve the traffic lights alone, and that no face is stored.",
    "In a tender of the previous year, however, a register of faces was described on eleven pages.",
    "The tender was withdrawn within a week, and the company that had won it moved to another address.",
    "Travellers at the airport of {place} said that the queue before the cameras was shorter on {day}.",
    "The next report of the ministry is expected before the autumn, a spokesman of the invented country said.",
)


def told(number: int, chance: random.Random) -> tuple[str, str, str]:
    """Title, day and text of one telling: the first is the report, the others are copied, shortened or changed."""
    facts = {"number": 100, "place": "Ostwick", "day": "Tuesday"}
    kept = list(SENTENCES)
    if number and chance.random() < 0.3:
        facts["number"] = chance.choice((90, 110, 120, 1000))
    if number and chance.random() < 0.4:
        kept = kept[: chance.randint(7, 9)]
    if number and chance.random() < 0.3:
        kept.insert(1, f"This newspaper of quarter {number} asked its readers, and {number + 3} of them wrote back.")
    title = "Cameras read faces in Ostwick" if number % 3 else "Faces read by cameras, ministry says"
    day = FIRST + timedelta(days=0 if not number else min(13, int(chance.expovariate(0.4))))
    return title, day.isoformat(), "\n".join(kept).format(**facts)


def large_family(folder: Path, size: int) -> str:
    """Fill a new study with the family and trace it; answers the family's id."""
    chance = random.Random(500)
    with Study.create(folder, title="A large family", notice="Veldania is an invented country.") as study:
        for number in range(size):
            title, day, text = told(number, chance)
            outlet = f"Quarter Post {number % 180}" if number else "Corvane Wire"
            data = f"{number}\n{text}".encode()
            capture = Capture(
                f"file:{number}.txt", utc_now(), Channel.FILE, digest=sha256_hex(data), size=len(data),
                media_type="text/plain", place=Place(study.archive.put(data)),
                claims=Claims(title=title, outlet=outlet, published=day),
            )  # fmt: skip
            with study.writing() as writer:
                writer.add_capture(capture)
                writer.add_extraction(Extraction(capture.id, Reading(text, "text", "text/1", language="en")))
        trace(study)
        return study.reader.families(limit=1).rows[0].id


def in_browser(folder: Path, family: str) -> dict[str, float]:
    """What Chromium needs until the page can be used, what it holds, and how quickly it answers the keys."""
    with chromium(folder) as (page, base):
        begun = time.perf_counter()
        page.goto(f"{base}/families/{family}")
        page.keyboard.press("j")
        page.wait_for_function("() => document.activeElement.closest('[data-walk]')")
        usable = (time.perf_counter() - begun) * 1000
        held = page.evaluate(HELD)
        page.locator("#compare").scroll_into_view_if_needed()
        page.wait_for_function("() => CSS.highlights.get('shared')?.size > 0")
        begun = time.perf_counter()
        page.keyboard.press("y")
        page.wait_for_selector(".done >> text=Confirmed")
        return {"usable_ms": round(usable), **held, "judged_ms": round((time.perf_counter() - begun) * 1000)}


HELD = """async () => {
    const shown = [...document.querySelectorAll("[data-walk] > tbody > tr")].filter((row) => row.offsetHeight > 0);
    const before = performance.now();
    for (let step = 0; step < 20; step += 1) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        await new Promise(requestAnimationFrame);
    }
    return {
        documents: document.querySelectorAll("#origin option").length,
        key_ms: Math.round((performance.now() - before) / 20),
        rows_shown: shown.length, height_px: document.documentElement.scrollHeight,
        picture_px: Math.round(document.querySelector(".picture").getBoundingClientRect().height),
        elements: document.querySelectorAll("*").length,
        load_ms: Math.round(performance.getEntriesByType("navigation")[0].loadEventEnd),
    };
}"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("size", type=int, nargs="?", default=540)
    asked.add_argument("--keep", type=Path, help="a new folder for the study, which is then kept")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "family"
        family = large_family(folder, given.size)
        for page in asyncio.run(server_times(folder, ["/", "/families", f"/families/{family}"])):
            print(page.said())
        print(json.dumps(in_browser(folder, family)))


if __name__ == "__main__":
    main()
